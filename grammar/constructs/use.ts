/** Shared prose, used by name: what clauses, definitions and interpretations have in common. */
import { present, type Rule } from "../base-parser.ts";
import type { Localized, Name, Span, TextNode } from "../nodes.ts";
import { Colon, Comma, LParen, RParen } from "../tokens.ts";
import { ConditionParser } from "./condition.ts";

export interface ArgumentNode extends Span {
  readonly parameter: Name;
  /** One text for all languages, or one per language. */
  readonly value?: TextNode;
  readonly localized?: Localized;
}

/** `TrafficHandling(traffic: "WhatsApp")` */
export interface UseNode extends Span {
  readonly name: Name;
  readonly arguments: readonly ArgumentNode[];
}

export class UseParser extends ConditionParser {
  /** `(traffic, partner)` behind the name of what may be used by name; nothing when it has no parameters. */
  protected parameters: Rule<Name[]> = this.RULE(
    "parameters",
    () => {
      const list: Name[] = [];
      this.OPTION(() => {
        this.CONSUME(LParen);
        this.MANY_SEP({ SEP: Comma, DEF: () => list.push(this.SUBRULE(this.name)) });
        this.CONSUME(RParen);
      });
      return this.ACTION(() => present(list));
    },
    { recoveryValueFunc: () => [] },
  );

  private argument: Rule<ArgumentNode> = this.RULE("argument", () => {
    const parameter = this.SUBRULE(this.name);
    this.CONSUME(Colon);
    let value: TextNode | undefined;
    let localized: Localized | undefined;
    this.OR([{ ALT: () => (value = this.SUBRULE(this.text)) }, { ALT: () => (localized = this.SUBRULE(this.localized)) }]);
    return this.ACTION(() => ({
      parameter,
      ...(value && { value }),
      ...(localized && { localized }),
      ...this.spanFrom(parameter),
    }));
  });

  private use: Rule<UseNode> = this.RULE("use", () => {
    const name = this.SUBRULE(this.name);
    const args: ArgumentNode[] = [];
    this.OPTION(() => {
      this.CONSUME(LParen);
      this.MANY_SEP({ SEP: Comma, DEF: () => args.push(this.SUBRULE(this.argument)) });
      this.CONSUME(RParen);
    });
    return this.ACTION(() => ({ name, arguments: present(args), ...this.spanFrom(name) }));
  });

  protected uses: Rule<UseNode[]> = this.RULE("uses", () => {
    const list: UseNode[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => list.push(this.SUBRULE(this.use)) });
    return this.ACTION(() => present(list));
  });
}
