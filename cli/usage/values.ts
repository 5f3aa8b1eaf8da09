/** Values of fields: what identifies somebody follows from who it is; everything else is drawn per event. */
import type { Event, Field, PlainValue, RateRow, Service, Taken } from "../../compiler/ir/model.ts";
import { Choice, hash, hash2, type Random } from "./random.ts";

export type Data = Record<string, PlainValue>;

/** Gives one field its value: from who is concerned (a number) or by chance. Undefined: the field is left out. */
type Draw = (actor: number, random: Random, data: Data) => PlainValue | undefined;

/** Values that occur far more often than others, and far less, by name. */
const COMMON = words("delivered accepted passed submitted succeeded successful valid received");
const RARE = words("failed rejected undelivered invalid expired pending permanent busy none");
const UNANSWERED = words("nobody noAnswer busy none failed rejected");
/** How often a value is drawn, against others of its enumeration. */
const weightOf = (value: string) => (COMMON.has(value) ? 300 : RARE.has(value) ? 6 : 10);

const COUNTRIES = ["VN", "VN", "VN", "HR", "DE", "SG", "TH", "US"];
const MOBILE_PREFIXES = ["8490", "8491", "8497", "8498", "8432", "8435", "8470", "8486", "38591", "38598"];
const FAMILY = [...words("nguyen tran le pham hoang phan vu dang bui horvat kovac novak")];
const GIVEN = [...words("an binh chi dung giang ha hung khanh lan minh ngoc ana ivan marko petra")];
const MAIL_DOMAINS = ["example.com", "example.net", "example.org", "mail.example.com"];

/** Draws the data of one kind of event for one agreement. */
export class DataMaker {
  readonly #fields: { readonly field: Field; readonly draw: Draw }[];

  /** `storage` makes sizes those of recordings rather than of messages; `staff` names the people and things of a fee after their field. */
  constructor(
    service: Service,
    event: Event,
    taken: Taken,
    days: { first: string; last: string },
    use: { storage: boolean; staff: boolean },
  ) {
    const priced = pricedFields(service, event, taken, days);
    // What is drawn by chance comes first in need: a duration depends on who answered.
    const order = (field: Field) => (field.type.kind === "duration" ? 1 : 0);
    this.#fields = [...event.fields]
      .sort((a, b) => order(a) - order(b))
      .map((field) => ({ field, draw: priced.get(field.name) ?? drawField(service, field, use) }));
  }

  make(actor: number, random: Random): Data {
    const data: Data = {};
    for (const { field, draw } of this.#fields) {
      if (field.optional && random.chance(0.4)) continue;
      const value = draw(actor, random, data);
      if (value !== undefined) define(data, field.name, value);
    }
    return data;
  }
}

/** Sets an own property whatever the name is. */
function define(data: Data, name: string, value: PlainValue): void {
  if (name === "__proto__") Object.defineProperty(data, name, { value, enumerable: true, writable: true, configurable: true });
  else data[name] = value;
}

/** Fields that a rate card prices by: keys of the card, the first rows most often, the same for the same actor. */
function pricedFields(service: Service, event: Event, taken: Taken, days: { first: string; last: string }): Map<string, Draw> {
  const draws = new Map<string, Draw>();
  const names = new Set(event.fields.map((field) => field.name));
  for (const { clause, price } of taken.prices) {
    if (price.kind !== "rates" || !price.by.every((field) => names.has(field)) || !chargesEvent(service, clause, event.name))
      continue;
    const rows = keptRows(price.rows, days);
    if (rows.length === 0) continue;
    const choice = new Choice(rows, (_, index) => 1 / (index + 1));
    const seed = hash(`${price.file}/${event.name}`);
    for (const [column, name] of price.by.entries()) {
      if (draws.has(name)) continue;
      const isPhone = event.fields.find((field) => field.name === name)!.type.kind === "phone";
      draws.set(name, (actor) => {
        const mix = hash2(actor, seed);
        const key = choice.at(mix / 0x1_0000_0000).key[column]!;
        return isPhone ? phone(key.replace(/^\+/, ""), hash2(actor, seed + 1)) : key;
      });
    }
  }
  return draws;
}

function chargesEvent(service: Service, clause: string, event: string): boolean {
  const counts = service.charges.find((charge) => charge.name === clause)?.counts;
  if (counts === undefined) return false;
  if (counts.kind === "events") return counts.of.some((filter) => filter.event === event);
  return counts.kind === "commenced" || counts.kind === "commencedTotal" || counts.kind === "sum"
    ? counts.of.event === event
    : false;
}

/** One row per key that has a price on the first and on the last day. */
function keptRows(rows: readonly RateRow[], days: { first: string; last: string }): RateRow[] {
  const holds = (row: RateRow, day: string) =>
    (row.from === undefined || row.from <= day) && (row.until === undefined || row.until >= day);
  const byKey = new Map<string, RateRow[]>();
  for (const row of rows) {
    const key = row.key.join("\0");
    const known = byKey.get(key);
    if (known) known.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey.values()]
    .filter((group) => group.some((row) => holds(row, days.first)) && group.some((row) => holds(row, days.last)))
    .map((group) => group[0]!);
}

function drawField(service: Service, field: Field, use: { storage: boolean; staff: boolean }): Draw {
  const seed = hash(field.name);
  const type = field.type;
  switch (type.kind) {
    case "phone":
      return (actor) => phone(MOBILE_PREFIXES[hash2(actor, 7) % MOBILE_PREFIXES.length]!, hash2(actor, seed));
    case "country":
      return (actor) => COUNTRIES[hash2(actor, seed) % COUNTRIES.length]!;
    case "network":
      return (actor) => `4520${(hash2(actor, seed) % 5) + 1}`;
    case "email":
      return (actor) => email(actor);
    case "text":
      return (actor) => `${field.name}-${use.staff ? String(actor + 1).padStart(2, "0") : hash2(actor, seed).toString(36)}`;
    case "duration":
      return (_, random, data) =>
        Object.values(data).some((value) => typeof value === "string" && UNANSWERED.has(value)) ? 0 : callSeconds(random);
    case "size":
      return (_, random) => Math.floor(use.storage ? 2 ** (20 + 8 * random.fraction()) : 2 ** (12 + 10 * random.fraction()));
    case "count":
      return (_, random) => 1 + Math.floor(5 * random.fraction() ** 3);
    case "number":
      return (_, random) => random.between(1, 10_000) / 100;
    case "flag":
      return (_, random) => random.chance(0.3);
    case "enumeration": {
      const values = service.enumerations.find((enumeration) => enumeration.name === type.enumeration)?.values ?? [];
      const choice = new Choice(
        values.map((value) => value.name),
        weightOf,
      );
      return (_, random) => random.choose(choice);
    }
  }
}

function callSeconds(random: Random): number {
  const seconds = 1 + Math.floor(-Math.log(1 - random.fraction()) * 75);
  return random.chance(0.05) ? seconds + 0.5 : seconds;
}

/** A number of eleven digits or more that starts with the prefix. */
function phone(prefix: string, mix: number): string {
  const digits = Math.min(9, Math.max(11, prefix.length + 4) - prefix.length);
  const range = 10 ** digits;
  return `+${prefix}${String(range + (mix % range)).slice(1)}`;
}

function email(actor: number): string {
  const mix = hash2(actor, 11);
  const family = FAMILY[mix % FAMILY.length]!;
  const given = GIVEN[(mix >>> 8) % GIVEN.length]!;
  return `${given}.${family}${actor.toString(36)}@${MAIL_DOMAINS[(mix >>> 16) % MAIL_DOMAINS.length]!}`;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
