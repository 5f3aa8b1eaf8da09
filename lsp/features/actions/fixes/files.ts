/** Fixes of diagnostics about files and syntax: 1xxx. */
import type { files } from "../../../../compiler/diagnostics/codes/files.ts";
import type { SourceFile } from "../../../../compiler/index.ts";
import { suggest } from "../../../../compiler/suggest.ts";
import { continuations, keywordOf, type Point } from "../../../../grammar/continuations.ts";
import { parse } from "../../../../grammar/index.ts";
import { applied } from "../../edits.ts";
import type { Edit } from "../compose.ts";
import type { Decisions, Finding, Fix } from "../finding.ts";
import { relativePath } from "../imports.ts";
import { indentAt, removed } from "../places.ts";
import { bilingual } from "../templates.ts";

export const fileFixes: Decisions<keyof typeof files> = {
  syntax: (at) => mended(at),
  fileMissing: (at) => [...nearFile(at), ...withoutImport(at)],
  fileOutside: (at) => [...nearFile(at), ...withoutImport(at)],
  fileUnreadable: { none: "the system refuses the file" },
  importCycle: (at) => {
    const node = importAt(at);
    const own = at.snapshot.program.files.get(at.source.path);
    if (node === undefined || own === undefined) return [];
    const target = node.path.value.split("/").at(-1)!;
    const used = at.snapshot
      .occurrencesIn(at.source.path)
      .some(({ id }) => (at.snapshot.declared(id)?.source.path ?? at.source.path).endsWith(target));
    return used
      ? []
      : at.fix("Remove the import, of which nothing is used here", [removed(at.source, node)], { preferred: true });
  },
  emptyFile: (at) => {
    const name = at.source.path
      .split("/")
      .at(-1)!
      .replace(/\.sdl$/, "")
      .replace(/[^A-Za-z0-9]+(.)?/g, (_, c: string) => (c ?? "").toUpperCase());
    const called = /^[A-Za-z]/.test(name) ? name[0]!.toUpperCase() + name.slice(1) : "Contract";
    const text = `sdl 1\n\nservice ${called} in Channels {\n  title ${bilingual(called)}\n}\n`;
    return at.fix("Begin with a service", [{ start: 0, end: at.source.text.length, text }], { preferred: true });
  },
  noVersion: (at) => at.fix("Begin the file with `sdl 1`", [{ start: 0, end: 0, text: "sdl 1\n\n" }], { preferred: true }),
  wrongVersion: (at) => at.replace("sdl 1", at.span, { preferred: true }),
  noFiles: { none: "there is no file to change" },
  notSdl: (at) => withoutImport(at),
};

const importAt = ({ source, span }: Finding) => source.tree.imports.find((i) => i.start <= span.start && span.end <= i.end);

const withoutImport = (at: Finding): Fix[] => {
  const node = importAt(at);
  return node === undefined ? [] : at.fix("Remove the import", [removed(at.source, node)]);
};

/** A file of the workspace that the path may mean: of the same name elsewhere, or of a similar one. */
function nearFile(at: Finding): Fix[] {
  const node = importAt(at);
  if (node === undefined) return [];
  const name = (path: string) => path.split("/").at(-1)!;
  const known = [...at.snapshot.program.files.keys()].filter((path) => path !== at.source.path);
  const wanted = node.path.value;
  const same = known.filter((path) => name(path) === name(wanted));
  const near = suggest(
    wanted,
    known.map((path) => relativePath(at.source.path, path)),
  );
  const paths = same.length > 0 ? same.map((path) => relativePath(at.source.path, path)) : near === undefined ? [] : [near];
  const { start, end } = node.path;
  const preferred = paths.length === 1;
  return paths.slice(0, 3).flatMap((path) => at.fix(`Change to "${path}"`, [{ start, end, text: `"${path}"` }], { preferred }));
}

