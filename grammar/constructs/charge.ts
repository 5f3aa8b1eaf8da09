/** Charges: measure × price. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Localized, Name, QuantityOrName, Span } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { type CircumstanceNode, CircumstanceParser } from "./circumstance.ts";
import type { CountingNode } from "./measure.ts";

export interface TariffNode extends Span {
  readonly name: Name;
  readonly titles: readonly Localized[];
}

export interface ChargeNode extends Declaration {
  readonly kind: "charge";
  readonly addOn: boolean;
  readonly counts?: CountingNode;
  readonly atMost: readonly QuantityOrName[];
  readonly pricedBy: readonly Name[];
  readonly pricedAs?: Name;
  readonly tariff?: TariffNode;
  readonly inAdditionTo: readonly Name[];
  readonly circumstances: readonly CircumstanceNode[];
}

export class ChargeParser extends CircumstanceParser {
  private tariff: Rule<TariffNode> = this.RULE("tariff", () => {
    const first = this.kw("external");
    this.kw("tariff");
    const name = this.SUBRULE(this.name);
    const titles: Localized[] = [];
    this.OPTION(() => {
      this.CONSUME(LCurly);
      this.MANY(() => titles.push(this.SUBRULE(this.title)));
      this.CONSUME(RCurly);
    });
    return this.ACTION(() => ({ name, titles, ...this.spanFrom(first) }));
  });

  private chargeMember: Rule<void> = this.RULE("chargeMember", () => {
    const node = this.building<ChargeNode>("charge");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          const first = this.kw("for");
          this.OR3([
            {
              ALT: () => {
                this.kw("each");
                node.counts = this.OR1<CountingNode>({
                  IGNORE_AMBIGUITIES: true,
                  DEF: [
                    { ALT: () => this.SUBRULE(this.distinct) },
                    { ALT: () => this.SUBRULE(this.units) },
                    { ALT: () => this.SUBRULE(this.things) },
                  ],
                });
              },
            },
            {
              ALT: () => {
                this.kw("the");
                const field = this.SUBRULE(this.name);
                this.kw("of");
                const of = this.SUBRULE(this.eventFilter);
                node.counts = this.ACTION((): CountingNode => ({ kind: "sum", field, of, ...this.spanFrom(first) }));
              },
            },
          ]);
        },
      },
      { ALT: () => node.atMost.push(this.SUBRULE(this.cap)) },
      {
        ALT: () => {
          this.kw("priced");
          this.OR2([
            {
              ALT: () => {
                this.kw("by");
                const by = this.SUBRULE1(this.names);
                this.ACTION(() => node.pricedBy.push(...(by ?? [])));
              },
            },
            {
              ALT: () => {
                this.kw("as", 2);
                node.pricedAs = this.SUBRULE2(this.name);
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          node.tariff = this.SUBRULE(this.tariff);
        },
      },
      {
        ALT: () => {
          this.kw("in");
          this.kw("addition");
          this.kw("to");
          const others = this.SUBRULE2(this.names);
          this.ACTION(() => node.inAdditionTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.circumstances.push(this.SUBRULE(this.circumstance)) },
      { ALT: () => node.circumstances.push(this.SUBRULE(this.inclusion)) },
    ]);
  });

  protected charge: Rule<ChargeNode> = this.RULE(
    "charge",
    () => {
      const first = this.kw("charge");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ChargeNode>({
        ...this.declaration("charge", first, name),
        addOn: false,
        atMost: [],
        pricedBy: [],
        inAdditionTo: [],
        circumstances: [],
      });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.OPTION(() => {
        this.kw("as", 1);
        this.kw("add-on");
        node.addOn = true;
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.chargeMember));
      this.CONSUME(RCurly);
      return this.finish<ChargeNode>(node, first);
    },
    this.partial<ChargeNode>("charge"),
  );

  protected alternative: Rule<Name[]> = this.RULE("alternative", () => {
    this.kw("alternative");
    this.kw("to");
    return this.SUBRULE(this.names);
  });
}
