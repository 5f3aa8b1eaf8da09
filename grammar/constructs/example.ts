/** Examples: what is given, and what the contract makes of it. */
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityNode, Span, TextNode } from "../nodes.ts";
import { Comma, DateToken, LCurly, Minus, MonthToken, Phone, RCurly, TimeToken } from "../tokens.ts";
import { type EntryNode, PriceParser, type PropertyNode, type TakeNode } from "./price.ts";
import type { Literal } from "./unit-price.ts";

/** `field +84901234567`, `format template`, `machineDetection not requested`, `address "a@b.c"`, `duration 61 seconds` */
export interface FieldValueNode extends Span {
  readonly field: Name;
  readonly negated: boolean;
  readonly value?:
    | ({ readonly kind: "text" } & TextNode)
    | ({ readonly kind: "word" } & Name)
    | ({ readonly kind: "phone" } & Literal)
    | (QuantityNode & { readonly negative: boolean });
}

export interface GivenNode extends Span {
  readonly date: Literal;
  readonly time?: Literal;
  readonly event: Name;
  readonly values: readonly FieldValueNode[];
  readonly client?: TextNode;
  readonly id?: TextNode;
}

export interface ExpectNode extends Span {
  readonly period?: Literal;
  readonly name: Name;
  readonly value?: QuantityNode;
  /** There is a minus before the value. */
  readonly negative: boolean;
}

export interface ExampleNode extends Declaration {
  readonly kind: "example";
  readonly agreed: readonly (PropertyNode | EntryNode | TakeNode)[];
  readonly given: readonly GivenNode[];
  readonly expect: readonly ExpectNode[];
}

export class ExampleParser extends PriceParser {
  private fieldValue: Rule<FieldValueNode> = this.RULE("fieldValue", () => {
    const field = this.SUBRULE1(this.name);
    let negated = false;
    let value: FieldValueNode["value"];
    this.OPTION(() => {
      this.kw("not");
      negated = true;
    });
    this.OR([
      {
        ALT: () => {
          const text = this.SUBRULE(this.text);
          value = this.ACTION(() => ({ kind: "text" as const, ...text }));
        },
      },
      {
        ALT: () => {
          const word = this.SUBRULE2(this.name);
          value = this.ACTION(() => ({ kind: "word" as const, ...word }));
        },
      },
      {
        ALT: () => {
          const phone = this.CONSUME(Phone);
          value = this.ACTION(() => ({ kind: "phone" as const, ...this.literal(phone) }));
        },
      },
      {
        ALT: () => {
          let negative = false;
          this.OPTION1(() => {
            this.CONSUME(Minus);
            negative = true;
          });
          const quantity = this.SUBRULE(this.quantity);
          value = this.ACTION(() => ({ ...quantity, negative }));
        },
      },
    ]);
    return this.ACTION(() => ({ field, negated, ...(value && { value }), ...this.spanFrom(field) }));
  });

  private givenEvent: Rule<GivenNode> = this.RULE("givenEvent", () => {
    const date = this.CONSUME(DateToken);
    const node: Building<GivenNode> = {
      date: this.ACTION(() => this.literal(date)),
      event: { text: "", missing: true, ...this.spanHere() },
      values: [],
      start: 0,
      end: 0,
    };
    this.OPTION(() => {
      const time = this.CONSUME(TimeToken);
      this.ACTION(() => {
        node.time = this.literal(time);
      });
    });
    node.event = this.SUBRULE(this.name);
    this.OPTION1(() => {
      this.CONSUME(LCurly);
      this.MANY_SEP({ SEP: Comma, DEF: () => node.values.push(this.SUBRULE(this.fieldValue)) });
      this.CONSUME(RCurly);
    });
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.kw("from");
            this.kw("client");
            node.client = this.SUBRULE1(this.text);
          },
        },
        {
          ALT: () => {
            this.kw("record");
            node.id = this.SUBRULE2(this.text);
          },
        },
      ]);
    });
    return this.ACTION(
      () => Object.assign(node, { values: present(node.values as FieldValueNode[]) }, this.spanFrom(date)) as GivenNode,
    );
  });

  private expectation: Rule<ExpectNode> = this.RULE("expectation", () => {
    const first = this.kw("expect");
    let period: Literal | undefined;
    this.OPTION({
      // `in` may also be the name of a clause
      GATE: () => this.LA(2).tokenType === MonthToken,
      DEF: () => {
        this.kw("in");
        const month = this.CONSUME(MonthToken);
        period = this.ACTION(() => this.literal(month));
      },
    });
    const name = this.SUBRULE(this.name);
    let negative = false;
    this.OPTION1(() => {
      this.CONSUME(Minus);
      negative = true;
    });
    const value = this.SUBRULE(this.quantity);
    return this.ACTION(() => ({
      ...(period && { period }),
      name,
      negative,
      ...(value && { value }),
      ...this.spanFrom(first),
    }));
  });

  private exampleMember: Rule<void> = this.RULE("exampleMember", () => {
    const node = this.building<ExampleNode>("example");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("agreed");
          this.CONSUME1(LCurly);
          this.MANY1(() => {
            this.OR1({
              IGNORE_AMBIGUITIES: true,
              DEF: [
                { ALT: () => node.agreed.push(this.SUBRULE(this.property)) },
                { ALT: () => node.agreed.push(this.SUBRULE(this.take)) },
                { ALT: () => node.agreed.push(this.SUBRULE(this.setting)) },
                { ALT: () => node.agreed.push(this.SUBRULE(this.price)) },
              ],
            });
          });
          this.CONSUME1(RCurly);
        },
      },
      {
        ALT: () => {
          this.kw("given");
          this.MANY2(() => node.given.push(this.SUBRULE(this.givenEvent)));
        },
      },
      { ALT: () => node.expect.push(this.SUBRULE(this.expectation)) },
    ]);
  });

  protected example: Rule<ExampleNode> = this.RULE(
    "example",
    () => {
      const first = this.kw("example");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ExampleNode>({ ...this.declaration("example", first, name), agreed: [], given: [], expect: [] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.exampleMember));
      this.CONSUME(RCurly);
      this.ACTION(() => {
        node.agreed = present(node.agreed as ExampleNode["agreed"][number][]);
        node.given = present(node.given as GivenNode[]);
        node.expect = present(node.expect as ExpectNode[]);
      });
      return this.finish<ExampleNode>(node, first);
    },
    this.partial<ExampleNode>("example"),
  );
}
