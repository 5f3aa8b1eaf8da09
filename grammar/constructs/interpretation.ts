/** What was unclear in the source, and what was decided. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Localized, Name, TextNode } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { DefinitionParser } from "./definition.ts";

export interface InterpretationNode extends Declaration {
  readonly kind: "interpretation";
  readonly parameters: readonly Name[];
  readonly question?: Localized;
  readonly decision?: Localized;
  readonly reason?: Localized;
  readonly source?: TextNode;
  /** The term through which another reading can be agreed. */
  readonly negotiableAs?: Name;
}

export class InterpretationParser extends DefinitionParser {
  private interpretationMember: Rule<void> = this.RULE("interpretationMember", () => {
    const node = this.building<InterpretationNode>("interpretation");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("question");
          node.question = this.SUBRULE1(this.localized);
        },
      },
      {
        ALT: () => {
          this.kw("decision");
          node.decision = this.SUBRULE2(this.localized);
        },
      },
      {
        ALT: () => {
          this.kw("reason");
          node.reason = this.SUBRULE3(this.localized);
        },
      },
      {
        ALT: () => {
          this.kw("negotiable");
          this.kw("as");
          node.negotiableAs = this.SUBRULE(this.name);
        },
      },
      {
        ALT: () => {
          this.kw("source");
          node.source = this.SUBRULE(this.text);
        },
      },
    ]);
  });

  protected interpretation: Rule<InterpretationNode> = this.RULE(
    "interpretation",
    () => {
      const first = this.kw("interpretation");
      const name = this.SUBRULE(this.name);
      const node = this.begin<InterpretationNode>({
        ...this.declaration("interpretation", first, name),
        parameters: [],
      }) as Building<InterpretationNode>;
      node.parameters = this.SUBRULE(this.parameters);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.interpretationMember));
      this.CONSUME(RCurly);
      return this.finish<InterpretationNode>(node, first);
    },
    this.partial<InterpretationNode>("interpretation"),
  );
}
