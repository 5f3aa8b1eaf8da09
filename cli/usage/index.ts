/**
 * A realistic month of usage for sample agreements, made from what the contracts say.
 *
 * Deterministic: the same contracts, options and seed give the same bytes. Made in the order of time, in constant memory
 * for any number of events: skewed over agreements and users, with days, nights and weekends in local time, users who come back,
 * events of the days before the month, and what real feeds have too: late, repeated, contradicting and unusable records.
 */
import type { Agreement, Service } from "../../compiler/ir/model.ts";
import { monthOf, SLOT, type Slot, slotsOf, timeIn } from "./clock.ts";
import { spoil } from "./defects.ts";
import { parquetFile } from "./parquet.ts";
import { Choice, Random } from "./random.ts";
import { columnsOf, encodingOf, type TextFormat, type UsageRecord } from "./records.ts";
import { type Happening, Stream } from "./stream.ts";

export type { UsageFormat } from "./records.ts";

export interface UsageOptions {
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
  /** Calendar month, "2026-03". */
  readonly period: string;
  /** How many records the file holds, defective ones included. */
  readonly events: number;
  readonly seed: string;
  readonly format: TextFormat;
}

/** Shares of all records. */
const REPEATED = 0.005;
const CONTRADICTING = 0.0005;
const UNUSABLE = 0.001;
const LATE = 0.01;
/** How many records may overtake a late or repeated one. */
const MAX_LAG = 400;
/** How long before the month usage begins. */
const LEAD = 2 * 24 * 60 * 60_000;
const CHUNK = 1 << 16;

/** The text of the file, in pieces of about 64 kB. */
export function* generateUsage(options: UsageOptions): Generator<string> {
  const encoding = encodingOf(options.format, options.services);
  let chunk = encoding.head;
  let first = true;
  for (const line of lines(options, encoding.encode)) {
    chunk += first ? line : encoding.separator + line;
    first = false;
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = "";
    }
  }
  yield chunk + (first && options.format !== "json" ? "" : encoding.tail);
}

/** The same table as in CSV, as a Parquet file. */
export function generateParquet(options: Omit<UsageOptions, "format">): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(options.services);
  const cell = (value: unknown) => (value === undefined ? null : String(value));
  const rows = lines({ ...options, format: "csv" }, (record) => JSON.stringify(columns.map(({ of }) => cell(of(record)))));
  const read = function* (): Generator<(string | null)[]> {
    for (const row of rows) yield JSON.parse(row) as (string | null)[];
  };
  return parquetFile(
    read(),
    columns.map(({ name }) => name),
  );
}

/** The records in the order in which they arrive: that of time, but for those that come late. */
function* lines(options: UsageOptions, encode: (record: UsageRecord) => string): Generator<string> {
  const random = new Random(`${options.seed}/${options.period}/arrival`);
  const repeated = Math.round(options.events * REPEATED);
  const contradicting = Math.round(options.events * CONTRADICTING);
  const unusable = Math.round(options.events * UNUSABLE);
  const sound = options.events - repeated - contradicting - unusable;
  const needs = [repeated, contradicting, unusable];
  const due = new Map<number, string[]>();
  let position = 0;
  let left = sound;

  const later = (line: string) => {
    const at = position + random.between(1, MAX_LAG);
    const waiting = due.get(at);
    if (waiting) waiting.push(line);
    else due.set(at, [line]);
  };
  for (const { record, happening } of occurrences(options, sound)) {
    const line = encode(record);
    if (random.chance(LATE)) later(line);
    else yield line;
    // Each sound record is as likely as any other to be followed by a defective one, and the numbers come out exactly.
    for (const [kind, need] of needs.entries()) {
      for (let count = drawn(need, left, random); count > 0; count--) {
        needs[kind]!--;
        if (kind === 0) later(line);
        else if (kind === 1) later(encode({ ...record, data: happening.stream.contradiction(happening, random) }));
        else yield spoil({ ...record, id: `${record.id}-x` }, happening.role.event, encode, options.format === "ndjson", random);
      }
    }
    left--;
    const arrived = due.get(position);
    if (arrived) yield* arrived;
    due.delete(position++);
  }
  for (const at of [...due.keys()].sort((a, b) => a - b)) yield* due.get(at)!;
}

