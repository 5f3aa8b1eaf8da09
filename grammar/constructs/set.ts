/** Sets: keys that were added by an event and not removed since. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";

import { WindowParser } from "./window.ts";

export interface SetNode extends Declaration {
  readonly kind: "set";
  readonly of: readonly Name[];
  readonly added: readonly EventFilterNode[];
  readonly removed: readonly EventFilterNode[];
}

export class SetParser extends WindowParser {
  private setMember: Rule<void> = this.RULE("setMember", () => {
    const node = this.building<SetNode>("set");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("added");
          this.kw("on", 1);
          node.added.push(this.SUBRULE1(this.eventFilter));
        },
      },
      {
        ALT: () => {
          this.kw("removed");
          this.kw("on", 2);
          node.removed.push(this.SUBRULE2(this.eventFilter));
        },
      },
    ]);
  });

  protected set: Rule<SetNode> = this.RULE(
    "set",
    () => {
      const first = this.kw("set");
      const name = this.SUBRULE(this.name);
      const node = this.begin<SetNode>({ ...this.declaration("set", first, name), of: [], added: [], removed: [] });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.kw("of");
      node.of = this.SUBRULE(this.names);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.setMember));
      this.CONSUME(RCurly);
      return this.finish<SetNode>(node, first);
    },
    this.partial<SetNode>("set"),
  );
}
