/** What an agreement says, which examples share: properties, services taken, prices, terms. */
import { present, type Rule } from "../base-parser.ts";
import type { Name, QuantityNode, QuantityOrName, Span, TextNode } from "../nodes.ts";
import { Comma, DateToken, Dot, LCurly, NumberToken, RCurly } from "../tokens.ts";
import { type SpendNode, SpendParser } from "./spend.ts";
import type { Literal, UnitPriceNode } from "./unit-price.ts";

/** `X at 0.05 EUR`, `X at rates "…" by f`, `X graduated { … }`, `X 10_000 for 500 EUR, then 0.04 EUR each` */
export interface PriceNode extends UnitPriceNode {
  readonly clause: Name;
  readonly included?: Literal;
  readonly fee?: QuantityNode;
  readonly overage?: QuantityNode;
}

/** `set ChargingIncrement to 30 seconds` */
export interface SettingNode extends Span {
  readonly kind: "setting";
  readonly term: Name;
  /** A quantity, or the name of a choice. */
  readonly value?: QuantityOrName;
}

export type EntryNode = PriceNode | SettingNode | SpendNode;

export interface TakeNode extends Span {
  readonly kind: "take";
  readonly service: Name;
  readonly product?: Name;
  readonly from?: Literal;
  readonly entries: readonly EntryNode[];
}

/** `currency EUR`, `time zone "…"`, …: each property as often as it was written. */
export interface PropertyNode extends Span {
  readonly kind: "property";
  readonly property: "client" | "currency" | "timeZone" | "chargingModel" | "from" | "until" | "account" | "credit" | "rounding";
  readonly word?: Name;
  readonly texts: readonly TextNode[];
  readonly date?: Literal;
  readonly quantity?: QuantityNode;
}

export class PriceParser extends SpendParser {
  protected property: Rule<PropertyNode> = this.RULE(
    "property",
    () => {
      const first = this.LA(1);
      const node = this.begin<PropertyNode>({
        kind: "property",
        property: "client",
        texts: [],
        start: first.startOffset,
        end: first.startOffset,
      });
      const is = (property: PropertyNode["property"]) => {
        node.property = property;
      };
      this.OR([
        {
          ALT: () => {
            this.kw("client");
            is("client");
            node.texts.push(this.SUBRULE1(this.text));
          },
        },
        {
          ALT: () => {
            this.kw("currency");
            is("currency");
            node.word = this.SUBRULE1(this.name);
          },
        },
        {
          ALT: () => {
            this.kw("time");
            this.kw("zone");
            is("timeZone");
            node.texts.push(this.SUBRULE2(this.text));
          },
        },
        {
          ALT: () => {
            this.kw("charging");
            this.kw("model");
            is("chargingModel");
            const model = this.OR1([{ ALT: () => this.kw("post-pay") }, { ALT: () => this.kw("pre-pay") }]);
            this.ACTION(() => {
              node.word = this.toName(model);
            });
          },
        },
        {
          ALT: () => {
            this.kw("from");
            is("from");
            const date = this.CONSUME1(DateToken);
            this.ACTION(() => {
              node.date = this.literal(date);
            });
          },
        },
        {
          ALT: () => {
            this.kw("until");
            is("until");
            const date = this.CONSUME2(DateToken);
            this.ACTION(() => {
              node.date = this.literal(date);
            });
          },
        },
        {
          ALT: () => {
            this.kw("account");
            is("account");
            this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => node.texts.push(this.SUBRULE3(this.text)) });
          },
        },
        {
          ALT: () => {
            this.kw("credit");
            is("credit");
            node.quantity = this.SUBRULE(this.quantity);
          },
        },
        {
          ALT: () => {
            this.kw("rounding");
            is("rounding");
            const words = [this.SUBRULE2(this.name)];
            this.OPTION({
              // "half up", "half even"
              GATE: () => this.LA(0).image === "half",
              DEF: () => words.push(this.SUBRULE3(this.name)),
            });
            this.ACTION(() => {
              node.word = { ...words[0]!, text: words.map((w) => w.text).join(" "), end: words.at(-1)!.end };
            });
            this.OPTION1(() => {
              this.kw("to");
              node.quantity = this.SUBRULE1(this.quantity);
            });
          },
        },
      ]);
      return this.finish<PropertyNode>(node, first);
    },
    this.partial<PropertyNode>("property"),
  );

  protected setting: Rule<SettingNode> = this.RULE(
    "setting",
    () => {
      const first = this.kw("set");
      const term = this.SUBRULE(this.name);
      const node = this.begin<SettingNode>({ kind: "setting", term, ...this.spanFrom(first) });
      this.kw("to");
      node.value = this.SUBRULE(this.quantityOrName);
      return this.finish<SettingNode>(node, first);
    },
    this.partial<SettingNode>("setting"),
  );

  protected price: Rule<PriceNode> = this.RULE(
    "price",
    () => {
      const clause = this.SUBRULE1(this.name);
      const node = this.begin<PriceNode>({ kind: "price", clause, by: [], later: [], ...this.spanFrom(clause) });
      this.OR([
        {
          ALT: () => {
            this.kw("at");
            this.SUBRULE(this.unitPrice);
          },
        },
        {
          ALT: () => {
            node.tiers = this.SUBRULE(this.tiers);
          },
        },
        {
          ALT: () => {
            const included = this.CONSUME(NumberToken);
            this.ACTION(() => {
              node.included = { ...this.literal(included), value: included.image.replaceAll("_", "") };
            });
            this.kw("for");
            node.fee = this.SUBRULE2(this.quantity);
            this.OPTION(() => {
              this.CONSUME(Comma);
              this.kw("then");
              node.overage = this.SUBRULE3(this.quantity);
              this.kw("each");
            });
          },
        },
      ]);
      return this.finish<PriceNode>(node, clause);
    },
    this.partial<PriceNode>("price"),
  );

  protected take: Rule<TakeNode> = this.RULE(
    "take",
    () => {
      const first = this.kw("take");
      const service = this.SUBRULE1(this.name);
      const node = this.begin<TakeNode>({ kind: "take", service, entries: [], ...this.spanFrom(first) });
      this.OPTION(() => {
        this.CONSUME(Dot);
        node.product = this.SUBRULE2(this.name);
      });
      this.OPTION1(() => {
        this.kw("from");
        const date = this.CONSUME(DateToken);
        this.ACTION(() => {
          node.from = this.literal(date);
        });
      });
      this.OPTION2(() => {
        this.CONSUME(LCurly);
        this.MANY(() => {
          this.OR({
            IGNORE_AMBIGUITIES: true,
            DEF: [
              { ALT: () => node.entries.push(this.SUBRULE(this.setting)) },
              { ALT: () => node.entries.push(this.SUBRULE(this.spend)) },
              { ALT: () => node.entries.push(this.SUBRULE(this.price)) },
            ],
          });
        });
        this.CONSUME(RCurly);
      });
      this.ACTION(() => {
        node.entries = present(node.entries as EntryNode[]);
      });
      return this.finish<TakeNode>(node, first);
    },
    this.partial<TakeNode>("take"),
  );
}
