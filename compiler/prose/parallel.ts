/** One text in two languages: whether both say the same figures, names, addresses and kinds of thing. */

import { suggest } from "../suggest.ts";
import { currencies, type Figure, figuresOf } from "./figures.ts";
import { exclusive } from "./languages/concepts.ts";
import type { ProseLanguage } from "./languages/language.ts";

/** A part of one of the two texts. */
export interface Part {
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

export interface Difference {
  readonly kind: "figure" | "name" | "link" | "concept";
  /** What one text says, and what stands in the other in its place, if anything does. */
  readonly says: string;
  readonly insteadOf?: string;
  readonly at: Part;
  readonly other: string;
}

type Side = readonly [language: ProseLanguage, text: string];

/** All differences between two texts, in the order of the second one. */
export function differences(a: Side, b: Side): Difference[] {
  return [...links(a, b), ...figures(a, b), ...names(a, b), ...concepts(a, b)];
}

// ── Figures ─────────────────────────────────────────────────────────────────

/** Every sure figure of one text needs one of the other, of the same value and unit. */
function figures(a: Side, b: Side): Difference[] {
  const [left, right] = [figuresOf(a[1], a[0]), figuresOf(b[1], b[0])];
  const matched = new Set<Figure>();
  const agree = (exact: boolean, sureOnly: boolean) => {
    for (const x of left) {
      if (matched.has(x)) continue;
      const y = right.find(
        (r) =>
          !matched.has(r) &&
          r.value === x.value &&
          (exact ? r.unit === x.unit : r.unit === undefined || x.unit === undefined || r.unit === x.unit) &&
          (!sureOnly || (r.sure && x.sure)),
      );
      if (y !== undefined) matched.add(x).add(y);
    }
  };
  for (const sureOnly of [true, false]) for (const exact of [true, false]) agree(exact, sureOnly);
  const open = (list: readonly Figure[]) => list.filter((f) => f.sure && !matched.has(f));
  return paired("figure", a, b, open(left), open(right));
}

/** What is left over on both sides belongs together in its order; the rest stands alone. */
function paired(
  kind: Difference["kind"],
  a: Side,
  b: Side,
  left: readonly Omit<Part, "language">[],
  right: readonly Omit<Part, "language">[],
): Difference[] {
  const said = ([, text]: Side, part: Omit<Part, "language">) => text.slice(part.start, part.end);
  const found: Difference[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]];
    if (y !== undefined)
      found.push({
        kind,
        says: said(b, y),
        ...(x !== undefined && { insteadOf: said(a, x) }),
        at: { language: b[0].tag, start: y.start, end: y.end },
        other: a[0].tag,
      });
    else if (x !== undefined)
      found.push({ kind, says: said(a, x), at: { language: a[0].tag, start: x.start, end: x.end }, other: b[0].tag });
  }
  return found;
}

// ── Names and addresses ─────────────────────────────────────────────────────

const linkPattern = /https?:\/\/[^\s()<>"“”]+[^\s()<>"“”.,;:!?]|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|eu|vn)\b/gi;
/** Words of Latin letters without marks. */
const latinWord = /(?<![\p{L}\p{M}\d])[A-Za-z][A-Za-z\d]*(?:-\d+)?(?![\p{L}\p{M}\d])/gu;
/** Acronyms and names that no language translates: SMS, IP, WhatsApp, iOS, B184956. */
export const isName = (word: string): boolean => /[A-Z].*[A-Z\d]|^[a-z\d]+[A-Z]/.test(word) && !currencies.has(word);

interface Found extends Omit<Part, "language"> {
  readonly name: string;
}

const all = (pattern: RegExp, text: string, name: (s: string) => string = (s) => s): Found[] =>
  [...text.matchAll(pattern)].map((m) => ({ name: name(m[0]), start: m.index, end: m.index + m[0].length }));

/** Of each name that only one text has, its first place; and of names that one has more often, for what is said instead. */
function missing(kind: Difference["kind"], a: Side, b: Side, left: readonly Found[], right: readonly Found[]): Difference[] {
  const absent = (from: readonly Found[], to: readonly Found[], [language, text]: Side) =>
    from.filter(
      (f, i) =>
        from.findIndex((g) => g.name === f.name) === i &&
        !to.some((t) => t.name === f.name) &&
        !(language.writtenOut[f.name] ?? []).some((w) => text.toLowerCase().includes(w.toLowerCase())),
    );
  const [onlyLeft, onlyRight] = [absent(left, right, b), absent(right, left, a)];
  // what was exchanged for a name stands less often on the other side, or looks like it: SMS and MMS
  const count = (list: readonly Found[], name: string) => list.filter((f) => f.name === name).length;
  const exchanged = (from: readonly Found[], to: readonly Found[], only: readonly Found[]) => {
    const near = suggest(only[0]?.name ?? "", new Set(from.map((f) => f.name)));
    return [from.find((f) => count(from, f.name) > count(to, f.name)) ?? from.find((f) => f.name === near)].filter(
      (f) => f !== undefined,
    );
  };
  if (onlyRight.length > 0)
    return paired(kind, a, b, onlyLeft.length > 0 ? onlyLeft : exchanged(left, right, onlyRight), onlyRight);
  return onlyLeft.length > 0 ? paired(kind, b, a, exchanged(right, left, onlyLeft), onlyLeft) : [];
}

function links(a: Side, b: Side): Difference[] {
  return missing("link", a, b, all(linkPattern, a[1]), all(linkPattern, b[1]));
}

function names(a: Side, b: Side): Difference[] {
  const read = ([, text]: Side) =>
    all(
      latinWord,
      text.replace(linkPattern, (l) => " ".repeat(l.length)).replace(/\{[^{}]*\}/g, (p) => " ".repeat(p.length)),
      (s) => s.replace(/(?<=[A-Z])s$/, ""),
    ).filter(({ name }) => isName(name));
  return missing("name", a, b, read(a), read(b));
}

// ── Concepts ────────────────────────────────────────────────────────────────

/** Two texts of which one speaks of a thing and the other of what excludes it: static and dynamic, voice and video. */
function concepts(a: Side, b: Side): Difference[] {
  const mentions = ([language, text]: Side, concept: string) => {
    const pattern = language.concepts[concept];
    return pattern === undefined ? [] : all(pattern, text, () => concept);
  };
  return exclusive.flatMap((group) => {
    const [left, right] = [a, b].map((side) => group.flatMap((c) => mentions(side, c)));
    if (left!.length === 0 || right!.length === 0) return [];
    const surplus = (from: readonly Found[], to: readonly Found[]) => from.find((f) => !to.some((t) => t.name === f.name));
    const [x, y] = [surplus(left!, right!), surplus(right!, left!)];
    if (y !== undefined) return paired("concept", a, b, [x ?? left![0]!], [y]);
    return x === undefined ? [] : paired("concept", b, a, [right![0]!], [x]);
  });
}