/** How many of `need` things fall to this one of `left` places. */
function drawn(need: number, left: number, random: Random): number {
  const share = need / left;
  return Math.floor(share) + (random.chance(share - Math.floor(share)) ? 1 : 0);
}

/** What happens, in the order of time. */
function* occurrences(options: UsageOptions, count: number): Generator<{ record: UsageRecord; happening: Happening }> {
  const random = new Random(`${options.seed}/${options.period}/events`);
  const schedule = scheduleOf(options);
  const numbers = new Map<string, number>();
  let made = 0;

  function occur(happening: Happening, slot: Slot, elapsed: number) {
    made++;
    return { record: recordOf(happening, timeIn(slot, elapsed), numbers, random), happening };
  }
  for (const { at, target, streams, opening, slots } of schedule) {
    const slotOf = (stream: Stream) => slots.get(stream.agreement.timeZone)!;
    for (const stream of opening) {
      for (const [index, happening] of stream.opening(random, at).entries()) {
        if (made < count) yield occur(happening, slotOf(stream), Math.min(index * 1_000, SLOT - 1));
      }
    }
    const wanted = Math.round(target * count) - made;
    for (let index = 0; index < wanted && streams.size > 0; index++) {
      const elapsed = Math.floor(((index + random.fraction()) / wanted) * SLOT);
      const happening = random.choose(streams).next(random, at + elapsed);
      if (happening) yield occur(happening, slotOf(happening.stream), elapsed);
    }
  }
}

interface Quarter {
  readonly at: number;
  /** Share of all events that have happened at its end. */
  readonly target: number;
  readonly streams: Choice<Stream>;
  /** Streams that begin in it. */
  readonly opening: readonly Stream[];
  /** By time zone. */
  readonly slots: ReadonlyMap<string, Slot>;
}

function scheduleOf({ agreements, services, period, events }: UsageOptions): Quarter[] {
  const streams: Stream[] = [];
  const shares = new Map<Stream, number>();
  for (const [rank, agreement] of agreements.entries()) {
    const { start, end } = monthOf(period, agreement.timeZone);
    for (const taken of agreement.takes) {
      const service = services.find(({ name }) => name === taken.service);
      if (service === undefined || service.events.length === 0) continue;
      const stream = new Stream(agreement, service, taken, { start: start - LEAD, end }, events / (2 * agreements.length));
      if (stream.isEmpty) continue;
      streams.push(stream);
      shares.set(stream, stream.weight / (rank + 1) ** 0.7);
    }
  }
  if (streams.length === 0) return [];
  const start = Math.min(...streams.map((stream) => stream.start));
  const end = Math.max(...streams.map((stream) => stream.end));
  const zones = new Map(
    [...new Set(agreements.map(({ timeZone }) => timeZone))].map((zone) => [zone, slotsOf(zone, start, end)]),
  );

  const quarters = Array.from({ length: Math.ceil((end - start) / SLOT) }, (_, index) => {
    const at = start + index * SLOT;
    const active = streams.filter((stream) => stream.start <= at && at < stream.end);
    const weigh = (stream: Stream) => shares.get(stream)! * zones.get(stream.agreement.timeZone)![index]!.weight;
    const slots = new Map([...zones].map(([zone, slots]) => [zone, slots[index]!]));
    return { at, active, weigh, slots, weight: active.reduce((sum, stream) => sum + weigh(stream), 0) };
  });
  const total = quarters.reduce((sum, { weight }) => sum + weight, 0);
  let done = 0;
  return quarters.map(({ at, active, weigh, slots, weight }, index) => {
    done += weight;
    const target = index === quarters.length - 1 ? 1 : done / total;
    return { at, target, slots, streams: new Choice(active, weigh), opening: active.filter((stream) => stream.start === at) };
  });
}

function recordOf(happening: Happening, time: string, numbers: Map<string, number>, random: Random): UsageRecord {
  const { agreement, service, source, label } = happening.stream;
  const number = (numbers.get(service.name) ?? 0) + 1;
  numbers.set(service.name, number);
  const subjects = [agreement.name, ...agreement.accounts];
  return {
    specversion: "1.0",
    id: `${label}-${number}`,
    source,
    type: happening.role.event.type,
    time,
    subject: subjects.length === 1 ? subjects[0]! : random.pick(subjects),
    data: happening.data,
  };
}
