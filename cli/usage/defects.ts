/** What goes wrong with records on the way: each defect makes a sound record one that must be rejected. */
import type { Event } from "../../compiler/ir/model.ts";
import type { Random } from "./random.ts";
import type { UsageRecord } from "./records.ts";

/** The spoilt record, or undefined when the defect does not apply to this kind of event. */
type Defect = (record: UsageRecord, event: Event) => UsageRecord | undefined;

const withData = (record: UsageRecord, name: string, value: unknown): UsageRecord => ({
  ...record,
  data: { ...record.data, [name]: value },
});

const DEFECTS: readonly Defect[] = [
  function timeWithoutZone(record) {
    return { ...record, time: record.time!.replace(/(Z|[+-]\d\d:\d\d)$/, "") };
  },
  function impossibleDay(record) {
    return { ...record, time: record.time!.replace(/-\d\dT/, "-32T") };
  },
  function unknownSubject(record) {
    return { ...record, subject: "NobodyLtd" };
  },
  function unknownType(record) {
    return { ...record, type: "sdl.telex.message.v1" };
  },
  function missingId({ id: _, ...record }) {
    return record;
  },
  function unknownField(record, event) {
    return event.fields.some((field) => field.name === "priority") ? undefined : withData(record, "priority", "high");
  },
  function missingField(record, event) {
    const field = event.fields.find((field) => !field.optional);
    if (field === undefined) return undefined;
    const { [field.name]: _, ...data } = record.data!;
    return { ...record, data };
  },
  function wrongValue(record, event) {
    const field = event.fields.find((field) => field.type.kind === "enumeration");
    return field && withData(record, field.name, "byPigeon");
  },
  function negativeAmount(record, event) {
    const field = event.fields.find(({ type }) => type.kind === "duration" || type.kind === "size" || type.kind === "count");
    return field && withData(record, field.name, -5);
  },
  function numberWithoutPlus(record, event) {
    const field = event.fields.find(({ type }) => type.kind === "phone");
    return field && withData(record, field.name, "0901 234 567");
  },
];

/** Spoils a record. Only where each record is a line of JSON of its own may its text be cut off. */
export function spoil(
  record: UsageRecord,
  event: Event,
  encode: (record: UsageRecord) => string,
  mayCut: boolean,
  random: Random,
): string {
  if (mayCut && random.chance(0.15)) return encode(record).slice(0, -random.between(5, 60));
  const whole = encode(record);
  for (;;) {
    const spoilt = random.pick(DEFECTS)(record, event);
    const line = spoilt && encode(spoilt);
    // A table cannot show a field that has no column.
    if (line !== undefined && line !== whole) return line;
  }
}
