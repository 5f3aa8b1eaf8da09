/** Defined terms: used in both languages alike, defined when they are used, used when they are defined, and not defined by one another. */
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import { D } from "../diagnostics/registry.ts";
import type { Text } from "../ir/model.ts";
import type { LoadedFile } from "../load.ts";
import { proseLanguages } from "./languages/index.ts";
import type { ProseLanguage } from "./languages/language.ts";
import type { ProperName } from "./names.ts";
import { isName } from "./parallel.ts";
import type { Passage } from "./passage.ts";
import { type ServiceProse, type Term, titlesOf } from "./vocabulary.ts";
import {
  beginsSentence,
  isCapitalised,
  type Laid,
  layOut,
  type Occurrence,
  stands,
  type Title,
  Titles,
  withoutQuotations,
  wordsOf,
} from "./words.ts";

/** What a service may speak of in capitals without defining it there. */
export interface KnownTitles {
  readonly services: ServiceTitles;
  /** Proper names that the service may use in a file. */
  readonly names: (file: string) => readonly ProperName[];
}

/** Titles of all services and their products, put in order once for all services that may speak of them. */
export class ServiceTitles {
  readonly #titles: readonly Text[];
  readonly #byLanguage = new Map<string, Titles<undefined>>();
  readonly #names = new Map<string, Titles<ProperName>>();

  constructor(titles: readonly Text[]) {
    this.#titles = titles;
  }

  #words(language: ProseLanguage): string[][] {
    return this.#titles.flatMap(({ [language.tag]: title }) => (title === undefined ? [] : [wordsOf(title)]));
  }

  in(language: ProseLanguage): Titles<undefined> {
    const known = this.#byLanguage.get(language.tag);
    if (known !== undefined) return known;
    const made = new Titles(
      this.#words(language).map((words) => ({ words, of: undefined })),
      language,
    );
    this.#byLanguage.set(language.tag, made);
    return made;
  }

  /** Those that begin with a capital, as names. */
  names(language: ProseLanguage): Titles<ProperName> {
    const known = this.#names.get(language.tag);
    if (known !== undefined) return known;
    const made = properTitles(
      this.#words(language).map((words) => ({ words, use: () => {} })),
      language,
    );
    this.#names.set(language.tag, made);
    return made;
  }
}

const titles = (terms: readonly Term[], language: string): Title<Term>[] =>
  terms.flatMap((of) => (of.title[language] === undefined ? [] : [{ words: wordsOf(of.title[language]), of }]));

// ── The same terms in all languages ─────────────────────────────────────────

/** A text that uses a defined term in one language uses it in the others. */
export function checkTermsAgree({ passages, terms }: ServiceProse, known: KnownTitles, diagnostics: Diagnostics): void {
  const spoken = new Map(Object.values(proseLanguages).map((language) => [language.tag, termsIn(language, terms, known)]));
  for (const passage of passages) {
    if (passage.role === "discussion") continue;
    const tags = Object.keys(passage.text).filter((tag) => Object.hasOwn(proseLanguages, tag));
    const [first, ...others] = tags;
    for (const other of others) {
      for (const [from, to] of [
        [first!, other],
        [other, first!],
      ] as const)
        reportMissing(passage, spoken.get(from)!, proseLanguages[from]!, proseLanguages[to]!, diagnostics);
    }
  }
}

/** Terms as a language calls them; undefined for "Mobile App Messaging", which is a service, and no use of the term "Mobile App". */
function termsIn(language: ProseLanguage, terms: readonly Term[], known: KnownTitles): Titles<Term | undefined> {
  return new Titles<Term | undefined>(titles(terms, language.tag), language, known.services.in(language));
}

