/** Clauses: prose written once and used by name, with parameters. */
import type { Rule } from "../base-parser.ts";
import type { Declaration, Localized, Name } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { UseParser } from "./use.ts";

/** `clause TrafficHandling(traffic) { en "…" vi "…" }` */
export interface ClauseNode extends Declaration {
  readonly kind: "clause";
  readonly parameters: readonly Name[];
  readonly texts: readonly Localized[];
}

export class ClauseParser extends UseParser {
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
      node.parameters = this.SUBRULE(this.parameters);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.clauseMember));
      this.CONSUME(RCurly);
      return this.finish<ClauseNode>(node, first);
    },
    this.partial<ClauseNode>("clause"),
  );
}
