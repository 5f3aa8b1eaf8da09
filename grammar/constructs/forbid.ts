/** Prohibitions: what the client must not do. */
import type { Rule } from "../base-parser.ts";
import type { Declaration, Name, QuantityOrName, Span } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { CircumstanceNode } from "./circumstance.ts";
import type { EventFilterNode } from "./condition.ts";

import { MinimumParser } from "./minimum.ts";

export interface ForbidNode extends Declaration {
  readonly kind: "forbid";
  readonly circumstances: readonly CircumstanceNode[];
  readonly rule?: EventFilterNode;
  readonly limit?: {
    readonly amount: QuantityOrName;
    readonly field?: Name;
    readonly of: EventFilterNode;
    /** Empty: the limit is one of the whole agreement. */
    readonly per: readonly Name[];
  } & Span;
}

export class ForbidParser extends MinimumParser {
  private forbidMember: Rule<void> = this.RULE("forbidMember", () => {
    const node = this.building<ForbidNode>("forbid");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        { ALT: () => node.circumstances.push(this.SUBRULE(this.circumstance)) },
        {
          ALT: () => {
            node.limit = this.SUBRULE(this.limit);
          },
        },
        {
          ALT: () => {
            node.rule = this.SUBRULE(this.eventFilter);
          },
        },
      ],
    });
  });

  protected forbid: Rule<ForbidNode> = this.RULE(
    "forbid",
    () => {
      const first = this.kw("forbid");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ForbidNode>({ ...this.declaration("forbid", first, name), circumstances: [] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.forbidMember));
      this.CONSUME(RCurly);
      return this.finish<ForbidNode>(node, first);
    },
    this.partial<ForbidNode>("forbid"),
  );

  /** `more than 1 UserSession at once per licence`, `more than 1 distinct user of SignedIn per licence`; without `per`, of the whole agreement. */
  private limit: Rule<NonNullable<ForbidNode["limit"]>> = this.RULE("limit", () => {
    const first = this.kw("more");
    this.kw("than");
    const amount = this.SUBRULE(this.quantityOrName);
    let field: Name | undefined;
    let of: EventFilterNode | undefined;
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.kw("distinct");
            field = this.SUBRULE(this.name);
            this.kw("of");
            of = this.SUBRULE1(this.eventFilter);
          },
        },
        {
          ALT: () => {
            of = this.SUBRULE2(this.eventFilter);
            this.kw("at");
            this.kw("once");
          },
        },
      ],
    });
    let per: Name[] | undefined;
    this.OPTION(() => {
      this.kw("per");
      per = this.SUBRULE(this.names);
    });
    return this.ACTION(() => ({ amount, ...(field && { field }), of: of!, per: per ?? [], ...this.spanFrom(first) }));
  });
}
