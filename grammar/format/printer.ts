/** Prints the concrete tree: what stands on a line by itself, what belongs together, and the gaps between tokens. */
import type { IToken } from "chevrotain";
import * as doc from "prettier/doc";
import { Colon, Comma, Dot, LCurly, LParen, Minus, RCurly, RParen } from "../tokens.ts";
import { columns } from "./columns.ts";
import { between, type Gap, hasComments, within } from "./comments.ts";
import type { Concrete } from "./concrete.ts";
import { memberLine, type Rules, rules } from "./rules.ts";

type Doc = doc.builders.Doc;

const { group, hardline, indent, join, line, literalline } = doc.builders;

export interface Options {
  readonly printWidth: number;
  readonly tabWidth: number;
}

export class Printer {
  constructor(
    readonly tokens: readonly IToken[],
    readonly gaps: readonly Gap[],
    readonly options: Options,
  ) {}

  /** A whole file. */
  file(root: Concrete): Doc {
    if (this.tokens.length === 0) {
      const comments = this.gaps[0]!.own;
      return comments.map(({ text, breaks }, i) => [i > 0 && breaks > 1 ? hardline : "", text, hardline]);
    }
    const members = [...root.children];
    const head = members[0]?.first ?? root.end;
    if (head > 0) members.unshift({ rule: "version", first: 0, end: head, children: [] });
    const last = this.gaps[this.tokens.length]!;
    return [this.start(), this.lines(root, members), between(last, "never", false)];
  }

  /** Comments above everything else. */
  private start(): Doc {
    const { own, breaks } = this.gaps[0]!;
    return own.map(({ text }, i) => [text, hardline, (own[i + 1]?.breaks ?? breaks) > 1 ? hardline : ""]);
  }

  /** One node, by the printer of its rule. */
  print(node: Concrete): Doc {
    const rule = (rules as Rules)[node.rule];
    if (rule !== undefined) return rule(this, node);
    return this.isBlock(node) ? this.block(node) : this.sequence(node);
  }

  /** A node on a line of its own. */
  member(node: Concrete): Doc {
    return this.hasBlock(node) ? this.print(node) : memberLine(this, node);
  }

  /** Tokens and nodes one behind the other. */
  sequence(node: Concrete, from = node.first, to = node.end): Doc[] {
    const parts: Doc[] = [];
    const add = (first: number, what: Doc) => {
      if (parts.length > 0) parts.push(this.gap(first));
      parts.push(what);
    };
    let at = from;
    const walk = (current: Concrete): void => {
      for (const child of current.children) {
        if (child.end <= at || child.first >= to || child.first === child.end) continue;
        for (; at < child.first && at < to; at++) add(at, this.token(at));
        if (at >= to) return;
        if (child.first >= at && child.end <= to) {
          const own = rulesWithOwnGap.has(child.rule);
          if (own) parts.push(this.print(child));
          else add(child.first, this.print(child));
          at = child.end;
        } else walk(child);
      }
    };
    walk(node);
    for (; at < to; at++) add(at, this.token(at));
    return parts;
  }

  /** A token as it was written. */
  token(index: number): Doc {
    const { image } = this.tokens[index]!;
    return image.includes("\n") ? join(literalline, image.split("\n")) : image;
  }

  image(index: number): string {
    return this.tokens[index]?.image ?? "";
  }

  is(index: number, type: IToken["tokenType"]): boolean {
    return this.tokens[index]?.tokenType === type;
  }

  /** What stands before a token on the same line. */
  gap(index: number, usual?: Doc): Doc {
    return within(this.gaps[index]!, usual ?? this.space(index));
  }

  private space(index: number): Doc {
    const [before, after] = [this.tokens[index - 1]?.tokenType, this.tokens[index]?.tokenType];
    if (after === Comma || after === Dot || after === Colon || after === RParen || after === LParen) return "";
    if (before === LParen || before === Dot || before === Minus) return "";
    if (before === LCurly && after === RCurly) return "";
    return before === Comma ? line : " ";
  }

  hasCommentBefore(index: number): boolean {
    return hasComments(this.gaps[index]!);
  }

  /** The line break before a row. */
  lineBefore(index: number, atStart: boolean): Doc {
    return between(this.gaps[index]!, "kept", atStart);
  }

  isBlock(node: Concrete): boolean {
    return node.rule !== "givenEvent" && this.brace(node) >= 0;
  }

  private hasBlock(node: Concrete): boolean {
    return node.rule === "givenEvent" ? false : this.isBlock(node) || node.children.some((child) => this.hasBlock(child));
  }

  /** The brace that is a token of the rule itself. */
  private brace(node: Concrete): number {
    for (let at = node.first; at < node.end; at++) {
      if (this.is(at, LCurly) && !node.children.some((child) => child.first <= at && at < child.end)) return at;
    }
    return -1;
  }

  /** `keyword Name … {`, each member on a line of its own, `}`. */
  block(node: Concrete): Doc {
    const open = this.brace(node);
    const close = node.end - 1;
    const members = node.children.filter((child) => child.first > open && child.end > child.first);
    const head = [group(indent([this.sequence(node, node.first, open), this.gap(open, " "), "{"]))];
    const last = this.gaps[close]!;
    if (members.length === 0 && last.trailing === undefined && last.own.length === 0) return [head, "}"];
    if (members.length === 0) return [head, indent(commentsOnly(last)), hardline, "}"];
    return [
      head,
      indent([between(this.gaps[members[0]!.first]!, "kept", true), this.lines(node, members), trailing(last)]),
      hardline,
      "}",
    ];
  }

  /** Members below one another, those of a table in columns. */
  lines(parent: Concrete, members: readonly Concrete[]): Doc {
    const tables = new Map<Concrete, Doc>();
    columns(this, parent, members, tables);
    return members.map((each, i) => {
      const printed = tables.get(each) ?? this.member(each);
      if (i === 0) return printed;
      const before = members[i - 1]!;
      return [between(this.gaps[each.first]!, this.apart(parent, before, each) ? "always" : "kept", false), printed];
    });
  }

  /** Declarations stand apart, also from what comes before and behind them. */
  private apart(parent: Concrete, before: Concrete, after: Concrete): boolean {
    if (before.rule === "version") return true;
    if (!["file", "service", "agreement"].includes(parent.rule)) return false;
    return (this.hasBlock(before) || this.hasBlock(after)) && this.image(before.first) !== "allow";
  }

  /** True when nothing in these tokens forces a line break. */
  isFlat(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const gap = this.gaps[at]!;
      if (at > from && (gap.trailing !== undefined || gap.own.length > 0)) return false;
      if (this.image(at).includes("\n")) return false;
    }
    return true;
  }
}

/** Rules that print what stands before them themselves. */
const rulesWithOwnGap = new Set(["filter"]);

function commentsOnly(gap: Gap): Doc {
  return [
    gap.trailing === undefined ? "" : [" ", gap.trailing],
    gap.own.map(({ text, breaks }, i) => [hardline, breaks > 1 && i > 0 ? hardline : "", text]),
  ];
}

function trailing(gap: Gap): Doc {
  return [
    gap.trailing === undefined ? "" : [" ", gap.trailing],
    gap.own.map(({ text, breaks }) => [hardline, breaks > 1 ? hardline : "", text]),
  ];
}
