/** What a unit costs in an agreement: one price or several by the day, rate cards, scales, and how the amount of each event is made. */
import type { IToken } from "chevrotain";
import { endOf, present, type Rule } from "../base-parser.ts";
import type { Name, QuantityNode, Span, TextNode } from "../nodes.ts";
import { Comma, DateToken, keyword, LCurly, NumberToken, RCurly, SizeUnit, TimeUnit } from "../tokens.ts";
import { FreeParser } from "./free.ts";

/** A token's text with its place: a date, a time, a month, a phone number. */
export interface Literal extends Span {
  readonly value: string;
}

/** `up to 10_000 at 0.05 EUR plus 10 EUR`, `beyond at 0.04 EUR` */
export interface TierNode extends Span {
  readonly kind: "tier";
  readonly upTo?: Literal;
  readonly amount?: QuantityNode;
  readonly plus?: QuantityNode;
}

/** `graduated { … }`, `by volume { … }` */
export interface TiersNode extends Span {
  readonly mode: "graduated" | "volume";
  readonly tiers: readonly TierNode[];
}

/** One of several prices, by the day: `0.004 EUR until 2026-03-14`, `0.005 EUR from 2026-03-15` */
export interface PeriodNode extends Span {
  readonly amount: QuantityNode;
  readonly from?: Literal;
  readonly until?: Literal;
}

/** `plus 0.01 EUR per call`, `at least 0.02 EUR per call`: an amount for each event, and what the event is called. */
export interface PerEventNode extends Span {
  readonly amount?: QuantityNode;
  readonly event?: Name;
}

/** `first 60 seconds, then each 1 second` */
export interface IncrementsNode extends Span {
  readonly first: QuantityNode;
  readonly next: QuantityNode;
}

export interface UnitPriceNode extends Span {
  readonly kind: "price";
  readonly flat?: QuantityNode;
  readonly file?: TextNode;
  readonly tariff?: Name;
  readonly by: readonly Name[];
  /** `per minute`, `per 60 seconds` */
  readonly per?: QuantityNode;
  /** `per block of 10_000` */
  readonly block?: Literal;
  /** Prices that follow the first one; `until` is the first one's last day. */
  readonly until?: Literal;
  readonly later: readonly PeriodNode[];
  readonly tiers?: TiersNode;
  /** `first 200 free` */
  readonly free?: QuantityNode;
  readonly increments?: IncrementsNode;
  readonly plus?: PerEventNode;
  readonly atLeast?: PerEventNode;
  readonly atMost?: PerEventNode;
}

export class UnitPriceParser extends FreeParser {
  protected literal(token: IToken): Literal {
    if (token.isInsertedInRecovery || Number.isNaN(token.startOffset)) return { value: "", ...this.spanHere() };
    return { value: token.image, start: token.startOffset, end: endOf(token) };
  }

  private number(token: IToken): Literal {
    const literal = this.literal(token);
    return { ...literal, value: literal.value.replaceAll("_", "") };
  }

  /** Fields of a rate card; a comma may also begin what is said of each event. */
  private fields: Rule<Name[]> = this.RULE(
    "priceFields",
    () => {
      const list = [this.SUBRULE1(this.name)];
      this.MANY({
        GATE: () => !this.beginsPart(),
        DEF: () => {
          this.CONSUME(Comma);
          list.push(this.SUBRULE2(this.name));
        },
      });
      return this.ACTION(() => present(list));
    },
    { recoveryValueFunc: () => [] },
  );

  private beginsPart(): boolean {
    const [word, next] = [this.LA(2).tokenType, this.LA(3).tokenType];
    if (word === keyword("at")) return next === keyword("least") || next === keyword("most");
    if (word === NumberToken) return true;
    return (word === keyword("first") || word === keyword("plus")) && next === NumberToken;
  }

  private tier: Rule<TierNode> = this.RULE(
    "tier",
    () => {
      const first = this.LA(1);
      const node = this.begin<TierNode>({ kind: "tier", ...this.spanFrom(first) });
      this.OR([
        {
          ALT: () => {
            this.kw("up");
            this.kw("to");
            const bound = this.CONSUME(NumberToken);
            this.ACTION(() => {
              node.upTo = this.number(bound);
            });
          },
        },
        { ALT: () => this.kw("beyond") },
      ]);
      this.kw("at");
      node.amount = this.SUBRULE1(this.quantity);
      this.OPTION(() => {
        this.kw("plus");
        node.plus = this.SUBRULE2(this.quantity);
      });
      return this.finish<TierNode>(node, first);
    },
    this.partial<TierNode>("tier"),
  );

  protected tiers: Rule<TiersNode> = this.RULE("tiers", () => {
    const first = this.LA(1);
    let mode: TiersNode["mode"] = "graduated";
    this.OR([
      { ALT: () => this.kw("graduated") },
      {
        ALT: () => {
          this.kw("by");
          this.kw("volume");
          mode = "volume";
        },
      },
    ]);
    const tiers: TierNode[] = [];
    this.CONSUME(LCurly);
    this.MANY(() => tiers.push(this.SUBRULE(this.tier)));
    this.CONSUME(RCurly);
    return this.ACTION(() => ({ mode, tiers: present(tiers), ...this.spanFrom(first) }));
  });

