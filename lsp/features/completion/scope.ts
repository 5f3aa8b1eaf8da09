/** What a place in a file can see: declarations by kind, and the event, field, service, term or clause that the words before it speak of. */

import { languages } from "../../../compiler/context.ts";
import type { Service, SourceFile } from "../../../compiler/index.ts";
import { resolvePath } from "../../../compiler/load.ts";
import type { ElementKind } from "../../../compiler/scope.ts";
import { elementId } from "../../../compiler/unit.ts";
import { continuations } from "../../../grammar/continuations.ts";
import type { IToken, ServiceNode } from "../../../grammar/index.ts";
import { type Declared, declaredIn } from "../../symbols.ts";
import { titleOf } from "../outline.ts";
import { type Candidate, countries } from "./names.ts";
import { type CursorPlace, placesOf } from "./place.ts";

/** What a place is completed with. */
export interface Surroundings {
  /** All files of the workspace; the one that is edited as it is now. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Services as they were understood last, perhaps before the last change. */
  readonly services?: readonly Service[];
  /** All paths that a file could name. */
  readonly listed?: () => readonly string[];
}

export interface Visible {
  readonly declared: Declared;
  readonly importFrom?: string;
}

/** Kinds that stand in files of their own and are imported. */
const shareable: ReadonlySet<string> = new Set(["clause", "definition", "enumeration", "term", "interpretation"]);

/** How far back the words before a place can speak of something: further than any statement goes. */
const STATEMENT = 4000;

export class Scope {
  protected readonly place: CursorPlace;
  /** All files of the workspace; this one as it is now. */
  private readonly files: ReadonlyMap<string, SourceFile>;
  private readonly listed: () => readonly string[];
  /** Services as they were understood last. */
  protected readonly lowered: readonly Service[];
  private readonly service: Declared | undefined;

  constructor(place: CursorPlace, { files, listed, services }: Surroundings) {
    this.place = place;
    this.files = files;
    this.listed = listed ?? (() => []);
    this.lowered = services ?? [];
    const { source, offset } = place;
    // a brace too many ends a service early: what follows is still meant to stand in it
    const around = declaredIn(source).findLast(
      ({ kind, span }) => (kind === "service" || kind === "agreement") && span.start <= offset,
    );
    this.service = around?.kind === "service" ? around : undefined;
  }

  protected get source(): SourceFile {
    return this.place.source;
  }

  protected *everything(): Iterable<Declared> {
    for (const source of this.files.values()) yield* declaredIn(source);
  }

  protected declared(id: string): Declared | undefined {
    for (const each of this.everything()) if (each.id === id) return each;
    return undefined;
  }

  // ── What the words before speak of ──────────────────────────────────────────

