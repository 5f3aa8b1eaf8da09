/**
 * What the benchmark is about: agreements with their prices, and rate cards. It is written down twice: as contracts for SDL
 * (workspace.ts), and as `plan.txt`, a table of numbers, for the raters that know nothing of SDL. Both come from here, and from here only;
 * days become instants by a table of the three time zones, so that SDL's calendar is checked and not copied.
 */
import { Random } from "./random.ts";

/** The month that is rated; usage begins the day before it and ends with it, both by UTC. */
export const PERIOD = "2026-03";
export const DATA_START = Date.UTC(2026, 1, 28);
export const DATA_END = Date.UTC(2026, 3, 1);
/** No event is delivered later than this after its instant; what is delivered again may be later. */
export const LATENESS = 30 * 60_000;

export interface Zone {
  readonly name: string;
  /** Minutes east of UTC, and from which day on there are others. */
  readonly offset: number;
  readonly summer?: { readonly from: string; readonly offset: number };
}

export const ZONES: readonly Zone[] = [
  { name: "Asia/Ho_Chi_Minh", offset: 420 },
  { name: "Europe/Zagreb", offset: 60, summer: { from: "2026-03-30", offset: 120 } },
  { name: "UTC", offset: 0 },
];

/** The instant at which a day begins. */
export function midnight(zone: Zone, day: string): number {
  const offset = zone.summer !== undefined && day >= zone.summer.from ? zone.summer.offset : zone.offset;
  return Date.parse(`${day}T00:00:00Z`) - offset * 60_000;
}

export type CardName = "sms" | "whatsapp" | "voice";

export interface Row {
  /** Fields of the key: destination and network, destination, or the prefix of a number without its plus. */
  readonly key: readonly string[];
  readonly price: string;
  /** First day on which the row holds; it holds until the day before `before`. */
  readonly from?: string;
  readonly before?: string;
}

export interface Card {
  readonly name: CardName;
  readonly index: number;
  readonly currency: Currency;
  readonly rows: readonly Row[];
}

export type Currency = "EUR" | "VND";

export interface PlannedPackage {
  readonly included: number;
  readonly fee: string;
  readonly overage: string;
}

export interface PlannedAgreement {
  readonly name: string;
  readonly currency: Currency;
  readonly zone: number;
  /** Index of the card of each service. */
  readonly cards: Readonly<Record<CardName, number>>;
  readonly originated: string;
  readonly activeUsers: PlannedPackage;
  /** Seconds. */
  readonly increment: number;
  readonly detection: string;
  readonly email: string;
  readonly sessions: PlannedPackage;
  readonly storage: string;
  /** Part of all usage that is this agreement's. */
  readonly share: number;
  /** How many users it has. */
  readonly users: number;
}

export interface Plan {
  readonly agreements: readonly PlannedAgreement[];
  readonly cards: readonly Card[];
}

export const NETWORKS: readonly (readonly [country: string, networks: readonly string[]])[] = [
  ["VN", ["452-01", "452-02", "452-04", "452-05", "452-07"]],
  ["SG", ["525-01", "525-03", "525-05"]],
  ["TH", ["520-03", "520-05"]],
  ["MY", ["502-12", "502-19"]],
  ["KH", ["456-01", "456-06"]],
  ["LA", ["457-01"]],
  ["DE", ["262-01", "262-02"]],
  ["GB", ["234-10", "234-30"]],
  ["US", ["310-260", "310-410"]],
  ["HR", ["219-01", "219-10"]],
];
export const COUNTRIES = ["VN", "SG", "TH", "MY", "KH", "LA", "ID", "IN", "JP", "KR", "AU", "DE", "FR", "GB", "US", "HR"];
const PREFIXES =
  "84 8424 8428 8432 8433 8435 8470 8476 8490 8491 8493 8494 8497 8498 65 658 659 66 668 669 60 855 856 1 44 447 49 4915 4917 385 38591 38598".split(
    " ",
  );

/** The day on which some prices change. */
const CHANGE = "2026-03-16";
const CARDS_IN_EUR = 8;
const CARDS_IN_VND = 3;

export function makePlan(agreements: number, events: number): Plan {
  const random = new Random(20260301);
  const cards = (["sms", "whatsapp", "voice"] as const).flatMap((name) =>
    Array.from({ length: CARDS_IN_EUR + CARDS_IN_VND }, (_, index): Card => {
      const currency = index < CARDS_IN_EUR ? "EUR" : "VND";
      return { name, index, currency, rows: keys(name).flatMap((key) => rows(key, currency, random)) };
    }),
  );
  const weights = Array.from({ length: agreements }, (_, i) => 1 / (i + 3) ** 0.85);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { cards, agreements: weights.map((weight, i) => agreement(i, weight / total, events, random)) };
}

