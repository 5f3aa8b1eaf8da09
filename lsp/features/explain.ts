/** What is known about a declaration, for hover and for completion: its titles, what the documents say of it, its values. */
import { written } from "../../compiler/constructs/quantity.ts";
import { buildDocument } from "../../compiler/emit/docs/build.ts";
import type { Document } from "../../compiler/emit/docs/model.ts";
import type { Service, Term, Text } from "../../compiler/index.ts";
import { kindNames } from "../../compiler/scope.ts";
import type { Place, Snapshot } from "../snapshot.ts";
import type { Declared, DeclaredKind } from "../symbols.ts";
import { titlesOf } from "./outline.ts";

/** A fact in a few words, with a place that it leads to. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly place?: Place;
}

export interface Explanation {
  /** "charge", "field of Message" */
  readonly kind: string;
  readonly name: string;
  readonly titles: readonly string[];
  /** What the documents say, by language. */
  readonly sentences: readonly string[];
  /** The comment above the declaration. */
  readonly doc?: string;
  readonly facts: readonly Fact[];
}

const otherKinds: Readonly<Record<Exclude<DeclaredKind, keyof typeof kindNames>, string>> = {
  service: "service",
  agreement: "agreement",
  field: "field",
  value: "value",
  choice: "choice",
  parameter: "parameter",
  tariff: "external tariff",
};

const kindName = (kind: DeclaredKind): string => (kind in kindNames ? kindNames : otherKinds)[kind as "charge" & "field"];

/** Explains a declaration. */
export function explain(snapshot: Snapshot, declared: Declared): Explanation {
  const { kind, name, owner, node } = declared;
  const isPart = owner !== undefined && owner.kind !== "service";
  const doc = "doc" in node && node.name === name ? node.doc : undefined;
  return {
    kind: isPart ? `${kindName(kind)} of ${owner.name.text}` : kindName(kind),
    name: name.text,
    titles: titlesOf(declared),
    sentences: sentencesOf(snapshot, declared),
    ...(doc !== undefined && { doc }),
    facts: factsOf(snapshot, declared),
  };
}

const documents = new WeakMap<Service, Document>();

function documentOf(service: Service): Document {
  const known = documents.get(service) ?? buildDocument(service);
  documents.set(service, known);
  return known;
}

const inOrder = (text: Text | undefined): string[] => Object.values(text ?? {}).filter((part) => part !== "");

/** What the document of a service says of a declaration; a shared one is said by any service that uses it. */
function sentencesOf(snapshot: Snapshot, { source, name, kind, node }: Declared): string[] {
  if (kind === "clause" && node.kind === "clause")
    return node.texts.flatMap(({ translations }) => translations.map(({ text }) => text.value));
  if (kind === "service") {
    const service = snapshot.program.services.find((s) => s.name === name.text);
    return inOrder(service?.description.text);
  }
  const { line, column } = source.position(name.start);
  for (const service of snapshot.program.services) {
    // a document is only as good as what was lowered
    if (service.origin.file !== source.path && !usesFile(service, source.path)) continue;
    for (const item of documentOf(service).sections.flatMap(({ items }) => items)) {
      const { origin } = item;
      if (origin?.file !== source.path || origin.line !== line || origin.column !== column) continue;
      const [first] = item.blocks;
      if (first?.kind === "paragraph") return inOrder(first.text);
      const decision = item.blocks.find((block) => block.kind === "labelled" && block !== first);
      if (decision?.kind === "labelled") return inOrder(decision.text);
    }
  }
  return [];
}

const usesFile = (service: Service, path: string): boolean =>
  [...service.terms, ...service.definitions, ...service.interpretations].some(({ origin }) => origin.file === path);