  /** The word before the place that stands at the end of one of these rules. */
  before(...places: readonly string[]): IToken | undefined {
    const { tokens } = this.source.parsed;
    for (let i = this.place.index - 1; i >= Math.max(0, this.place.index - STATEMENT); i--) {
      const token = tokens[i]!;
      if (!/^[A-Za-z`]/.test(token.image)) continue;
      const all = placesOf(this.source, i);
      if (all.some((place) => places.some((p) => place === p || place.endsWith(`.${p}`)))) return token;
    }
    return undefined;
  }

  protected wordBefore(...places: readonly string[]): string | undefined {
    return this.before(...places)?.image.replaceAll("`", "");
  }

  /** The service of which a `take` before speaks; in examples and services, the service around. */
  takenService(): string | undefined {
    const inTake = continuations()
      .expected(this.place.point)
      .some(({ place }) => /\.take\.(price|setting)/.test(place));
    return (inTake ? this.wordBefore("take.name1") : undefined) ?? this.service?.name.text;
  }

  serviceBefore(): string | undefined {
    return this.wordBefore("serviceOrProduct.name1", "take.name1");
  }

  private eventBefore(): Declared | undefined {
    const word = this.before("eventFilter.name", "eventFilter1.name", "eventFilter2.name", "givenEvent.name");
    const statement = this.statementStart();
    if (word === undefined || word.startOffset < statement) return undefined;
    const named = this.named(word.image.replaceAll("`", ""));
    return named?.kind === "event" ? named : undefined;
  }

  /** Where the member of a block begins in which the place is: behind the last brace, roughly. */
  private statementStart(): number {
    const { tokens } = this.source.parsed;
    let depth = 0;
    for (let i = this.place.index - 1; i >= 0; i--) {
      const { image, startOffset } = tokens[i]!;
      if (image === "}") depth++;
      else if (image === "{") {
        if (depth === 0) {
          // the fields of an event in an example stand in braces of their own
          const event = placesOf(this.source, i - 1).some((p) => p.endsWith("givenEvent.name"));
          return event ? tokens[i - 1]!.startOffset : startOffset;
        }
        depth--;
      }
    }
    return 0;
  }

  private fieldBefore(): Declared | undefined {
    const word = this.wordBefore("onField.name", "fieldValue.name1");
    return word === undefined ? undefined : this.fieldDeclarations().find(({ name }) => name.text === word);
  }

  private typeBefore() {
    const field = this.fieldBefore();
    return field?.node.kind === "event" ? field.node.fields.find((f) => f.name === field.name)?.type : undefined;
  }

  // ── What can be named ───────────────────────────────────────────────────────

  protected named(name: string): Declared | undefined {
    const own = this.service && declaredIn(this.source).find((d) => d.id === elementId(this.service!.id, name));
    return own ?? this.shared().find(({ declared }) => declared.name.text === name)?.declared;
  }

  private imports(): Set<string> {
    return new Set(this.source.tree.imports.map(({ path }) => resolvePath(this.source.path, path.value)));
  }

  private shared(): Visible[] {
    const imported = this.imports();
    const found: Visible[] = [];
    for (const declared of this.everything()) {
      if (declared.owner !== undefined || !shareable.has(declared.kind)) continue;
      const { path } = declared.source;
      const near = path === this.source.path || imported.has(path);
      found.push(near ? { declared } : { declared, importFrom: path });
    }
    return found;
  }

  /** Elements of the service around, and shared ones. */
  elements(kinds: readonly ElementKind[]): Visible[] {
    const wanted = new Set<string>(kinds);
    const own = declaredIn(this.source).filter((d) => d.owner !== undefined && d.owner === this.service);
    return [...own.map((declared): Visible => ({ declared })), ...this.shared()].filter(({ declared }) =>
      wanted.has(declared.kind),
    );
  }

  private fieldDeclarations(): Declared[] {
    const event = this.eventBefore();
    const events = this.elements(["event"]).map(({ declared }) => declared);
    const of = event === undefined ? events : [event];
    return declaredIn(this.source).filter((d) => d.kind === "field" && d.owner !== undefined && of.includes(d.owner));
  }

  fields(): Declared[] {
    const seen = new Set<string>();
    return this.fieldDeclarations().filter(({ name }) => !seen.has(name.text) && seen.add(name.text));
  }

  /** What can be said of the field before: its values, its adjective, a country. */
  values(): Candidate[] {
    const field = this.fieldBefore();
    const type = field?.node.kind === "event" ? field.node.fields.find((f) => f.name === field.name)?.type : undefined;
    const candidate = (d: Declared): Candidate => ({ name: d.name.text, kind: d.kind, detail: titleOf(d), id: d.id });
    if (field === undefined || type === undefined) return [];
    if (type.kind === "flag")
      return [type.adjective.text, ...(type.adjective.text === "yes" ? ["no"] : [])].map((name) => ({ name, kind: "word" }));
    if (type.kind === "choice")
      return declaredIn(this.source)
        .filter((d) => d.kind === "value" && d.owner === field)
        .map(candidate);
    if (type.name.text === "country") return [...countries()];
    const enumeration = this.named(type.name.text);
    return enumeration === undefined
      ? []
      : declaredIn(enumeration.source)
          .filter((d) => d.kind === "value" && d.owner === enumeration)
          .map(candidate);
  }

  /** Whether the field before is one of yes or no, or unknown. */
  saysYesOrNo(): boolean {
    const type = this.typeBefore();
    return type === undefined || type.kind === "flag";
  }

  /** The words by which something can be said of the field before. */
  predicates(): readonly string[] {
    const type = this.typeBefore();
    const sets = this.elements(["set"]).length > 0 ? ["not", "on"] : [];
    if (type === undefined) return ["is", "not", "above", "below", "at", ...sets];
    if (type.kind === "flag") return ["is", "not"];
    if (type.kind === "choice") return ["is", ...sets];
    const quantities = ["duration", "size", "count", "number"];
    return quantities.includes(type.name.text) ? ["is", "above", "below", "at", ...sets] : ["is", ...sets];
  }

  services(): Declared[] {
    return [...this.everything()].filter(({ kind }) => kind === "service");
  }

  /** Elements of a service by kind. */
  partsOf(service: string | undefined, kinds: readonly ElementKind[]): Candidate[] {
    const wanted = new Set<string>(kinds);
    return [...this.everything()].flatMap((d) =>
      d.owner?.kind === "service" && d.owner.id === service && wanted.has(d.kind)
        ? [{ name: d.name.text, kind: d.kind, detail: titleOf(d), id: d.id }]
        : [],
    );
  }

  /** Terms that are choices. */
  choosable(): Candidate[] {
    return this.elements(["term"]).flatMap(({ declared, importFrom }) =>
      declared.node.kind === "term" && declared.node.choices.length > 0
        ? [
            {
              name: declared.name.text,
              kind: "term",
              detail: titleOf(declared),
              id: declared.id,
              ...(importFrom && { importFrom }),
            },
          ]
        : [],
    );
  }

  /** Parameters of the shared prose before. */
  parameters(): Candidate[] {
    const name = this.wordBefore("use.name");
    const prose = name === undefined ? undefined : this.named(name);
    if (prose === undefined) return [];
    return declaredIn(prose.source)
      .filter((d) => d.kind === "parameter" && d.owner === prose)
      .map((d) => ({ name: d.name.text, kind: d.kind, id: d.id }));
  }

  /** Categories that services stand in. */
  categories(): string[] {
    const found = this.services().flatMap(({ node }) => (node as ServiceNode).category?.text ?? []);
    return [...new Set(found)].sort();
  }

  /** Currencies of the agreements in the workspace, that of this file first. */
  currencies(): string[] {
    const of = (source: SourceFile) =>
      source.tree.declarations.flatMap((d) =>
        d.kind === "agreement" ? d.properties.flatMap((p) => (p.property === "currency" ? (p.word?.text ?? []) : [])) : [],
      );
    return [...new Set([...of(this.source), ...[...this.files.values()].flatMap(of), "EUR"])].filter((c) => /^[A-Z]{3}$/.test(c));
  }

  /** Time zones of the agreements in the workspace. */
  zones(): string[] {
    const found = [...this.files.values()].flatMap((source) =>
      source.tree.declarations.flatMap((d) =>
        d.kind === "agreement"
          ? d.properties.flatMap((p) => (p.property === "timeZone" ? p.texts.map(({ value }) => value) : []))
          : [],
      ),
    );
    return [...new Set(found)].filter((zone) => zone !== "");
  }

  /** Languages that texts need. */
  languages(): readonly string[] {
    return languages;
  }

  /** Other files that this one can name, by their path from here. */
  filesEndingWith(suffix: string): string[] {
    const from = this.source.path.split("/").slice(0, -1);
    const all = new Set([...this.files.keys(), ...this.listed()]);
    return [...all].filter((path) => path.endsWith(suffix) && path !== this.source.path).map((path) => relativeTo(from, path));
  }
}

/** The path of a file from a folder. */
export function relativeTo(folder: readonly string[], path: string): string {
  const parts = path.split("/");
  let common = 0;
  while (common < folder.length && common < parts.length - 1 && folder[common] === parts[common]) common++;
  const up = folder.slice(common).map(() => "..");
  const way = [...up, ...parts.slice(common)].join("/");
  return up.length === 0 ? `./${way}` : way;
}
