/** Minimums: a least amount of traffic per calendar month. */
import type { Rule } from "../base-parser.ts";
import type { Declaration, Name, QuantityOrName } from "../nodes.ts";
import { Comma, LCurly, RCurly } from "../tokens.ts";

import type { CircumstanceNode } from "./circumstance.ts";
import { PackageParser } from "./package.ts";

export interface MinimumNode extends Declaration {
  readonly kind: "minimum";
  readonly amount?: QuantityOrName;
  /** Empty: all charges. */
  readonly of: readonly Name[];
  readonly postPay: boolean;
  readonly prePay: boolean;
  readonly notify: boolean;
  readonly firstMonthProrated: boolean;
  /** `first month prorated by day if …` */
  readonly firstMonthIf: readonly CircumstanceNode[];
  readonly circumstances: readonly CircumstanceNode[];
}

export class MinimumParser extends PackageParser {
  private minimumMember: Rule<void> = this.RULE("minimumMember", () => {
    const node = this.building<MinimumNode>("minimum");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            this.kw("when");
            this.OR1([
              {
                ALT: () => {
                  for (const word of ["post-pay", "invoice", "the", "shortfall"] as const) this.kw(word, 1);
                  node.postPay = true;
                },
              },
              {
                ALT: () => {
                  for (const word of ["pre-pay", "deduct", "the", "shortfall"] as const) this.kw(word, 2);
                  node.prePay = true;
                  this.OPTION(() => {
                    this.CONSUME(Comma);
                    this.kw("notify");
                    this.kw("when", 3);
                    for (const word of ["credit", "is", "short"] as const) this.kw(word);
                    node.notify = true;
                  });
                },
              },
            ]);
          },
        },
        { ALT: () => node.circumstances.push(this.SUBRULE(this.circumstance)) },
        {
          ALT: () => {
            node.firstMonthIf = this.SUBRULE(this.firstMonth);
            node.firstMonthProrated = true;
          },
        },
        {
          ALT: () => {
            node.amount = this.SUBRULE(this.quantityOrName);
            for (const word of ["per", "calendar", "month", "of"] as const) this.kw(word);
            this.OR2({
              IGNORE_AMBIGUITIES: true,
              DEF: [
                {
                  ALT: () => {
                    this.kw("all");
                    this.kw("charges");
                  },
                },
                {
                  ALT: () => {
                    node.of = this.SUBRULE(this.names);
                  },
                },
              ],
            });
          },
        },
      ],
    });
  });

  protected minimum: Rule<MinimumNode> = this.RULE(
    "minimum",
    () => {
      const first = this.kw("minimum");
      const name = this.SUBRULE(this.name);
      const node = this.begin<MinimumNode>({
        ...this.declaration("minimum", first, name),
        of: [],
        postPay: false,
        prePay: false,
        notify: false,
        firstMonthProrated: false,
        firstMonthIf: [],
        circumstances: [],
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.minimumMember));
      this.CONSUME(RCurly);
      return this.finish<MinimumNode>(node, first);
    },
    this.partial<MinimumNode>("minimum"),
  );
}
