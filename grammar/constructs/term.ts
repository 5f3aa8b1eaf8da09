/** Terms: named values, negotiable or not. */
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, QuantityNode } from "../nodes.ts";
import { Comma, keyword, LCurly, RCurly } from "../tokens.ts";
import type { EnumerationValueNode } from "./enumeration.ts";

import { SessionParser } from "./session.ts";

export interface TermNode extends Declaration {
  readonly kind: "term";
  readonly value?: QuantityNode;
  /** `number as agreed`: the word for what the agreement has to give. */
  readonly asAgreed?: Name;
  /** `eachCall … or wholeMonth …`: the first is the default. */
  readonly choices: readonly EnumerationValueNode[];
  readonly negotiable: "no" | "agreed" | "configured" | "instructed";
  readonly atMost?: QuantityNode;
  readonly atLeast?: QuantityNode;
}

export class TermParser extends SessionParser {
  private termMember: Rule<void> = this.RULE("termMember", () => {
    const node = this.building<TermNode>("term");
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        {
          ALT: () => {
            this.OR1({
              IGNORE_AMBIGUITIES: true,
              DEF: [
                {
                  ALT: () => {
                    node.value = this.SUBRULE(this.quantity);
                  },
                },
                {
                  GATE: () => this.LA(2).image === "as",
                  ALT: () => {
                    node.asAgreed = this.SUBRULE(this.name);
                    this.kw("as");
                    this.kw("agreed");
                  },
                },
                {
                  ALT: () => {
                    this.AT_LEAST_ONE_SEP({
                      SEP: keyword("or"),
                      DEF: () => node.choices.push(this.SUBRULE(this.enumerationValue)),
                    });
                  },
                },
              ],
            });
            this.MANY1(() => {
              this.CONSUME(Comma);
              this.SUBRULE(this.termLimit, { ARGS: [node] });
            });
          },
        },
      ],
    });
  });

  protected term: Rule<TermNode> = this.RULE(
    "term",
    () => {
      const first = this.kw("term");
      const name = this.SUBRULE(this.name);
      const node = this.begin<TermNode>({ ...this.declaration("term", first, name), choices: [], negotiable: "no" });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.termMember));
      this.CONSUME(RCurly);
      this.ACTION(() => {
        node.choices = present(node.choices as EnumerationValueNode[]);
      });
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
            {
              ALT: () => {
                this.kw("instructed");
                this.ACTION(() => {
                  node.negotiable = "instructed";
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
