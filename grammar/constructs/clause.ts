/** Clauses: prose written once and used by name, with parameters. */
import { present, type Rule } from "../base-parser.ts";
import type { Declaration, Localized, Name, Span, TextNode } from "../nodes.ts";
import { Colon, Comma, LCurly, LParen, RCurly, RParen } from "../tokens.ts";
import { ConditionParser } from "./condition.ts";

/** `clause TrafficHandling(traffic) { en "…" vi "…" }` */
export interface ClauseNode extends Declaration {
  readonly kind: "clause";
  readonly parameters: readonly Name[];
  readonly texts: readonly Localized[];
}

export interface ArgumentNode extends Span {
  readonly parameter: Name;
  /** One text for all languages, or one per language. */
  readonly value?: TextNode;
  readonly localized?: Localized;
}

/** `TrafficHandling(traffic: "WhatsApp")` */
export interface ClauseUseNode extends Span {
  readonly clause: Name;
  readonly arguments: readonly ArgumentNode[];
}

export class ClauseParser extends ConditionParser {
  private clauseMember: Rule<void> = this.RULE("clauseMember", () => {
    const node = this.building<ClauseNode>("clause");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      { ALT: () => node.texts.push(this.SUBRULE(this.localized)) },
    ]);
  });

  protected clause: Rule<ClauseNode> = this.RULE(
    "clause",
    () => {
      const first = this.kw("clause");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ClauseNode>({ ...this.declaration("clause", first, name), parameters: [], texts: [] });
      this.OPTION(() => {
        this.CONSUME(LParen);
        this.MANY_SEP({ SEP: Comma, DEF: () => node.parameters.push(this.SUBRULE1(this.name)) });
        this.CONSUME(RParen);
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.clauseMember));
      this.CONSUME(RCurly);
      return this.finish<ClauseNode>(node, first);
    },
    this.partial<ClauseNode>("clause"),
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

  protected clauseUse: Rule<ClauseUseNode> = this.RULE("clauseUse", () => {
    const clause = this.SUBRULE(this.name);
    const args: ArgumentNode[] = [];
    this.OPTION(() => {
      this.CONSUME(LParen);
      this.MANY_SEP({ SEP: Comma, DEF: () => args.push(this.SUBRULE(this.argument)) });
      this.CONSUME(RParen);
    });
    return this.ACTION(() => ({ clause, arguments: present(args), ...this.spanFrom(clause) }));
  });

  protected clauseUses: Rule<ClauseUseNode[]> = this.RULE("clauseUses", () => {
    const list: ClauseUseNode[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => list.push(this.SUBRULE(this.clauseUse)) });
    return this.ACTION(() => present(list));
  });
}
