/**
 * The concrete tree of a file: which rule of the grammar read which tokens. It comes from the parser itself, which notes where its rules
 * begin and end, so that the formatter can never disagree with the grammar about what belongs together.
 */
import type { IToken } from "chevrotain";
import { SdlParser } from "../constructs/service.ts";

/** One use of a rule: the tokens from `first` up to `end`, and the rules it called, in order. */
export interface Concrete {
  readonly rule: string;
  readonly first: number;
  end: number;
  readonly children: Concrete[];
}

/** What the parser calls when a rule begins and ends; its types do not show it. */
interface Traced {
  ruleInvocationStateUpdate(shortName: number, fullName: string, index: number): void;
  ruleFinallyStateUpdate(): void;
}

const usual = SdlParser.prototype as unknown as Traced;

class TracingParser extends SdlParser implements Traced {
  private readonly stack: Concrete[] = [];
  private root: Concrete | undefined;

  /** Reads a file without syntax errors. */
  trace(tokens: IToken[]): Concrete {
    this.stack.length = 0;
    this.root = undefined;
    this.prepare(tokens, new Map());
    this.file();
    return this.root ?? { rule: "file", first: 0, end: tokens.length, children: [] };
  }

  ruleInvocationStateUpdate(...details: [number, string, number]): void {
    usual.ruleInvocationStateUpdate.apply(this, details);
    // absent while the parser is being made
    if (this.stack === undefined) return;
    const node: Concrete = { rule: details[1], first: this.currIdx + 1, end: this.currIdx + 1, children: [] };
    const parent = this.stack.at(-1);
    if (parent === undefined) this.root = node;
    else parent.children.push(node);
    this.stack.push(node);
  }

  ruleFinallyStateUpdate(): void {
    usual.ruleFinallyStateUpdate.apply(this);
    const node = this.stack?.pop();
    if (node !== undefined) node.end = this.currIdx + 1;
  }
}

let parser: TracingParser | undefined;

/** The concrete tree of tokens that were read without an error. */
export function concrete(tokens: IToken[]): Concrete {
  parser ??= new TracingParser();
  return parser.trace(tokens);
}

/** The first node below a node, or itself, that a rule of this name read. */
export function find(node: Concrete, rule: string): Concrete | undefined {
  if (node.rule === rule) return node;
  for (const child of node.children) {
    const found = find(child, rule);
    if (found !== undefined) return found;
  }
  return undefined;
}