function reportMissing(
  passage: Passage,
  terms: Titles<Term | undefined>,
  from: ProseLanguage,
  to: ProseLanguage,
  diagnostics: Diagnostics,
): void {
  const laid = layOut(withoutQuotations(passage.text[from.tag]!));
  const counterpart = layOut(passage.text[to.tag]!);
  const used = terms
    .occurrences(laid, true)
    .flatMap(({ of, ...at }) => (of !== undefined && isMarked({ of, ...at }, laid, from) ? [{ of, ...at }] : []));
  const says = (term: Term) =>
    [term.title[to.tag]!, ...(term.short === undefined ? [] : [term.short])].some((title) =>
      stands(counterpart, wordsOf(title), to),
    );
  const reported = new Set<string>();
  for (const use of used) {
    const title = use.of.title[from.tag]!;
    const meanings = used.filter((u) => u.of.title[from.tag] === title);
    if (reported.has(title) || meanings.some((u) => says(u.of))) continue;
    reported.add(title);
    const { source, span } = passage.place(from.tag, use.start, use.end);
    diagnostics.report(
      D.differentTerms,
      { language: from.name, title, other: to.name, expected: use.of.title[to.tag]! },
      source,
      span,
    );
  }
}

/** True when it is certain that the term is meant: its capitals are there, and not only because a sentence begins with it. */
function isMarked(use: Occurrence<Term>, laid: Laid, language: ProseLanguage): boolean {
  const title = use.of.title[language.tag]!;
  if (!isCapitalised(wordsOf(title))) return false;
  const capitals = title.match(/\p{Lu}/gu)?.length ?? 0;
  const word = laid.words.find((w) => w.start === use.start)!;
  return capitals > 1 || !beginsSentence(laid, word);
}

// ── Terms that are used and not defined ─────────────────────────────────────

export function checkUndefined({ service, symbol, passages }: ServiceProse, known: KnownTitles, diagnostics: Diagnostics): void {
  const language = Object.values(proseLanguages).find((l) => l.capitalised)!;
  const titled = titlesOf(service).map((t) => ({ words: wordsOf(t), use: () => {} }));
  const byFile = new Map<string, Titles<ProperName>>();
  const namesIn = (file: string) => {
    const all = byFile.get(file) ?? properTitles([...titled, ...known.names(file)], language, known.services.names(language));
    byFile.set(file, all);
    return all;
  };
  const reported = new Set<string>();
  for (const passage of passages) {
    const text = passage.text[language.tag];
    if (text === undefined || passage.role === "discussion") continue;
    const file = passage.place(language.tag, 0, 0).source.path;
    const others = Object.entries(passage.text).flatMap(([tag, t]) => (tag === language.tag ? [] : [layOut(t)]));
    const laid = layOut(withoutQuotations(text));
    for (const [from, to] of undefinedRuns(laid, passage, namesIn(file), others, language)) {
      const [start, end] = [laid.words[from]!.start, laid.words[to]!.end];
      const term = text.slice(start, end);
      const key = term.toLowerCase().replace(/s$/, "");
      if (reported.has(key)) continue;
      reported.add(key);
      const { source, span } = passage.place(language.tag, start, end);
      const shared = source !== symbol.source;
      diagnostics.report(
        D.undefinedTerm,
        { term },
        source,
        span,
        shared
          ? [
              {
                message: "this service uses the text and does not define the term",
                source: symbol.source,
                span: symbol.node.name,
              },
            ]
          : [],
      );
    }
  }
}

const properTitles = (names: readonly ProperName[], language: ProseLanguage, common?: Titles<ProperName>): Titles<ProperName> =>
  new Titles(
    names.filter(({ words }) => isCapitalised(words)).map((of) => ({ words: of.words, of })),
    language,
    common,
  );

