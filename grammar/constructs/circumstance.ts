/** Circumstances: what an agreement must take or have agreed for a clause to apply. */
import { present, type Rule } from "../base-parser.ts";
import type { Name, Span } from "../nodes.ts";
import { Dot } from "../tokens.ts";
import { MeasureParser } from "./measure.ts";

/** `when [not] subscribed to Service[.Product]`, `included in Service[.Product]` */
export interface SubscriptionNode extends Span {
  readonly kind: "subscription";
  readonly service: Name;
  readonly product?: Name;
  readonly negated: boolean;
  /** True for `included in`, which means the same as `not subscribed to`, and says why. */
  readonly included: boolean;
}

/** `when Term is [not] value [or value]` */
export interface ChosenNode extends Span {
  readonly kind: "chosen";
  readonly term: Name;
  readonly values: readonly Name[];
  readonly negated: boolean;
}

export type CircumstanceNode = SubscriptionNode | ChosenNode;

export class CircumstanceParser extends MeasureParser {
  /** `when …`: the clause applies only then. */
  protected circumstance: Rule<CircumstanceNode> = this.RULE("circumstance", () => {
    const first = this.kw("when");
    const body = this.SUBRULE(this.circumstanceBody);
    return this.ACTION(() => ({ ...body, ...this.spanFrom(first) }));
  });

  /** `if … [and if …]`: a part of the clause applies only then. */
  protected provisos: Rule<CircumstanceNode[]> = this.RULE("provisos", () => {
    const found: CircumstanceNode[] = [];
    this.OPTION(() => {
      const first = this.kw("if", 1);
      const body = this.SUBRULE1(this.circumstanceBody);
      this.ACTION(() => found.push({ ...body, ...this.spanFrom(first) }));
      this.MANY(() => {
        this.kw("and");
        const next = this.kw("if", 2);
        const other = this.SUBRULE2(this.circumstanceBody);
        this.ACTION(() => found.push({ ...other, ...this.spanFrom(next) }));
      });
    });
    return this.ACTION(() => present(found));
  });

  private circumstanceBody: Rule<CircumstanceNode> = this.RULE("circumstanceBody", () =>
    this.OR<CircumstanceNode>({
      // a term may be called `subscribed` or `not` only between backticks
      IGNORE_AMBIGUITIES: true,
      DEF: [{ ALT: () => this.SUBRULE(this.subscription) }, { ALT: () => this.SUBRULE(this.chosen) }],
    }),
  );

  private subscription: Rule<SubscriptionNode> = this.RULE("subscription", () => {
    const first = this.LA(1);
    let negated = false;
    this.OPTION(() => {
      this.kw("not");
      negated = true;
    });
    this.kw("subscribed");
    this.kw("to");
    const taken = this.SUBRULE(this.serviceOrProduct);
    return this.ACTION(() => ({ kind: "subscription" as const, ...taken, negated, included: false, ...this.spanFrom(first) }));
  });

  /** `included in Service[.Product]`: whoever takes that pays for this with its fee. */
  protected inclusion: Rule<SubscriptionNode> = this.RULE("inclusion", () => {
    const first = this.kw("included");
    this.kw("in");
    const taken = this.SUBRULE(this.serviceOrProduct);
    return this.ACTION(() => ({
      kind: "subscription" as const,
      ...taken,
      negated: true,
      included: true,
      ...this.spanFrom(first),
    }));
  });

  private serviceOrProduct: Rule<Pick<SubscriptionNode, "service" | "product">> = this.RULE("serviceOrProduct", () => {
    const service = this.SUBRULE1(this.name);
    let product: Name | undefined;
    this.OPTION(() => {
      this.CONSUME(Dot);
      product = this.SUBRULE2(this.name);
    });
    return this.ACTION(() => ({ service, ...(product && { product }) }));
  });

  /** The rest of the circumstance: `Term is [not] value [or value]`. */
  private chosen: Rule<ChosenNode> = this.RULE("chosen", () => {
    const term = this.SUBRULE1(this.name);
    this.kw("is");
    const { negated, values } = this.SUBRULE(this.values);
    return this.ACTION(() => ({ kind: "chosen" as const, term, values, negated, ...this.spanFrom(term) }));
  });
}
