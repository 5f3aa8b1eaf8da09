/** What becomes of events that pre-paid credit does not cover. */
import type { Rule } from "../base-parser.ts";
import type { Name, Span } from "../nodes.ts";
import { AllowParser } from "./allow.ts";

/** `when credit is short refuse` */
export interface ShortCreditNode extends Span {
  readonly kind: "shortCredit";
  /** `refuse`, `allow` or `notify`. */
  readonly action?: Name;
}

export class CreditParser extends AllowParser {
  protected shortCredit: Rule<ShortCreditNode> = this.RULE(
    "shortCredit",
    () => {
      const first = this.kw("when");
      const node = this.begin<ShortCreditNode>({ kind: "shortCredit", ...this.spanFrom(first) });
      for (const word of ["credit", "is", "short"] as const) this.kw(word);
      const action = this.OR([
        { ALT: () => this.kw("refuse") },
        { ALT: () => this.kw("allow") },
        { ALT: () => this.kw("notify") },
      ]);
      this.ACTION(() => {
        node.action = this.toName(action);
      });
      return this.finish<ShortCreditNode>(node, first);
    },
    this.partial<ShortCreditNode>("shortCredit"),
  );
}
