/** Intervals: from one event until another. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";

import { SetParser } from "./set.ts";

export interface IntervalNode extends Declaration {
  readonly kind: "interval";
  readonly per: readonly Name[];
  readonly from?: EventFilterNode;
  readonly until?: EventFilterNode;
}

export class IntervalParser extends SetParser {
  protected interval: Rule<IntervalNode> = this.RULE(
    "interval",
    () => {
      const first = this.kw("interval");
      const name = this.SUBRULE(this.name);
      const node = this.begin<IntervalNode>({ ...this.declaration("interval", first, name), per: [] });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.kw("per");
      node.per = this.SUBRULE(this.names);
      this.kw("from");
      node.from = this.SUBRULE1(this.eventFilter);
      this.kw("until");
      node.until = this.SUBRULE2(this.eventFilter);
      this.OPTION(() => {
        this.CONSUME(LCurly);
        this.MANY(() => node.titles.push(this.SUBRULE(this.title)));
        this.CONSUME(RCurly);
      });
      return this.finish<IntervalNode>(node, first);
    },
    this.partial<IntervalNode>("interval"),
  );
}
