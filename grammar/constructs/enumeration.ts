/** Enumerations and their values. */
import { present, type Rule } from "../base-parser.ts";
import type { Declaration, Localized, Name, Span } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { InterpretationParser } from "./interpretation.ts";

export interface EnumerationValueNode extends Span {
  readonly name: Name;
  readonly title?: Localized;
}

export interface EnumerationNode extends Declaration {
  readonly kind: "enumeration";
  readonly values: readonly EnumerationValueNode[];
}

export class EnumerationParser extends InterpretationParser {
  protected enumerationValue: Rule<EnumerationValueNode> = this.RULE("enumerationValue", () => {
    const name = this.SUBRULE(this.name);
    let title: Localized | undefined;
    this.OPTION(() => {
      title = this.SUBRULE(this.localized);
    });
    return this.ACTION(() => ({ name, ...(title && { title }), ...this.spanFrom(name) }));
  });

  private enumerationMember: Rule<void> = this.RULE("enumerationMember", () => {
    const node = this.building<EnumerationNode>("enumeration");
    this.OR({
      // `title` is the title of the enumeration; a value of that name stands between backticks
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
        { ALT: () => node.values.push(this.SUBRULE(this.enumerationValue)) },
      ],
    });
  });

  protected enumeration: Rule<EnumerationNode> = this.RULE(
    "enumeration",
    () => {
      const first = this.kw("enumeration");
      const name = this.SUBRULE(this.name);
      const node = this.begin<EnumerationNode>({ ...this.declaration("enumeration", first, name), values: [] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.enumerationMember));
      this.CONSUME(RCurly);
      this.ACTION(() => {
        node.values = present(node.values as EnumerationValueNode[]);
      });
      return this.finish<EnumerationNode>(node, first);
    },
    this.partial<EnumerationNode>("enumeration"),
  );
}
