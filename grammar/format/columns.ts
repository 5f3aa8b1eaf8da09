/** What stands in columns: fields, values, prices, properties, tiers, and the events of examples. */
import * as doc from "prettier/doc";
import { LCurly, Pipe } from "../tokens.ts";
import type { Concrete } from "./concrete.ts";
import type { Printer } from "./printer.ts";
import { padding, widthOf } from "./width.ts";

type Doc = doc.builders.Doc;

const { align, group, hardline, indent, line } = doc.builders;

/** The cells of a row, each with what parts it from the next one at least. */
interface Row {
  readonly node: Concrete;
  readonly cells: readonly Doc[];
}

/** Finds the tables among the members of a block and prints their rows. */
export function columns(printer: Printer, parent: Concrete, members: readonly Concrete[], tables: Map<Concrete, Doc>): void {
  const rows = (make: (node: Concrete, inner: Concrete) => readonly Doc[] | undefined): Row[] =>
    members.flatMap((node) => {
      const cells = printer.isFlat(node.first, node.end) ? make(node, innermost(node)) : undefined;
      return cells === undefined ? [] : [{ node, cells }];
    });
  const fields = rows((_, inner) => (inner.rule === "field" ? field(printer, inner) : undefined));
  const values = parent.rule === "enumeration" ? rows((node) => value(printer, node)) : [];
  const prices = rows((_, inner) => (inner.rule === "price" ? price(printer, inner) : undefined));
  const properties =
    parent.rule === "agreement" ? rows((_, inner) => (inner.rule === "property" ? property(printer, inner) : undefined)) : [];
  const tiers = rows((_, inner) => (inner.rule === "tier" ? tier(printer, inner) : undefined));
  for (const [found, gaps] of [
    [fields, [1, 2]],
    [values, [1, 2]],
    [prices, [1]],
    [properties, [1]],
    [tiers, [2, 2]],
  ] as const) {
    table(found, gaps).forEach((printed, i) => {
      tables.set(found[i]!.node, printed);
    });
  }
}

/** Members are often one rule within another that reads the same tokens. */
function innermost(node: Concrete): Concrete {
  const [only] = node.children;
  return node.children.length === 1 && only!.first === node.first && only!.end === node.end && node.rule !== "field"
    ? innermost(only!)
    : node;
}

function table(rows: readonly Row[], gaps: readonly number[]): Doc[] {
  const widths: number[] = [];
  for (const { cells } of rows) {
    for (const [i, cell] of cells.entries()) {
      // the last cell of a row makes no column wider
      if (i < cells.length - 1 || i >= gaps.length) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
    }
  }
  return rows.map(({ cells }) => {
    let before = 0;
    return cells.map((cell, i) => {
      const indented = i === 0 ? group(cell) : group(align(before, cell));
      if (i === cells.length - 1) return indented;
      const width = Math.max(widths[i] ?? 0, widthOf(cell));
      before += width + (gaps[i] ?? 1);
      return [indented, padding(cell, width), " ".repeat(gaps[i] ?? 1)];
    });
  });
}

/** name, type, title */
function field(printer: Printer, node: Concrete): readonly Doc[] {
  const name = node.first + 1;
  const title = titleAtEnd(node);
  const end = title?.first ?? node.end;
  if (hasChoices(printer, name, end)) return [printer.token(node.first), choices(printer, node, name, title)];
  const type = printer.sequence(node, name, end);
  return [printer.token(node.first), type, ...(title === undefined ? [] : [printer.print(title)])];
}

function hasChoices(printer: Printer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (printer.is(at, Pipe)) return true;
  return false;
}

