/** The two sides of each kind of rule that bills, as questions to an example that was run. */
import type {
  Charge,
  Counting,
  EventFilter,
  Fee,
  FreeRule,
  Minimum,
  Package,
  Prohibition,
  Service,
  Term,
} from "../../compiler/index.ts";
import { type BillLine, type ClauseTrace, Decimal, type EventOutcome } from "../../runtime/index.ts";
import type { Question, Run } from "./index.ts";

const qualified = (service: Service, { name }: { readonly name: string }) => `${service.name}.${name}`;

/** The lines of a clause, over all months of the example. */
function linesOf({ result }: Run, clause: string): BillLine[] {
  return result.months.flatMap(({ bill }) => bill.lines.filter((line) => line.clause === clause));
}

const outcomesOf = ({ result }: Run): EventOutcome[] => result.months.flatMap(({ outcomes }) => outcomes);

const isPositive = (decimal: string) => Decimal.parse(decimal).compare(Decimal.zero) > 0;

/** Whether the example says in so many words that a clause comes to nothing. */
function expectsNothing({ result }: Run, name: string): boolean {
  return result.example.expect.some(
    ({ what, value }) => "name" in what && what.name === name && Decimal.parse(value.amount).isZero(),
  );
}

/** How a clause was tried on the events of the example. */
function traces(run: Run, name: string): ClauseTrace[] {
  return outcomesOf(run).flatMap((outcome) => outcome.traces.filter(({ clause }) => clause === name));
}

export function chargeSides(service: Service, charge: Charge): Question[] {
  const clause = qualified(service, charge);
  const single = charge.counts.kind === "commenced";
  return [
    { shows: "usage that is charged", shownBy: (run) => linesOf(run, clause).some(({ quantity }) => isPositive(quantity)) },
    {
      shows: "usage that is not charged",
      shownBy: (run) =>
        expectsNothing(run, charge.name) ||
        traces(run, charge.name).some(({ holds }) => !holds) ||
        someLeftOut(service, charge.counts, run, clause),
    },
    ...(single
      ? [
          { shows: "an event of one unit", shownBy: (run: Run) => quantities(run, charge.name).includes("1") },
          {
            shows: "an event of several units",
            shownBy: (run: Run) => quantities(run, charge.name).some((quantity) => quantity !== "1"),
          },
        ]
      : []),
  ];
}

const quantities = (run: Run, name: string) =>
  traces(run, name).flatMap(({ holds, quantity }) => (holds && quantity ? [quantity] : []));

/** For what is counted over the month: fewer were counted than events came, so some did not count, or did not count again. */
function someLeftOut(service: Service, counting: Counting, run: Run, clause: string): boolean {
  const events = new Set(eventsUnder(service, counting));
  const came = outcomesOf(run).filter(
    ({ event, bucket }) => event !== undefined && events.has(event) && bucket !== "context",
  ).length;
  const lines = linesOf(run, clause);
  const counted = lines.reduce((sum, { quantity }) => sum.plus(Decimal.parse(quantity)), Decimal.zero);
  return lines.length > 0 && counting.kind !== "storage" && counted.compare(Decimal.fromJson(came)) < 0;
}

/** The kinds of event that a count rests on. */
function eventsUnder(service: Service, counting: Counting): string[] {
  switch (counting.kind) {
    case "events":
    case "distinct":
      return counting.of.map(({ event }) => event);
    case "sum":
    case "commenced":
    case "commencedTotal":
      return [counting.of.event];
    case "peak":
    case "alive":
    case "storage":
      return service.intervals.filter(({ name }) => name === counting.interval).map(({ from }) => from.event);
    case "sessions":
      return service.sessions.filter(({ name }) => name === counting.session).map(({ opens }) => opens.event);
    case "measure":
      return service.measures
        .filter(({ name }) => name === counting.measure)
        .flatMap(({ counts }) => eventsUnder(service, counts));
  }
}

