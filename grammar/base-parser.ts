/** What all constructs' parsing rules use: names, texts, quantities, error texts and recovery. */
import { EmbeddedActionsParser, type IToken, type ParserMethod, type TokenType } from "chevrotain";
import { messages } from "./messages.ts";
import type {
  Building,
  Declaration,
  Localized,
  Name,
  QuantityNode,
  QuantityOrName,
  Span,
  TextNode,
  Translation,
} from "./nodes.ts";
import type { SyntaxProblem } from "./syntax-problem.ts";
import {
  allTokens,
  Comma,
  Currency,
  type Keyword,
  keyword,
  LanguageTag,
  LCurly,
  NumberToken,
  Percent,
  RCurly,
  SizeUnit,
  Text,
  TimeUnit,
  Word,
} from "./tokens.ts";

/** A rule that gives a node. */
export type Rule<T> = ParserMethod<[], T>;

const escapes: Record<string, string> = { n: "\n", t: "\t", '"': '"', "\\": "\\" };

/** Stands for a node while the parser records its own grammar: takes everything, keeps nothing. */
const recorded = new Proxy({}, { get: () => [], set: () => true });

export class BaseParser extends EmbeddedActionsParser {
  /** Documentation comments by the offset of the token that follows them. */
  protected docs = new Map<number, string>();
  readonly nameErrors: SyntaxProblem[] = [];

  /** Self-validation of the grammar takes longer than everything else: the tests do it. */
  constructor(validate = false) {
    super(allTokens, { recoveryEnabled: true, maxLookahead: 2, errorMessageProvider: messages, skipValidations: !validate });
    this.recoverInDeclarations();
  }

  /** Consumes a keyword; `index` tells several of the same in one rule apart. */
  protected kw(image: Keyword, index = 0): IToken {
    return this.consume(index, keyword(image));
  }

  /** An offset pair from a first token to the last one read. */
  protected spanFrom(first: IToken | Span | undefined): Span {
    const start = first === undefined ? 0 : "startOffset" in first ? first.startOffset : first.start;
    const { end } = this.spanHere();
    return Number.isNaN(start) ? { start: end, end } : { start, end: Math.max(start, end) };
  }

  /** The empty place behind the last token read. */
  protected spanHere(): Span {
    const last = this.LA(0);
    const at = Number.isNaN(last.startOffset) ? 0 : endOf(last);
    return { start: at, end: at };
  }

  protected toName(token: IToken): Name {
    if (token.isInsertedInRecovery || Number.isNaN(token.startOffset)) {
      return this.missingName();
    }
    const quoted = token.image.startsWith("`");
    return {
      text: quoted ? token.image.slice(1, -1) : token.image,
      missing: false,
      start: token.startOffset,
      end: endOf(token),
    };
  }

  protected toText(token: IToken): TextNode {
    if (token.isInsertedInRecovery || Number.isNaN(token.startOffset)) {
      return { value: "", ...this.spanHere() };
    }
    // a text that runs over several lines is one paragraph: line breaks and the indentation around them are one space
    const value = token.image
      .slice(1, -1)
      .replace(/[ \t]*\r?\n[ \t]*/g, " ")
      .replace(/\\([\s\S])/g, (_, c: string) => escapes[c] ?? c);
    return { value, start: token.startOffset, end: endOf(token) };
  }

  /** What stands for a name that is not there. */
  protected missingName(): Name {
    return { text: "", missing: true, ...this.spanHere() };
  }

  /** The name of something, used or declared. */
  protected name: Rule<Name> = this.RULE(
    "name",
    () => {
      const token = this.CONSUME(Word);
      return this.ACTION(() => {
        const name = this.toName(token);
        if (!name.missing && name.text.includes("-")) {
          this.nameErrors.push({
            kind: "name",
            message: `A name cannot hold a hyphen: \`${name.text}\`.`,
            hint: "Use A–Z, a–z, 0–9 and _.",
            start: name.start,
            end: name.end,
          });
        }
        return name;
      });
    },
    { recoveryValueFunc: () => this.missingName() },
  );

