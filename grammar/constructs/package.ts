/** Packages: a number of a measure for a monthly fee. */
import type { Rule } from "../base-parser.ts";
import type { Building, Declaration, Name } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { CircumstanceNode } from "./circumstance.ts";
import { FeeParser } from "./fee.ts";

export interface PackageNode extends Declaration {
  readonly kind: "package";
  readonly measure: Name;
  readonly monthlyFee: boolean;
  readonly overage: boolean;
  /** `beyond it charge each if …` */
  readonly overageIf: readonly CircumstanceNode[];
  readonly alternativeTo: readonly Name[];
  readonly circumstances: readonly CircumstanceNode[];
}

export class PackageParser extends FeeParser {
  private packageMember: Rule<void> = this.RULE("packageMember", () => {
    const node = this.building<PackageNode>("package");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("monthly");
          this.kw("fee");
          node.monthlyFee = true;
        },
      },
      {
        ALT: () => {
          for (const word of ["beyond", "it", "charge", "each"] as const) this.kw(word);
          node.overage = true;
          node.overageIf = this.SUBRULE(this.provisos);
        },
      },
      {
        ALT: () => {
          const others = this.SUBRULE(this.alternative);
          this.ACTION(() => node.alternativeTo.push(...(others ?? [])));
        },
      },
      { ALT: () => node.circumstances.push(this.SUBRULE(this.circumstance)) },
    ]);
  });

  protected package: Rule<PackageNode> = this.RULE(
    "package",
    () => {
      const first = this.kw("package");
      const name = this.SUBRULE1(this.name);
      const node = this.begin<PackageNode>({
        ...this.declaration("package", first, name),
        measure: name,
        monthlyFee: false,
        overage: false,
        overageIf: [],
        alternativeTo: [],
        circumstances: [],
      });
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.kw("of");
      node.measure = this.SUBRULE2(this.name);
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.packageMember));
      this.CONSUME(RCurly);
      return this.finish<PackageNode>(node, first);
    },
    this.partial<PackageNode>("package"),
  );
}
