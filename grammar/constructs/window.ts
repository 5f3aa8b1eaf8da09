/** Windows: open for a length of time from the last event of a kind. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityOrName } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";
import { EventParser } from "./event.ts";

export interface WindowNode extends Declaration {
  readonly kind: "window";
  readonly length?: QuantityOrName;
  readonly opens?: EventFilterNode;
  readonly per: readonly Name[];
}

export class WindowParser extends EventParser {
  private windowMember: Rule<void> = this.RULE("windowMember", () => {
    const node = this.building<WindowNode>("window");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            node.length = this.SUBRULE(this.quantityOrName);
            this.kw("from");
            this.kw("the");
            this.kw("last");
            node.opens = this.SUBRULE(this.eventFilter);
            this.kw("per");
            node.per = this.SUBRULE(this.names);
          },
        },
      ],
    });
  });

  protected window: Rule<WindowNode> = this.RULE(
    "window",
    () => {
      const first = this.kw("window");
      const name = this.SUBRULE(this.name);
      const node = this.begin<WindowNode>({ ...this.declaration("window", first, name), per: [] });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.windowMember));
      this.CONSUME(RCurly);
      return this.finish<WindowNode>(node, first);
    },
    this.partial<WindowNode>("window"),
  );
}