const words: readonly (readonly [RegExp, string, string])[] = [
  [/^[“”„«»‘’']/, '"', 'Write `"`'],
  [/^;/, "", "Remove the `;`"],
  [/^&&?/, " and ", "Write `and`"],
  [/^\|\|/, " or ", "Write `or`"],
  [/^<=/, " at most ", "Write `at most`"],
  [/^>=/, " at least ", "Write `at least`"],
  [/^</, " below ", "Write `below`"],
  [/^>/, " above ", "Write `above`"],
  [/^!=/, " is not ", "Write `is not`"],
  [/^!/, " not ", "Write `not`"],
  [/^==?/, " is ", "Write `is`"],
  [/^#/, "// ", "Write `//`"],
];

/** Candidates, of which those are offered that leave fewer syntax errors. */
function mended(at: Finding): Fix[] {
  const { text, parsed } = at.source;
  const { start, end } = at.span;
  const line = /\r?\n|$/.exec(text.slice(start))!.index + start;
  const candidates: { title: string; edits: Edit[] }[] = [];
  const add = (title: string, ...edits: Edit[]) => candidates.push({ title, edits });
  const rest = text.slice(start);
  for (const [sign, put, title] of words) {
    const found = sign.exec(rest);
    if (found === null) continue;
    // both marks of a text at once
    const pair = put === '"' ? /[“”„«»‘’']/.exec(text.slice(start + 1, line)) : null;
    const first = { start, end: start + found[0].length, text: put };
    const second = pair === null ? [] : [{ start: start + 1 + pair.index, end: start + 2 + pair.index, text: put }];
    add(title, first, ...second);
    break;
  }
  if (rest.startsWith('"')) {
    const stop = text.slice(start, line).search(/\s*[{}]?\s*$/) + start;
    add('Put a `"` at the end', { start: stop, end: stop, text: '"' });
  }
  if (text[start] === "{") for (const open of unlikeTheirEnd(at)) add("Put a `}` at the end of the block", closing(at, open));
  const name = /^[A-Za-z]\w*(-\w+)+/.exec(rest)?.[0];
  if (name !== undefined) {
    const joined = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    add(`Write \`${joined}\``, { start, end: start + name.length, text: joined });
  }
  const currency = /^[€$£₫¥]/.exec(rest)?.[0];
  if (currency !== undefined) {
    const code = { "€": "EUR", $: "USD", "£": "GBP", "₫": "VND", "¥": "JPY" }[currency]!;
    const amount = /^\s*[\d_.]+/.exec(text.slice(start + 1))?.[0];
    if (amount === undefined) add(`Write \`${code}\``, { start, end: start + 1, text: ` ${code}` });
    else add(`Write \`${amount.trim()} ${code}\``, { start, end: start + 1 + amount.length, text: `${amount.trim()} ${code}` });
  }
  const word = text.slice(start, end);
  const expected = expectedAt(at.source, start);
  const near = suggest(
    word,
    expected.filter((w) => /^[a-z]/.test(w)),
  );
  if (near !== undefined) add(`Change to \`${near}\``, { start, end, text: near });
  for (const mark of new Set(expected.filter((w) => /^[{}():,]$/.test(w))))
    add(`Add \`${mark}\``, { start, end: start, text: `${mark} ` });
  if (word !== "") add(`Remove \`${word}\``, removed(at.source, { start, end }));
  const before = parsed.errors.length;
  const good = candidates.filter(({ edits }) => parse(applied(text, edits)).errors.length < before);
  return good.flatMap(({ title, edits }, i) => at.fix(title, edits, { preferred: i === 0 && !title.startsWith("Remove `") }));
}

/** The keywords and signs that can follow what stands before an offset. */
function expectedAt({ parsed: { tokens } }: SourceFile, offset: number): string[] {
  const language = continuations();
  let point: Point | undefined = language.start;
  for (const { tokenType } of tokens.filter((t) => t.startOffset < offset)) point = point && language.step(point, tokenType);
  if (point === undefined) return [];
  return language
    .expected(point)
    .flatMap(({ type }) => keywordOf(type) ?? (typeof type.PATTERN === "string" ? type.PATTERN : []));
}

/** Blocks that, by the indentation, do not end where their braces say, the last first; and the one that never ends. */
function unlikeTheirEnd({ source, span }: Finding): number[] {
  const open: number[] = [];
  const found: number[] = [];
  for (const { image, startOffset } of source.parsed.tokens) {
    if (image === "{") open.push(startOffset);
    else if (image === "}") {
      const start = open.pop();
      if (start !== undefined && indentAt(source, start) !== indentAt(source, startOffset)) found.push(start);
    }
  }
  return [...found.sort((a, b) => b - a), span.start];
}

/** A closing brace where the indentation says that the block ends. */
function closing({ source }: Finding, open: number): Edit {
  const { text } = source;
  const indent = indentAt(source, open);
  let end = text.indexOf("\n", open);
  for (let at = end; at !== -1; ) {
    const next = text.indexOf("\n", at + 1);
    const line = text.slice(at + 1, next === -1 ? text.length : next);
    if (line.trim() !== "") {
      if (/^[ \t]*/.exec(line)![0].length <= indent.length) break;
      end = next === -1 ? text.length : next;
    }
    at = next;
  }
  const stop = end === -1 ? text.length : end;
  return { start: stop, end: stop, text: `\n${indent}}` };
}
