/** Sessions: opened by an event, closed by an event or by silence. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityOrName } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";
import { IntervalParser } from "./interval.ts";

export interface SessionNode extends Declaration {
  readonly kind: "session";
  readonly per: readonly Name[];
  readonly opens: readonly EventFilterNode[];
  /** `closes after 30 minutes without an answer` */
  readonly closesAfter: readonly QuantityOrName[];
  /** `closes 24 hours after it opened` */
  readonly closesSinceOpened: readonly QuantityOrName[];
  readonly closesOn: readonly EventFilterNode[];
}

export class SessionParser extends IntervalParser {
  private sessionMember: Rule<void> = this.RULE("sessionMember", () => {
    const node = this.building<SessionNode>("session");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("opens");
          this.kw("on", 1);
          node.opens.push(this.SUBRULE1(this.eventFilter));
        },
      },
      {
        ALT: () => {
          this.kw("closes");
          this.OR1({
            IGNORE_AMBIGUITIES: true,
            DEF: [
              {
                ALT: () => {
                  this.kw("on", 2);
                  node.closesOn.push(this.SUBRULE2(this.eventFilter));
                },
              },
              {
                ALT: () => {
                  this.kw("after");
                  node.closesAfter.push(this.SUBRULE1(this.quantityOrName));
                  this.kw("without");
                  this.kw("an");
                  this.kw("answer");
                },
              },
              {
                ALT: () => {
                  node.closesSinceOpened.push(this.SUBRULE2(this.quantityOrName));
                  this.kw("after", 2);
                  this.kw("it");
                  this.kw("opened");
                },
              },
            ],
          });
        },
      },
    ]);
  });

  protected session: Rule<SessionNode> = this.RULE(
    "session",
    () => {
      const first = this.kw("session");
      const name = this.SUBRULE(this.name);
      const node = this.begin<SessionNode>({
        ...this.declaration("session", first, name),
        per: [],
        opens: [],
        closesAfter: [],
        closesSinceOpened: [],
        closesOn: [],
      });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.kw("per");
      node.per = this.SUBRULE(this.names);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.sessionMember));
      this.CONSUME(RCurly);
      return this.finish<SessionNode>(node, first);
    },
    this.partial<SessionNode>("session"),
  );
}
