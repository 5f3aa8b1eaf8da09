/** The terms of a service, and all texts in which it uses them. */
import type { ElementNode, Span } from "../../grammar/index.ts";
import type { Clause, Definition, Interpretation, Named, Origin, Service, Text } from "../ir/model.ts";
import type { LoadedFile } from "../load.ts";
import type { ElementOf, ServiceSymbol } from "../scope.ts";
import type { SourceFile } from "../source.ts";
import { filledPassage, type Passage, passageOf, passagesIn, roleOf } from "./passage.ts";

/** Something that the service gives a meaning to, under a title. */
export interface Term {
  readonly name: string;
  readonly kind: "definition" | "measure" | "window";
  readonly title: Text;
  readonly short: string | undefined;
  readonly origin: Origin;
}

export interface ServiceProse {
  readonly service: Service;
  readonly symbol: ServiceSymbol;
  readonly passages: readonly Passage[];
  readonly terms: readonly Term[];
}

type Prose = ElementOf<"clause" | "definition" | "interpretation">;

/** Declarations of prose by the place of their name, which is their origin in the intermediate representation. */
export type ProseIndex = ReadonlyMap<string, { readonly node: Prose; readonly source: SourceFile }>;

const placeOf = ({ file, line, column }: Origin): string => `${file}:${line}:${column}`;

export function indexProse(files: ReadonlyMap<string, LoadedFile>): ProseIndex {
  const index = new Map<string, { node: Prose; source: SourceFile }>();
  for (const { source } of files.values()) {
    const nodes = source.tree.declarations.flatMap((d): readonly ElementNode[] =>
      d.kind === "service" ? d.elements : d.kind === "agreement" ? [] : [d],
    );
    for (const node of nodes) {
      if (node.kind === "clause" || node.kind === "definition" || node.kind === "interpretation")
        index.set(placeOf(source.origin(node.name)), { node, source });
    }
  }
  return index;
}

/** The texts of a service: those in it, and those of shared files that it uses, with their parameters filled in. */
export function proseOf(service: Service, symbol: ServiceSymbol, index: ProseIndex): ServiceProse {
  const inside = (span: Span, source: SourceFile) =>
    source === symbol.source && span.start >= symbol.node.start && span.end <= symbol.node.end;
  const filledIn = (node: object): boolean => "parameters" in node && (node.parameters as unknown[]).length > 0;
  const { includes, providerDuties, clientDuties } = service.description;
  const used: readonly (Clause | Definition | Interpretation)[] = [
    ...includes,
    ...providerDuties,
    ...clientDuties,
    ...service.definitions,
    ...service.interpretations,
  ];
  const brought = used.flatMap((element) => {
    const found = index.get(placeOf(element.origin));
    return found === undefined || (inside(found.node, found.source) && !filledIn(found.node)) ? [] : filledTexts(element, found);
  });
  return {
    service,
    symbol,
    passages: [...passagesIn(symbol.node, symbol.source, filledIn), ...brought],
    terms: [
      ...service.definitions.map((d) => term("definition", d)),
      ...service.measures.map((m) => term("measure", m)),
      ...service.windows.map((w) => term("window", w)),
    ],
  };
}

const term = (kind: Term["kind"], { name, title, short, origin }: Named): Term => ({ name, kind, title, short, origin });

/** The texts of an element of the intermediate representation, over those of its declaration. */
function filledTexts(
  element: Clause | Definition | Interpretation,
  { node, source }: { node: Prose; source: SourceFile },
): Passage[] {
  const parts =
    node.kind === "interpretation"
      ? (["question", "decision", "reason"] as const).map((p) => [p, p, node[p] === undefined ? [] : [node[p]]] as const)
      : ([["text", "texts", node.texts]] as const);
  return [["title", "titles", node.titles] as const, ...parts].flatMap(([part, key, localized]) => {
    const text = (element as unknown as Record<string, Text | undefined>)[part];
    return text === undefined || localized.length === 0
      ? []
      : [filledPassage(passageOf(localized, roleOf(node.kind, key), element.name, source), text)];
  });
}

/** Everything that people may call something: what a capitalised term may refer to. */
export function titlesOf(service: Service): string[] {
  const named: readonly Named[] = [
    service,
    ...service.products,
    ...service.enumerations,
    ...service.events,
    ...service.terms,
    ...service.windows,
    ...service.sets,
    ...service.intervals,
    ...service.sessions,
    ...service.measures,
    ...service.charges,
    ...service.fees,
    ...service.packages,
    ...service.minimums,
    ...service.prohibitions,
    ...service.freeRules,
    ...service.definitions,
  ];
  return [
    ...named.flatMap((n) => [n.title.en ?? "", ...(n.short === undefined ? [] : [n.short])]),
    ...service.enumerations.flatMap((e) => e.values.map((v) => v.title.en ?? "")),
    ...service.events.flatMap((e) => e.fields.map((f) => f.title.en ?? "")),
    ...service.charges.flatMap((c) => c.externalTariff?.title.en ?? []),
  ];
}
