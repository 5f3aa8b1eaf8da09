/**
 * A diagnostic as people read it: a title with its code, the place, the source with the span underlined, a hint, and the page that explains the code.
 *
 *     error[SDL2001]: There is no event called "Outbond".
 *       ┌─ contracts/channels/whatsapp.sdl:12:14
 *       │
 *    12 │     for each Outbond
 *       │              ^^^^^^^
 *       │
 *       = hint: Did you mean "Outbound"?
 *       = page: docs/diagnostics/SDL2001.md
 */
import picocolors from "picocolors";
import stringWidth from "string-width";

export interface RenderPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** What the renderer needs of a diagnostic. */
export interface RenderableDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly file: string;
  readonly start: RenderPosition;
  readonly end: RenderPosition;
  readonly hint?: string;
  readonly page?: string;
  readonly related?: readonly {
    readonly message: string;
    readonly file: string;
    readonly start: RenderPosition;
    readonly end: RenderPosition;
  }[];
}

export interface RenderOptions {
  readonly color?: boolean;
  /** The text of another file, for related places outside the diagnostic's own file. */
  readonly readFile?: (file: string) => string | undefined;
}

type Colors = ReturnType<typeof picocolors.createColors>;

const TAB = "    ";
/** Lines longer than this are shown in part, around the span. */
const MAX_COLUMNS = 160;
/** Spans over more lines than this are shown by their first and last line. */
const MAX_LINES = 4;

/** Renders one diagnostic, without a line break at the end. */
export function renderDiagnostic(
  diagnostic: RenderableDiagnostic,
  sourceText: string | undefined,
  options: RenderOptions = {},
): string {
  const colors = picocolors.createColors(options.color ?? false);
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[diagnostic.severity];
  const related = diagnostic.related ?? [];
  const gutter = String(Math.max(diagnostic.end.line, ...related.map((place) => place.end.line))).length + 1;
  const margin = " ".repeat(gutter);

  const out = [
    `${paint(colors.bold(`${diagnostic.severity}[${diagnostic.code}]`))}${colors.bold(`: ${visible(diagnostic.message)}`)}`,
  ];
  out.push(...frame(diagnostic, sourceText, gutter, colors, (text) => paint(colors.bold(text)), "^"));
  for (const place of related) {
    const text = place.file === diagnostic.file ? sourceText : options.readFile?.(place.file);
    out.push(`${margin} ${colors.blue("=")} ${visible(place.message)}`);
    out.push(...frame(place, text, gutter, colors, colors.blue, "-"));
  }
  if (diagnostic.hint) {
    const label = `${colors.blue("=")} ${colors.green("hint")}: `;
    out.push(`${margin} ${label}${visible(diagnostic.hint).replaceAll("\n", `\n${margin}         `)}`);
  }
  if (diagnostic.page) out.push(`${margin} ${colors.blue("=")} ${colors.dim(`page: ${diagnostic.page}`)}`);
  return out.join("\n");
}

function frame(
  place: { readonly file: string; readonly start: RenderPosition; readonly end: RenderPosition },
  sourceText: string | undefined,
  gutter: number,
  colors: Colors,
  paint: (text: string) => string,
  mark: string,
): string[] {
  const margin = " ".repeat(gutter);
  const bar = colors.blue("│");
  const out = [`${margin} ${colors.blue("┌─")} ${visible(place.file)}:${place.start.line}:${place.start.column}`];
  if (sourceText === undefined) return out;

  const lines = linesOf(sourceText, place.start.line, place.end.line);
  if (lines.length === 0) return out;
  out.push(`${margin} ${bar}`);
  const last = place.start.line + lines.length - 1;
  for (let number = place.start.line; number <= last; number++) {
    if (lines.length > MAX_LINES && number > place.start.line && number < last) {
      if (number === place.start.line + 1) out.push(`${margin} ${colors.blue("┆")}`);
      continue;
    }
    const line = lines[number - place.start.line] ?? "";
    const indent = line.length - line.trimStart().length;
    const from = number === place.start.line ? place.start.column - 1 : indent;
    const to = number === place.end.line ? place.end.column - 1 : line.length;
    const shown = underline(line, from, Math.max(to, from), mark);
    out.push(`${colors.blue(String(number).padStart(gutter))} ${bar} ${shown.text}`.trimEnd());
    out.push(`${margin} ${bar} ${" ".repeat(shown.indent)}${paint(shown.marks)}`);
  }
  out.push(`${margin} ${bar}`);
  return out;
}

/** The text of a line and the marks under a part of it, in terminal columns. */
function underline(line: string, from: number, to: number, mark: string): { text: string; indent: number; marks: string } {
  const clip = clipAround(line, Math.min(from, line.length), Math.min(to, line.length));
  const before = columns(clip.text.slice(0, clip.from), 0);
  const inside = columns(clip.text.slice(clip.from, clip.to), before.width);
  const after = columns(clip.text.slice(clip.to), before.width + inside.width);
  return { text: before.text + inside.text + after.text, indent: before.width, marks: mark.repeat(Math.max(1, inside.width)) };
}

/** A long line is cut to the neighbourhood of the span. */
function clipAround(line: string, from: number, to: number): { text: string; from: number; to: number } {
  if (line.length <= MAX_COLUMNS) return { text: line, from, to };
  const start = Math.max(0, from - 40);
  const end = Math.min(line.length, start + MAX_COLUMNS);
  const head = start > 0 ? "…" : "";
  const tail = end < line.length ? "…" : "";
  const shift = head.length - start;
  return { text: head + line.slice(start, end) + tail, from: from + shift, to: Math.max(from, Math.min(to, end)) + shift };
}

/** Expands tabs to stops of four columns, shows control characters, and measures what the terminal will show. */
function columns(text: string, offset: number): { text: string; width: number } {
  let shown = "";
  let width = 0;
  for (const [index, part] of text.split("\t").entries()) {
    if (index > 0) {
      const tab = TAB.length - ((offset + width) % TAB.length);
      shown += " ".repeat(tab);
      width += tab;
    }
    const clean = visible(part);
    shown += clean;
    width += stringWidth(clean);
  }
  return { text: shown, width };
}

/** Source text must not steer the terminal: control and direction characters are shown as what they are. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the place that takes them out
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x09) return TAB;
    if (code === 0x0d) return "";
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
}

/** Lines `first` to `last` (from 1) without splitting the whole text. */
function linesOf(text: string, first: number, last: number): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let number = 1; number <= last; number++) {
    const end = text.indexOf("\n", start);
    if (number >= first) lines.push(text.slice(start, end < 0 ? text.length : end).replace(/\r$/, ""));
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}
