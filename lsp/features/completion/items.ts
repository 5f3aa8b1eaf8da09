/** From what the grammar expects to what is offered, each with the text that it puts in. */

import { continuations, type Expected, keywordOf } from "../../../grammar/continuations.ts";
import type { IToken, TokenType } from "../../../grammar/index.ts";
import { unitNames } from "../../../grammar/index.ts";
import { lex } from "../../../grammar/lexer.ts";
import { Currency, Day, LanguageTag, Percent, SizeUnit, Text, TimeUnit, Word } from "../../../grammar/tokens.ts";
import { type Acceptance, acceptance, fits } from "./accept.ts";
import type { AgreedScope } from "./agreed.ts";
import { type Candidate, type CandidateKind, currencies, finderOf } from "./names.ts";
import type { CursorPlace } from "./place.ts";
import { plain, writeRest, writeTemplate } from "./write.ts";

/** What is offered. */
export interface Item {
  readonly label: string;
  readonly kind: CandidateKind | "snippet";
  readonly detail: string;
  /** What is replaced, and by what; with placeholders as editors have them. */
  readonly start: number;
  readonly end: number;
  readonly snippet: string;
  readonly id?: string;
  readonly importFrom?: string;
  /** The order in which items are shown. */
  readonly rank: number;
}

/** All items for a place outside of texts. */
export function itemsAt(place: CursorPlace, scope: AgreedScope): Item[] {
  const offer = new Offer(place, scope);
  const byType = new Map<TokenType, Expected[]>();
  for (const expected of continuations().expected(place.point)) {
    const list = byType.get(expected.type);
    if (list === undefined) byType.set(expected.type, [expected]);
    else list.push(expected);
  }
  for (const [type, expected] of byType) offer.type(type, expected);
  return [...offer.items.values()];
}

class Offer {
  readonly items = new Map<string, Item>();
  private readonly place: CursorPlace;
  private readonly scope: AgreedScope;
  private readonly accepted = new Map<string, Acceptance | undefined>();

  constructor(place: CursorPlace, scope: AgreedScope) {
    this.place = place;
    this.scope = scope;
  }

  type(type: TokenType, expected: readonly Expected[]): void {
    const keyword = keywordOf(type);
    if (keyword !== undefined) {
      const fitting = expected.filter(({ place }) => this.suits(keyword, place));
      if (fitting.length > 0) this.add({ name: keyword, kind: "keyword", rank: 1 }, [type], fitting);
    } else if (type === Day) this.add({ name: "day", kind: "unit", rank: 1 }, [type], expected);
    else if (type === TimeUnit || type === SizeUnit) this.units(type, expected);
    else if (type === Currency)
      for (const candidate of currencies(this.scope)) this.add({ ...candidate, rank: candidate.rank ?? 0 }, [type], expected);
    else if (type === Percent) this.add({ name: "%", kind: "unit", rank: 1 }, [type], expected);
    else if (type === LanguageTag) this.languages(expected);
    else if (type === Word) for (const each of expected) this.names(each);
    else if (type === Text) for (const each of expected) this.texts(each);
  }

  /** What the parser asks of a keyword beyond the grammar, and what is said of a field by its type. */
  private suits(keyword: string, place: string): boolean {
    const { tokens } = this.place.source.parsed;
    const { index, typed, next } = this.place;
    // the end of a price is said only where another one follows
    if (keyword === "until" && /(unitPrice|laterPrice)$/.test(place))
      return tokens[index + ((typed ?? next) ? 1 : 0)]?.image === ",";
    if (/predicate\.flag/.test(place) && !this.scope.saysYesOrNo()) return false;
    return !/predicate(\.comparison\d?)?$/.test(place) || this.scope.predicates().includes(keyword);
  }

  private units(type: TokenType, expected: readonly Expected[]): void {
    const before = this.place.source.parsed.tokens[this.place.index - 1];
    const one = before === undefined || !/^\d/.test(before.image) || before.image === "1";
    for (const unit of unitNames) {
      const isTime = /^[a-z]/.test(unit) && unit !== "byte";
      if (isTime !== (type === TimeUnit)) continue;
      const name = !one && (isTime || unit === "byte") ? `${unit}s` : unit;
      this.add({ name, kind: "unit", rank: 1 }, lexed(name) ?? [type], expected);
    }
  }

