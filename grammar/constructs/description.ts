/** What a service is, in words, and the duties of both sides. */
import type { Rule } from "../base-parser.ts";
import type { Localized, Span } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { ClauseParser } from "./clause.ts";
import type { UseNode } from "./use.ts";

export interface DescriptionNode extends Span {
  readonly kind: "description";
  readonly texts: readonly Localized[];
  readonly includes: readonly UseNode[];
  readonly provider: readonly UseNode[];
  readonly client: readonly UseNode[];
}

export class DescriptionParser extends ClauseParser {
  private descriptionMember: Rule<void> = this.RULE("descriptionMember", () => {
    const node = this.building<DescriptionNode>("description");
    this.OR([
      { ALT: () => node.texts.push(this.SUBRULE(this.localized)) },
      {
        ALT: () => {
          this.kw("includes");
          const uses = this.SUBRULE1(this.uses);
          this.ACTION(() => node.includes.push(...(uses ?? [])));
        },
      },
      {
        ALT: () => {
          this.kw("provider");
          this.kw("shall", 1);
          const uses = this.SUBRULE2(this.uses);
          this.ACTION(() => node.provider.push(...(uses ?? [])));
        },
      },
      {
        ALT: () => {
          this.kw("client");
          this.kw("shall", 2);
          const uses = this.SUBRULE3(this.uses);
          this.ACTION(() => node.client.push(...(uses ?? [])));
        },
      },
    ]);
  });

  protected description: Rule<DescriptionNode> = this.RULE(
    "description",
    () => {
      const first = this.kw("description");
      const node = this.begin<DescriptionNode>({
        kind: "description",
        texts: [],
        includes: [],
        provider: [],
        client: [],
        ...this.spanFrom(first),
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.descriptionMember));
      this.CONSUME(RCurly);
      return this.finish<DescriptionNode>(node, first);
    },
    this.partial<DescriptionNode>("description"),
  );
}
