/** States: windows, sets, intervals, sessions; and terms. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityNode, QuantityOrName } from "../nodes.ts";
import { Comma, LCurly, RCurly } from "../tokens.ts";
import type { EventFilterNode } from "./condition.ts";
import { EventParser } from "./event.ts";

export interface WindowNode extends Declaration {
  readonly kind: "window";
  readonly length?: QuantityOrName;
  readonly opens?: EventFilterNode;
  readonly per: readonly Name[];
}

export interface SetNode extends Declaration {
  readonly kind: "set";
  readonly of: readonly Name[];
  readonly added: readonly EventFilterNode[];
  readonly removed: readonly EventFilterNode[];
}

export interface IntervalNode extends Declaration {
  readonly kind: "interval";
  readonly per: readonly Name[];
  readonly from?: EventFilterNode;
  readonly until?: EventFilterNode;
}

export interface SessionNode extends Declaration {
  readonly kind: "session";
  readonly per: readonly Name[];
  readonly opens: readonly EventFilterNode[];
  readonly closesAfter: readonly QuantityOrName[];
  readonly closesOn: readonly EventFilterNode[];
}

export interface TermNode extends Declaration {
  readonly kind: "term";
  readonly value?: QuantityNode;
  readonly negotiable: "no" | "agreed" | "configured";
  readonly atMost?: QuantityNode;
  readonly atLeast?: QuantityNode;
}

export class StateParser extends EventParser {
  /** `short "CSW"`, where a declaration may have one. */
  protected shortForm = this.RULE("shortForm", (node: Building<Declaration>) => {
    this.OPTION(() => {
      this.kw("short");
      const text = this.SUBRULE(this.text);
      this.ACTION(() => {
        node.short = text;
      });
    });
  });

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
          this.OR1([
            {
              ALT: () => {
                this.kw("on", 2);
                node.closesOn.push(this.SUBRULE2(this.eventFilter));
              },
            },
            {
              ALT: () => {
                this.kw("after");
                node.closesAfter.push(this.SUBRULE(this.quantityOrName));
                this.kw("without");
                this.kw("an");
                this.kw("answer");
              },
            },
          ]);
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

  private termMember: Rule<void> = this.RULE("termMember", () => {
    const node = this.building<TermNode>("term");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          node.value = this.SUBRULE(this.quantity);
          this.MANY1(() => {
            this.CONSUME(Comma);
            this.SUBRULE(this.termLimit, { ARGS: [node] });
          });
        },
      },
    ]);
  });

  protected term: Rule<TermNode> = this.RULE(
    "term",
    () => {
      const first = this.kw("term");
      const name = this.SUBRULE(this.name);
      const node = this.begin<TermNode>({ ...this.declaration("term", first, name), negotiable: "no" });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.termMember));
      this.CONSUME(RCurly);
      return this.finish<TermNode>(node, first);
    },
    this.partial<TermNode>("term"),
  );

  private termLimit = this.RULE("termLimit", (node: Building<TermNode>) => {
    this.OR([
      {
        ALT: () => {
          this.kw("unless");
          this.OR1([
            {
              ALT: () => {
                this.kw("otherwise");
                this.kw("agreed");
                this.ACTION(() => {
                  node.negotiable = "agreed";
                });
              },
            },
            {
              ALT: () => {
                this.kw("configured");
                this.ACTION(() => {
                  node.negotiable = "configured";
                });
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.kw("at");
          this.OR2([
            {
              ALT: () => {
                this.kw("most");
                const limit = this.SUBRULE1(this.quantity);
                this.ACTION(() => {
                  node.atMost = limit;
                });
              },
            },
            {
              ALT: () => {
                this.kw("least");
                const limit = this.SUBRULE2(this.quantity);
                this.ACTION(() => {
                  node.atLeast = limit;
                });
              },
            },
          ]);
        },
      },
    ]);
  });
}
