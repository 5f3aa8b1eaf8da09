/** What the peer cases are rated with: small contracts and agreements given as text, amounts without rounding. */
import { expect } from "vitest";
import type { Bill } from "../../runtime/index.ts";
import { Decimal } from "../../runtime/money.ts";
import { rateText, type Used } from "../pricing/kit.ts";

export interface PeerCase {
  readonly id: string;
  readonly feature: string;
  readonly core: boolean;
  readonly status: string;
  readonly note?: string;
  // biome-ignore lint/suspicious/noExplicitAny: each case has figures of its own
  readonly input: any;
  // biome-ignore lint/suspicious/noExplicitAny: each case has figures of its own
  readonly expected: any;
}

/** How a case is covered: rated from a contract and an agreement, or by public functions of the runtime. */
export interface Covered {
  readonly by: "contract" | "runtime";
  /** How SDL decides where peers differ, or what of the case is left out. */
  readonly policy?: string;
  readonly check: (peer: PeerCase) => void | Promise<void>;
}

export type Cases = Readonly<Record<string, Covered>>;

const T = 'title en "t" vi "t"';

/** A service of the given charges, fees and measures over numbers that are used, calls, and things that are there for some time. */
export const contract = (elements: string): string => `sdl 1 service S in Channels { ${T}
  event Usage { ${T} amount number group text optional }
  event Call { ${T} number phone duration duration }
  event Added { ${T} item text amount number }
  event Removed { ${T} item text }
  interval Item per item from Added until Removed { ${T} }
  term ChargingIncrement { ${T} 60 seconds, unless otherwise agreed }
  ${elements.replaceAll("{T}", T)}
}`;

/** A charge for each unit that is used. */
export const UNITS = "charge Units { {T} for the amount of Usage }";
export const CALLS = "charge CallTime { {T} for each commenced ChargingIncrement of duration of Call priced by number }";

export const EXACTLY = "rounding half up to 0.000000001 EUR";

export const used = (amount: number | string, group?: string, time = "2026-03-10 09:00"): Used => [
  "Usage",
  time,
  { amount: String(amount), ...(group === undefined ? {} : { group }) },
];
export const called = (duration: number | string, number = "+84901"): Used => [
  "Call",
  "2026-03-10 09:00",
  { number, duration: String(duration) },
];

interface How {
  readonly elements?: string;
  readonly take: string;
  readonly agreement?: string;
  readonly period?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly offset?: string;
}

export async function billOf({ elements = UNITS, agreement = EXACTLY, ...how }: How, usage: readonly Used[]): Promise<Bill> {
  return (await rateText({ service: contract(elements), agreement, ...how }, usage)).bill;
}

export const totalOf = async (how: How, ...usage: readonly Used[]): Promise<string> => (await billOf(how, usage)).total;

/** The charge for each unit of the month, one number used, at a price. */
export const priced = (price: string, amount: number | string): Promise<string> =>
  totalOf({ take: `Units ${price}` }, used(amount));

/** The same number, however many digits are written. */
export function same(actual: string, expected: string | number): void {
  expect(Decimal.parse(actual).toString()).toBe(Decimal.parse(String(expected)).toString());
}

export async function sameAll<Input>(
  inputs: readonly Input[],
  expected: readonly (string | number)[],
  rate: (input: Input) => Promise<string> | string,
): Promise<void> {
  expect(inputs).toHaveLength(expected.length);
  for (const [index, input] of inputs.entries()) same(await rate(input), expected[index]!);
}

export const cents = (amount: number): string => Decimal.fromJson(amount).times(Decimal.parse("0.01")).toString();
export const minus = (a: string, b: string): string => Decimal.parse(a).minus(Decimal.parse(b)).toString();
export const sum = (...amounts: readonly string[]): string =>
  amounts.reduce((all, amount) => all.plus(Decimal.parse(amount)), Decimal.zero).toString();

interface PeerTier {
  readonly to?: number | string | null;
  readonly unit?: string;
  readonly flat?: string;
  readonly rate_percent?: string;
}

/** Tiers as a price: `graduated { up to 5 at 10 EUR plus 100 EUR beyond at 5 EUR }`. */
export function tiers(how: "graduated" | "by volume", all: readonly PeerTier[]): string {
  const said = all.map(({ to, unit = "0", flat, rate_percent }) => {
    const bound = to === undefined || to === null ? "beyond" : `up to ${to}`;
    const amount = rate_percent === undefined ? `${unit} EUR` : `${rate_percent} %`;
    return `${bound} at ${amount}${flat === undefined || flat === "0" ? "" : ` plus ${flat} EUR`}`;
  });
  return `${how} { ${said.join(" ")} }`;
}