/** Runs of words with capitals that are not made of known titles and names. */
function undefinedRuns(
  laid: Laid,
  passage: Passage,
  names: Titles<ProperName>,
  others: readonly Laid[],
  language: ProseLanguage,
): [from: number, to: number][] {
  const capital = laid.words.map((w) => /^\p{Lu}\p{L}/u.test(w.text) && !language.plainWords.has(w.text.toLowerCase()));
  // what stands untranslated in the other language is a name: a street, a company, a product
  const untranslated = (word: string) => others.some((o) => o.words.some((w) => w.text === word));
  const step = (i: number, end: number): number => {
    const found = names.at(laid, i, true).filter(({ words }) => i + words.length - 1 <= end);
    for (const { of } of found) of.use();
    const known = isName(laid.words[i]!.text) || untranslated(laid.words[i]!.text) ? 1 : 0;
    return Math.max(known, found[0]?.words.length ?? 0);
  };
  const isKnown = (from: number, end: number): boolean => {
    for (let i = from; i <= end; ) {
      const length = step(i, end);
      if (length === 0) return false;
      i += length;
    }
    return true;
  };
  const found: [number, number][] = [];
  for (let i = 0; i < capital.length; i++) {
    if (!capital[i]) continue;
    // "Schedule 2": a part of a document
    if (laid.close[i] && /^\d/.test(laid.words[i + 1]!.text)) continue;
    // a title may go on in small letters: "IP address"
    const whole = step(i, laid.words.length - 1);
    let end = i;
    while (capital[end + 1] && laid.close[end]) end++;
    if (whole > end - i + 1) {
      i += whole - 1;
      continue;
    }
    // the first word of a sentence has its capital anyway; a definition is no sentence
    const first = beginsSentence(laid, laid.words[i]!) && !(passage.role === "definition" && i === 0);
    if (!isKnown(i, end) && !(first && (i === end || isKnown(i + 1, end)))) found.push([first ? i + 1 : i, end]);
    i = end;
  }
  return found;
}

// ── Definitions that nothing uses, and circles ──────────────────────────────

/** Warns of definitions whose term stands in no other text, in whatever language. */
export function checkUnused({ symbol, passages, terms }: ServiceProse, diagnostics: Diagnostics): void {
  const laid = passages.flatMap((p) =>
    Object.entries(p.text).flatMap(([tag, text]) =>
      Object.hasOwn(proseLanguages, tag) ? [{ owner: p.owner, language: proseLanguages[tag]!, laid: layOut(text) }] : [],
    ),
  );
  for (const definition of terms) {
    if (definition.kind !== "definition") continue;
    const used = laid.some(({ owner, language, laid: text }) => {
      const title = definition.title[language.tag] ?? "";
      // a title with marks inside, "Talk (Alim Tog)", is found as it is written
      return owner !== definition.name && (text.text.includes(title) || stands(text, wordsOf(title), language));
    });
    if (used) continue;
    const node = [...symbol.node.elements, ...symbol.node.uses].find((e) => e.name.text === definition.name);
    if (node !== undefined)
      diagnostics.report(D.unusedDefinition, { title: definition.title.en ?? definition.name }, symbol.source, node.name);
  }
}

/** Warns of definitions that are explained by one another. A term may stand in its own definition: names often do. */
export function checkCircular(
  { service, terms }: ServiceProse,
  files: ReadonlyMap<string, LoadedFile>,
  diagnostics: Diagnostics,
): void {
  const definitions = terms.filter((t) => t.kind === "definition");
  const language = Object.values(proseLanguages)[0]!;
  const all = new Titles(titles(definitions, language.tag), language);
  const uses = new Map(
    service.definitions.map((d) => {
      const laid = layOut(withoutQuotations(d.text[language.tag] ?? ""));
      const found = all.occurrences(laid, true).map((o) => o.of.name);
      return [d.name, [...new Set(found)].filter((name) => name !== d.name)] as const;
    }),
  );
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const at = path.indexOf(name);
    if (at !== -1) {
      const members = path.slice(at);
      // told from the term that is declared first
      const first = [...uses.keys()].find((n) => members.includes(n))!;
      const from = members.indexOf(first);
      const circle = [...members.slice(from), ...members.slice(0, from), first];
      const called = circle.map((n) => `“${definitions.find((d) => d.name === n)!.title[language.tag]}”`);
      const { file, line, column } = definitions.find((d) => d.name === first)!.origin;
      const source = files.get(file)?.source;
      const start = source === undefined ? undefined : source.offset(line, column);
      if (source !== undefined && start !== undefined)
        diagnostics.report(D.circularDefinitions, { path: called }, source, { start, end: start + first.length });
      return;
    }
    if (done.has(name)) return;
    for (const next of uses.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of uses.keys()) visit(name, []);
}
