/** Terms defined in words; shared ones may have parameters. */
import type { Rule } from "../base-parser.ts";
import type { Declaration, Localized, Name } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { DescriptionParser } from "./description.ts";

export interface DefinitionNode extends Declaration {
  readonly kind: "definition";
  readonly parameters: readonly Name[];
  readonly texts: readonly Localized[];
}

export class DefinitionParser extends DescriptionParser {
  private definitionMember: Rule<void> = this.RULE("definitionMember", () => {
    const node = this.building<DefinitionNode>("definition");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      { ALT: () => node.texts.push(this.SUBRULE(this.localized)) },
    ]);
  });

  protected definition: Rule<DefinitionNode> = this.RULE(
    "definition",
    () => {
      const first = this.kw("definition");
      const name = this.SUBRULE(this.name);
      const node = this.begin<DefinitionNode>({
        ...this.declaration("definition", first, name),
        parameters: [],
        texts: [],
      });
      node.parameters = this.SUBRULE(this.parameters);
      this.OPTION(() => {
        this.kw("short");
        node.short = this.SUBRULE(this.text);
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.definitionMember));
      this.CONSUME(RCurly);
      return this.finish<DefinitionNode>(node, first);
    },
    this.partial<DefinitionNode>("definition"),
  );
}
