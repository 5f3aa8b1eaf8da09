/** Agreements: who takes which services, at which prices. */
import { present, type Rule } from "../base-parser.ts";
import type { Declaration } from "../nodes.ts";
import { LCurly, RCurly } from "../tokens.ts";
import type { AllowNode } from "./allow.ts";
import { NamesParser } from "./names.ts";
import type { PropertyNode, TakeNode } from "./price.ts";
import type { ProrationNode, SpendNode } from "./spend.ts";

export interface AgreementNode extends Declaration {
  readonly kind: "agreement";
  readonly properties: readonly PropertyNode[];
  readonly takes: readonly TakeNode[];
  readonly spends: readonly SpendNode[];
  readonly prorations: readonly ProrationNode[];
  readonly allowances: readonly AllowNode[];
}

export class AgreementParser extends NamesParser {
  private agreementMember: Rule<void> = this.RULE("agreementMember", () => {
    const node = this.building<AgreementNode>("agreement");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      { ALT: () => node.properties.push(this.SUBRULE(this.property)) },
      { ALT: () => node.takes.push(this.SUBRULE(this.take)) },
      { ALT: () => node.spends.push(this.SUBRULE(this.spend)) },
      { ALT: () => node.prorations.push(this.SUBRULE(this.proration)) },
      { ALT: () => node.allowances.push(this.SUBRULE(this.allow)) },
    ]);
  });

  protected agreement: Rule<AgreementNode> = this.RULE(
    "agreement",
    () => {
      const first = this.kw("agreement");
      const name = this.SUBRULE(this.name);
      const node = this.begin<AgreementNode>({
        ...this.declaration("agreement", first, name),
        properties: [],
        takes: [],
        spends: [],
        prorations: [],
        allowances: [],
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.agreementMember));
      this.CONSUME(RCurly);
      this.ACTION(() => {
        node.properties = present(node.properties as PropertyNode[]);
        node.takes = present(node.takes as TakeNode[]);
        node.spends = present(node.spends as SpendNode[]);
        node.prorations = present(node.prorations as ProrationNode[]);
        node.allowances = present(node.allowances as AllowNode[]);
      });
      return this.finish<AgreementNode>(node, first);
    },
    this.partial<AgreementNode>("agreement"),
  );
}
