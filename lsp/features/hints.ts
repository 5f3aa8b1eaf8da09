/** Inlay hints: what the reader would have to compute or look up. Few, so that they are read. */
import { written } from "../../compiler/constructs/quantity.ts";
import { timelineOf } from "../../compiler/emit/docs/timeline.ts";
import { Voices } from "../../compiler/emit/docs/voices.ts";
import type { Service, SourceFile } from "../../compiler/index.ts";
import type { Span } from "../../grammar/index.ts";
import type { Place, Snapshot } from "../snapshot.ts";

export type HintKind = "windows" | "terms";

export interface Hint {
  readonly kind: HintKind;
  /** Behind which character it stands. */
  readonly offset: number;
  readonly text: string;
  readonly tooltip: string;
  /** What it speaks of. */
  readonly place?: Place;
}

/** The hints for a part of a file. */
export function hintsIn(snapshot: Snapshot, path: string, { start, end }: Span): Hint[] {
  const source = snapshot.source(path);
  if (source === undefined) return [];
  return [...windowHints(snapshot, source), ...termHints(snapshot, source)]
    .filter(({ offset }) => offset >= start && offset <= end)
    .sort((a, b) => a.offset - b.offset);
}

/** Behind the events of examples that open a window or a session: until when it is open. */
function windowHints(snapshot: Snapshot, source: SourceFile): Hint[] {
  const hints: Hint[] = [];
  for (const node of source.tree.declarations) {
    if (node.kind !== "service") continue;
    const service = snapshot.program.services.find((s) => s.name === node.name.text);
    if (service === undefined || service.origin.file !== source.path) continue;
    for (const element of node.elements) {
      if (element.kind !== "example") continue;
      for (const { offset, name, until } of openings(service, element.name.text, element.given)) {
        const place = placeOf(snapshot, `${service.name}#${name}`);
        hints.push({
          kind: "windows",
          offset,
          text: `${name} until ${until}`,
          tooltip: `${name} is open until ${until}.`,
          ...(place && { place }),
        });
      }
    }
  }
  return hints;
}

interface Opening {
  readonly offset: number;
  readonly name: string;
  readonly until: string;
}

function openings(
  service: Service,
  exampleName: string,
  given: readonly { readonly start: number; readonly end: number }[],
): Opening[] {
  const example = service.examples.find((e) => e.name === exampleName);
  const timeline = example && timelineOf(new Voices(service), example);
  if (example === undefined || timeline === undefined || example.events.length !== given.length) return [];
  return timeline.tracks.flatMap(({ name, spans }) =>
    spans.flatMap(({ start, end }) => {
      const index = timeline.events.findIndex(({ at }) => at === start);
      return index === -1 ? [] : [{ offset: given[index]!.end, name, until: localTime(end, timeline.timeZone) }];
    }),
  );
}

/** "2026-03-02 09:00" in a time zone. */
function localTime(instant: number, timeZone: string): string {
  const timeStyle = instant % 60_000 === 0 ? "short" : "medium";
  // Swedish dates are those of ISO 8601
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle }).format(instant);
}

/** Behind the value that an agreement gives to a term: what the contract says where nobody does. */
function termHints(snapshot: Snapshot, source: SourceFile): Hint[] {
  const hints: Hint[] = [];
  for (const node of source.tree.declarations) {
    const groups =
      node.kind === "agreement"
        ? node.takes.map((take) => ({ service: take.service.text, entries: take.entries }))
        : node.kind === "service"
          ? node.elements.flatMap((e) => (e.kind === "example" ? [{ service: node.name.text, entries: e.agreed }] : []))
          : [];
    for (const { service: name, entries } of groups) {
      const service = snapshot.program.services.find((s) => s.name === name);
      for (const entry of entries) {
        if (entry.kind !== "setting") continue;
        const term = service?.terms.find((t) => t.name === entry.term.text);
        if (term?.value === undefined) continue;
        const text = `instead of ${written(term.value)}`;
        const at = snapshot.at(source.path, entry.term.start);
        const place = at && placeOf(snapshot, at.id);
        hints.push({
          kind: "terms",
          offset: entry.end,
          text,
          tooltip: `The contract says ${written(term.value)}.`,
          ...(place && { place }),
        });
      }
    }
  }
  return hints;
}

function placeOf(snapshot: Snapshot, id: string): Place | undefined {
  const declared = snapshot.declared(id);
  return declared && { source: declared.source, span: declared.name };
}
