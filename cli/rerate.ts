/** Recorded usage rated under two versions of the contracts: what the difference is worth, by agreement, service and clause. */
import type { Text } from "../compiler/index.ts";
import { type Agreement, type Bill, type BillLine, Decimal, localMonth, Money, readInstant } from "../runtime/index.ts";
import { Failure } from "./failure.ts";
import { eventInfos, loadModules } from "./modules.ts";
import { type PreparedRating, rateUsage } from "./rating.ts";
import type { Terminal } from "./terminal.ts";
import { openUsage, withUsageFiles } from "./usage-input.ts";
import type { OpenWorkspace } from "./workspace.ts";

/** An amount under both versions. `difference` is absent where the currencies differ. */
export interface Worth {
  readonly before: string;
  readonly after: string;
  readonly difference?: string;
}

export interface ClauseWorth extends Worth {
  /** Qualified, as on the bill. */
  readonly clause: string;
  readonly title: Text;
}

export interface ServiceWorth extends Worth {
  readonly service: string;
  readonly clauses: readonly ClauseWorth[];
}

/** What one agreement owes under both versions, over all months. */
export interface AgreementWorth extends Worth {
  readonly agreement: string;
  readonly currency: { readonly before: string; readonly after: string };
  readonly services: readonly ServiceWorth[];
  /** How many records each version charged, left free and rejected. */
  readonly events: { readonly before: EventsOf; readonly after: EventsOf };
  /** Lines without a price, whose money is in neither sum. */
  readonly unpriced: { readonly before: number; readonly after: number };
}

interface EventsOf {
  readonly charged: number;
  readonly free: number;
  readonly rejected: number;
}

export interface Rerating {
  /** The calendar months in which there was usage, or the one that was asked for. */
  readonly periods: readonly string[];
  readonly agreements: readonly AgreementWorth[];
  /** Agreements that only one version has; they have no difference. */
  readonly unmatched: readonly string[];
}

export interface RerateOptions {
  readonly usage: readonly string[];
  readonly period?: string;
}

/** Rates usage under both versions. Standard input is kept in a file meanwhile, because usage is read several times. */
export async function rerate(
  workspaces: { readonly before: OpenWorkspace; readonly after: OpenWorkspace },
  options: RerateOptions,
  terminal: Terminal,
): Promise<Rerating> {
  const [before, after] = await Promise.all([prepared(workspaces.before), prepared(workspaces.after)]);
  const names = before.agreements.map(({ name }) => name).filter((name) => after.agreements.some((each) => each.name === name));
  const unmatched = [...before.agreements, ...after.agreements].map(({ name }) => name).filter((name) => !names.includes(name));
  if (names.length === 0)
    throw new Failure("No agreement is in both versions, so usage cannot be rated under both.", {
      hint: "Name folders that hold agreements, or add agreements with `--agreements PATH`.",
    });
  return withUsageFiles(options.usage, terminal, async (usage) => {
    const shared = [before, after].map((side) => ({
      ...side,
      agreements: side.agreements.filter(({ name }) => names.includes(name)),
    }));
    const periods = options.period === undefined ? await monthsOf(usage, shared, terminal) : [options.period];
    const [old, now] = await Promise.all(shared.map((side) => billsOf(side, usage, periods, terminal)));
    return { periods, unmatched, agreements: names.map((name) => worthOf(name, old!.get(name) ?? [], now!.get(name) ?? [])) };
  });
}

async function prepared(workspace: OpenWorkspace): Promise<PreparedRating> {
  const { services, agreements } = workspace.program;
  return { services, knownAgreements: agreements, agreements, modules: await loadModules(services), openingStates: new Map() };
}

/** The months in which the agreements have usage, each in its own time zone. */
async function monthsOf(usage: readonly string[], sides: readonly PreparedRating[], terminal: Terminal): Promise<string[]> {
  const zones = new Map<string, Set<string>>();
  for (const agreement of sides.flatMap((side) => side.agreements)) {
    for (const subject of subjectsOf(agreement)) zones.set(subject, (zones.get(subject) ?? new Set()).add(agreement.timeZone));
  }
  const events = eventInfos(sides.flatMap((side) => [...side.modules.values()]));
  const months = new Set<string>();
  for (const name of usage) {
    const input = await openUsage(name, terminal);
    try {
      for await (const batch of input.records({ events })) {
        for (const { value } of batch) {
          const { subject, time } = (value ?? {}) as { subject?: unknown; time?: unknown };
          if (typeof subject !== "string" || typeof time !== "string") continue;
          const at = readInstant(time);
          if (at !== undefined) for (const zone of zones.get(subject) ?? []) months.add(localMonth(at, zone));
        }
      }
    } finally {
      await input.close();
    }
  }
  return [...months].sort();
}

const subjectsOf = ({ name, accounts }: Agreement) => [name, ...accounts];

/** The bills of all months, by agreement. Each month is rated with all records, so that earlier ones give it its state. */
async function billsOf(
  side: PreparedRating,
  usage: readonly string[],
  periods: readonly string[],
  terminal: Terminal,
): Promise<Map<string, Bill[]>> {
  const bills = new Map<string, Bill[]>();
  for (const period of periods) {
    const result = await rateUsage(side, { contracts: ".", usage, period }, terminal, { onRejection: () => {} });
    for (const { agreement, bill } of result.agreements) bills.set(agreement, [...(bills.get(agreement) ?? []), bill]);
  }
  return bills;
}

function worthOf(agreement: string, before: readonly Bill[], after: readonly Bill[]): AgreementWorth {
  const currency = { before: before[0]?.currency ?? "", after: after[0]?.currency ?? "" };
  const [old, now] = [linesOf(before), linesOf(after)];
  const worth = (pick: (line: BillLine) => boolean): Worth => difference(currency, old.filter(pick), now.filter(pick));
  const all = [...now, ...old];
  const services = [...new Set(all.map(({ service }) => service))].map((service) => {
    const clauses = [...new Set(all.filter((line) => line.service === service).map(({ clause }) => clause))];
    return {
      service,
      ...worth((line) => line.service === service),
      clauses: clauses.map((clause) => ({
        clause,
        title: all.find((line) => line.clause === clause)!.title,
        ...worth((line) => line.clause === clause),
      })),
    };
  });
  const unpriced = (lines: readonly BillLine[]) => lines.filter(({ kind }) => kind === "error").length;
  return {
    agreement,
    currency,
    ...worth(() => true),
    services,
    events: { before: eventsOf(before), after: eventsOf(after) },
    unpriced: { before: unpriced(old), after: unpriced(now) },
  };
}

const linesOf = (bills: readonly Bill[]) => bills.flatMap(({ lines }) => lines);

function difference(
  currency: { readonly before: string; readonly after: string },
  before: readonly BillLine[],
  after: readonly BillLine[],
): Worth {
  const sum = (lines: readonly BillLine[], code: string) => new Money(code).sum(lines.map(({ amount }) => amount));
  const worth = { before: sum(before, currency.before), after: sum(after, currency.after) };
  if (currency.before !== currency.after) return worth;
  const money = new Money(currency.after);
  return { ...worth, difference: money.format(Decimal.parse(worth.after).minus(Decimal.parse(worth.before))) };
}

function eventsOf(bills: readonly Bill[]): EventsOf {
  const total = (bucket: keyof EventsOf) => bills.reduce((sum, { events }) => sum + events[bucket], 0);
  // Each month is rated with all records, so each bill names the same rejected ones.
  return { charged: total("charged"), free: total("free"), rejected: Math.max(0, ...bills.map(({ events }) => events.rejected)) };
}
