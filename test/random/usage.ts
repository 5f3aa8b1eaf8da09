/** Random usage of an agreement: few keys, so that states interact; instants where something begins or ends, and beside them. */
import type { Agreement, Event, Service } from "../../compiler/ir/model.ts";
import type { ServiceUsage } from "../oracle/bill.ts";
import { monthSpan, startOfDay } from "../oracle/calendar.ts";
import { valuesOf } from "../properties/values.ts";
import type { Chance } from "./chance.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const distances = [0, MINUTE, 30 * MINUTE, HOUR, 12 * HOUR, 23 * HOUR, 24 * HOUR, 25 * HOUR, 48 * HOUR];

/** Lengths of time of which the contract or the agreement speaks, so that things end when others come. */
function lengthsOf(services: readonly Service[], { takes }: Agreement): number[] {
  const said = JSON.stringify([
    services.map(({ terms, windows, sessions, charges, measures }) => [terms, windows, sessions, charges, measures]),
    takes,
  ]);
  const found = [...said.matchAll(/"milliseconds":(\d+)/g)]
    .map(([, text]) => Number(text))
    .filter((length) => length < 20 * 24 * HOUR);
  return [...new Set([...distances, ...found])];
}

/** Each value of each field of an event, made once. */
interface Kind {
  readonly service: string;
  readonly event: Event;
  readonly fields: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly values: readonly (string | number | boolean)[];
  }[];
}

const kinds = new WeakMap<Service, readonly Kind[]>();

function kindsOf(service: Service): readonly Kind[] {
  const known = kinds.get(service);
  if (known !== undefined) return known;
  const made = service.events.map((event) => ({
    service: service.name,
    event,
    fields: event.fields.map(({ name, optional, type }) => ({ name, optional, values: valuesOf(service, type) })),
  }));
  kinds.set(service, made);
  return made;
}

/** So many events of the services that an agreement takes, each with an id of its own. */
export function usageOf(
  services: readonly Service[],
  agreement: Agreement,
  month: string,
  count: number,
  chance: Chance,
): ServiceUsage[] {
  const taken = services.filter(({ name }) => agreement.takes.some(({ service }) => service === name));
  const able = taken.flatMap(kindsOf);
  if (able.length === 0) return [];
  const { start, end } = monthSpan(month, agreement.timeZone);
  const days = ["01", "10", "11", "12", "14", "15", "28"].map((day) => startOfDay(`${month}-${day}`, agreement.timeZone));
  const anchors = [start, start, end, ...days];
  const lengths = lengthsOf(taken, agreement);
  const instants: number[] = [];
  const instant = (): number => {
    const way = chance.below(10);
    if (way < 5 && instants.length > 0) {
      // exactly when, or just before or after, something of an earlier event may end
      return chance.pick(instants) + chance.pick(lengths) + chance.pick([0, 0, 0, -1, 1]);
    }
    if (way < 8)
      return chance.pick(anchors) + chance.pick([1, 1, 1, -1]) * chance.pick(distances) + chance.pick([0, 0, 0, -1, 1]);
    return start - 2 * 24 * HOUR + chance.below((end - start) / 1000 + 4 * 24 * 3600) * 1000;
  };
  return chance.times(count, (index) => {
    const { service, event, fields } = chance.pick(able);
    const at = Math.min(end + 3 * 24 * HOUR, instant());
    instants.push(at);
    const data: Record<string, string | number | boolean> = {};
    for (const { name, optional, values } of fields) if (!optional || chance.percent(70)) data[name] = chance.pick(values);
    return {
      service,
      name: event.name,
      at,
      id: `${chance.pick(["a", "b", "c"])}${index}`,
      source: chance.pick(["/one", "/two"]),
      data,
    };
  });
}
