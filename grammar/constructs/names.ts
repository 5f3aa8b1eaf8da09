/** Proper names: what stands in capitals in texts and needs no definition. */
import type { Rule } from "../base-parser.ts";
import type { Span, TextNode } from "../nodes.ts";
import { Comma } from "../tokens.ts";
import { CreditParser } from "./credit.ts";

/** `names "United States of America", "Firebase Cloud Messaging"` */
export interface NamesNode extends Span {
  readonly kind: "names";
  readonly names: readonly TextNode[];
}

export class NamesParser extends CreditParser {
  protected properNames: Rule<NamesNode> = this.RULE(
    "properNames",
    () => {
      const first = this.kw("names");
      const node = this.begin<NamesNode>({ kind: "names", names: [], ...this.spanFrom(first) });
      this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => node.names.push(this.SUBRULE(this.text)) });
      return this.finish<NamesNode>(node, first);
    },
    this.partial<NamesNode>("names"),
  );
}
