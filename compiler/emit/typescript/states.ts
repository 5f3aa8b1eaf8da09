/** What several constructs need of the states: who asks whether an event began or ended one. */
import type { EventFilter, Named } from "../../ir/model.ts";
import { filterCode } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { docComment } from "./literal.ts";
import type { Rating } from "./rating.ts";

/** What a state may be asked about the event at hand. */
export type Mark = "Started" | "Opened" | "Closed" | "Active";

/** Marks that clauses ask for; a state sets only those. Clauses are emitted before states, so that all are known. */
export class Marks {
  readonly #asked = new Map<Named, Set<Mark>>();

  /** The test whether the event at hand has the mark. */
  ask(contract: Contract, state: Named, mark: Mark): string {
    const asked = this.#asked.get(state) ?? new Set();
    this.#asked.set(state, asked.add(mark));
    return `${contract.companion(state, mark)}.has(event)`;
  }

  isAsked(state: Named, mark: Mark): boolean {
    return this.#asked.get(state)?.has(mark) === true;
  }

  /** Declares a mark and gives the statement that sets it; undefined when nobody asks. */
  set(contract: Contract, rating: Rating, state: Named, mark: Mark): string | undefined {
    if (!this.isAsked(state, mark)) return undefined;
    const name = contract.companion(state, mark);
    const doc = docComment(
      `Events that ${{ Started: "began", Opened: "opened", Closed: "closed", Active: "opened or kept alive" }[mark]} one, at the instant at hand.`,
    );
    rating.declare("states", `const ${name} = new ${contract.use("EventMarks")}(setup.journal);`, doc);
    return `${name}.mark(event);`;
  }
}

/** Filters by kind of event, in the order in which they stand. */
export function byEvent<Filter extends EventFilter>(filters: readonly Filter[]): ReadonlyMap<string, readonly Filter[]> {
  const groups = new Map<string, Filter[]>();
  for (const filter of filters) groups.set(filter.event, [...(groups.get(filter.event) ?? []), filter]);
  return groups;
}

/** For each kind of event, what must hold of it. */
export function tests(
  contract: Contract,
  filters: readonly EventFilter[],
  needed: (event: string) => readonly string[] = () => [],
) {
  return [...byEvent(filters)].map(([event, of]) => ({ event, of, test: filterCode(contract, of, needed(event)) }));
}