function factsOf(snapshot: Snapshot, declared: Declared): Fact[] {
  switch (declared.kind) {
    case "term":
      return [...termFacts(snapshot, declared), ...settingsOf(snapshot, declared)];
    case "charge":
    case "fee":
    case "package":
      return settingsOf(snapshot, declared);
    case "field":
      return fieldFacts(declared);
    case "service":
      return serviceFacts(snapshot, declared);
    case "agreement":
      return agreementFacts(snapshot, declared);
    default:
      return [];
  }
}

/** A term as some service has it. */
function termOf(snapshot: Snapshot, { source, name }: Declared): Term | undefined {
  const { line, column } = source.position(name.start);
  return snapshot.program.services
    .flatMap(({ terms }) => terms)
    .find(({ origin }) => origin.file === source.path && origin.line === line && origin.column === column);
}

function termFacts(snapshot: Snapshot, declared: Declared): Fact[] {
  const term = termOf(snapshot, declared);
  if (term === undefined) return [];
  const who = {
    no: "fixed",
    agreed: "unless otherwise agreed",
    configured: "unless configured",
    instructed: "unless instructed",
  };
  return [
    ...(term.value
      ? [{ label: "value", value: `${written(term.value)} (${who[term.negotiable]})` }]
      : [{ label: "value", value: "as agreed" }]),
    ...(term.choices.length > 0 ? [{ label: "choices", value: term.choices.map(({ name }) => name).join(", ") }] : []),
    ...(term.atLeast ? [{ label: "at least", value: written(term.atLeast) }] : []),
    ...(term.atMost ? [{ label: "at most", value: written(term.atMost) }] : []),
  ];
}

/** What agreements say of a term or a clause, as it is written there. */
export function settingsOf(snapshot: Snapshot, { id }: Declared): Fact[] {
  return snapshot.occurrencesOf(id).flatMap(({ source, span, declares }) => {
    if (declares) return [];
    const agreement = source.tree.declarations.find((d) => d.kind === "agreement" && d.start <= span.start && span.end <= d.end);
    if (agreement?.kind !== "agreement") return [];
    const entry = agreement.takes
      .flatMap((t) => t.entries)
      .find((e) => e.kind !== "spend" && e.start <= span.start && span.end <= e.end);
    if (entry === undefined) return [];
    const value = source.text.slice(entry.start, entry.end).replace(/\s+/g, " ");
    return [
      {
        label: agreement.name.text,
        value: value.length > 120 ? `${value.slice(0, 120)}…` : value,
        place: { source, span: entry },
      },
    ];
  });
}

function fieldFacts({ node, name, source }: Declared): Fact[] {
  const field = node.kind === "event" ? node.fields.find((f) => f.name === name) : undefined;
  if (field?.type === undefined) return [];
  const { type } = field;
  const value =
    type.kind === "named"
      ? type.name.text
      : type.kind === "flag"
        ? `${type.adjective.text} or not`
        : type.values.map((v) => v.name.text).join(" | ");
  return [
    { label: "type", value, place: { source, span: type } },
    ...(field.optional ? [{ label: "optional", value: "it may be left out" }] : []),
  ];
}

function serviceFacts(snapshot: Snapshot, { name, id }: Declared): Fact[] {
  const service = snapshot.program.services.find((s) => s.name === name.text);
  const takers = snapshot.program.agreements.filter(({ takes }) => takes.some((t) => t.service === id)).map((a) => a.name);
  return [
    ...(service === undefined || service.category === "" ? [] : [{ label: "category", value: service.category }]),
    { label: "taken by", value: takers.length === 0 ? "no agreement" : takers.join(", ") },
  ];
}

function agreementFacts(snapshot: Snapshot, { name }: Declared): Fact[] {
  const agreement = snapshot.program.agreements.find((a) => a.name === name.text);
  if (agreement === undefined) return [];
  const { client, currency, timeZone, chargingModel, takes } = agreement;
  return [
    { label: "client", value: client },
    { label: "terms", value: `${currency}, ${timeZone}, ${chargingModel}` },
    { label: "takes", value: takes.map(({ service }) => service).join(", ") },
  ];
}