function keys(name: CardName): string[][] {
  if (name === "sms") return NETWORKS.flatMap(([country, networks]) => networks.map((network) => [country, network]));
  return (name === "whatsapp" ? COUNTRIES : PREFIXES).map((key) => [key]);
}

function rows(key: string[], currency: Currency, random: Random): Row[] {
  if (random.below(6) > 0) return [{ key, price: price(random, currency, 0.005, 0.12) }];
  return [
    { key, price: price(random, currency, 0.005, 0.12), before: CHANGE },
    { key, price: price(random, currency, 0.005, 0.12), from: CHANGE },
  ];
}

/** A price with up to four digits in euros and one in dong, without a zero at its end. */
function price(random: Random, currency: Currency, low: number, high: number): string {
  const euros = low + random.fraction() * (high - low);
  return String(currency === "EUR" ? Math.ceil(euros * 10_000) / 10_000 : Math.ceil(euros * 28_000 * 10) / 10);
}

function agreement(i: number, share: number, events: number, random: Random): PlannedAgreement {
  const currency = random.below(4) === 0 ? "VND" : "EUR";
  const card = () => (currency === "EUR" ? random.below(CARDS_IN_EUR) : CARDS_IN_EUR + random.below(CARDS_IN_VND));
  const users = Math.max(3, Math.round(share * events * 0.085));
  const bundle = (of: number, high: number): PlannedPackage => ({
    included: Math.ceil((of * (1 + random.below(12))) / 10),
    fee: String((1 + random.below(90)) * (currency === "EUR" ? 5 : 100_000)),
    overage: price(random, currency, high / 4, high),
  });
  return {
    name: `A${String(i + 1).padStart(4, "0")}`,
    currency,
    zone: [0, 0, 0, 1, 1, 2][random.below(6)]!,
    cards: { sms: card(), whatsapp: card(), voice: card() },
    originated: price(random, currency, 0.001, 0.01),
    activeUsers: bundle(users * 0.6, 0.08),
    increment: random.below(3) === 0 ? 30 : 60,
    detection: price(random, currency, 0.001, 0.003),
    email: price(random, currency, 0.0004, 0.002),
    sessions: bundle(share * events * 0.02, 0.2),
    storage: price(random, currency, 0.0005, 0.002),
    share,
    users,
  };
}

/**
 * The plan as a table for the raters that are written by hand. Instants are milliseconds since DATA_START.
 *
 *     agreement NAME START END DIGITS SMS WHATSAPP VOICE ORIGINATED INCLUDED FEE OVERAGE INCREMENT DETECTION EMAIL INCLUDED FEE OVERAGE STORAGE
 *     row SERVICE CARD KEY PRICE FROM UNTIL
 *
 * A card is written once per time zone, because its days are those of the agreement: card × 3 + zone.
 */
export function planText({ agreements, cards }: Plan): string {
  const since = (instant: number) => instant - DATA_START;
  const ofAgreements = agreements.map((agreement) => {
    const zone = ZONES[agreement.zone]!;
    const { activeUsers: users, sessions } = agreement;
    return [
      ...["agreement", agreement.name, since(midnight(zone, `${PERIOD}-01`)), since(midnight(zone, "2026-04-01"))],
      agreement.currency === "EUR" ? 2 : 0,
      ...(["sms", "whatsapp", "voice"] as const).map((name) => agreement.cards[name] * ZONES.length + agreement.zone),
      ...[agreement.originated, users.included, users.fee, users.overage, agreement.increment, agreement.detection],
      ...[agreement.email, sessions.included, sessions.fee, sessions.overage, agreement.storage],
    ].join(" ");
  });
  const ofCards = cards.flatMap(({ name, index, rows }) =>
    ZONES.flatMap((zone, z) =>
      rows.map(({ key, price, from, before }) => {
        const first = from === undefined ? -1 : since(midnight(zone, from));
        const end = before === undefined ? 4_294_967_295 : since(midnight(zone, before));
        return ["row", name, index * ZONES.length + z, key.join("/"), price, first, end].join(" ");
      }),
    ),
  );
  return `${[...ofAgreements, ...ofCards].join("\n")}\n`;
}
