/** Conditions on an event: `where format is template and status is delivered outside CustomerSupportWindow`. */
import { BaseParser, present, type Rule } from "../base-parser.ts";
import type { Name, QuantityOrName, Span } from "../nodes.ts";

export type AtomNode =
  | ({ readonly kind: "is"; readonly field: Name; readonly negated: boolean; readonly values: readonly Name[] } & Span)
  | ({
      readonly kind: "compare";
      readonly field: Name;
      readonly operator: "above" | "below" | "atLeast" | "atMost";
      readonly value?: QuantityOrName;
    } & Span)
  | ({ readonly kind: "flag"; readonly field: Name; readonly negated: boolean; readonly adjective: Name } & Span)
  | ({ readonly kind: "onSet"; readonly field: Name; readonly negated: boolean; readonly set: Name } & Span)
  | ({ readonly kind: "inState"; readonly negated: boolean; readonly state: Name } & Span);

/** Alternatives (`or where`) of parts joined by `and`. No alternative at all: no condition. */
export interface FilterNode extends Span {
  readonly alternatives: readonly (readonly AtomNode[])[];
}

/** An event and the condition on it. */
export interface EventFilterNode extends Span {
  readonly event: Name;
  readonly filter: FilterNode;
}

export class ConditionParser extends BaseParser {
  private inState: Rule<AtomNode> = this.RULE(
    "inState",
    () => {
      const word = this.OR([{ ALT: () => this.kw("inside") }, { ALT: () => this.kw("outside") }]);
      const state = this.SUBRULE(this.name);
      return this.ACTION(() => ({ kind: "inState" as const, negated: word.image === "outside", state, ...this.spanFrom(word) }));
    },
    { recoveryValueFunc: () => ({ kind: "inState" as const, negated: false, state: this.missingName(), ...this.spanHere() }) },
  );

  private onField: Rule<AtomNode> = this.RULE("onField", () => {
    const field = this.SUBRULE(this.name);
    const predicate = this.SUBRULE(this.predicate);
    return this.ACTION(() => ({ ...predicate, field, ...this.spanFrom(field) }) as AtomNode);
  });

  /** What is said of a field. `IGNORE_AMBIGUITIES`: a keyword is read as such before it is read as a value or an adjective. */
  private predicate = this.RULE(
    "predicate",
    (): object =>
      this.OR({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.SUBRULE1(this.comparison) },
          { ALT: () => this.SUBRULE1(this.membership) },
          {
            ALT: () => {
              this.kw("is");
              return this.OR1({
                IGNORE_AMBIGUITIES: true,
                DEF: [
                  { ALT: () => this.SUBRULE2(this.comparison) },
                  { ALT: () => this.SUBRULE2(this.membership) },
                  { ALT: () => this.SUBRULE(this.values) },
                ],
              });
            },
          },
          {
            // `status is` without a value is no adjective
            GATE: () => !["is", "above", "below", "at", "on"].includes(this.LA(1).image),
            ALT: () => this.SUBRULE(this.flag),
          },
        ],
      }),
    { recoveryValueFunc: () => ({ kind: "is", negated: false, values: [] }) },
  );

  /** `[not] value [or value]` */
  protected values: Rule<{ readonly kind: "is"; readonly negated: boolean; readonly values: Name[] }> = this.RULE(
    "values",
    () => {
      const negated = this.SUBRULE(this.negation);
      const values: Name[] = [this.SUBRULE1(this.name)];
      this.MANY({
        // `or where`, `or inside` start another alternative, they are no values
        GATE: () => !["where", "inside", "outside"].includes(this.LA(2).image),
        DEF: () => {
          this.kw("or");
          values.push(this.SUBRULE2(this.name));
        },
      });
      return { kind: "is" as const, negated, values };
    },
    { recoveryValueFunc: () => ({ kind: "is" as const, negated: false, values: [] }) },
  );

  private comparison = this.RULE(
    "comparison",
    (): object => {
      const operator = this.OR([
        { ALT: () => this.kw("above") },
        { ALT: () => this.kw("below") },
        {
          ALT: () => {
            this.kw("at");
            return this.OR1([{ ALT: () => this.kw("least") }, { ALT: () => this.kw("most") }]);
          },
        },
      ]);
      const value = this.SUBRULE(this.quantityOrName);
      return this.ACTION(() => ({ kind: "compare", operator: operators[operator.image] ?? "atLeast", value }));
    },
    { recoveryValueFunc: () => ({ kind: "compare", operator: "atLeast" }) },
  );

  private membership = this.RULE(
    "membership",
    (): object => {
      const negated = this.SUBRULE(this.negation);
      this.kw("on");
      const set = this.SUBRULE(this.name);
      return { kind: "onSet", negated, set };
    },
    { recoveryValueFunc: () => ({ kind: "onSet", negated: false, set: this.missingName() }) },
  );

  private flag = this.RULE(
    "flag",
    (): object => {
      const negated = this.SUBRULE(this.negation);
      const adjective = this.SUBRULE(this.name);
      return { kind: "flag", negated, adjective };
    },
    { recoveryValueFunc: () => ({ kind: "flag", negated: false, adjective: this.missingName() }) },
  );

  private negation = this.RULE("negation", (): boolean => {
    let negated = false;
    this.OPTION(() => {
      this.kw("not");
      negated = true;
    });
    return negated;
  });

  private atom: Rule<AtomNode> = this.RULE("atom", () =>
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [{ ALT: () => this.SUBRULE(this.inState) }, { ALT: () => this.SUBRULE(this.onField) }],
    }),
  );

  private conjunction: Rule<AtomNode[]> = this.RULE("conjunction", () => {
    const atoms: (AtomNode | undefined)[] = [];
    this.OR([
      {
        ALT: () => {
          this.kw("where");
          atoms.push(this.SUBRULE1(this.atom));
        },
      },
      { ALT: () => atoms.push(this.SUBRULE1(this.inState)) },
    ]);
    this.MANY(() => {
      this.OR1([
        {
          ALT: () => {
            this.kw("and");
            atoms.push(this.SUBRULE2(this.atom));
          },
        },
        { ALT: () => atoms.push(this.SUBRULE2(this.inState)) },
      ]);
    });
    return this.ACTION(() => present(atoms));
  });

  protected filter: Rule<FilterNode> = this.RULE("filter", () => {
    const alternatives: AtomNode[][] = [];
    this.OPTION(() => {
      alternatives.push(this.SUBRULE1(this.conjunction));
      this.MANY(() => {
        this.kw("or");
        alternatives.push(this.SUBRULE2(this.conjunction));
      });
    });
    return this.ACTION(() => {
      const all = present(alternatives);
      return { alternatives: all, ...this.spanFrom(all[0]?.[0] ?? this.spanHere()) };
    });
  });

  protected eventFilter: Rule<EventFilterNode> = this.RULE(
    "eventFilter",
    () => {
      const event = this.SUBRULE(this.name);
      const filter = this.SUBRULE(this.filter);
      return this.ACTION(() => ({ event, filter: filter ?? { alternatives: [], ...this.spanHere() }, ...this.spanFrom(event) }));
    },
    {
      recoveryValueFunc: () => {
        const event = this.missingName();
        return { event, filter: { alternatives: [], ...this.spanHere() }, ...this.spanHere() };
      },
    },
  );
}

const operators: Readonly<Record<string, "above" | "below" | "atLeast" | "atMost">> = {
  above: "above",
  below: "below",
  least: "atLeast",
  most: "atMost",
};
