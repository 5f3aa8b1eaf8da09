/** Inlay hints: what the reader would have to compute or look up. Few, so that they are read. */
import { written } from "../../compiler/constructs/quantity.ts";
import { timelineOf } from "../../compiler/emit/docs/timeline.ts";
import { Voices } from "../../compiler/emit/docs/voices.ts";
import type { Service, SourceFile } from "../../compiler/index.ts";
import type { Span } from "../../grammar/index.ts";
import type { Place, Snapshot } from "../snapshot.ts";

export type HintKind = "windows" | "terms" | "prices";

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
  return [...windowHints(snapshot, source), ...termHints(snapshot, source), ...priceHints(source)]
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

/** Behind the price of a package: what one of its units comes to. */
function priceHints(source: SourceFile): Hint[] {
  const prices = source.tree.declarations.flatMap((node) =>
    node.kind === "agreement"
      ? node.takes.flatMap(({ entries }) => entries)
      : node.kind === "service"
        ? node.elements.flatMap((e) => (e.kind === "example" ? e.agreed : []))
        : [],
  );
  return prices.flatMap((entry): Hint[] => {
    if (entry.kind !== "price" || entry.included === undefined || entry.fee?.unit === undefined) return [];
    const each = perUnit(entry.fee.number, entry.included.value);
    const unit = entry.fee.unit.text;
    if (each === undefined) return [];
    return [
      {
        kind: "prices",
        offset: entry.fee.end,
        text: `${each} ${unit} each`,
        tooltip: `Each unit of the package comes to ${each} ${unit}.`,
      },
    ];
  });
}

/** A fee divided by a number of units, to four places; with "≈" where that is not all of it. */
export function perUnit(fee: string, units: string): string | undefined {
  if (!/^\d+(\.\d{1,4})?$/.test(fee) || !/^\d+$/.test(units) || BigInt(units) === 0n) return undefined;
  const [whole = "0", fraction = ""] = fee.split(".");
  const scaled = BigInt(whole + fraction.padEnd(4, "0"));
  const quotient = (2n * scaled + BigInt(units)) / (2n * BigInt(units));
  const text = quotient.toString().padStart(5, "0");
  const number = `${text.slice(0, -4)}.${text.slice(-4)}`.replace(/\.?0+$/, "");
  return `${quotient * BigInt(units) === scaled ? "" : "≈ "}${number}`;
}