export function feeSides(service: Service, fee: Fee): Question[] {
  const clause = qualified(service, fee);
  const due = (run: Run) => linesOf(run, clause).filter(({ quantity }) => isPositive(quantity));
  const counting = feeEvents(service, fee);
  return [
    { shows: "a fee that is due", shownBy: (run) => due(run).length > 0 },
    ...(counting === undefined
      ? []
      : [
          {
            shows: "something for which no fee is due",
            shownBy: (run: Run) =>
              expectsNothing(run, fee.name) ||
              traces(run, fee.name).some(({ holds }) => !holds) ||
              moreCame(run, counting, due(run)),
          },
        ]),
    ...(fee.firstMonthProrated
      ? [
          { shows: "a prorated fee", shownBy: (run: Run) => due(run).some(({ proration }) => proration !== undefined) },
          { shows: "a full fee", shownBy: (run: Run) => due(run).some(({ proration }) => proration === undefined) },
        ]
      : []),
  ];
}

/** Events that may make a fee due: none for a flat monthly fee. */
function feeEvents(service: Service, { basis }: Fee): readonly EventFilter[] | undefined {
  if (basis.kind === "monthlyFlat") return undefined;
  if (basis.kind === "oncePerEvent") return [basis.of];
  return service.intervals.filter(({ name }) => name === basis.interval).map(({ from }) => from);
}

function moreCame(run: Run, filters: readonly EventFilter[], lines: readonly BillLine[]): boolean {
  if (lines.length === 0) return false;
  const came = run.story.events.filter(({ event }) => filters.some((filter) => filter.event === event.event)).length;
  const most = run.result.months.map(({ bill }) =>
    bill.lines
      .filter((line) => lines.includes(line))
      .reduce((sum, { quantity }) => sum.plus(Decimal.parse(quantity)), Decimal.zero),
  );
  return most.some((quantity) => quantity.compare(Decimal.fromJson(came)) < 0);
}

export function packageSides(service: Service, pack: Package): Question[] {
  const clause = qualified(service, pack);
  const exceeded = ({ result }: Run) =>
    result.months.some(
      ({ bill }) =>
        bill.lines.some((line) => line.clause === clause && line.kind === "overage") ||
        bill.notices.some((notice) => notice.clause === clause && notice.code === "package-exceeded"),
    );
  return [
    { shows: "use beyond the package", shownBy: exceeded },
    {
      shows: "use within the package",
      shownBy: (run) =>
        !exceeded(run) &&
        run.result.months.some(
          ({ bill }) =>
            bill.lines.some((line) => line.clause === clause) &&
            isPositive(bill.measures[`${service.name}.${pack.measure}`] ?? "0"),
        ),
    },
  ];
}

export function minimumSides(service: Service, minimum: Minimum): Question[] {
  const clause = qualified(service, minimum);
  const short = (run: Run) => linesOf(run, clause).length > 0;
  return [
    { shows: "a shortfall", shownBy: short },
    {
      shows: "traffic that reaches the minimum",
      shownBy: (run) => !short(run) && minimum.of.some((name) => linesOf(run, qualified(service, { name })).length > 0),
    },
  ];
}

export function freeSides(free: FreeRule): Question[] {
  return [
    { shows: "usage that it makes free", shownBy: (run) => traces(run, free.name).some(({ holds }) => holds) },
    ...(free.of.where === undefined && free.circumstances.length === 0
      ? []
      : [
          {
            shows: "usage of the same kind that it does not make free",
            shownBy: (run: Run) => traces(run, free.name).some(({ holds }) => !holds),
          },
        ]),
  ];
}

/** A choice is shown by examples under each of its values. */
export function choiceSides({ name, value, choices }: Term): Question[] {
  const chosen = ({ result }: Run) => {
    const set = result.example.agreement.terms.find(({ term }) => term === name)?.value ?? value;
    return set?.kind === "choice" ? set.value : undefined;
  };
  return choices.map((choice) => ({
    shows: `an agreement in which it is ${choice.name}`,
    shownBy: (run) => chosen(run) === choice.name,
  }));
}

export function prohibitionSides(service: Service, forbid: Prohibition): Question[] {
  const clause = qualified(service, forbid);
  const breaches = (outcome: EventOutcome) => outcome.breaches.includes(clause);
  const { rule } = forbid;
  const event =
    rule.kind === "concurrent" ? service.intervals.find(({ name }) => name === rule.interval)!.from.event : rule.of.event;
  return [
    { shows: "a breach", shownBy: (run) => outcomesOf(run).some(breaches) },
    { shows: "no breach", shownBy: (run) => outcomesOf(run).some((outcome) => outcome.event === event && !breaches(outcome)) },
  ];
}
