/** Random prices of clauses as source text: flat, by the day, from rate cards, in tiers, in blocks, event by event. */
import { outsideLimits } from "../../compiler/constructs/term.ts";
import { type Counted, countedByCharge, countedByFee, countsNumber, pricedEvent } from "../../compiler/ir/counted.ts";
import type { Charge, Circumstance, Fee, Field, Package, Quantity, Service, TermEntry } from "../../compiler/ir/model.ts";
import { prefixes, valuesOf } from "../properties/values.ts";
import type { Chance } from "./chance.ts";
import { written } from "./names.ts";

export interface PriceText {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

interface About {
  readonly chance: Chance;
  readonly month: string;
  readonly currency: string;
  /** What the agreement has set. */
  readonly terms: readonly TermEntry[];
  /** Where a rate card would lie. */
  readonly path: string;
  readonly isMet: (circumstances: readonly Circumstance[]) => boolean;
}

const amounts = ["0", "1", "0.0450", "0.005", "0.015", "0.0049", "2.5", "10.01", "333.333", "1_000"] as const;

export function priceText(service: Service, clause: Charge | Fee | Package, about: About): PriceText {
  const { chance } = about;
  if ("measure" in clause) return { text: `${written(clause.name)} ${packageText(clause, about)}`, files: {} };
  const counted = "counts" in clause ? countedByCharge(service, clause) : countedByFee(clause);
  const fields = rateFields(service, clause);
  if (fields.length > 0 && chance.percent(70)) {
    const by = chance.some(fields, 1).map(({ name }) => name);
    const tariff =
      "counts" in clause && clause.externalTariff !== undefined && chance.percent(70)
        ? `tariff ${clause.externalTariff.name}`
        : "rates";
    const rows = rateCard(
      service,
      fields.filter(({ name }) => by.includes(name)),
      about,
    );
    const text = `${written(clause.name)} at ${tariff} "${about.path}" by ${by.map(written).join(", ")}${parts(service, counted, about)}`;
    return { text, files: { [about.path]: rows } };
  }
  const percent = "counts" in clause && countsNumber(service, clause);
  return { text: `${written(clause.name)} ${unitText(service, counted, percent, about)}`, files: {} };
}

/** Fields that a rate card may have, with at most one number that is matched by its beginning. */
function rateFields(service: Service, { name, pricedBy }: Charge | Fee): Field[] {
  const fields = pricedEvent(service, name)?.fields.filter((field) => pricedBy.includes(field.name)) ?? [];
  const [, ...more] = fields.filter(({ type }) => type.kind === "phone");
  return fields.filter((field) => !more.includes(field));
}

const prefix = (chance: Chance): string => (chance.percent(20) ? chance.pick(prefixes).slice(1) : chance.pick(prefixes));

function rateCard(service: Service, fields: readonly Field[], { chance, month }: About): string {
  const header = [...fields.map(({ name }) => name), "price", "valid_from", "valid_until"];
  const validity = [
    ["", ""],
    ["", ""],
    ["", ""],
    [`${month}-01`, ""],
    [`${month}-11`, ""],
    ["", `${month}-14`],
    [`${month}-11`, `${month}-14`],
    [`${month}-15`, ""],
  ];
  const rows = new Map<string, string>();
  chance.times(chance.between(1, 8), () => {
    const key = fields.map(({ type }) => (type.kind === "phone" ? prefix(chance) : String(chance.pick(valuesOf(service, type)))));
    const days = chance.pick(validity);
    rows.set(JSON.stringify([key, days[0]]), [...key, chance.pick(amounts).replace("_", ""), ...days].join(","));
  });
  return `${[header.join(","), ...rows.values()].join("\n")}\n`;
}

function packageText({ overage, overageIf }: Package, { chance, currency, isMet }: About): string {
  const beyond = overage && isMet(overageIf) ? `, then ${chance.pick(amounts)} ${currency} each` : "";
  return `${chance.pick(["0", "1", "2", "3", "2.5"])} for ${chance.pick(amounts)} ${currency}${beyond}`;
}

function unitText(service: Service, counted: Counted, percent: boolean, about: About): string {
  const { chance, currency, month } = about;
  const amount = () => `${chance.pick(amounts)} ${currency}`;
  const one = () => (percent && chance.percent(40) ? `${chance.pick(["1.3", "0", "150", "0.25"])} %` : amount());
  const shape = chance.pick(["flat", "flat", "flat", "dated", ...(counted.kind === "month" ? [] : ["tiers", "blocks", "free"])]);
  switch (shape) {
    case "tiers": {
      const bounds = chance.pick([["1"], ["2", "3"], ["0.5", "1.5", "4"], ["10"], ["20", "100"]]);
      const fee = () => chance.pick(["", "", ` plus ${amount()}`]);
      const tiers = [...bounds.map((bound) => `up to ${bound} at`), "beyond at"].map((head) => `${head} ${one()}${fee()}`);
      return `${chance.pick(["graduated", "by volume"])} { ${tiers.join(" ")} }`;
    }
    case "blocks":
      return `at ${one()} per block of ${chance.pick(["1", "2", "2.5", "10"])}${chance.pick(["", ", first 1 free", ", first 3.5 free"])}`;
    case "free":
      return `at ${one()}, first ${chance.pick(["1", "2.5", "10"])} free`;
    case "dated": {
      const [head, ...rest] = parts(service, counted, about).split(/(?=,)/);
      const per = head?.startsWith(",") ? "" : (head ?? "");
      const others = per === "" ? [head ?? "", ...rest] : rest;
      const second = `${one()} from ${month}-11 until ${month}-14, ${one()} from ${month}-15`;
      const later = chance.pick([`${one()} from ${month}-11`, second]);
      return `at ${one()}${per} until ${month}-10, ${later}${others.join("")}`;
    }
    default:
      return `at ${one()}${parts(service, counted, about)}`;
  }
}

/** What is said of single events: ` per minute, first 60 seconds, then each 1 second, plus 1 EUR per event, …`. */
function parts(service: Service, counted: Counted, { chance, currency }: About): string {
  if (counted.kind !== "events" && counted.kind !== "units") return "";
  const amount = () => `${chance.pick(amounts)} ${currency}`;
  const plus = chance.percent(25) ? `, plus ${amount()} per event` : "";
  const limits = chance.percent(25)
    ? chance.pick([
        `, at least 0.02 ${currency} per event`,
        `, at most 2 ${currency} per event`,
        `, at least 0.005 ${currency} and at most 0.1 ${currency} per event`,
      ])
    : "";
  if (counted.kind === "events") return `${plus}${limits}`;
  const term =
    counted.unit.kind === "term" ? service.terms.find(({ name }) => name === (counted.unit as { term: string }).term) : undefined;
  const kind = counted.unit.kind === "term" ? term!.kind : counted.unit.value.kind;
  const lengths = kind === "choice" ? [] : steps(kind);
  const per = chance.percent(25) && lengths.length > 0 ? ` per ${chance.pick(lengths).text}` : "";
  const able =
    term === undefined || term.negotiable === "no" ? [] : lengths.filter(({ value }) => outsideLimits(term, value) === undefined);
  const increments =
    able.length > 0 && chance.percent(40) ? `, first ${chance.pick(able).text}, then each ${chance.pick(able).text}` : "";
  return `${per}${increments}${plus}${limits}`;
}

interface Step {
  readonly text: string;
  readonly value: Quantity;
}

function steps(kind: Quantity["kind"]): Step[] {
  if (kind === "duration")
    return [500, 1000, 6000, 30_000, 60_000, 5_400_000].map((milliseconds) => {
      const amount = String(milliseconds / 1000);
      return { text: `${amount} seconds`, value: { kind, milliseconds, amount, unit: "second" } };
    });
  if (kind === "size")
    return ["1000", "1000000000"].map((bytes) => ({
      text: `${bytes} bytes`,
      value: { kind, bytes, amount: bytes, unit: "byte" },
    }));
  return kind === "count" ? ["1", "2.5"].map((amount) => ({ text: amount, value: { kind, amount } })) : [];
}
