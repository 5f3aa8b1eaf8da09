/** Rating as usage happens gives the bills that rating everything together gives, and its decisions are those of the batch. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import { type AgreementResult, type Decision, type EventOutcome, OnlineRating, type StateFile } from "../../runtime/index.ts";
import { moduleOf } from "../kit/rated.ts";
import * as fixtures from "../kit/services.ts";
import { oracleBill, type ServiceUsage } from "../oracle/bill.ts";
import { nextMonth, runs, type Scenario, scenario } from "./arbitraries.ts";
import { withCorrections } from "./corrections.ts";
import { counted } from "./counted.ts";
import { layered, limited } from "./fixtures.ts";
import { asOracle, inAnyOrder, rateMonth, recordsOf, shipped, type UsageRecord } from "./rating.ts";

const subjects: readonly (readonly [string, readonly Service[]])[] = [
  ["Answers, with sessions", [fixtures.answers]],
  ["Recording, with storage", [fixtures.recording, fixtures.conversations]],
  ["states side by side", [layered]],
  ["limits on values", [limited]],
  ["every way of counting", [counted]],
  ["a service at its strangest", [fixtures.strange]],
  ...shipped.map((service) => [service.name, [service]] as const),
  ["all contracts", shipped],
];

const MINUTE = 60_000;
const LATENESSES = [0, MINUTE, 60 * MINUTE, 3 * 24 * 60 * MINUTE, 40 * 24 * 60 * MINUTE];

interface Sent {
  readonly at: number;
  readonly arrives: number;
  readonly record: UsageRecord;
  /** Absent for what is no usage. */
  readonly usage?: ServiceUsage;
}

interface Case extends Scenario {
  readonly services: readonly Service[];
  readonly lateness: number;
  readonly sent: readonly Sent[];
}

interface How {
  /** How late records come, in the lateness that is stated. */
  readonly delay: number;
  /** Whether some come more than once, or with another one's content. */
  readonly copies: boolean;
}

/** Records as they arrive. In every other case some correct others. */
function arrivals(services: readonly Service[], { delay, copies }: How): fc.Arbitrary<Case> {
  const numbers = fc.array(fc.nat(996), { minLength: 40, maxLength: 40 });
  return fc.tuple(scenario(services), fc.constantFrom(...LATENESSES), numbers).map(([tried, lateness, chance]) => {
    const usage = chance[39]! % 2 === 0 ? tried.usage : withCorrections(tried.usage, chance);
    const records = recordsOf(services, usage);
    const late = (i: number, salt: number) => Math.floor((lateness * delay * chance[(i * 7 + salt) % 40]!) / 996);
    const sent = records.flatMap((record, i): Sent[] => {
      const { at } = usage[i]!;
      const one = { at, arrives: at + late(i, 0), record, usage: usage[i]! };
      if (!copies) return [one];
      const other = tried.usage[(i + chance[i % 40]!) % records.length]!;
      const copy = { at, arrives: at + late(i, 11), record: { ...record } };
      const different = {
        at: other.at,
        arrives: other.at + late(i, 23),
        record: { ...recordsOf(services, [other])[0]!, id: record.id, source: record.source },
      };
      return [one, ...(chance[(i + 3) % 40]! % 4 === 0 ? [copy] : []), ...(chance[(i + 5) % 40]! % 6 === 0 ? [different] : [])];
    });
    // Now and then something that is no usage.
    const broken = { at: 0, arrives: (sent[0]?.arrives ?? 0) + 1, record: { specversion: "1.0", subject: "Acme" } };
    const nobodys = { at: 0, arrives: (sent[0]?.arrives ?? 0) + 2, record: { subject: "Nobody" } };
    const all = [...sent, broken, nobodys].sort((a, b) => a.arrives - b.arrives);
    return { ...tried, services, lateness, sent: all };
  });
}

interface Pushed {
  readonly usage: ServiceUsage | undefined;
  readonly record: UsageRecord;
  readonly decision: Decision;
}