/** `a … | b …  title`: where they do not fit, each value on a line of its own, and the title below them. */
function choices(printer: Printer, node: Concrete, from: number, title: Concrete | undefined): Doc {
  const end = title?.first ?? node.end;
  const parts: Doc[] = [];
  let at = from;
  for (let next = from; next <= end; next++) {
    if (next < end && !printer.is(next, Pipe)) continue;
    if (at > from) parts.push(line);
    parts.push(printer.sequence(node, at, next));
    at = next;
  }
  if (title !== undefined) parts.push(doc.builders.ifBreak("", " "), line, printer.print(title));
  return group(parts);
}

/** The title of a field: behind its type, but not that of the last of several values. */
function titleAtEnd(node: Concrete): Concrete | undefined {
  const last = node.children.at(-1);
  if (last === undefined || last.end !== node.end) return undefined;
  if (last.rule === "localized") return last;
  return last.children.filter((child) => child.rule === "enumerationValue").length > 1 ? undefined : titleAtEnd(last);
}

/** name, title in the first language, in the second … */
function value(printer: Printer, node: Concrete): readonly Doc[] {
  const cells: Doc[] = [printer.token(node.first)];
  for (let at = node.first + 1; at + 1 < node.end; at += 2) cells.push([printer.token(at), " ", printer.token(at + 1)]);
  return cells;
}

function price(printer: Printer, node: Concrete): readonly Doc[] | undefined {
  for (let at = node.first; at < node.end; at++) if (printer.is(at, LCurly)) return undefined;
  return [printer.token(node.first), indent(printer.sequence(node, node.first + 1))];
}

function property(printer: Printer, node: Concrete): readonly Doc[] {
  const words = ["time", "charging"].includes(printer.image(node.first)) ? 2 : 1;
  return [printer.sequence(node, node.first, node.first + words), printer.sequence(node, node.first + words)];
}

/** `up to 10_000`, `at 0.05 EUR`, `plus 10 EUR` */
function tier(printer: Printer, node: Concrete): readonly Doc[] {
  const cells: Doc[] = [];
  let from = node.first;
  for (let at = node.first + 1; at <= node.end; at++) {
    if (at === node.end || ["at", "plus"].includes(printer.image(at))) {
      cells.push(printer.sequence(node, from, at));
      from = at;
    }
  }
  return cells;
}

/** The events of an example: instant, event, what it says. A row is never broken: it is read as a row. */
export function given(printer: Printer, node: Concrete): Doc {
  const rows = node.children.map((each) => {
    if (!printer.isFlat(each.first, each.end)) return { node: each, cells: [group(indent(printer.sequence(each)))] };
    const event = each.children.find((child) => child.rule === "name")?.first ?? each.first;
    const instant = words(printer, each.first, event);
    const name = words(printer, event, event + 1);
    const rest = words(printer, event + 1, each.end);
    return { node: each, cells: rest === "" ? [instant, name] : [instant, name, rest] };
  });
  const printed = table(rows, [2, 1]);
  return ["given", indent(rows.map(({ node: each }, i) => [printer.lineBefore(each.first, i === 0), printed[i]!]))];
}

function words(printer: Printer, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) {
    const space = at === from ? "" : printer.gap(at);
    text += `${typeof space === "string" ? space : " "}${printer.image(at)}`;
  }
  return text;
}

/** The value of a term; the readings of one that is a choice stand below one another. */
export function termValue(printer: Printer, node: Concrete): Doc {
  const choices = node.children.filter((child) => child.rule === "enumerationValue");
  if (choices.length < 2 || !printer.isFlat(node.first, node.end)) return group(indent(printer.sequence(node)));
  const rows = choices.map((each) => {
    const name = [each === choices[0] ? "" : "or ", printer.token(each.first)];
    const title = each.end > each.first + 1 ? [group(printer.print(each.children.at(-1)!))] : [];
    return { node: each, cells: [name, ...title] };
  });
  const end = choices.at(-1)!.end;
  const limits = end < node.end ? [printer.gap(end, ""), group(indent(printer.sequence(node, end)))] : "";
  const printed = table(rows, [1]);
  return group([printed.map((row, i) => [i === 0 ? "" : hardline, row]), limits]);
}
