/** Products: parts of a service that are taken by themselves. */
import type { Rule } from "../base-parser.ts";
import type { Declaration, Name } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import { ExampleParser } from "./example.ts";

export interface ProductNode extends Declaration {
  readonly kind: "product";
  readonly charges: readonly Name[];
  readonly onlyWithin?: Name;
}

export class ProductParser extends ExampleParser {
  /** `only within SaaS`, of a service or of a product. */
  protected onlyWithin: Rule<Name> = this.RULE("onlyWithin", () => {
    this.kw("only");
    this.kw("within");
    return this.SUBRULE(this.name);
  });

  private productMember: Rule<void> = this.RULE("productMember", () => {
    const node = this.building<ProductNode>("product");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          node.onlyWithin = this.SUBRULE(this.onlyWithin);
        },
      },
      {
        ALT: () => {
          this.kw("charges");
          const names = this.SUBRULE(this.names);
          this.ACTION(() => node.charges.push(...(names ?? [])));
        },
      },
    ]);
  });

  protected product: Rule<ProductNode> = this.RULE(
    "product",
    () => {
      const first = this.kw("product");
      const name = this.SUBRULE(this.name);
      const node = this.begin<ProductNode>({ ...this.declaration("product", first, name), charges: [] });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.productMember));
      this.CONSUME(RCurly);
      return this.finish<ProductNode>(node, first);
    },
    this.partial<ProductNode>("product"),
  );
}
