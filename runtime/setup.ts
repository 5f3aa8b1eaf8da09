/** From an agreement to what each of its services is rated with. */
import type { Agreement, Price, Taken, TermValue } from "./agreement.ts";
import { firstMonth, isDay, isTimeZone, lastMonth, period, startOfDay, startOfNextDay } from "./calendar.ts";
import type { AnyServiceModule, Period, RatingSetup } from "./module.ts";
import { Decimal, Money } from "./money.ts";
import { checkSpend } from "./spend.ts";
import { didYouMean } from "./text.ts";

/** An agreement cannot be rated: it contradicts itself, the contract, or the other agreements. */
export class AgreementError extends Error {
  override readonly name = "AgreementError";
}

/** One service of an agreement with its typed prices and terms. */
export interface BoundService {
  readonly taken: Pick<Taken, "service" | "products" | "from" | "atLeast" | "atMost">;
  readonly module: AnyServiceModule;
  readonly prices: unknown;
  readonly terms: unknown;
}

/** What an agreement is rated with, apart from its prices. */
export type Contract = Omit<Agreement, "takes">;

/** Modules by the name of their service. Throws an AgreementError when a service has two. */
export function modulesByName(modules: Iterable<AnyServiceModule>): Map<string, AnyServiceModule> {
  const byName = new Map<string, AnyServiceModule>();
  for (const module of modules) {
    if (byName.has(module.service)) throw new AgreementError(`There are two modules of the service ${module.service}.`);
    byName.set(module.service, module);
  }
  return byName;
}

/** The services of an agreement, bound to their modules. Throws an AgreementError when a module is missing or refuses the prices. */
export function bindServices(agreement: Agreement, modules: ReadonlyMap<string, AnyServiceModule>): BoundService[] {
  const seen = new Set<string>();
  return agreement.takes.map((taken) => {
    if (seen.has(taken.service))
      throw new AgreementError(`${agreement.name} takes ${taken.service} twice; name all its products in one entry.`);
    seen.add(taken.service);
    if (taken.from !== undefined && !isDay(taken.from))
      throw new AgreementError(`${agreement.name}: ${taken.service}: ${notADay(taken.from)}`);
    try {
      checkSpend(taken.atLeast, taken.atMost);
    } catch (error) {
      throw new AgreementError(`${agreement.name}: ${taken.service}: ${(error as Error).message}`, { cause: error });
    }
    const module = modules.get(taken.service);
    if (module === undefined) {
      const hint = didYouMean(taken.service, modules.keys());
      throw new AgreementError(
        `${agreement.name} takes ${taken.service}, which is not a known service.${hint === undefined ? "" : ` ${hint}`}`,
      );
    }
    return { taken, module, ...bound(agreement.name, taken, module) };
  });
}

function bound(name: string, taken: Taken, module: AnyServiceModule): { readonly prices: unknown; readonly terms: unknown } {
  const prices: [string, Price][] = taken.prices.map(({ clause, price }) => [clause, price]);
  const terms: [string, TermValue][] = taken.terms.map(({ term, value }) => [term, value]);
  try {
    return module.bind(byName(prices), byName(terms));
  } catch (error) {
    throw new AgreementError(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Throws when a name comes twice. */
function byName<Value>(entries: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> {
  const names = new Set(entries.map(([name]) => name));
  const twice = entries.find(([name]) => !names.delete(name));
  if (twice !== undefined) throw new Error(`${twice[0]} is given twice.`);
  return Object.fromEntries(entries);
}

const notADay = (text: string): string => `"${text.slice(0, 40)}" is not a calendar day; write it like "2026-03-01".`;

/** Throws an AgreementError when the time zone, the days, the credit or the currency of an agreement are not valid. */
export function checkContract(contract: Contract): void {
  const refuse = (problem: string): never => {
    throw new AgreementError(`${contract.name}: ${problem}`);
  };
  if (!isTimeZone(contract.timeZone))
    refuse(`"${contract.timeZone}" is not a time zone of the IANA database; a name looks like "Asia/Ho_Chi_Minh".`);
  for (const day of [contract.from, contract.until]) if (day !== undefined && !isDay(day)) refuse(notADay(day));
  if (contract.from !== undefined && contract.until !== undefined && contract.until < contract.from)
    refuse(`it ends on ${contract.until}, before it begins on ${contract.from}.`);
  try {
    new Money(contract.currency, contract.rounding, contract.roundingTo);
    if (contract.credit !== undefined) Decimal.parse(contract.credit);
    checkSpend(contract.atLeast, contract.atMost);
    const by = contract.proration?.by;
    if (by !== undefined && by !== "days of the month" && by !== "30 days")
      throw new Error(`a month is divided by "days of the month" or "30 days", not by "${String(by).slice(0, 40)}".`);
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
}

/** The part of a month in which a service is taken; empty when start ≥ end. */
export function activePart(
  contract: Contract,
  from: string | undefined,
  month: Period,
): { readonly start: number; readonly end: number } {
  const starts = [contract.from, from].flatMap((day) => (day === undefined ? [] : [startOfDay(day, contract.timeZone)]));
  const end = contract.until === undefined ? month.end : Math.min(month.end, startOfNextDay(contract.until, contract.timeZone));
  return { start: Math.max(month.start, ...starts), end };
}

/** What every service of an agreement is rated with in a month, in the order taken. */
export function ratingSetups(
  contract: Contract,
  services: readonly BoundService[],
  periodName: string,
): readonly RatingSetup<unknown, unknown>[] {
  const { timeZone, chargingModel } = contract;
  const month = period(timeZone, periodName);
  const money = new Money(contract.currency, contract.rounding, contract.roundingTo);
  const active = services.map(({ taken }) => activePart(contract, taken.from, month));
  const isActive = (index: number): boolean => active[index]!.start < active[index]!.end;
  /**
   * A service counts as subscribed in every month of which it is taken for any part. In a month in which the service that asks is not
   * taken itself, nothing is due: what it takes at all is then what counts, so that no price is missed.
   */
  const subscribed = (own: number, service: string, product?: string): boolean => {
    const index = services.findIndex(({ taken }) => taken.service === service);
    if (index < 0 || (isActive(own) && !isActive(index))) return false;
    return product === undefined || takes(services[index]!.taken.products, product);
  };
  return services.map(({ taken, prices, terms }, index) => ({
    period: month,
    active: active[index]!,
    firstMonth: firstMonth(month, later(contract.from, taken.from), timeZone, contract.until, contract.proration),
    lastMonth: lastMonth(month, contract.until, timeZone, contract.proration),
    timeZone,
    chargingModel,
    money,
    prices,
    terms,
    takesProduct: (product) => takes(taken.products, product),
    subscribed: (service, product) => subscribed(index, service, product),
  }));
}

function takes(products: readonly string[], product: string): boolean {
  return products.length === 0 || products.includes(product);
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