  /** `per block of 10_000`, `per minute`, `per 60 seconds` */
  private per = this.RULE("pricePer", () => {
    const node = this.building<UnitPriceNode>("price");
    this.kw("per");
    this.OR([
      {
        ALT: () => {
          this.kw("block");
          this.kw("of");
          const size = this.CONSUME(NumberToken);
          this.ACTION(() => {
            node.block = this.number(size);
          });
        },
      },
      {
        ALT: () => {
          const unit = this.OR1([{ ALT: () => this.CONSUME(TimeUnit) }, { ALT: () => this.CONSUME(SizeUnit) }]);
          this.ACTION(() => {
            const name = this.toName(unit);
            node.per = { kind: "quantity", number: "1", unit: name, start: name.start, end: name.end };
          });
        },
      },
      {
        ALT: () => {
          node.per = this.SUBRULE(this.quantity);
        },
      },
    ]);
  });

  private perEvent: Rule<PerEventNode> = this.RULE("perEvent", () => {
    const amount = this.SUBRULE(this.quantity);
    this.kw("per");
    const event = this.SUBRULE(this.name);
    return this.ACTION(() => ({ amount, event, ...this.spanFrom(amount) }));
  });

  /** `at least 0.02 EUR and at most 2 EUR per call` */
  private limits = this.RULE("priceLimits", () => {
    const node = this.building<UnitPriceNode>("price");
    const first = this.kw("at", 1);
    this.OR([
      {
        ALT: () => {
          this.kw("least");
          const amount = this.SUBRULE(this.quantity);
          this.OR1([
            {
              ALT: () => {
                this.kw("per");
                const event = this.SUBRULE(this.name);
                node.atLeast = this.ACTION(() => ({ amount, event, ...this.spanFrom(first) }));
              },
            },
            {
              ALT: () => {
                this.kw("and");
                this.kw("at", 2);
                this.kw("most", 1);
                node.atMost = this.SUBRULE1(this.perEvent);
                node.atLeast = this.ACTION(() => ({ amount, start: amount.start, end: amount.end }));
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.kw("most", 2);
          node.atMost = this.SUBRULE2(this.perEvent);
        },
      },
    ]);
  });

  private laterPrice: Rule<PeriodNode> = this.RULE("laterPrice", () => {
    const amount = this.SUBRULE(this.quantity);
    this.kw("from");
    const from = this.CONSUME1(DateToken);
    let until: IToken | undefined;
    this.OPTION({
      GATE: () => this.endsBeforeAnother(),
      DEF: () => {
        this.kw("until");
        until = this.CONSUME2(DateToken);
      },
    });
    return this.ACTION(() => ({
      amount,
      from: this.literal(from),
      ...(until !== undefined && { until: this.literal(until) }),
      ...this.spanFrom(amount),
    }));
  });

  /** `until 2026-03-14, …` */
  private endsBeforeAnother(): boolean {
    return this.LA(1).tokenType === keyword("until") && this.LA(2).tokenType === DateToken && this.LA(3).tokenType === Comma;
  }

  /** What may follow a comma behind a price. */
  private pricePart = this.RULE("pricePart", () => {
    const node = this.building<UnitPriceNode>("price");
    this.OR([
      {
        ALT: () => {
          const start = this.kw("first");
          const first = this.SUBRULE1(this.quantity);
          this.OR1([
            {
              ALT: () => {
                this.kw("free");
                node.free = first;
              },
            },
            {
              ALT: () => {
                this.CONSUME(Comma);
                this.kw("then");
                this.kw("each");
                const next = this.SUBRULE2(this.quantity);
                node.increments = this.ACTION(() => ({ first, next, ...this.spanFrom(start) }));
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.kw("plus");
          node.plus = this.SUBRULE(this.perEvent);
        },
      },
      { ALT: () => this.SUBRULE(this.limits) },
      {
        ALT: () => {
          const later = this.SUBRULE(this.laterPrice);
          this.ACTION(() => node.later.push(later));
        },
      },
    ]);
  });

  /** What stands behind `at`. */
  protected unitPrice = this.RULE("unitPrice", () => {
    const node = this.building<UnitPriceNode>("price");
    this.OR([
      {
        ALT: () => {
          node.flat = this.SUBRULE1(this.quantity);
        },
      },
      {
        ALT: () => {
          this.kw("rates");
          node.file = this.SUBRULE1(this.text);
          this.kw("by", 1);
          node.by = this.SUBRULE1(this.fields);
        },
      },
      {
        ALT: () => {
          this.kw("tariff");
          node.tariff = this.SUBRULE2(this.name);
          node.file = this.SUBRULE2(this.text);
          this.kw("by", 2);
          node.by = this.SUBRULE2(this.fields);
        },
      },
    ]);
    this.OPTION1({
      // a clause may be named `per`
      GATE: () => this.LA(2).tokenType !== keyword("at"),
      DEF: () => this.SUBRULE(this.per),
    });
    this.OPTION2({
      GATE: () => this.endsBeforeAnother(),
      DEF: () => {
        this.kw("until");
        const until = this.CONSUME(DateToken);
        this.ACTION(() => {
          node.until = this.literal(until);
        });
      },
    });
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE(this.pricePart);
    });
  });
}
