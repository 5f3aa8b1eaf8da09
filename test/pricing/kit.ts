/** A small service of its own, rated from text to bill, for tests of prices. */
import { type Explanation, explanationOf } from "../../cli/explanation.ts";
import { pricePhrase } from "../../compiler/emit/docs/phrases.ts";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import { compile, memoryHost } from "../../compiler/index.ts";
import { type AnyServiceModule, type Bill, rateAgreements, type Text } from "../../runtime/index.ts";
import { loadModule } from "../kit/load-module.ts";

export interface Shown {
  /** Clause, kind, dimensions: quantity × price = amount. */
  readonly lines: readonly string[];
  readonly total: string;
  readonly bill: Bill;
}

export interface Priced extends Shown {
  /** One per event, in the order given. */
  readonly explanations: readonly Explanation[];
  /** The prices of the agreement as the documents say them. */
  readonly sentences: readonly Text[];
}

/** An event of the service: its name, its local time and its data. */
export type Used = readonly [event: string, time: string, data: Readonly<Record<string, unknown>>];

export interface World {
  /** The service named S. */
  readonly service: string;
  /** What the agreement says of S. */
  readonly take: string;
  /** Further properties of the agreement. */
  readonly agreement?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly period?: string;
  readonly timeZone?: string;
  readonly offset?: string;
  readonly currency?: string;
}

const modules = new Map<string, AnyServiceModule>();

/** Rates usage of a service given as text, under an agreement given as text. */
export async function rateText(world: World, usage: readonly Used[]): Promise<Priced> {
  const {
    service,
    take,
    agreement = "",
    files = {},
    period = "2026-03",
    timeZone = "Asia/Ho_Chi_Minh",
    offset = "+07:00",
  } = world;
  const { currency = "EUR" } = world;
  const head = `client "Acme" currency ${currency} time zone "${timeZone}"`;
  const model = agreement.includes("charging model") ? "" : "charging model post-pay";
  const taken = agreement.includes("take S") ? "" : `take S { ${take} }`;
  const text = `sdl 1 agreement Acme { ${head} ${model} ${agreement} ${taken} }`;
  const program = compile(memoryHost({ "s.sdl": service, "a.sdl": text, ...files }), ["."]);
  const errors = program.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  const s = program.services.find(({ name }) => name === "S")!;
  const loaded = program.services.map((each) => {
    const code = emitService(each);
    const module = modules.get(code) ?? loadModule(code, each.name);
    modules.set(code, module);
    return module;
  });
  const records = usage.map(([name, time, data], i) => ({
    line: i + 1,
    value: {
      specversion: "1.0",
      id: `e${i + 1}`,
      source: "/test",
      subject: "Acme",
      type: s.events.find((event) => event.name === name)!.type,
      time: time.includes("T") ? time : `${time.replace(" ", "T")}${time.length === 16 ? ":00" : ""}${offset}`,
      data,
    },
  }));
  const wanted = new Set(records.map(({ value }) => value.id));
  const { agreements, outcomes } = await rateAgreements({
    ...{ agreements: program.agreements, modules: loaded, period, records, wanted },
  });
  const { bill, rejections } = agreements[0]!;
  if (rejections.length > 0) throw new Error(JSON.stringify(rejections));
  const { timeZone: zone, currency: code, takes } = program.agreements[0]!;
  const explanations = outcomes.map((outcome) =>
    explanationOf(outcome, loaded[program.services.indexOf(s)], { timeZone: zone, currency: code }),
  );
  const sentences = takes
    .flatMap(({ service: name, prices }) => (name === "S" ? prices : []))
    .map((entry) => pricePhrase(s, entry, code));
  return { ...shownBill(bill), explanations, sentences };
}

export function shownBill(bill: Bill): Shown {
  const lines = bill.lines.map(({ clause, kind, dimensions, quantity, unitPrice, proration, amount }) => {
    const by = Object.values(dimensions).join("/");
    const part = proration === undefined ? "" : ` × ${proration}`;
    return `${clause.replace(/^S\./, "")} ${kind}${by && ` ${by}`}: ${quantity} × ${unitPrice}${part} = ${amount}`;
  });
  return { lines, total: bill.total, bill };
}

const T = 'title en "t" vi "t"';
const leased = `sdl 1 service S in Channels { ${T}
  event Leased { ${T} number phone kind text country country }
  event Released { ${T} number phone }
  interval Lease per number from Leased until Released { ${T} }
  fee Rent { ${T} monthly for each Lease priced by kind, country }
  fee Setup { ${T} once for each Leased priced by kind, country }
}`;

/** Leased numbers: rent and set-up, by kind and country. */
export const numbers = (prices: string, card: string, usage: readonly Used[], more: Partial<World> = {}) =>
  rateText(
    {
      service: prices.includes("Setup") ? leased : leased.replace(/fee Setup .*\n/, ""),
      take: prices,
      files: { "n.csv": card },
      ...more,
    },
    usage,
  );

const shapes = `sdl 1 service S in Channels { ${T}
  event Call { ${T} number phone duration duration }
  event Message { ${T} country country }
  event Payment { ${T} amount number }
  event Upload { ${T} size size }
  event On { ${T} user text }
  event Off { ${T} user text }
  term ChargingIncrement { ${T} 60 seconds, unless otherwise agreed, at most 5 minutes }
  interval Seat per user from On until Off { ${T} }
  measure Bytes { ${T} sum of size of Upload }
  charge CallTime as add-on { ${T} for each commenced ChargingIncrement of duration of Call priced by number }
  charge FixedTime as add-on { ${T} for each commenced 60 seconds of duration of Call in addition to CallTime }
  charge Sms as add-on { ${T} for each Message priced by country }
  charge Commission as add-on { ${T} for the amount of Payment }
  measure Turnover { ${T} sum of amount of Payment }
  charge Share as add-on { ${T} for each Turnover in addition to Commission }
  charge Data as add-on { ${T} for each Bytes }
  fee Users { ${T} monthly for each Seat first month prorated by day alternative to Platform }
  fee Platform { ${T} monthly }
}`;

/** Calls, messages, uploads and seats, all of them add-ons: rated as far as they are priced. */
export const rateShapes = (take: string, usage: readonly Used[], more: Partial<World> = {}) =>
  rateText({ service: shapes, take: /\b(Users|Platform)\b/.test(take) ? take : `${take} Platform at 0 EUR`, ...more }, usage);

/** As many messages, in the middle of March. */
export const messages = (count: number, time = "2026-03-10 09:00"): Used[] =>
  Array.from({ length: count }, () => ["Message", time, { country: "VN" }]);

export const calls = (...seconds: readonly (number | string)[]): Used[] =>
  seconds.map((duration) => ["Call", "2026-03-10 09:00", { number: "+84901", duration }]);
