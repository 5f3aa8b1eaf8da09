/** What is counted: measures, and the counting that measures and charges share. */
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityOrName, Span } from "../nodes.ts";
import { LCurly, RCurly, SizeUnit, TimeUnit } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";
import { TermParser } from "./term.ts";

/** What a measure or a charge counts; what its names mean is for the compiler to find out. */
export type CountingNode =
  /** `number of X …`, `for each X …`: events, sessions, intervals or a measure */
  | ({ readonly kind: "things"; readonly of: readonly EventFilterNode[]; readonly which?: Name } & Span)
  /** `distinct user of X … together with person of Y …` */
  | ({ readonly kind: "distinct"; readonly of: readonly (EventFilterNode & { readonly field: Name })[] } & Span)
  | ({ readonly kind: "sum"; readonly field: Name; readonly of: EventFilterNode } & Span)
  /** `commenced 60 seconds of duration of Call`, `GB of size of Recording per commenced 24 hours`, `commenced minute of length of Recording per …`, `commenced 60 seconds of total duration of Call` */
  | ({
      readonly kind: "units";
      readonly commenced: boolean;
      readonly unit: QuantityOrName | ({ readonly kind: "unit" } & Name);
      /** The word `total`, when the field is added up over the month before units are counted. */
      readonly total?: Name;
      readonly field: Name;
      readonly of: EventFilterNode;
      readonly per?: QuantityOrName;
    } & Span)
  | ({ readonly kind: "peak"; readonly interval: Name } & Span);

export interface MeasureNode extends Declaration {
  readonly kind: "measure";
  readonly counts?: CountingNode;
  readonly atMost: readonly QuantityOrName[];
}

export class MeasureParser extends TermParser {
  protected units = this.RULE("units", (): CountingNode => {
    let commenced = false;
    this.OPTION(() => {
      this.kw("commenced", 1);
      commenced = true;
    });
    const unit = this.OR<QuantityOrName | ({ readonly kind: "unit" } & Name)>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(SizeUnit);
            return this.ACTION(() => ({ kind: "unit" as const, ...this.toName(token) }));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(TimeUnit);
            return this.ACTION(() => ({ kind: "unit" as const, ...this.toName(token) }));
          },
        },
        { ALT: () => this.SUBRULE1(this.quantityOrName) },
      ],
    });
    this.kw("of", 1);
    let total: Name | undefined;
    this.OPTION2({
      // a field may be called `total`
      GATE: () => this.LA(2).image !== "of",
      DEF: () => {
        const token = this.kw("total");
        total = this.ACTION(() => this.toName(token));
      },
    });
    const field = this.SUBRULE(this.name);
    this.kw("of", 2);
    const of = this.SUBRULE(this.eventFilter);
    let per: QuantityOrName | undefined;
    this.OPTION1(() => {
      this.kw("per");
      this.kw("commenced", 2);
      per = this.SUBRULE2(this.quantityOrName);
    });
    return this.ACTION(() => ({
      kind: "units",
      commenced,
      unit,
      ...(total && { total }),
      field,
      of,
      ...(per && { per }),
      ...this.spanFrom(unit),
    }));
  });

  /** Events, sessions, intervals or a measure, with what is said of sessions and intervals. */
  protected things = this.RULE("things", (): CountingNode => {
    const of: EventFilterNode[] = [this.SUBRULE1(this.eventFilter)];
    let which: Name | undefined;
    this.MANY(() => {
      this.kw("together");
      this.kw("with");
      of.push(this.SUBRULE2(this.eventFilter));
    });
    this.OPTION(() => {
      const token = this.OR([
        { ALT: () => this.kw("opened") },
        { ALT: () => this.kw("closed") },
        { ALT: () => this.kw("active") },
        { ALT: () => this.kw("alive") },
      ]);
      which = this.ACTION(() => this.toName(token));
    });
    return this.ACTION(() => ({ kind: "things", of: present(of), ...(which && { which }), ...this.spanFrom(of[0]) }));
  });

  protected distinct = this.RULE("distinct", (): CountingNode => {
    const first = this.kw("distinct");
    const of: (EventFilterNode & { field: Name })[] = [];
    const one = (field: Name, filter: EventFilterNode) =>
      this.ACTION(() => filter && of.push({ ...filter, field, start: Math.min(field.start, filter.start) }));
    const field1 = this.SUBRULE1(this.name);
    this.kw("of", 1);
    const filter1 = this.SUBRULE1(this.eventFilter);
    one(field1, filter1);
    this.MANY(() => {
      this.kw("together");
      this.kw("with");
      const field2 = this.SUBRULE2(this.name);
      this.kw("of", 2);
      const filter2 = this.SUBRULE2(this.eventFilter);
      one(field2, filter2);
    });
    return this.ACTION(() => ({ kind: "distinct", of, ...this.spanFrom(first) }));
  });

  private measured = this.RULE("measured", (): CountingNode => {
    return this.OR<CountingNode>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.distinct) },
        {
          ALT: () => {
            this.kw("number");
            this.kw("of", 1);
            return this.SUBRULE(this.things);
          },
        },
        {
          ALT: () => {
            const first = this.kw("sum");
            this.kw("of", 2);
            const field = this.SUBRULE1(this.name);
            this.kw("of", 3);
            const of = this.SUBRULE(this.eventFilter);
            return this.ACTION((): CountingNode => ({ kind: "sum", field, of, ...this.spanFrom(first) }));
          },
        },
        {
          ALT: () => {
            const first = this.kw("peak");
            this.kw("of", 4);
            const interval = this.SUBRULE2(this.name);
            return this.ACTION((): CountingNode => ({ kind: "peak", interval, ...this.spanFrom(first) }));
          },
        },
        { ALT: () => this.SUBRULE(this.units) },
      ],
    });
  });

  /** `at most 10`: more of the month than that is not counted. */
  protected cap: Rule<QuantityOrName> = this.RULE("cap", () => {
    this.kw("at");
    this.kw("most");
    return this.SUBRULE(this.quantityOrName);
  });

  private measureMember: Rule<void> = this.RULE("measureMember", () => {
    const node = this.building<MeasureNode>("measure");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        { ALT: () => node.atMost.push(this.SUBRULE(this.cap)) },
        {
          ALT: () => {
            node.counts = this.SUBRULE(this.measured);
          },
        },
      ],
    });
  });

  protected measure: Rule<MeasureNode> = this.RULE(
    "measure",
    () => {
      const first = this.kw("measure");
      const name = this.SUBRULE(this.name);
      const node = this.begin<MeasureNode>({ ...this.declaration("measure", first, name), atMost: [] });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.measureMember));
      this.CONSUME(RCurly);
      return this.finish<MeasureNode>(node, first);
    },
    this.partial<MeasureNode>("measure"),
  );
}
