/** What a month comes to at least and at most, and how a month is divided that is in force in part. */
import type { Rule } from "../base-parser.ts";
import type { QuantityNode, Span } from "../nodes.ts";
import { Comma, Day } from "../tokens.ts";
import { UnitPriceParser } from "./unit-price.ts";

/** `at least 300 EUR a month, first month prorated by day` */
export interface SpendNode extends Span {
  readonly kind: "spend";
  readonly limit: "atLeast" | "atMost";
  readonly amount?: QuantityNode;
  readonly prorated: boolean;
}

/** `proration by 30 days, first day not counted, last month too, last day not counted` */
export interface ProrationNode extends Span {
  readonly kind: "proration";
  /** Absent: the days of the month. */
  readonly days?: QuantityNode;
  readonly dropsFirstDay: boolean;
  readonly lastMonth: boolean;
  readonly dropsLastDay: boolean;
}

export class SpendParser extends UnitPriceParser {
  protected spend: Rule<SpendNode> = this.RULE(
    "spend",
    () => {
      const first = this.kw("at");
      const node = this.begin<SpendNode>({ kind: "spend", limit: "atLeast", prorated: false, ...this.spanFrom(first) });
      this.OR([
        { ALT: () => this.kw("least") },
        {
          ALT: () => {
            this.kw("most");
            node.limit = "atMost";
          },
        },
      ]);
      node.amount = this.SUBRULE(this.quantity);
      this.kw("a");
      this.kw("month", 1);
      this.OPTION(() => {
        this.CONSUME(Comma);
        this.kw("first");
        this.kw("month", 2);
        this.kw("prorated");
        this.kw("by");
        this.CONSUME(Day);
        node.prorated = true;
      });
      return this.finish<SpendNode>(node, first);
    },
    this.partial<SpendNode>("spend"),
  );

  protected proration: Rule<ProrationNode> = this.RULE(
    "proration",
    () => {
      const first = this.kw("proration");
      const node = this.begin<ProrationNode>({
        ...{ kind: "proration", dropsFirstDay: false, lastMonth: false, dropsLastDay: false },
        ...this.spanFrom(first),
      });
      this.kw("by");
      this.OR([
        {
          ALT: () => {
            this.CONSUME1(Day);
            this.kw("of");
            this.kw("the");
            this.kw("month", 1);
          },
        },
        {
          ALT: () => {
            node.days = this.SUBRULE(this.quantity);
          },
        },
      ]);
      this.MANY(() => {
        this.CONSUME(Comma);
        this.OR1([
          {
            ALT: () => {
              this.kw("first");
              this.CONSUME2(Day);
              this.kw("not", 1);
              this.kw("counted", 1);
              node.dropsFirstDay = true;
            },
          },
          {
            ALT: () => {
              this.kw("last", 1);
              this.kw("month", 2);
              this.kw("too");
              node.lastMonth = true;
            },
          },
          {
            ALT: () => {
              this.kw("last", 2);
              this.CONSUME3(Day);
              this.kw("not", 2);
              this.kw("counted", 2);
              node.dropsLastDay = true;
            },
          },
        ]);
      });
      return this.finish<ProrationNode>(node, first);
    },
    this.partial<ProrationNode>("proration"),
  );
}
