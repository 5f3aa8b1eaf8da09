/** Printers of rules of the grammar that are more than words one behind the other. */
import * as doc from "prettier/doc";
import { Comma, LanguageTag } from "../tokens.ts";
import { given, termValue } from "./columns.ts";
import type { Concrete } from "./concrete.ts";
import { find } from "./concrete.ts";
import type { Printer } from "./printer.ts";
import { widthOf } from "./width.ts";

type Doc = doc.builders.Doc;

const { align, fill, group, hardline, indent, line, softline } = doc.builders;

export type Rules = Readonly<Record<string, ((printer: Printer, node: Concrete) => Doc) | undefined>>;

/** Two spaces on a line, or a line break. */
const besides: Doc = [doc.builders.ifBreak("", " "), line];
/** Words behind which a text begins in one column, so that titles stand below one another in the whole file. */
const KEYS: ReadonlySet<string> = new Set(["title", "source", "question", "decision", "reason"]);
const KEY_WIDTH = "source ".length;
const WIDE_KEY_WIDTH = "question ".length;
/** Members whose texts are sentences: one language below the other, also where both would fit on a line. */
const SENTENCES: ReadonlySet<string> = new Set(["exampleMember", "interpretationMember"]);
const PROSE: ReadonlySet<string> = new Set(["clauseMember", "definitionMember", "descriptionMember"]);
/** `added   on` above `removed on`, `opens  on` above `closes on`. */
const PADDED: Readonly<Record<string, readonly [word: string, width: number] | undefined>> = {
  setMember: ["added", "removed".length],
  sessionMember: ["opens", "closes".length],
};
const LISTS: ReadonlySet<string> = new Set(["names", "uses"]);

/** `en "…" vi "…"`, with what stands between two languages. */
export function translations(printer: Printer, node: Concrete, between: Doc): Doc[] {
  const parts: Doc[] = [];
  for (let at = node.first; at < node.end; at++) {
    if (at > node.first) parts.push(printer.gap(at, printer.is(at, LanguageTag) ? between : " "));
    parts.push(printer.token(at));
  }
  return parts;
}

/** A member of a block that has no block of its own. */
export function memberLine(printer: Printer, node: Concrete): Doc {
  const first = printer.image(node.first);
  const localized = find(node, "localized");
  if (PROSE.has(node.rule) && localized?.first === node.first) return translations(printer, localized, hardline);
  if (KEYS.has(first) && node.end > node.first + 1 && isKeyed(printer, node, localized)) {
    const width = node.rule === "interpretationMember" ? WIDE_KEY_WIDTH : KEY_WIDTH;
    const text =
      localized === undefined
        ? printer.token(node.first + 1)
        : group(translations(printer, localized, SENTENCES.has(node.rule) ? hardline : besides));
    return [first, printer.gap(node.first + 1, " ".repeat(Math.max(1, width - first.length))), align(width, text)];
  }
  if (first === "given" && node.rule === "exampleMember") return given(printer, node);
  if (node.rule === "termMember") return termValue(printer, node);
  const padded = PADDED[node.rule];
  if (padded !== undefined && first === padded[0] && !printer.hasCommentBefore(node.first + 1))
    return group(indent([first, " ".repeat(padded[1] - first.length), " ", ...printer.sequence(node, node.first + 1)]));
  const list = listAtEnd(node);
  if (list === undefined) return group(indent(printer.print(node)));
  const key = clientDuty(printer, node) ? ["client", "   ", "shall"] : printer.sequence(node, node.first, list.first);
  return [key, printer.gap(list.first), align(widthOf(key) + 1, items(printer, list))];
}

const isKeyed = (printer: Printer, node: Concrete, localized: Concrete | undefined): boolean =>
  localized === undefined ? printer.image(node.first) === "source" : localized.first === node.first + 1;

const clientDuty = (printer: Printer, node: Concrete): boolean =>
  node.rule === "descriptionMember" && printer.image(node.first) === "client" && !printer.hasCommentBefore(node.first + 1);

/** A list that a node ends with: names, uses, or texts. */
function listAtEnd(node: Concrete): Concrete | undefined {
  if (LISTS.has(node.rule)) return node;
  if (node.rule === "properNames") return { ...node, first: node.first + 1, children: node.children };
  const last = node.children.at(-1);
  return last !== undefined && last.end === node.end && node.rule !== "filter" ? listAtEnd(last) : undefined;
}

/** As many items to a line as fit. */
function items(printer: Printer, list: Concrete): Doc {
  const parts: Doc[] = [];
  let item: Doc[] = [];
  let at = list.first;
  for (const child of [...list.children, undefined]) {
    for (; at < (child?.first ?? list.end); at++) {
      item.push(printer.gap(at, ""), printer.token(at));
      if (printer.is(at, Comma) && at + 1 < list.end) {
        parts.push(item, printer.gap(at + 1, line));
        item = [];
      }
    }
    if (child === undefined) break;
    item.push(printer.print(child));
    at = child.end;
  }
  parts.push(item);
  return fill(parts);
}

/** `Name(parameter: "…", …)` */
function use(printer: Printer, node: Concrete): Doc {
  const open = node.first + 1;
  if (node.end <= open) return printer.sequence(node);
  const last = node.end - 1;
  const inner = printer.sequence(node, open + 1, last);
  return group([
    printer.sequence(node, node.first, open + 1),
    indent([printer.gap(open + 1, softline), ...inner]),
    printer.gap(last, softline),
    printer.token(last),
  ]);
}

/** Conditions: each alternative on a line of its own; one that begins on a line of its own stays so. */
function filter(printer: Printer, node: Concrete): Doc {
  const parts: Doc[] = [];
  const alternatives = node.children.filter((child) => child.rule === "conjunction");
  for (const each of alternatives) {
    const or = each.first > node.first ? each.first - 1 : each.first;
    parts.push(printer.gap(or, line));
    if (or < each.first) parts.push(printer.token(or), printer.gap(each.first, " "));
    parts.push(conjunction(printer, each));
  }
  const apart = alternatives.length > 1 || printer.gaps[node.first]!.breaks > 0;
  return group(parts, { shouldBreak: apart });
}

function conjunction(printer: Printer, node: Concrete): Doc[] {
  const parts: Doc[] = [];
  let at = node.first;
  for (const child of node.children) {
    const joined = at < child.first;
    for (; at < child.first; at++) {
      if (at > node.first) parts.push(printer.gap(at, " "));
      parts.push(printer.token(at));
    }
    if (child.first > node.first) parts.push(printer.gap(child.first, joined ? " " : line));
    parts.push(printer.print(child));
    at = child.end;
  }
  return parts;
}

/** `A together with B` */
function together(printer: Printer, node: Concrete): Doc {
  const starts = indicesOf(printer, node, "together");
  const parts: Doc[] = [];
  let from = node.first;
  for (const at of starts) {
    parts.push(printer.sequence(node, from, at), printer.gap(at, line));
    from = at;
  }
  parts.push(printer.sequence(node, from, node.end));
  return starts.length === 0 ? parts : group(parts, { shouldBreak: printer.gaps[starts[0]!]!.breaks > 0 });
}

/** Where a word is a token of the rule itself. */
function indicesOf(printer: Printer, node: Concrete, word: string): number[] {
  const found: number[] = [];
  for (let at = node.first; at < node.end; at++) {
    if (printer.image(at) === word && !node.children.some((child) => child.first <= at && at < child.end)) found.push(at);
  }
  return found;
}

export const rules: Rules = {
  localized: (printer, node) => group(translations(printer, node, line)),
  filter,
  conjunction,
  use,
  things: together,
  distinct: together,
};
