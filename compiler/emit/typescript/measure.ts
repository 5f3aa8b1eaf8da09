/** measure → a counter, or a question to a state when the period is settled */

import type { Counting, Measure, Named } from "../../ir/model.ts";
import { describe } from "./clause.ts";
import { every, filterCode, presence, presentField, textField, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { literal } from "./literal.ts";
import type { Rating } from "./rating.ts";
import { byEvent, tests } from "./states.ts";

type Basic = Exclude<Counting, { kind: "measure" }>;

export function emitMeasure(contract: Contract, rating: Rating, measure: Measure): void {
  const { counts, caps } = contract.counted({ kind: "measure", measure: measure.name });
  const doc = describe(contract, { kind: "measure", element: measure });
  const total = emitCounting(contract, rating, measure, counts, contract.value(measure), doc);
  rating.measure(measure.name, contract.atMost(total, caps));
}

/** Counts in `value` for a measure, or for a charge that counts by itself; gives the code of the number, a decimal in text. */
export function emitCounting(
  contract: Contract,
  rating: Rating,
  owner: Named,
  counts: Basic,
  value: string,
  doc: string,
): string {
  const counter = (type: string) => rating.declare("measures", `const ${value} = new ${contract.use(type)}();`, doc);
  switch (counts.kind) {
    case "events":
      counter("EventCounter");
      for (const { event, test } of tests(contract, counts.of))
        rating.on("judge", event, when(test, `${value}.add();`), owner.name);
      return `${value}.total()`;
    case "distinct":
      counter("DistinctCounter");
      for (const [event, filters] of byEvent(counts.of)) {
        for (const filter of filters) {
          const test = filterCode(contract, [filter], [filter.field]);
          rating.on("judge", event, when(test, `${value}.add(${textField(contract, event, filter.field)});`), owner.name);
        }
      }
      return `${value}.total()`;
    case "sum":
    case "commenced": {
      counter("DecimalSum");
      const test = filterCode(contract, [counts.of], [counts.field]);
      rating.on("judge", counts.of.event, when(test, `${value}.add(${quantityCode(contract, counts)});`), owner.name);
      return `${value}.total()`;
    }
    case "commencedTotal": {
      const total = `new ${contract.use("StartedTotal")}(${contract.decimal(counts.unit)})`;
      rating.declare("measures", `const ${value} = ${total};`, doc);
      const test = filterCode(contract, [counts.of], [counts.field]);
      const add = `${value}.add(${presentField(contract, counts.of.event, counts.field)});`;
      rating.on("judge", counts.of.event, when(test, add), owner.name);
      return `${value}.total()`;
    }
    case "peak":
    case "alive":
      return `String(${contract.value(contract.element("intervals", counts.interval))}.${counts.kind}(setup.active))`;
    case "sessions":
      return `String(${contract.value(contract.element("sessions", counts.session))}.${counts.which}(setup.active))`;
    case "storage": {
      const { steps, there, amount, unit } = storageCode(contract, counts);
      const size = there === undefined ? amount : `${there} ? ${amount} : undefined`;
      return `${contract.use("storageTotal")}(${steps}, (data) => ${size}, ${unit})`;
    }
  }
}

/** What one event counts for. */
export function quantityCode(contract: Contract, counts: Extract<Counting, { kind: "sum" | "commenced" }>): string {
  const value = presentField(contract, counts.of.event, counts.field);
  if (counts.kind === "sum") return value;
  const { type } = contract.fieldOf(counts.of.event, counts.field);
  if (type.kind === "duration") return `${contract.use("commencedTime")}(${value}, ${contract.milliseconds(counts.unit)})`;
  return `${contract.use("commencedUnits")}(${value}, ${contract.decimal(counts.unit)})`;
}

/** Storage: the started steps of time, and the size of an interval from the `data` of its starting event. */
export function storageCode(contract: Contract, counts: Extract<Counting, { kind: "storage" }>) {
  const interval = contract.element("intervals", counts.interval);
  const { event } = interval.from;
  const value = presentField(contract, event, counts.field);
  const unit = contract.decimal(counts.unit);
  const step = contract.milliseconds(counts.per);
  return {
    step,
    steps: `${contract.value(interval)}.storage(setup.active, ${step})`,
    there: every(presence(contract, event, [counts.field])),
    amount: counts.commencedUnit ? `${contract.use("commencedUnits")}(${value}, ${unit})` : value,
    unit: counts.commencedUnit ? literal("1") : unit,
  };
}