  protected names: Rule<Name[]> = this.RULE(
    "names",
    () => {
      const list: Name[] = [];
      this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => list.push(this.SUBRULE(this.name)) });
      return this.ACTION(() => present(list));
    },
    { recoveryValueFunc: () => [] },
  );

  protected text: Rule<TextNode> = this.RULE(
    "text",
    () => {
      const token = this.CONSUME(Text);
      return this.ACTION(() => this.toText(token));
    },
    { recoveryValueFunc: () => ({ value: "", ...this.spanHere() }) },
  );

  /** `en "…" vi "…"` */
  protected localized: Rule<Localized> = this.RULE(
    "localized",
    () => {
      const translations: Translation[] = [];
      this.AT_LEAST_ONE({
        // a language that was already given begins another text
        GATE: () => !translations.some((t) => t.language === this.LA(1).image),
        DEF: () => {
          const tag = this.CONSUME(LanguageTag);
          const text = this.SUBRULE(this.text);
          this.ACTION(() => translations.push({ language: tag.image, text, ...this.spanFrom(tag) }));
        },
      });
      return this.ACTION(() => ({ translations, start: translations[0]?.start ?? 0, end: translations.at(-1)?.end ?? 0 }));
    },
    { recoveryValueFunc: () => ({ translations: [], ...this.spanHere() }) },
  );

  protected quantity: Rule<QuantityNode> = this.RULE("quantity", () => {
    const number = this.CONSUME(NumberToken);
    let unit: IToken | undefined;
    this.OPTION(() => {
      unit = this.OR([
        { ALT: () => this.CONSUME(TimeUnit) },
        { ALT: () => this.CONSUME(SizeUnit) },
        { ALT: () => this.CONSUME(Currency) },
        { ALT: () => this.CONSUME(Percent) },
      ]);
    });
    return this.ACTION(() => {
      const unitName = unit === undefined ? undefined : this.toName(unit);
      const first = number.isInsertedInRecovery ? unitName : number;
      const node: Building<QuantityNode> = {
        kind: "quantity",
        number: number.image.replaceAll("_", ""),
        ...this.spanFrom(first ?? this.spanHere()),
      };
      if (unitName !== undefined) node.unit = unitName;
      return node;
    });
  });

  protected quantityOrName: Rule<QuantityOrName> = this.RULE("quantityOrName", () =>
    this.OR<QuantityOrName>([
      { ALT: () => this.SUBRULE(this.quantity) },
      {
        ALT: () => {
          const name = this.SUBRULE(this.name);
          return this.ACTION(() => ({ kind: "name" as const, ...name }));
        },
      },
    ]),
  );

  protected title: Rule<Localized> = this.RULE("title", () => {
    this.kw("title");
    return this.SUBRULE(this.localized);
  });

  /** `short "CSW"`, where a declaration may have one. */
  protected shortForm = this.RULE("shortForm", (node: Building<Declaration>) => {
    this.OPTION(() => {
      this.kw("short");
      const text = this.SUBRULE(this.text);
      this.ACTION(() => {
        node.short = text;
      });
    });
  });

  // ── Building nodes that survive errors ─────────────────────────────────────

  private open: { kind: string }[] = [];
  /** For each token, how many braces are open before it; and for each node being built, how many were when it began. */
  private depths: number[] = [];
  private readonly depthOf = new WeakMap<object, number>();
  /** Chevrotain's own place in the input, and the way to move it on. */
  declare protected readonly currIdx: number;
  declare protected readonly consumeToken: () => void;

  private depthHere(): number {
    return this.depths[this.currIdx + 1] ?? 0;
  }

  /**
   * A declaration recovers by itself from an error inside its block. (Chevrotain would ask what follows the declaration in the rule
   * that calls it, and hand the error on where that rule ends with it: the declaration would be lost.)
   */
  private recoverInDeclarations(): void {
    const recovery = this as unknown as { isInCurrentRuleReSyncSet(type: TokenType): boolean; getCurrRuleFullName(): string };
    const usual = recovery.isInCurrentRuleReSyncSet.bind(this);
    recovery.isInCurrentRuleReSyncSet = (type) => this.keptKinds.has(recovery.getCurrRuleFullName()) || usual(type);
  }

  private readonly keptKinds = new Set<string>();

  /** After an error inside a block, goes on behind the brace that closes the block. */
  private leaveBlock(depth: number): void {
    while (this.depthHere() > depth && this.currIdx + 1 < this.depths.length) this.consumeToken();
  }

  /** Begins a node that is kept, as far as it was read, when its rule meets an error. */
  protected begin<T extends { kind: string }>(node: T): Building<T> {
    this.open.push(node);
    this.depthOf.set(node, this.depthHere());
    return node as Building<T>;
  }

  /** The node that a member's rule adds to: the innermost one of its kind that is being built. */
  protected building<T extends { kind: string }>(kind: T["kind"]): Building<T> {
    for (let i = this.open.length - 1; i >= 0; i--) if (this.open[i]!.kind === kind) return this.open[i] as Building<T>;
    return recorded as Building<T>;
  }

  protected finish<T extends { kind: string }>(node: Building<T>, first: IToken | Span | undefined): T {
    return this.ACTION(() => {
      this.close(node.kind as string);
      return Object.assign(node, this.spanFrom(first)) as unknown as T;
    });
  }

  private close(kind: string): { kind: string } | undefined {
    for (let i = this.open.length - 1; i >= 0; i--) {
      if (this.open[i]!.kind === kind) {
        const node = this.open[i];
        this.open.length = i;
        return node;
      }
    }
    return undefined;
  }

  /** What a rule gives when it could not be read to its end: the node as far as it was built. */
  protected partial<T>(kind: string): { recoveryValueFunc: () => T } {
    this.keptKinds.add(kind);
    return {
      recoveryValueFunc: () => {
        const node = this.close(kind) as (Span & { kind: string }) | undefined;
        if (node === undefined) return node as T;
        this.leaveBlock(this.depthOf.get(node) ?? 0);
        const lists = Object.entries(node).filter((member): member is [string, unknown[]] => Array.isArray(member[1]));
        for (const [name, list] of lists) Object.assign(node, { [name]: present(list) });
        Object.assign(node, { end: Math.max(node.start ?? 0, this.spanHere().end) });
        return node as T;
      },
    };
  }

  protected resetNodes(tokens: readonly IToken[], docs: Map<number, string>): void {
    this.docs = docs;
    let depth = 0;
    this.depths = tokens.map(({ tokenType }) => {
      const before = depth;
      depth = tokenType === LCurly ? depth + 1 : tokenType === RCurly ? Math.max(0, depth - 1) : depth;
      return before;
    });
    this.open = [];
    this.nameErrors.length = 0;
  }

  /** The common start of declarations: documentation, keyword, name, short form. */
  protected declaration<K extends string>(kind: K, first: IToken, name: Name): Declaration & { readonly kind: K } {
    const start = Number.isNaN(first.startOffset) ? name.start : first.startOffset;
    const doc = this.docs.get(start);
    return { kind, name, titles: [], start, end: name.end, ...(doc === undefined ? {} : { doc }) };
  }
}

/** The offset behind a token. */
export const endOf = (token: IToken): number => token.startOffset + token.image.length;

/** Drops nodes that recovery left undefined. */
export function present<T>(list: readonly (T | undefined)[]): T[] {
  return list.filter((x): x is T => x !== undefined);
}
