/** Prose: descriptions, shared clauses and their use, definitions, interpretations. */
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Localized, Name, Span, TextNode } from "../nodes.ts";
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

export interface DescriptionNode extends Span {
  readonly kind: "description";
  readonly texts: readonly Localized[];
  readonly includes: readonly ClauseUseNode[];
  readonly provider: readonly ClauseUseNode[];
  readonly client: readonly ClauseUseNode[];
}

export interface DefinitionNode extends Declaration {
  readonly kind: "definition";
  readonly texts: readonly Localized[];
}

export interface InterpretationNode extends Declaration {
  readonly kind: "interpretation";
  readonly question?: Localized;
  readonly decision?: Localized;
  readonly reason?: Localized;
  readonly source?: TextNode;
}

export class ProseParser extends ConditionParser {
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

  private clauseUse: Rule<ClauseUseNode> = this.RULE("clauseUse", () => {
    const clause = this.SUBRULE(this.name);
    const args: ArgumentNode[] = [];
    this.OPTION(() => {
      this.CONSUME(LParen);
      this.MANY_SEP({ SEP: Comma, DEF: () => args.push(this.SUBRULE(this.argument)) });
      this.CONSUME(RParen);
    });
    return this.ACTION(() => ({ clause, arguments: present(args), ...this.spanFrom(clause) }));
  });

  private clauseUses: Rule<ClauseUseNode[]> = this.RULE("clauseUses", () => {
    const list: ClauseUseNode[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => list.push(this.SUBRULE(this.clauseUse)) });
    return this.ACTION(() => present(list));
  });

  private descriptionMember: Rule<void> = this.RULE("descriptionMember", () => {
    const node = this.building<DescriptionNode>("description");
    this.OR([
      { ALT: () => node.texts.push(this.SUBRULE(this.localized)) },
      {
        ALT: () => {
          this.kw("includes");
          const uses = this.SUBRULE1(this.clauseUses);
          this.ACTION(() => node.includes.push(...(uses ?? [])));
        },
      },
      {
        ALT: () => {
          this.kw("provider");
          this.kw("shall", 1);
          const uses = this.SUBRULE2(this.clauseUses);
          this.ACTION(() => node.provider.push(...(uses ?? [])));
        },
      },
      {
        ALT: () => {
          this.kw("client");
          this.kw("shall", 2);
          const uses = this.SUBRULE3(this.clauseUses);
          this.ACTION(() => node.client.push(...(uses ?? [])));
        },
      },
    ]);
  });

  protected description: Rule<DescriptionNode> = this.RULE(
    "description",
    () => {
      const first = this.kw("description");
      const node = this.begin<DescriptionNode>({
        kind: "description",
        texts: [],
        includes: [],
        provider: [],
        client: [],
        ...this.spanFrom(first),
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.descriptionMember));
      this.CONSUME(RCurly);
      return this.finish<DescriptionNode>(node, first);
    },
    this.partial<DescriptionNode>("description"),
  );

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
      const node = this.begin<DefinitionNode>({ ...this.declaration("definition", first, name), texts: [] });
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
      const node = this.begin<InterpretationNode>(
        this.declaration("interpretation", first, name),
      ) as Building<InterpretationNode>;
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.interpretationMember));
      this.CONSUME(RCurly);
      return this.finish<InterpretationNode>(node, first);
    },
    this.partial<InterpretationNode>("interpretation"),
  );
}
