/** Usage as NDJSON, as producers write it: mostly in one way for a whole file, now and then in another; with repetitions and broken lines. */
import type { Event, Service } from "../../compiler/ir/model.ts";
import { type AnyServiceModule, type RateRequest, RatingRun, readUsage } from "../../runtime/index.ts";
import type { UsageRecord } from "../properties/rating.ts";
import type { Chance } from "./chance.ts";

type Members = Readonly<Record<string, unknown>>;
type Writer = (record: Members, chance: Chance) => string;

const backwards = (members: Members): Members => Object.fromEntries(Object.entries(members).reverse());

/** Ways to write a record that mean the same. */
const writers: readonly Writer[] = [
  (record) => JSON.stringify(record),
  (record) => JSON.stringify(record, undefined, 1).replaceAll(/\n */g, " "),
  (record) => spaced(record),
  (record) => ` ${JSON.stringify(record)}\t`,
  (record) => `${JSON.stringify(record)}\r`,
  ({ data, ...rest }) => JSON.stringify({ ...backwards(rest), data }),
  ({ data, ...rest }) => JSON.stringify({ data, ...rest }),
  ({ data, ...rest }) => JSON.stringify({ ...rest, data: backwards(data as Members) }),
  ({ data, ...rest }) => JSON.stringify({ ...rest, datacontenttype: "application/json", traceid: "a-1", data }),
  ({ data, ...rest }) => JSON.stringify({ traceparent: "00-é", ...rest, sequence: 7, data, sampled: true }),
  (record, chance) => escaped(JSON.stringify(record), chance),
];

/** `{"a": 1, "b": 2}` */
function spaced(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`);
  return `{${members.join(", ")}}`;
}

/** With letters of its texts as JSON can also write them. */
const escaped = (line: string, chance: Chance): string =>
  line.replaceAll(/"[^"\\]*"/g, (text) =>
    text.replaceAll(/[a-zA-Z]/g, (letter) =>
      chance.percent(95) ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );

const numeric = new Set(["duration", "size", "count", "number"]);

/** The same numbers, some as text: "60", "60.0". */
function numbersInText(data: Members, event: Event, chance: Chance): Members {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const kind = event.fields.find((field) => field.name === name)!.type.kind;
      if (!numeric.has(kind) || chance.percent(60)) return [name, value];
      const isFraction = kind === "duration" || kind === "number";
      return [name, isFraction && chance.percent(30) ? withZero(String(value)) : String(value)];
    }),
  );
}

const withZero = (number: string): string => (number.includes(".") ? `${number}0` : `${number}.0`);

/** The same instant in another zone, or with more digits. */
function timeText(time: string, chance: Chance): string {
  const way = chance.below(10);
  if (way < 6) return time;
  if (way < 8) return `${time.slice(0, -1)}000Z`;
  const local = new Date(Date.parse(time) + 7 * 3_600_000).toISOString();
  return `${local.slice(0, -1)}${"+07:00"}`;
}

const broken = ["{", "null", "[]", '{"specversion":"1.0"}', "no json", '{"a":1}x', '{"id":"\\u12"}'];

/** The text of a file; `withBroken`: with lines that nobody can use. */
export function textOf(
  services: readonly Service[],
  records: readonly UsageRecord[],
  withBroken: boolean,
  chance: Chance,
): string {
  const events = new Map(services.flatMap((service) => service.events.map((event) => [event.type, event] as const)));
  const usual = chance.pick(writers);
  const lines = chance.shuffled(records).flatMap((record) => {
    const event = events.get(String(record.type))!;
    const data = chance.percent(30) ? numbersInText(record.data as Members, event, chance) : (record.data as Members);
    const same = { ...record, time: timeText(String(record.time), chance), data };
    const writer = chance.percent(10) ? chance.pick(writers) : usual;
    const copies = chance.percent(3) ? 2 : 1;
    const odd = chance.percent(2) ? chance.pick(["", "  ", "\r"]) : undefined;
    const bad = withBroken && chance.percent(2) ? spoilt(same, chance) : undefined;
    return [...chance.times(copies, () => writer(same, chance)), ...[odd, bad].filter((line) => line !== undefined)];
  });
  return `${lines.join("\n")}${chance.pick(["", "\n", "\r\n"])}`;
}

/** A line that is to be rejected, and why must be told alike. */
function spoilt(record: Members, chance: Chance): string {
  const { data, ...rest } = record as { readonly data: Members };
  switch (chance.below(6)) {
    case 0:
      return chance.pick(broken);
    case 1:
      return JSON.stringify(record).slice(0, -chance.between(1, 20));
    case 2:
      return JSON.stringify({ ...record, subject: "Nobody" });
    case 3:
      return JSON.stringify({ ...record, time: "2026-02-30T10:00:00Z" });
    case 4:
      return JSON.stringify({ ...rest, data: { ...data, surplus: 1 } });
    default:
      return JSON.stringify({ ...rest, data: Object.fromEntries(Object.entries(data).map(([name]) => [name, null])) });
  }
}

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

type Request = Omit<RateRequest, "modules"> & { readonly modules: readonly AnyServiceModule[] };

/** Rates a text: lines taken as bytes where they can be, or all of them parsed. Gives the result as text, and how many lines were taken. */
export async function rateText(request: Request, text: string, how: "as bytes" | "parsed", size = 1 << 16) {
  const run = new RatingRun(request);
  const taker = how === "as bytes" ? run.lines("usage.ndjson") : undefined;
  for await (const batch of readUsage(chunks(text, size), { name: "usage.ndjson", events: () => undefined, taker }))
    run.add(batch);
  const result = run.finish();
  const agreements = result.agreements.map((each) => ({
    ...each,
    closingState: each.closingState,
    chargedByDay: [...each.chargedByDay],
  }));
  return { result, shown: JSON.stringify({ ...result, agreements }), taken: taker?.taken ?? 0 };
}
