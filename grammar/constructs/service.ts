/** Services, imports and the file as a whole. */
import type { IToken } from "chevrotain";
import { present, type Rule } from "../base-parser.ts";
import type { Building, Declaration, Name, Span, TextNode } from "../nodes.ts";
import { LCurly, NumberToken, RCurly } from "../tokens.ts";
import { type AgreementNode, AgreementParser } from "./agreement.ts";
import type { AllowNode } from "./allow.ts";
import type { ChargeNode } from "./charge.ts";
import type { ClauseNode } from "./clause.ts";
import type { ShortCreditNode } from "./credit.ts";
import type { DefinitionNode } from "./definition.ts";
import type { DescriptionNode } from "./description.ts";
import type { EnumerationNode } from "./enumeration.ts";
import type { EventNode } from "./event.ts";
import type { ExampleNode } from "./example.ts";
import type { FeeNode } from "./fee.ts";
import type { ForbidNode } from "./forbid.ts";
import type { FreeNode } from "./free.ts";
import type { InterpretationNode } from "./interpretation.ts";
import type { IntervalNode } from "./interval.ts";
import type { MeasureNode } from "./measure.ts";
import type { MinimumNode } from "./minimum.ts";
import type { NamesNode } from "./names.ts";
import type { PackageNode } from "./package.ts";
import type { ProductNode } from "./product.ts";
import type { SessionNode } from "./session.ts";
import type { SetNode } from "./set.ts";
import type { TermNode } from "./term.ts";
import type { UseNode } from "./use.ts";
import type { WindowNode } from "./window.ts";

/** A declaration with a name that a service or a shared file may hold. */
export type ElementNode =
  | ProductNode
  | ClauseNode
  | DefinitionNode
  | InterpretationNode
  | EnumerationNode
  | EventNode
  | WindowNode
  | SetNode
  | IntervalNode
  | SessionNode
  | TermNode
  | MeasureNode
  | ChargeNode
  | FeeNode
  | PackageNode
  | MinimumNode
  | ForbidNode
  | FreeNode
  | ExampleNode;

export interface ServiceNode extends Declaration {
  readonly kind: "service";
  readonly category?: Name;
  readonly source?: TextNode;
  readonly onlyWithin?: Name;
  readonly descriptions: readonly DescriptionNode[];
  readonly shortCredit: readonly ShortCreditNode[];
  readonly uses: readonly UseNode[];
  readonly elements: readonly ElementNode[];
  readonly allowances: readonly AllowNode[];
  /** Proper names, which texts may use without a definition. */
  readonly names: readonly NamesNode[];
}

export interface ImportNode extends Span {
  readonly path: TextNode;
}

export interface FileNode extends Span {
  readonly kind: "file";
  readonly version?: { readonly value: string } & Span;
  readonly imports: readonly ImportNode[];
  readonly declarations: readonly (ServiceNode | AgreementNode | ElementNode)[];
  readonly allowances: readonly AllowNode[];
  /** Proper names, which texts may use without a definition. */
  readonly names: readonly NamesNode[];
}

export class SdlParser extends AgreementParser {
  constructor(validate = false) {
    super(validate);
    this.performSelfAnalysis();
  }

  private element: Rule<ElementNode> = this.RULE("element", () =>
    this.OR<ElementNode>([
      { ALT: () => this.SUBRULE(this.product) },
      { ALT: () => this.SUBRULE(this.clause) },
      { ALT: () => this.SUBRULE(this.definition) },
      { ALT: () => this.SUBRULE(this.interpretation) },
      { ALT: () => this.SUBRULE(this.enumeration) },
      { ALT: () => this.SUBRULE(this.event) },
      { ALT: () => this.SUBRULE(this.window) },
      { ALT: () => this.SUBRULE(this.set) },
      { ALT: () => this.SUBRULE(this.interval) },
      { ALT: () => this.SUBRULE(this.session) },
      { ALT: () => this.SUBRULE(this.term) },
      { ALT: () => this.SUBRULE(this.measure) },
      { ALT: () => this.SUBRULE(this.charge) },
      { ALT: () => this.SUBRULE(this.fee) },
      { ALT: () => this.SUBRULE(this.package) },
      { ALT: () => this.SUBRULE(this.minimum) },
      { ALT: () => this.SUBRULE(this.forbid) },
      { ALT: () => this.SUBRULE(this.free) },
      { ALT: () => this.SUBRULE(this.example) },
    ]),
  );