function online({ services, agreement, month, lateness, sent }: Case) {
  const final = new Map<string, Decision>();
  const keyOf = ({ period, source, id }: Decision) => JSON.stringify([period, source, id]);
  const rating = new OnlineRating({
    agreements: [agreement],
    modules: services.map(moduleOf),
    period: month,
    lateness,
    // So short that it matters.
    copies: lateness,
    onRevised: (now, before) => {
      expect(before.final).toBe(false);
      if (before.bucket !== now.bucket || now.bucket !== "conflict") expect(now).not.toEqual(before);
      final.set(keyOf(now), now);
    },
  });
  const pushed = sent.map(({ record, usage }): Pushed => {
    const decision = rating.push(record);
    const isCopy = decision.bucket === "duplicate" || decision.reason.en!.startsWith("Another record with the same id");
    if (!isCopy) final.set(keyOf(decision), decision);
    return { record, usage, decision };
  });
  const bills = [month, nextMonth(month)].map((period) => ({ period, closed: rating.close(period)[0]! }));
  return { pushed, bills, final, keyOf };
}

/** The records that a bill counts, rated together; and what the batch says of each. */
async function together(tried: Case, pushed: readonly Pushed[], period: string, state: StateFile | undefined) {
  const records = pushed.filter(({ decision }) => decision.period === period).map(({ record }) => record);
  const outcomes: EventOutcome[] = [];
  const result = await rateMonth(tried.services, tried.agreement, period, records.reverse(), {
    ...(state === undefined ? {} : { state }),
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return { result, outcomes };
}

const bytes = ({ bill, closingState }: Pick<AgreementResult, "bill" | "closingState">) => JSON.stringify({ bill, closingState });

async function holds(tried: Case): Promise<readonly Pushed[]> {
  const { pushed, bills, final, keyOf } = online(tried);
  let state: StateFile | undefined;
  for (const { period, closed } of bills) {
    const { result, outcomes } = await together(tried, pushed, period, state);
    expect(bytes(closed)).toBe(bytes(result));
    state = result.closingState;
    for (const outcome of outcomes) {
      if (outcome.service === undefined) continue;
      const decided = final.get(keyOf({ ...outcome, period } as unknown as Decision));
      const { bucket, reason, unpriced, breaches } = outcome;
      expect(decided).toMatchObject({ bucket, reason, unpriced, breaches });
      expect(decided!.charged.map(({ clause }) => clause)).toEqual(outcome.charged);
    }
  }
  return pushed;
}

describe("push and batch agree to the byte", () => {
  test.each(subjects)("out of order within the lateness, with copies and contradictions: %s", async (_, services) => {
    await fc.assert(
      fc.asyncProperty(arrivals(services, { delay: 1, copies: true }), async (tried) => {
        const pushed = await holds(tried);
        const isLate = ({ record, decision }: Pushed) =>
          decision.bucket === "late" && !("replaces" in record || "voids" in record);
        const late = pushed.filter(isLate);
        // Only copies, corrections, and what contradicts what is final, can be late here.
        const first = new Set<unknown>();
        for (const { record } of pushed.filter(({ decision }) => decision.bucket !== "late")) first.add(record.id);
        for (const { record } of late) expect(first).toContain(record.id);
      }),
      runs(15),
    );
  });

  test.each(subjects)("and say what the interpreter says: %s", async (_, services) => {
    await fc.assert(
      fc.asyncProperty(arrivals(services, { delay: 1, copies: false }), async (tried) => {
        const { pushed, bills } = online(tried);
        const counted = pushed.filter(({ decision, usage }) => decision.period === tried.month && usage !== undefined);
        const usage = counted.map((one) => one.usage!);
        expect(asOracle(bills[0]!.closed.bill)).toEqual(inAnyOrder(oracleBill(services, tried.agreement, tried.month, usage)));
      }),
      runs(8),
    );
  });

  test.each(subjects.slice(0, 6))("what comes too late is given back, and on no bill: %s", async (_, services) => {
    await fc.assert(
      fc.asyncProperty(arrivals(services, { delay: 8, copies: true }), async (tried) => {
        const pushed = await holds(tried);
        for (const { record, decision } of pushed)
          if (decision.period === undefined) expect(decision).toMatchObject({ final: true, record });
      }),
      runs(15),
    );
  });
});
