/** Everything that can happen to an event of a small service, by trying it out: concrete events after concrete histories, judged by the oracle. */
import fc from "fast-check";
import type { EventFilter, Quantity, Service, TermEntry } from "../../compiler/ir/model.ts";
import { matches } from "../oracle/conditions.ts";
import type { Facts, Usage } from "../oracle/facts.ts";
import { isOnSet, isSessionOpen, isWindowOpen } from "../oracle/states.ts";

const NOW = 10_000_000_000;
const MINUTE = 60_000;
const user = "+84901234567";
/** Minutes before the event: none, and two instants in each span between lengths of one and two hours, near enough to keep a session alive. */
const ages = [0, 10, 35, 75, 95, 130, 170];
/** Seconds on, beside and between 60, 90 and what the term is set to. */
const settings = [30, 60, 66, 72, 75, 78, 90, 105];
const lengths = [0, 15, 30, 45, 60, 63, 66, 69, 72, 73.5, 75, 76.5, 78, 84, 90, 97, 105, 120];
const weights = [undefined, 0, 1, 2, 3];
export const kinds = ["a", "b", "c"];

/** One thing that can happen: the event, what happened before, and the agreement. */
export interface Witness {
  readonly facts: Facts;
  readonly event: Usage;
  readonly takesOther: boolean;
  /** By the names of the states: whether the event is inside. */
  readonly inside: Readonly<Record<string, boolean>>;
}

type Data = Usage["data"];

const usage = (name: string, data: Data, minutes: number): Usage => ({
  name,
  at: NOW - minutes * MINUTE,
  id: `${name}-${minutes}-${JSON.stringify(data)}`,
  source: "/test",
  data: { user, ...data },
});

const factsOf = (service: Service, history: readonly Usage[], limit = 75): Facts => {
  const value: Quantity = { kind: "duration", milliseconds: limit * 1000, amount: String(limit), unit: "second" };
  const terms: TermEntry[] = [{ term: "Limit", value, origin: service.origin }];
  return { service, usage: history, taken: { terms } } as unknown as Facts;
};

/** Histories of up to three events, of kinds that change a state of the service. */
function histories(service: Service): Usage[][] {
  const changing = new Set(
    [
      ...service.windows.map((w) => w.opens),
      ...service.sets.flatMap((s) => [...s.added, ...s.removed]),
      ...service.sessions.flatMap((s) => [s.opens, ...s.closes]),
    ].map(({ event }) => event),
  );
  const plain = { read: false, length: 0 };
  const all = ages.flatMap((age) => [
    ...(changing.has("Came") ? kinds.map((kind) => usage("Came", { kind }, age)) : []),
    ...(changing.has("Went") ? [usage("Went", {}, age)] : []),
    ...(changing.has("Sent") ? kinds.map((kind) => usage("Sent", { ...plain, kind }, age)) : []),
  ]);
  const some: Usage[][] = [[]];
  all.forEach((a, i) => {
    some.push([a]);
    all.slice(i + 1).forEach((b, j) => {
      some.push([a, b]);
      for (const c of all.slice(i + j + 2)) some.push([a, b, c]);
    });
  });
  return some;
}

function insideOf(facts: Facts): Record<string, boolean> {
  const { windows, sets, sessions } = facts.service;
  const key = JSON.stringify([user]);
  return Object.fromEntries([
    ...windows.map(({ name }) => [name, isWindowOpen(facts, name, key, NOW)] as const),
    ...sets.map(({ name }) => [name, isOnSet(facts, name, key, NOW)] as const),
    ...sessions.map(({ name }) => [name, isSessionOpen(facts, name, key, NOW)] as const),
  ]);
}

/** A history of up to six events, on and beside the ends of what lasts one or two hours. */
export const history: fc.Arbitrary<Usage[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom("Came", "Came", "Went", "Sent"),
      fc.constantFrom(...kinds),
      fc.constantFrom(0, 10, 30, 45, 59, 60, 61, 75, 90, 100, 119, 120, 121, 135, 150, 180),
    )
    .map(([name, kind, age]) =>
      usage(name, name === "Went" ? {} : name === "Came" ? { kind } : { kind, read: false, length: 0 }, age),
    ),
  { maxLength: 6, selector: ({ id }) => id },
);

/** The states of an event `Sent` of a kind after a history. */
export function stateAfter(service: Service, before: readonly Usage[], kind: string): Record<string, boolean> {
  const event = { ...usage("Sent", { kind, read: false, length: 0 }, 0), id: "now" };
  return insideOf(factsOf(service, [...before, event]));
}

/** What can have been before an event `Sent` of each kind, once for each way in which states are then. */
export function pasts(
  service: Service,
): { kind: string; history: readonly Usage[]; inside: Readonly<Record<string, boolean>> }[] {
  const seen = new Map<string, ReturnType<typeof pasts>[number]>();
  for (const past of histories(service)) {
    for (const kind of kinds) {
      const inside = stateAfter(service, past, kind);
      const key = JSON.stringify([kind, inside]);
      if (!seen.has(key)) seen.set(key, { kind, history: past, inside });
    }
  }
  return [...seen.values()];
}

/** All that can happen to an event `Sent`, once for each difference. */
export function witnesses(service: Service): Witness[] {
  const limit = service.terms.find(({ name }) => name === "Limit");
  const bound = (q: Quantity | undefined, otherwise: number) => (q?.kind === "duration" ? q.milliseconds / 1000 : otherwise);
  const limits =
    limit === undefined || limit.negotiable === "no"
      ? [75]
      : settings.filter((s) => bound(limit.atLeast, 0) <= s && s <= bound(limit.atMost, Number.POSITIVE_INFINITY));
  return pasts(service).flatMap(({ kind, history: past, inside }) =>
    limits.flatMap((seconds) =>
      [true, false].flatMap((read) =>
        lengths.flatMap((length) =>
          weights.flatMap((weight) => {
            const data: Data = { kind, read, length, ...(weight === undefined ? {} : { weight }) };
            const event = { ...usage("Sent", data, 0), id: "now" };
            const facts = factsOf(service, [...past, event], seconds);
            return [true, false].map((takesOther): Witness => ({ facts, event, takesOther, inside }));
          }),
        ),
      ),
    ),
  );
}

/** Whether what happens meets a filter. */
export const meets = ({ facts, event }: Witness, filter: EventFilter): boolean => matches(facts, event, filter);
