/** Which records count when some correct others: a reading of the language reference, one record at a time. */
import type { ServiceUsage } from "./bill.ts";

/** Where the records go. */
export interface Standing {
  /** Those that count. */
  readonly counted: readonly ServiceUsage[];
  readonly corrected: number;
  readonly conflict: number;
}

/** Each record comes once. `typeOf` gives the CloudEvents type. */
export function standing(all: readonly ServiceUsage[], typeOf: (usage: ServiceUsage) => string): Standing {
  const targetOf = (usage: ServiceUsage) =>
    all.find(({ source, id }) => source === usage.source && id === (usage.replaces ?? usage.voids));
  const content = (usage: ServiceUsage) => {
    const data = Object.entries(usage.data).map(([name, value]): [string, unknown] => [
      name,
      typeof value === "number" ? String(value) : value,
    ]);
    const said = {
      data: Object.fromEntries(data.sort(([a], [b]) => (a < b ? -1 : 1))),
      replaces: usage.replaces,
      subject: "Acme",
      time: new Date(usage.at).toISOString(),
      type: typeOf(usage),
      voids: usage.voids,
    };
    return JSON.stringify(said);
  };
  /** By what they say, then by id. */
  const first = (some: readonly ServiceUsage[]) =>
    [...some].sort((a, b) => compare(content(a), content(b)) || compare(a.id, b.id))[0];

  /** A record that leads back to itself corrects nothing when it is the first of its circle. */
  const beginsCircle = (usage: ServiceUsage) => {
    const way = [usage];
    for (let next = targetOf(usage); next !== undefined && !way.includes(next); next = targetOf(next)) way.push(next);
    return targetOf(way.at(-1)!) === usage && first(way) === usage;
  };
  const corrects = (usage: ServiceUsage) => (beginsCircle(usage) ? undefined : (usage.replaces ?? usage.voids));

  /** Whether it is preferred to all other corrections of the same record, and so are all that it corrects. */
  const holds = (usage: ServiceUsage): boolean => {
    const target = corrects(usage);
    if (target === undefined) return true;
    const rivals = all.filter((other) => other.source === usage.source && corrects(other) === target);
    const corrected = targetOf(usage);
    return first(rivals) === usage && (corrected === undefined || holds(corrected));
  };
  const isCorrected = (usage: ServiceUsage) =>
    usage.voids !== undefined || all.some((other) => other.source === usage.source && corrects(other) === usage.id);

  const held = all.filter(holds);
  const counted = held.filter((usage) => !isCorrected(usage));
  return { counted, corrected: held.length - counted.length, conflict: all.length - held.length };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
