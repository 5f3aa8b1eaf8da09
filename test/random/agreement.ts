/** Random agreements as source text, for any service: what it takes, sets and pays, in every shape that its clauses allow. */
import { outsideLimits } from "../../compiler/constructs/term.ts";
import { holds } from "../../compiler/ir/agreed.ts";
import { alternativeGroups } from "../../compiler/ir/alternatives.ts";
import type { Circumstance, Quantity, Service, Taken, Term, TermEntry } from "../../compiler/ir/model.ts";
import { termsDue } from "../../compiler/ir/terms.ts";
import type { Chance } from "./chance.ts";
import { written } from "./names.ts";
import { type PriceText, priceText } from "./prices.ts";

export interface AgreementText {
  readonly text: string;
  /** Rate cards by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The first and the last day, if there are such. */
type Days = readonly [from?: string | undefined, until?: string];

interface About {
  readonly chance: Chance;
  readonly name: string;
  readonly month: string;
  readonly currency: string;
  /** Services that it has to take, besides the first. */
  readonly must?: readonly string[];
}

export const zones = ["Asia/Ho_Chi_Minh", "Europe/Zagreb", "America/New_York", "UTC", "Asia/Kathmandu"] as const;
const amounts = ["0", "0.5", "3", "12.345", "20", "500"] as const;

/** An agreement that takes the first of the services, and perhaps the others. */
export function agreementText(services: readonly Service[], about: About): AgreementText {
  const { chance, name, month, currency } = about;
  const [first, ...others] = services;
  const taken = [first!, ...others.filter((other) => about.must?.includes(other.name) === true || chance.percent(50))];
  const days = chance.pick<Days>([
    ...([[], [], [], ["2026-01-01"], ["2026-01-01", "2026-12-31"], [`${month}-01`], [`${month}-11`], [`${month}-28`]] as const),
    ...([
      [undefined, `${month}-14`],
      [`${month}-02`, `${month}-11`],
      [undefined, "2026-01-31"],
    ] as const),
  ]);
  const prepaid = chance.percent(50);
  const chosen = taken.map((service) => choose(service, about, days));
  const takes = chosen.map(({ taken: part }) => part);
  const texts = chosen.map((part) => takeText(part, takes, days[0], about));
  const properties = [
    'client "Acme"',
    `currency ${currency}`,
    `time zone "${chance.pick(zones)}"`,
    `charging model ${prepaid ? "pre-pay" : "post-pay"}`,
    ...(days[0] === undefined ? [] : [`from ${days[0]}`]),
    ...(days[1] === undefined ? [] : [`until ${days[1]}`]),
    ...(prepaid && chance.percent(70) ? [`credit ${chance.pick(["0", "10", "1000.5"])} ${currency}`] : []),
    ...(chance.percent(20) ? [`account "${name}-1", "${name}/2"`] : []),
    ...(chance.percent(50) ? [rounding(about)] : []),
    ...(chance.percent(30) ? [proration(chance)] : []),
    ...spends(about, 15),
  ];
  return {
    text: `agreement ${name} {\n  ${[...chance.shuffled(properties), ...texts.map(({ text }) => text)].join("\n  ")}\n}\n`,
    files: Object.assign({}, ...texts.map(({ files }) => files)) as Record<string, string>,
  };
}

function rounding({ chance, currency }: About): string {
  const place = chance.pick(["", "", ` to 0.001 ${currency}`, ` to 0.05 ${currency}`, ` to 10 ${currency}`]);
  return `rounding ${chance.pick(["half up", "half even", "up", "down"])}${place}`;
}

function proration(chance: Chance): string {
  const last = chance.pick(["", ", last month too", ", last month too, last day not counted"]);
  return `proration by ${chance.pick(["days of the month", "30 days"])}${chance.pick(["", ", first day not counted"])}${last}`;
}

function spends({ chance, currency }: About, share: number): string[] {
  const [least, most] = chance.some(amounts, 2, 2);
  const prorated = () => chance.pick(["", ", first month prorated by day"]);
  return [
    ...(chance.percent(share) ? [`at least ${least} ${currency} a month${prorated()}`] : []),
    ...(chance.percent(share) ? [`at most ${most} ${currency} a month${prorated()}`] : []),
  ];
}

interface Chosen {
  readonly service: Service;
  readonly taken: Pick<Taken, "service" | "products" | "from">;
  readonly terms: readonly TermEntry[];
}

/** The products and terms of an agreement, before prices: which clauses it has depends on all of them. */
function choose(service: Service, { chance, month, currency }: About, [begin = "", end = "9999"]: Days): Chosen {
  const products = service.products.map(({ name }) => name);
  const later = [`${month}-01`, `${month}-11`].filter((day) => begin <= day && day <= end);
  const from = later.length > 0 && chance.percent(20) ? chance.pick(later) : undefined;
  const terms = service.terms.flatMap((term): TermEntry[] => {
    if (term.negotiable === "no" || (term.value !== undefined && chance.percent(50))) return [];
    const values = valuesOf(term, currency);
    return values.length === 0 ? [] : [{ term: term.name, value: chance.pick(values), origin: service.origin }];
  });
  return { service, taken: { service: service.name, products: chance.some(products, 1), ...(from && { from }) }, terms };
}

const second = 1000;
const hour = 3600 * second;

/** What a term can be set to: within its limits, and not so far from its own value that a month would never be counted. */
function valuesOf(term: Term, currency: string): TermEntry["value"][] {
  if (term.kind === "choice") return term.choices.map(({ name }) => ({ kind: "choice", value: name }));
  const own = term.value?.kind === "duration" ? term.value.milliseconds : undefined;
  const isNear = (value: Quantity) =>
    own === undefined || value.kind !== "duration" || (value.milliseconds <= own * 60 && value.milliseconds * 60 >= own);
  return quantities(term.kind, currency).filter((value) => outsideLimits(term, value) === undefined && isNear(value));
}

function quantities(kind: Quantity["kind"], currency: string): Quantity[] {
  switch (kind) {
    case "duration":
      return [second, 7 * second, 30 * second, 45 * second, 600 * second, hour, 1.5 * hour, 25 * hour, 36 * hour, 48 * hour].map(
        (milliseconds) => ({ kind, milliseconds, amount: String(milliseconds / second), unit: "second" }),
      );
    case "size":
      return ["1000", "500000000", "1000000000"].map((bytes) => ({ kind, bytes, amount: bytes, unit: "byte" }));
    case "money":
      return ["0", "1", "12.345"].map((amount) => ({ kind, amount, currency }));
    case "count":
      return ["1", "2.5", "3"].map((amount) => ({ kind, amount }));
    case "percent":
      return [{ kind, amount: "2.5" }];
  }
}

function quantityText(value: TermEntry["value"]): string {
  switch (value.kind) {
    case "choice":
      return written(value.value);
    case "duration":
      return `${value.amount} seconds`;
    case "size":
      return `${value.amount} bytes`;
    case "money":
      return `${value.amount} ${value.currency}`;
    case "percent":
      return `${value.amount} %`;
    case "count":
      return value.amount;
  }
}

interface Conditional {
  readonly name: string;
  readonly product?: string;
  readonly circumstances?: readonly Circumstance[];
}

function takeText(
  { service, taken, terms }: Chosen,
  takes: readonly Chosen["taken"][],
  from: string | undefined,
  about: About,
): AgreementText {
  const { chance, name } = about;
  const agreed = { takes, terms, from };
  const isMet = (all: readonly Circumstance[]) => all.every((each) => holds(each, service, agreed));
  const inForce = ({ product, circumstances = [] }: Conditional) =>
    (product === undefined || taken.products.includes(product)) && isMet(circumstances);
  const due = termsDue(service, inForce);
  const set = terms.filter(
    ({ term }) => due.includes(term) || chance.percent(80) || service.terms.some((t) => t.name === term && t.kind === "choice"),
  );
  const clauses = [...service.charges, ...service.fees, ...service.packages].filter(inForce);
  const groups = alternativeGroups(service)
    .map((group) => group.filter((member) => clauses.some((clause) => clause.name === member)))
    .filter((group) => group.length > 1);
  const dropped = groups.flatMap((group) => {
    const kept = chance.pick(group);
    return group.filter((member) => member !== kept);
  });
  const prices = clauses.flatMap((clause): PriceText[] => {
    if (dropped.includes(clause.name)) return [];
    if ("counts" in clause && (clause.pricedAs !== undefined || (clause.addOn && chance.percent(40)))) return [];
    const path = `rates/${name}-${service.name}-${clause.name}.csv`;
    return [priceText(service, clause, { ...about, terms: set, path, isMet })];
  });
  const entries = [
    ...set.map(({ term, value }) => `set ${written(term)} to ${quantityText(value)}`),
    ...prices.map(({ text }) => text),
    ...spends(about, 10),
  ];
  const [one, ...more] = taken.products.map((product) => `.${written(product)}`);
  const head = `take ${written(service.name)}${one ?? ""}${taken.from === undefined ? "" : ` from ${taken.from}`}`;
  const rest = more.map((product) => `\n  take ${written(service.name)}${product}`);
  return {
    text: `${head} {\n    ${chance.shuffled(entries).join("\n    ")}\n  }${rest.join("")}`,
    files: Object.assign({}, ...prices.map(({ files }) => files)) as Record<string, string>,
  };
}
