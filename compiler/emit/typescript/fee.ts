/** fee → a line for the month, for intervals, or a Tally of events */
import type { Fee } from "../../ir/model.ts";
import { type Applies, describe, emitApplies, emitPriceCheck } from "./clause.ts";
import { every, filterCode, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { literal } from "./literal.ts";
import type { Rating } from "./rating.ts";
import type { Marks } from "./states.ts";
import { traceClause, traceFilter } from "./trace.ts";

export function emitFee(contract: Contract, rating: Rating, marks: Marks, fee: Fee): void {
  const applies = emitApplies(contract, rating, fee);
  emitPriceCheck(contract, rating, { kind: "fee", element: fee }, applies);
  const args = `${contract.rule(fee.name)}, ${contract.price(fee.name)}`;
  const options = `{ inAdvance: ${fee.inAdvance}, prorated: ${fee.firstMonthProrated} }`;
  switch (fee.basis.kind) {
    case "monthlyFlat":
      rating.settle(when(applies?.code, `draft.monthlyFee(${args}, ${options});`));
      break;
    case "monthlyPerInterval": {
      const interval = contract.element("intervals", fee.basis.interval);
      const started = marks.ask(contract, interval, "Started");
      const priced = `${contract.price(fee.name)} !== undefined`;
      rating.on(
        "judge",
        interval.from.event,
        when(every([applies?.code, priced, started]), `verdict.charged(${literal(fee.name)});`),
        fee.name,
      );
      const text = {
        en: `the event begins a ${interval.title.en ?? interval.name}`,
        vi: `sự kiện bắt đầu ${interval.title.vi ?? interval.title.en ?? interval.name}`,
      };
      const began = `${contract.use("agreementCondition")}({ en: ${literal(text.en)}, vi: ${literal(text.vi)} }, ${started})`;
      rating.on("trace", interval.from.event, traceClause(contract, fee, applies, [began]));
      rating.settle(
        when(applies?.code, `draft.intervalFee(${args}, ${contract.value(interval)}, ${literal(fee.basis.count)}, ${options});`),
      );
      break;
    }
    case "oncePerEvent":
      oncePerEvent(contract, rating, fee, fee.basis.of, applies);
  }
}

function oncePerEvent(
  contract: Contract,
  rating: Rating,
  fee: Fee,
  of: Extract<Fee["basis"], { kind: "oncePerEvent" }>["of"],
  applies: Applies | undefined,
): void {
  const tally = contract.value(fee);
  const doc = describe(contract, { kind: "fee", element: fee });
  rating.declare(
    "clauses",
    `const ${tally} = new ${contract.use("Tally")}(${contract.rule(fee.name)}, ${contract.price(fee.name)}, setup.timeZone, { kind: "fee" });`,
    doc,
  );
  rating.on(
    "judge",
    of.event,
    when(every([applies?.code, filterCode(contract, [of])]), `${tally}.charge(event, verdict);`),
    fee.name,
  );
  rating.on(
    "trace",
    of.event,
    traceClause(contract, fee, applies, traceFilter(contract, [of]), { quantity: "1", price: `${tally}.quote(event)` }),
  );
  rating.settle(when(applies?.code, `draft.tally(${tally});`));
}
