/** Fees, packages and minimums. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityOrName, Span } from "../nodes.ts";
import { Comma, Day, LCurly, NumberToken, RCurly } from "../tokens.ts";
import { ChargeParser, type SubscriptionNode } from "./charge.ts";
import type { EventFilterNode } from "./condition.ts";

export interface FeeNode extends Declaration {
  readonly kind: "fee";
  readonly basis?: (
    | { readonly kind: "monthly"; readonly interval?: Name; readonly peak: boolean }
    | { readonly kind: "once"; readonly of: EventFilterNode }
  ) &
    Span;
  readonly inAdvance: boolean;
  readonly firstMonthProrated: boolean;
  readonly alternativeTo: readonly Name[];
  readonly onlyWhen: readonly SubscriptionNode[];
}

export interface PackageNode extends Declaration {
  readonly kind: "package";
  readonly measure: Name;
  readonly monthlyFee: boolean;
  readonly overage: boolean;
  readonly alternativeTo: readonly Name[];
  readonly onlyWhen: readonly SubscriptionNode[];
}

export interface MinimumNode extends Declaration {
  readonly kind: "minimum";
  readonly amount?: QuantityOrName;
  /** Empty: all charges. */
  readonly of: readonly Name[];
  readonly postPay: boolean;
  readonly prePay: boolean;
  readonly notify: boolean;
}

export class FeeParser extends ChargeParser {
  protected alternative: Rule<Name[]> = this.RULE("alternative", () => {
    this.kw("alternative");
    this.kw("to");
    return this.SUBRULE(this.names);
  });

  private feeBasis: Rule<FeeNode["basis"]> = this.RULE("feeBasis", () =>
    this.OR([
      {
        ALT: () => {
          const first = this.kw("monthly");
          let interval: Name | undefined;
          let peak = false;
          this.OPTION(() => {
            this.kw("for", 1);
            this.kw("each", 1);
            interval = this.SUBRULE(this.name);
            this.OPTION1(() => {
              this.kw("at");
              this.kw("its");
              this.kw("peak");
              peak = true;
            });
          });
          return this.ACTION(() => ({ kind: "monthly" as const, ...(interval && { interval }), peak, ...this.spanFrom(first) }));
        },
      },
      {
        ALT: () => {
          const first = this.kw("once");
          this.kw("for", 2);
          this.kw("each", 2);
          const of = this.SUBRULE(this.eventFilter);
          return this.ACTION(() => ({ kind: "once" as const, of, ...this.spanFrom(first) }));
        },
      },
    ]),
  );

  private feeMember: Rule<void> = this.RULE("feeMember", () => {
    const node = this.building<FeeNode>("fee");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          node.basis = this.SUBRULE(this.feeBasis);
        },
      },
      {
        ALT: () => {
          for (const word of ["in", "advance", "on", "day"] as const) if (word !== "day") this.kw(word);
          this.CONSUME(Day);
          this.CONSUME(NumberToken);
          this.CONSUME(Comma);
          for (const word of ["additions", "when", "provisioned", "and"] as const) this.kw(word);
          this.kw("in", 2);
          this.kw("full");
          node.inAdvance = true;
        },
      },
      {
        ALT: () => {
          for (const word of ["first", "month", "prorated", "by"] as const) this.kw(word);
          this.CONSUME1(Day);
          node.firstMonthProrated = true;
        },
      },
      {
        ALT: () => {
          const others = this.SUBRULE(this.alternative);
          this.ACTION(() => node.alternativeTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.onlyWhen.push(this.SUBRULE(this.subscription)) },
    ]);
  });

  protected fee: Rule<FeeNode> = this.RULE(
    "fee",
    () => {
      const first = this.kw("fee");
      const name = this.SUBRULE(this.name);
      const node = this.begin<FeeNode>({
        ...this.declaration("fee", first, name),
        inAdvance: false,
        firstMonthProrated: false,
        alternativeTo: [],
        onlyWhen: [],
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.feeMember));
      this.CONSUME(RCurly);
      return this.finish<FeeNode>(node, first);
    },
    this.partial<FeeNode>("fee"),
  );

  private packageMember: Rule<void> = this.RULE("packageMember", () => {
    const node = this.building<PackageNode>("package");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("monthly");
          this.kw("fee");
          node.monthlyFee = true;
        },
      },
      {
        ALT: () => {
          for (const word of ["beyond", "it", "charge", "each"] as const) this.kw(word);
          node.overage = true;
        },
      },
      {
        ALT: () => {
          const others = this.SUBRULE(this.alternative);
          this.ACTION(() => node.alternativeTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.onlyWhen.push(this.SUBRULE(this.subscription)) },
    ]);
  });

  protected package: Rule<PackageNode> = this.RULE(
    "package",
    () => {
      const first = this.kw("package");
      const name = this.SUBRULE1(this.name);
      const node = this.begin<PackageNode>({
        ...this.declaration("package", first, name),
        measure: name,
        monthlyFee: false,
        overage: false,
        alternativeTo: [],
        onlyWhen: [],
      });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.kw("of");
      node.measure = this.SUBRULE2(this.name);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.packageMember));
      this.CONSUME(RCurly);
      return this.finish<PackageNode>(node, first);
    },
    this.partial<PackageNode>("package"),
  );

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
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.minimumMember));
      this.CONSUME(RCurly);
      return this.finish<MinimumNode>(node, first);
    },
    this.partial<MinimumNode>("minimum"),
  );
}
