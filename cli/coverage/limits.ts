/** The two sides of `at most`: a month in which the limit is not reached, and one in which it is. */
import type { Charge, Fee, Measure, Service } from "../../compiler/index.ts";
import { Decimal } from "../../runtime/index.ts";
import type { Question, Run } from "./index.ts";
import { measureOf } from "./states.ts";

/** Of a measure, a charge or a fee that has a limit; nothing of others. */
export function limitSides(service: Service, { name, atMost }: Measure | Charge | Fee): Question[] {
  if (atMost === undefined) return [];
  const clause = `${service.name}.${name}`;
  const side = (shows: string, holds: (compared: number) => boolean): Question => ({
    shows,
    shownBy: (run) => {
      const limit = Decimal.parse(measureOf(run.story, atMost));
      return numbersOf(run, clause).some((number) => holds(number.compare(limit)));
    },
  });
  return [
    side("a month in which the limit is not reached", (compared) => compared < 0),
    side("a month in which the limit is reached", (compared) => compared >= 0),
  ];
}

/** The number of each month: of a measure as the bill states it, of a charge or a fee the sum of its lines. */
function numbersOf({ result }: Run, clause: string): Decimal[] {
  return result.months.map(({ bill }) => {
    const measured = bill.measures[clause];
    const counted = bill.lines.filter((line) => line.clause === clause && line.kind !== "error");
    return measured === undefined
      ? counted.reduce((sum, { quantity }) => sum.plus(Decimal.parse(quantity)), Decimal.zero)
      : Decimal.parse(measured);
  });
}
