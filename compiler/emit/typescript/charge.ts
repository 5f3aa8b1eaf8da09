/** charge → a Tally, counted event by event or from a measure when the period is settled */
import type { Charge, Counting, EventFilter } from "../../ir/model.ts";
import { type Applies, describe, emitApplies } from "./clause.ts";
import { every, filterCode, keyValues, presentField, textField, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { docComment, literal, textLiteral } from "./literal.ts";
import { emitCounting, storageCode } from "./measure.ts";
import { emitPriceCheck } from "./price-check.ts";
import type { Rating } from "./rating.ts";
import { byEvent, type Marks } from "./states.ts";
import { emitTermCheck } from "./term.ts";
import { traceClause, traceFilter, tracePresence } from "./trace.ts";

type Basic = Exclude<Counting, { kind: "measure" }>;

/** One charge on its way into code. */
interface Emission {
  readonly contract: Contract;
  readonly rating: Rating;
  readonly marks: Marks;
  readonly charge: Charge;
  readonly applies: Applies | undefined;
  readonly tally: string;
  /** Fields that the price depends on: the charge's own, or those of the charge that it is priced as. */
  readonly by: readonly string[];
}

export function emitCharge(contract: Contract, rating: Rating, marks: Marks, charge: Charge): void {
  const applies = emitApplies(contract, rating, charge);
  emitPriceCheck(contract, rating, { kind: "charge", element: charge }, applies);
  emitTermCheck(contract, rating, charge, applies);
  const priced = contract.pricing(charge);
  const emission: Emission = { contract, rating, marks, charge, applies, tally: contract.value(charge), by: priced.pricedBy };
  const { counts, measure, caps } = contract.counted(charge.counts);
  const capped = charge.atMost !== undefined || caps.length > 0;
  declareTally(emission, priced, counts, capped);
  if (capped) measured(emission, counts, measure);
  else uncapped(emission, counts, measure);
}

function uncapped(emission: Emission, counts: Basic, measure: string | undefined): void {
  switch (counts.kind) {
    case "events":
    case "sum":
    case "commenced":
      perEvent(emission, counts);
      break;
    case "commencedTotal":
      // the number of a measure is that of the whole month; the charge itself counts at each price
      if (measure === undefined) perEvent(emission, counts);
      else measured(emission, counts, measure);
      break;
    case "distinct":
      if (emission.by.length > 0) distinctByPrice(emission, counts);
      else measured(emission, counts, measure);
      break;
    case "sessions":
      if (emission.by.length > 0 && counts.which === "opened") openedByPrice(emission, counts);
      else measured(emission, counts, measure);
      break;
    case "peak":
    case "alive":
      measured(emission, counts, measure);
      break;
    case "storage":
      storage(emission, counts);
  }
}

function declareTally({ contract, rating, charge, tally, by }: Emission, priced: Charge, counts: Basic, capped: boolean): void {
  const options = [
    ...(by.length > 0 ? [`by: [${by.map(literal).join(", ")}]`] : []),
    ...(priced !== charge && by.length > 0 ? [`match: [${contract.match(priced).map(literal).join(", ")}]`] : []),
    ...agreedUnit(contract, counts),
    ...(capped ? [] : fieldUnits(contract, counts)),
    ...(counts.kind === "commencedTotal" && charge.counts === counts ? [`totalUnit: ${contract.decimal(counts.unit)}`] : []),
    ...(counts.kind === "storage" && !capped ? [`unit: ${storageCode(contract, counts).unit}`] : []),
  ];
  const args = [
    contract.rule(charge.name),
    contract.price(priced.name),
    "setup.timeZone",
    ...(options.length > 0 ? [`{ ${options.join(", ")} }`] : []),
  ];
  rating.declare(
    "clauses",
    `const ${tally} = new ${contract.use("Tally")}(${args.join(", ")});`,
    describe(contract, { kind: "charge", element: charge }),
  );
}

/** Units of a negotiable length are called by the length that was agreed. */
function agreedUnit(contract: Contract, counts: Basic): string[] {
  if ((counts.kind !== "commenced" && counts.kind !== "commencedTotal") || counts.unit.kind !== "term") return [];
  const { value } = contract.element("terms", counts.unit.term);
  if (value?.kind !== "duration") return [];
  return [`called: ${contract.use("agreedTime")}(${contract.term(counts.unit.term)}, ${literal(value.unit)})`];
}

/** Units of a field are counted by the tally, since the agreement may have increments of its own. */
function fieldUnits(contract: Contract, counts: Basic): string[] {
  if (counts.kind !== "commenced") return [];
  const { type } = contract.fieldOf(counts.of.event, counts.field);
  const base = type.kind === "duration" || type.kind === "size" ? type.kind : "number";
  return [`units: { step: ${contract.decimal(counts.unit)}, base: ${contract.use("fieldUnits")}.${base} }`];
}

/** Counted and priced event by event. */
function perEvent(emission: Emission, counts: Extract<Basic, { kind: "events" | "sum" | "commenced" | "commencedTotal" }>): void {
  const { contract, tally, by } = emission;
  const field = counts.kind === "events" ? [] : [counts.field];
  for (const [event, filters] of byEvent(contract.filters(counts))) {
    const quantity = counts.kind === "events" ? undefined : presentField(contract, event, counts.field);
    const values = by.length === 0 && quantity === undefined ? [] : [keyValues(contract, event, by)];
    const args = ["event", "verdict", ...values, ...(quantity === undefined ? [] : [quantity])];
    judge(emission, event, filterCode(contract, filters, field), `${tally}.charge(${args.join(", ")});`);
    const conditions = [...tracePresence(contract, event, field), ...traceFilter(contract, filters)];
    if (counts.kind === "commencedTotal") trace(emission, event, [...conditions, traceTotal(contract, counts)]);
    else trace(emission, event, conditions, counts.kind === "commenced" ? `${tally}.quantity(${quantity})` : (quantity ?? "1"));
  }
  settleTally(emission);
}

/** Different values, each priced as the first event that has it. */
function distinctByPrice(emission: Emission, counts: Extract<Basic, { kind: "distinct" }>): void {
  const { contract, rating, charge, tally, by } = emission;
  const seen = contract.companion(charge, "Seen");
  rating.declare(
    "measures",
    `const ${seen} = new ${contract.use("DistinctCounter")}(setup.journal);`,
    docComment("Values that have been charged."),
  );
  for (const filter of counts.of) {
    const values = keyValues(contract, filter.event, by);
    const first = `if (${seen}.add(${textField(contract, filter.event, filter.field)})) ${tally}.charge(event, verdict, ${values});`;
    const body = `{\n  ${first}\n  else ${tally}.mark(event, verdict, ${values});\n}`;
    judge(emission, filter.event, filterCode(contract, [filter], [filter.field]), body);
    trace(emission, filter.event, [...tracePresence(contract, filter.event, [filter.field]), ...traceFilter(contract, [filter])]);
  }
  settleTally(emission);
}

/** Sessions, each priced as the event that opens it. */
function openedByPrice(emission: Emission, counts: Extract<Basic, { kind: "sessions" }>): void {
  const { contract, marks, tally, by } = emission;
  const session = contract.element("sessions", counts.session);
  const opened = marks.ask(contract, session, "Opened");
  judge(
    emission,
    session.opens.event,
    opened,
    `${tally}.charge(event, verdict, ${keyValues(contract, session.opens.event, by)});`,
  );
  trace(emission, session.opens.event, [stateTrace(emission, opened)]);
  settleTally(emission);
}

/** The number of a measure, at one price; the events that it counts are charged events. */
function measured(emission: Emission, counts: Basic, measure: string | undefined): void {
  const { contract, rating, charge, applies, tally, by } = emission;
  if (by.length > 0)
    throw new Error(
      `${contract.service.name}.${charge.name} counts what no single event stands for, so its price cannot depend on ${by.join(", ")}.`,
    );
  const own = () =>
    emitCounting(
      contract,
      rating,
      charge,
      counts,
      contract.companion(charge, "Count"),
      docComment(`What ${charge.name} counts.`),
    );
  const counted = measure === undefined ? own() : `measures.${measure}`;
  const total = contract.atMost(counted, charge.atMost === undefined ? [] : [charge.atMost]);
  for (const { event, test, conditions } of contributions(emission, counts)) {
    judge(emission, event, test, `${tally}.mark(event, verdict);`);
    trace(emission, event, conditions);
  }
  rating.settle(when(applies?.code, `draft.measured(${tally}, ${total});`));
}

/** Size × started steps of time, each step at the price of its instant. */
function storage(emission: Emission, counts: Extract<Basic, { kind: "storage" }>): void {
  const { contract, rating, applies, tally, by } = emission;
  const interval = contract.element("intervals", counts.interval);
  const { steps, step, there, amount } = storageCode(contract, counts);
  const values = keyValues(contract, interval.from.event, by);
  for (const { event, test, conditions } of contributions(emission, counts)) {
    judge(emission, event, test, `${tally}.mark(event, verdict${by.length === 0 ? "" : `, ${values}`});`);
    trace(emission, event, conditions);
  }
  const add = `${tally}.addSteps(first, ${step}, steps, ${amount}${by.length === 0 ? "" : `, ${values}`});`;
  const loop = `for (const { first, steps, data } of ${steps}) {\n  ${when(there, add)}\n}`;
  rating.settle(applies === undefined ? loop : `if (${applies.code}) {\n${loop}\n}`);
  settleTally(emission);
}

/** The events that are part of what is counted as a whole. */
function contributions(
  emission: Emission,
  counts: Basic,
): { readonly event: string; readonly test: string | undefined; readonly conditions: string[] }[] {
  const { contract, marks } = emission;
  const filtered = (filter: EventFilter, needed: readonly string[]) => ({
    event: filter.event,
    test: filterCode(contract, [filter], needed),
    conditions: [...tracePresence(contract, filter.event, needed), ...traceFilter(contract, [filter])],
  });
  const marked = (event: string, test: string) => ({ event, test, conditions: [stateTrace(emission, test)] });
  switch (counts.kind) {
    case "events":
      return counts.of.map((filter) => filtered(filter, []));
    case "sum":
    case "commenced":
    case "commencedTotal":
      return [filtered(counts.of, [counts.field])];
    case "distinct":
      return counts.of.map((filter) => filtered(filter, [filter.field]));
    case "sessions": {
      const session = contract.element("sessions", counts.session);
      if (counts.which === "closed") {
        const closed = marks.ask(contract, session, "Closed");
        return [...byEvent(session.closes).keys()].map((event) => marked(event, closed));
      }
      return [marked(session.opens.event, marks.ask(contract, session, counts.which === "opened" ? "Opened" : "Active"))];
    }
    case "peak":
    case "alive":
    case "storage": {
      const interval = contract.element("intervals", counts.interval);
      return [marked(interval.from.event, marks.ask(contract, interval, "Started"))];
    }
  }
}

/** How an event counts that is only a part of a total: by the value that it adds. */
function traceTotal(contract: Contract, { of, field }: Extract<Basic, { kind: "commencedTotal" }>): string {
  const { title } = contract.fieldOf(of.event, field);
  const text = {
    en: `the ${title.en ?? field} is added to the total of the month, of which started units are counted`,
    vi: `${title.vi ?? field} được cộng vào tổng của tháng, từ đó tính các đơn vị đã bắt đầu`,
  };
  return `${contract.use("fieldCondition")}(${textLiteral(text)}, true, ${presentField(contract, of.event, field)})`;
}

/** What a state saw in the event, as a condition. */
function stateTrace({ contract, charge }: Emission, holds: string): string {
  const text = {
    en: `the event is counted for ${charge.title.en ?? charge.name}`,
    vi: `sự kiện được tính cho ${charge.title.vi ?? charge.title.en ?? charge.name}`,
  };
  return `${contract.use("agreementCondition")}({ en: ${literal(text.en)}, vi: ${literal(text.vi)} }, ${holds})`;
}

function judge({ rating, applies, charge }: Emission, event: string, test: string | undefined, statement: string): void {
  rating.on("judge", event, when(every([applies?.code, test]), statement), charge.name);
}

function trace(
  { contract, rating, charge, applies, tally, by }: Emission,
  event: string,
  conditions: readonly string[],
  quantity?: string,
): void {
  const price = `${tally}.quote(event${by.length === 0 ? "" : `, ${keyValues(contract, event, by)}`})`;
  rating.on(
    "trace",
    event,
    traceClause(contract, charge, applies, conditions, { ...(quantity === undefined ? {} : { quantity }), price }),
  );
}

function settleTally({ rating, applies, tally }: Emission): void {
  rating.settle(when(applies?.code, `draft.tally(${tally});`));
}
