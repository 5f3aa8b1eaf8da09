/** fee → a line for the month, for intervals, or a Tally of events */

import { isAlternative } from "../../ir/alternatives.ts";
import type { Fee, Interval } from "../../ir/model.ts";
import { type Applies, describe, emitApplies, provisoCode } from "./clause.ts";
import { every, filterCode, keyCode, keyValues, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { literal, textLiteral } from "./literal.ts";
import { emitPriceCheck } from "./price-check.ts";
import type { Rating } from "./rating.ts";
import type { Marks } from "./states.ts";
import { emitTermCheck } from "./term.ts";
import { traceClause, traceFilter } from "./trace.ts";

export function emitFee(contract: Contract, rating: Rating, marks: Marks, fee: Fee): void {
  const applies = emitApplies(contract, rating, fee);
  emitPriceCheck(contract, rating, { kind: "fee", element: fee }, applies);
  emitTermCheck(contract, rating, fee, applies);
  const args = `${contract.rule(fee.name)}, ${contract.price(fee.name)}`;
  const options = optionsOf(contract, fee);
  switch (fee.basis.kind) {
    case "monthlyFlat":
      rating.settle(when(applies?.code, `draft.monthlyFee(${args}, ${options});`));
      break;
    case "monthlyPerInterval": {
      if (fee.pricedBy.length > 0) {
        perPricedInterval(contract, rating, marks, fee, fee.basis.interval, applies);
        break;
      }
      const interval = contract.element("intervals", fee.basis.interval);
      const started = marks.ask(contract, interval, "Started");
      const priced = `${contract.price(fee.name)} !== undefined`;
      rating.on(
        "judge",
        interval.from.event,
        when(every([applies?.code, priced, started]), `verdict.charged(${literal(fee.name)});`),
        fee.name,
      );
      rating.on("trace", interval.from.event, traceClause(contract, fee, applies, [traceBegan(contract, interval, started)]));
      rating.settle(
        when(applies?.code, `draft.intervalFee(${args}, ${contract.value(interval)}, ${literal(fee.basis.count)}, ${options});`),
      );
      break;
    }
    case "oncePerEvent":
      oncePerEvent(contract, rating, fee, fee.basis.of, applies);
  }
}

function traceBegan(contract: Contract, { title, name }: Interval, started: string): string {
  const text = {
    en: `the event begins a ${title.en ?? name}`,
    vi: `sự kiện bắt đầu ${title.vi ?? title.en ?? name}`,
  };
  return `${contract.use("agreementCondition")}(${textLiteral(text)}, ${started})`;
}

/** Each key at the price for the event that began its first interval of the month. */
function perPricedInterval(
  contract: Contract,
  rating: Rating,
  marks: Marks,
  fee: Fee,
  intervalName: string,
  applies: Applies | undefined,
): void {
  const interval = contract.element("intervals", intervalName);
  const { event } = interval.from;
  const started = marks.ask(contract, interval, "Started");
  const tally = declareTally(contract, rating, fee);
  const values = keyValues(contract, event, fee.pricedBy);
  const firstDay = "{ at: setup.active.start }";
  const first = `${contract.value(interval)}.isFirst(${keyCode(contract, event, interval.per)}, setup.active.start)`;
  const judged = `if (${first}) ${tally}.mark(${firstDay}, verdict, ${values});\nelse verdict.charged(${literal(fee.name)});`;
  rating.on("judge", event, when(every([applies?.code, had(contract, fee), started]), `{\n${judged}\n}`), fee.name);
  const price = `${tally}.quote(${firstDay}, ${values})`;
  rating.on(
    "trace",
    event,
    traceClause(contract, fee, applies, [traceBegan(contract, interval, started)], { quantity: "1", price }),
  );
  const by = `(data) => ${values}`;
  rating.settle(
    when(
      every([applies?.code, had(contract, fee)]),
      `draft.intervalFeeBy(${tally}, ${contract.value(interval)}, ${by}, ${optionsOf(contract, fee)});`,
    ),
  );
}

/** What an agreement does not price of alternatives it does not have. */
const had = (contract: Contract, fee: Fee): string | undefined =>
  isAlternative(contract.service, fee) ? `${contract.price(fee.name)} !== undefined` : undefined;

function declareTally(contract: Contract, rating: Rating, fee: Fee): string {
  const tally = contract.value(fee);
  const by = fee.pricedBy.length === 0 ? "" : `by: [${fee.pricedBy.map(literal).join(", ")}], `;
  rating.declare(
    "clauses",
    `const ${tally} = new ${contract.use("Tally")}(${contract.rule(fee.name)}, ${contract.price(fee.name)}, setup.timeZone, { ${by}kind: "fee" });`,
    describe(contract, { kind: "fee", element: fee }),
  );
  return tally;
}

function optionsOf(contract: Contract, { atMost, inAdvance, firstMonthProrated, firstMonthIf }: Fee): string {
  const cap = atMost === undefined ? [] : [`atMost: ${contract.decimal(atMost)}`];
  return `{ ${[`inAdvance: ${inAdvance}`, `prorated: ${firstMonthProrated ? provisoCode(contract, firstMonthIf) : "false"}`, ...cap].join(", ")} }`;
}

function oncePerEvent(
  contract: Contract,
  rating: Rating,
  fee: Fee,
  of: Extract<Fee["basis"], { kind: "oncePerEvent" }>["of"],
  applies: Applies | undefined,
): void {
  const tally = declareTally(contract, rating, fee);
  const values = fee.pricedBy.length === 0 ? "" : `, ${keyValues(contract, of.event, fee.pricedBy)}`;
  rating.on(
    "judge",
    of.event,
    when(every([applies?.code, had(contract, fee), filterCode(contract, [of])]), `${tally}.charge(event, verdict${values});`),
    fee.name,
  );
  rating.on(
    "trace",
    of.event,
    traceClause(contract, fee, applies, traceFilter(contract, [of]), { quantity: "1", price: `${tally}.quote(event${values})` }),
  );
  rating.settle(when(applies?.code, `draft.tally(${tally});`));
}
