/** Outcomes that are free on purpose. */
import type { Rule } from "../base-parser.ts";
import type { Declaration } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { CircumstanceNode } from "./circumstance.ts";
import type { EventFilterNode } from "./condition.ts";
import { ForbidParser } from "./forbid.ts";

export interface FreeNode extends Declaration {
  readonly kind: "free";
  readonly circumstances: readonly CircumstanceNode[];
  readonly of?: EventFilterNode;
}

export class FreeParser extends ForbidParser {
  private freeMember: Rule<void> = this.RULE("freeMember", () => {
    const node = this.building<FreeNode>("free");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        { ALT: () => node.circumstances.push(this.SUBRULE(this.circumstance)) },
        {
          ALT: () => {
            node.of = this.SUBRULE(this.eventFilter);
          },
        },
      ],
    });
  });

  protected free: Rule<FreeNode> = this.RULE(
    "free",
    () => {
      const first = this.kw("free");
      const name = this.SUBRULE(this.name);
      const node = this.begin<FreeNode>({ ...this.declaration("free", first, name), circumstances: [] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.freeMember));
      this.CONSUME(RCurly);
      return this.finish<FreeNode>(node, first);
    },
    this.partial<FreeNode>("free"),
  );
}
