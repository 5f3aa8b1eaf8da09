/** Fixes of diagnostics about examples: 7xxx. */
import type { examples } from "../../../../compiler/diagnostics/codes/examples.ts";
import type { Field, Service } from "../../../../compiler/index.ts";
import type { ExampleNode, GivenNode } from "../../../../grammar/index.ts";
import type { Edit } from "../compose.ts";
import type { Decisions, Finding } from "../finding.ts";
import { atEnd } from "../places.ts";

export const exampleFixes: Decisions<keyof typeof examples> = {
  exampleValue: (at) => {
    const given = givenAt(at);
    const value = given?.values.find((v) => v.start === at.span.start);
    const sample = given && value && sampleOf(at, given.event.text, value.field.text);
    if (value === undefined || sample === undefined) return [];
    return at.fix(`Write \`${value.field.text} ${sample}\``, [
      { start: value.start, end: value.end, text: `${value.field.text} ${sample}` },
    ]);
  },
  missingField: (at, { event, field }) => {
    const given = givenAt(at);
    const lowered = serviceOf(at)?.events.find((e) => e.name === event);
    if (given === undefined || lowered === undefined) return [];
    const missing = lowered.fields.filter((f) => !f.optional && !given.values.some((v) => v.field.text === f.name));
    const one = missing.filter((f) => f.name === field);
    return [
      ...at.fix(`Add the field \`${field}\``, addFields(at, given, one), { preferred: missing.length === 1 }),
      ...(missing.length > 1
        ? at.fix(`Add all ${missing.length} fields that are missing`, addFields(at, given, missing), { preferred: true })
        : []),
    ];
  },
  noExpectation: (at) => {
    const { element, service } = at;
    if (element?.kind !== "example") return [];
    const clause = service?.elements.find((e) => e.kind === "charge" || e.kind === "fee" || e.kind === "package")?.name.text;
    const month = monthOf(element);
    if (clause === undefined) return [];
    const text = `expect ${month === undefined ? "in 2026-01 " : ""}${clause} 1`;
    return at.fix(`Add \`${text}\``, atEnd(at.source, element, [text]), { preferred: true });
  },
  noPeriod: (at) => {
    const word = at.source.parsed.tokens.find(
      (t) => t.image === "expect" && t.startOffset >= at.span.start && t.startOffset < at.span.end,
    );
    const end = word === undefined ? at.span.start : word.startOffset + word.image.length;
    return at.fix("Say which month is meant", [{ start: end, end, text: " in 2026-01" }], { preferred: true });
  },
};

/** The month of the first event. */
const monthOf = ({ given }: ExampleNode): string | undefined => given[0]?.date.value.slice(0, 7);

const serviceOf = (at: Finding): Service | undefined =>
  at.snapshot.program.services.find((s) => s.name === at.service?.name.text);

function givenAt(at: Finding): GivenNode | undefined {
  const { element } = at;
  return element?.kind === "example" ? element.given.find((g) => g.start <= at.span.start && at.span.end <= g.end) : undefined;
}

function addFields(at: Finding, given: GivenNode, fields: readonly Field[]): Edit[] {
  const texts = fields.map((f) => `${f.name} ${sampleOf(at, given.event.text, f.name) ?? '""'}`);
  const last = given.values.at(-1);
  if (last !== undefined) return [{ start: last.end, end: last.end, text: `, ${texts.join(", ")}` }];
  const open = at.source.parsed.tokens.find((t) => t.startOffset >= given.event.end);
  if (open?.image === "{") return [{ start: open.startOffset + 1, end: open.startOffset + 1, text: ` ${texts.join(", ")} ` }];
  return [{ start: given.event.end, end: given.event.end, text: ` { ${texts.join(", ")} }` }];
}

/** A value that a field can have. */
function sampleOf(at: Finding, event: string, name: string): string | undefined {
  const service = serviceOf(at);
  const type = service?.events.find((e) => e.name === event)?.fields.find((f) => f.name === name)?.type;
  switch (type?.kind) {
    case undefined:
      return undefined;
    case "enumeration":
      return service?.enumerations.find((e) => e.name === type.enumeration)?.values[0]?.name;
    case "flag":
      return type.adjective;
    case "phone":
      return "+84901234567";
    case "country":
      return "VN";
    case "email":
      return '"user@example.com"';
    case "duration":
      return "60 seconds";
    case "size":
      return "1 GB";
    case "count":
    case "number":
      return "1";
    default:
      return `"${name}"`;
  }
}