  /** Languages that the text does not have yet. */
  private languages(expected: readonly Expected[]): void {
    const { tokens } = this.place.source.parsed;
    // texts stand in pairs, one language each
    let pairs = 0;
    for (let i = this.place.index - 1; i > 0 && tokens[i]!.tokenType === Text && tokens[i - 1]!.tokenType === LanguageTag; i -= 2)
      pairs++;
    const behind = tokens[this.place.index + ((this.place.next ?? this.place.typed) ? 2 : 0)];
    const isPair = behind?.tokenType === LanguageTag && tokens[this.place.index]?.tokenType === LanguageTag;
    const continues = pairs % 2 === 1 && expected.some(({ place }) => place.endsWith(".second"));
    const given = new Set(continues ? [tokens[this.place.index - 2]!.image] : isPair ? [behind.image] : []);
    for (const language of this.scope.languages()) {
      if (given.has(language)) continue;
      this.add({ name: language, kind: "language", rank: 1 }, [LanguageTag], expected);
    }
  }

  private names(expected: Expected): void {
    const find = finderOf(expected.place);
    for (const candidate of find?.(this.scope) ?? []) {
      const types = lexed(candidate.name);
      if (types === undefined || this.add(candidate, types, [expected])) continue;
      // a word of the language is a name between backticks
      this.add(candidate, lexed(`\`${candidate.name}\``)!, [expected], `\`${candidate.name}\``);
    }
  }

  private texts(expected: Expected): void {
    for (const candidate of textsOf(expected.place, this.scope)) {
      const written = `"${candidate.name}"`;
      this.add({ ...candidate, name: written }, [Text], [expected]);
    }
  }

  private add(
    candidate: Candidate,
    types: readonly TokenType[],
    expected: readonly Expected[],
    written = candidate.name,
  ): boolean {
    const key = `${types.map(({ name }) => name).join()} ${expected.map((e) => e.place).join()}`;
    if (!this.accepted.has(key)) this.accepted.set(key, acceptance(this.place, types, expected));
    const accepted = this.accepted.get(key);
    if (accepted === undefined) return false;
    const { start, end, rest } = accepted;
    const template = candidate.kind === "keyword" && rest.length > 0 ? writeTemplate(candidate.name) : undefined;
    const usable = template !== undefined && fits(this.place, accepted, template.types);
    const example = rest.length > 0 && candidate.example !== undefined ? lexed(candidate.example) : undefined;
    const snippet = usable
      ? template.snippet
      : example !== undefined && fits(this.place, accepted, example)
        ? plain(candidate.example!)
        : writeRest(written, rest, this.scope);
    const item: Item = {
      label: candidate.name,
      kind: usable ? "snippet" : candidate.kind,
      detail: (usable ? template.description : candidate.detail) ?? "",
      start,
      end,
      snippet: start === end ? this.apart(snippet, usable || rest.length > 3) : snippet,
      rank: candidate.rank ?? 0,
      ...(candidate.id && { id: candidate.id }),
      ...(candidate.importFrom && { importFrom: candidate.importFrom }),
    };
    const known = this.items.get(item.label);
    if (known === undefined || item.rank < known.rank) this.items.set(item.label, item);
    return true;
  }

  /** Put in between two words, with the white space that it needs. */
  private apart(snippet: string, ownLine: boolean): string {
    const { text } = this.place.source;
    const { offset } = this.place;
    const before = offset > 0 && /[^\s(]/.test(text[offset - 1]!) ? " " : "";
    const follows = offset < text.length && /[^\s,)]/.test(text[offset]!);
    const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, offset))![1]!;
    return `${before}${snippet}${follows ? (ownLine && before === "" ? `\n${indent}` : " ") : ""}`;
  }
}

/** The kinds of tokens that a word is read as; undefined when it cannot be read. */
export function lexed(word: string): readonly TokenType[] | undefined {
  const { tokens, errors } = lex(word);
  return tokens.length > 0 && errors.length === 0 ? tokens.map((t: IToken) => t.tokenType) : undefined;
}

let zones: readonly string[] | undefined;

/** What can stand between quotation marks in a place: time zones, and files by their path. */
export function textsOf(place: string, scope: AgreedScope): Candidate[] {
  const file = (name: string): Candidate => ({ name, kind: "file" });
  if (place.endsWith("property.text2")) {
    zones ??= Intl.supportedValuesOf("timeZone");
    const first = scope.zones();
    return [...new Set([...first, ...zones, "UTC"])].map((name) => ({
      name,
      kind: "timezone",
      rank: first.includes(name) ? 0 : 2,
    }));
  }
  if (place.endsWith("import.text")) return scope.filesEndingWith(".sdl").map(file);
  if (place.endsWith("unitPrice.text1") || place.endsWith("unitPrice.text2")) return scope.filesEndingWith(".csv").map(file);
  return [];
}