  private serviceMember: Rule<void> = this.RULE("serviceMember", () => {
    const node = this.building<ServiceNode>("service");
    this.OR([
      { ALT: () => node.titles.push(this.SUBRULE(this.title)) },
      {
        ALT: () => {
          this.kw("source");
          node.source = this.SUBRULE(this.text);
        },
      },
      {
        ALT: () => {
          node.onlyWithin = this.SUBRULE(this.onlyWithin);
        },
      },
      { ALT: () => node.descriptions.push(this.SUBRULE(this.description)) },
      { ALT: () => node.shortCredit.push(this.SUBRULE(this.shortCredit)) },
      { ALT: () => node.allowances.push(this.SUBRULE(this.allow)) },
      { ALT: () => node.names.push(this.SUBRULE(this.properNames)) },
      {
        ALT: () => {
          this.kw("uses");
          const uses = this.SUBRULE(this.uses);
          this.ACTION(() => node.uses.push(...(uses ?? [])));
        },
      },
      { ALT: () => node.elements.push(this.SUBRULE(this.element)) },
    ]);
  });

  private service: Rule<ServiceNode> = this.RULE(
    "service",
    () => {
      const first = this.kw("service");
      const name = this.SUBRULE1(this.name);
      const node = this.begin<ServiceNode>({
        ...this.declaration("service", first, name),
        descriptions: [],
        shortCredit: [],
        uses: [],
        elements: [],
        allowances: [],
        names: [],
      }) as Building<ServiceNode>;
      this.SUBRULE(this.shortForm, { ARGS: [node as Building<Declaration>] });
      this.OPTION(() => {
        this.kw("in");
        node.category = this.SUBRULE2(this.name);
      });
      this.CONSUME(LCurly);
      this.MANY(() => this.SUBRULE(this.serviceMember));
      this.CONSUME(RCurly);
      this.ACTION(() => {
        node.descriptions = present(node.descriptions as DescriptionNode[]);
        node.shortCredit = present(node.shortCredit as ShortCreditNode[]);
        node.elements = present(node.elements as ElementNode[]);
        node.allowances = present(node.allowances as AllowNode[]);
        node.names = present(node.names as NamesNode[]);
      });
      return this.finish<ServiceNode>(node as never, first);
    },
    this.partial<ServiceNode>("service"),
  );

  private import: Rule<ImportNode> = this.RULE("import", () => {
    const first = this.kw("import");
    const path = this.SUBRULE(this.text);
    return this.ACTION(() => ({ path, ...this.spanFrom(first) }));
  });

  private fileMember: Rule<void> = this.RULE("fileMember", () => {
    const node = this.building<FileNode>("file");
    this.OR([
      { ALT: () => node.imports.push(this.SUBRULE(this.import)) },
      { ALT: () => node.declarations.push(this.SUBRULE(this.service)) },
      { ALT: () => node.declarations.push(this.SUBRULE(this.agreement)) },
      { ALT: () => node.allowances.push(this.SUBRULE(this.allow)) },
      { ALT: () => node.names.push(this.SUBRULE(this.properNames)) },
      { ALT: () => node.declarations.push(this.SUBRULE(this.element)) },
    ]);
  });

  file: Rule<FileNode> = this.RULE(
    "file",
    () => {
      const node = this.begin<FileNode>({
        kind: "file",
        imports: [],
        declarations: [],
        allowances: [],
        names: [],
        start: 0,
        end: 0,
      }) as Building<FileNode>;
      this.OPTION(() => {
        const first = this.kw("sdl");
        const version = this.CONSUME(NumberToken);
        this.ACTION(() => {
          node.version = { ...this.literal(version), ...this.spanFrom(first) };
        });
      });
      this.MANY(() => this.SUBRULE(this.fileMember));
      this.ACTION(() => {
        node.imports = present(node.imports as ImportNode[]);
        node.declarations = present(node.declarations as FileNode["declarations"][number][]);
        node.allowances = present(node.allowances as AllowNode[]);
        node.names = present(node.names as NamesNode[]);
      });
      return this.finish<FileNode>(node as never, undefined);
    },
    this.partial<FileNode>("file"),
  );

  /** Makes the parser ready for another file: its tokens, and the documentation comments by the offset of the token behind them. */
  prepare(tokens: IToken[], docs: Map<number, string>): void {
    this.input = tokens;
    this.resetNodes(tokens, docs);
  }
}
