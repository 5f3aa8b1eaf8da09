/** Fees: monthly, or once. */
import type { Rule } from "../base-parser.ts";
import type { Declaration, Name, QuantityOrName, Span } from "../nodes.ts";
import { Comma, Day, LCurly, NumberToken, RCurly } from "../tokens.ts";
import { ChargeParser } from "./charge.ts";
import type { CircumstanceNode } from "./circumstance.ts";
import type { EventFilterNode } from "./condition.ts";

export interface FeeNode extends Declaration {
  readonly kind: "fee";
  readonly basis?: (
    | { readonly kind: "monthly"; readonly interval?: Name; readonly peak: boolean }
    | { readonly kind: "once"; readonly of: EventFilterNode }
  ) &
    Span;
  readonly atMost: readonly QuantityOrName[];
  readonly inAdvance: boolean;
  readonly firstMonthProrated: boolean;
  /** `first month prorated by day if …` */
  readonly firstMonthIf: readonly CircumstanceNode[];
  readonly pricedBy: readonly Name[];
  readonly alternativeTo: readonly Name[];
  readonly circumstances: readonly CircumstanceNode[];
}

export class FeeParser extends ChargeParser {
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
            this.OPTION1({
              // `at most` begins another line
              GATE: () => this.LA(2).image === "its",
              DEF: () => {
                this.kw("at");
                this.kw("its");
                this.kw("peak");
                peak = true;
              },
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

  /** `first month prorated by day [if …]` */
  protected firstMonth: Rule<CircumstanceNode[]> = this.RULE("firstMonth", () => {
    for (const word of ["first", "month", "prorated", "by"] as const) this.kw(word);
    this.CONSUME(Day);
    return this.SUBRULE(this.provisos);
  });

  private feeMember: Rule<void> = this.RULE("feeMember", () => {
    const node = this.building<FeeNode>("fee");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          node.basis = this.SUBRULE(this.feeBasis);
        },
      },
      { ALT: () => node.atMost.push(this.SUBRULE(this.cap)) },
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
          node.firstMonthIf = this.SUBRULE(this.firstMonth);
          node.firstMonthProrated = true;
        },
      },
      {
        ALT: () => {
          this.kw("priced");
          this.kw("by");
          const by = this.SUBRULE(this.names);
          this.ACTION(() => node.pricedBy.push(...(by ?? [])));
        },
      },
      {
        ALT: () => {
          const others = this.SUBRULE(this.alternative);
          this.ACTION(() => node.alternativeTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.circumstances.push(this.SUBRULE(this.circumstance)) },
      { ALT: () => node.circumstances.push(this.SUBRULE(this.inclusion)) },
    ]);
  });

  protected fee: Rule<FeeNode> = this.RULE(
    "fee",
    () => {
      const first = this.kw("fee");
      const name = this.SUBRULE(this.name);
      const node = this.begin<FeeNode>({
        ...this.declaration("fee", first, name),
        atMost: [],
        inAdvance: false,
        firstMonthProrated: false,
        firstMonthIf: [],
        pricedBy: [],
        alternativeTo: [],
        circumstances: [],
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.feeMember));
      this.CONSUME(RCurly);
      return this.finish<FeeNode>(node, first);
    },
    this.partial<FeeNode>("fee"),
  );
}
