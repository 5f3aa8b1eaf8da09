/** Warnings that the author has looked at and accepts, each with its reason. */
import { endOf, type Rule } from "../base-parser.ts";
import type { Name, Span, TextNode } from "../nodes.ts";
import { ProductParser } from "./product.ts";

/** `allow SDL5202 because "…"`: stands before what it is about. */
export interface AllowNode extends Span {
  readonly kind: "allow";
  readonly code: Name;
  readonly reason?: TextNode;
}

export class AllowParser extends ProductParser {
  protected allow: Rule<AllowNode> = this.RULE(
    "allow",
    () => {
      const first = this.kw("allow");
      const code = this.SUBRULE(this.name);
      const node = this.begin<AllowNode>({ kind: "allow", code, ...this.spanFrom(first) });
      this.kw("because");
      node.reason = this.SUBRULE(this.text);
      this.ACTION(() => this.handDocOn(first.startOffset));
      return this.finish<AllowNode>(node, first);
    },
    this.partial<AllowNode>("allow"),
  );

  /** A `///` comment above belongs to the declaration below. */
  private handDocOn(from: number): void {
    const doc = this.docs.get(from);
    const next = this.LA(1);
    if (doc !== undefined && endOf(next) > from && !this.docs.has(next.startOffset)) this.docs.set(next.startOffset, doc);
  }
}
