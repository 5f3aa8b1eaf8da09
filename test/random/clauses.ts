/** What is charged, due, included, held to a least, forbidden and free. */
import { cap, counting } from "./countings.ts";
import { type Charged, type Clause, type Event, required, type Scope } from "./scope.ts";
import { filter } from "./states.ts";
import { circumstances, proviso, quantity } from "./things.ts";

const meets = (a: Charged, b: Charged): boolean =>
  a.event === b.event && (a.side === undefined || b.side === undefined || a.side === b.side);

/** The clauses that may charge some of the same events. */
const alike = (scope: Scope, charged: readonly Charged[]): Clause[] =>
  scope.clauses.filter((clause) => clause.charged.some((a) => charged.some((b) => meets(a, b))));

function declareCharge(scope: Scope): void {
  const { chance } = scope;
  const { charge, charged, fields, isWhole } = counting(scope, "charge", true);
  const name = scope.name("Charge");
  const by = chance.percent(45) ? chance.some(fields, 1, 2) : [];
  const others = alike(scope, charged);
  const tariff = chance.pick(["", "external tariff List", `external tariff List { title ${'en "list" vi "bảng giá"'} }`]);
  // at the price of another charge for the same events, whose fields are then there
  const priced =
    by.length === 0 && fields.length > 0 ? scope.charges.find((other) => other.events === eventsOf(charged)) : undefined;
  const pricing =
    priced !== undefined && chance.percent(40)
      ? [`priced as ${priced.name}`]
      : [
          by.length === 0 ? "" : `priced by ${by.map((field) => field.name).join(", ")}`,
          by.length > 0 && chance.percent(30) ? tariff : "",
        ];
  scope.declare(`charge ${name}${chance.percent(15) ? " as add-on" : ""}`, [
    charge!,
    isWhole && chance.percent(30) ? cap(scope) : "",
    ...pricing,
    others.length === 0 ? "" : `in addition to ${others.map((other) => other.name).join(", ")}`,
    ...circumstances(scope),
  ]);
  scope.clauses.push({ name, kind: "charge", charged });
  if (pricing[0]?.startsWith("priced as")) scope.bound.push([name, priced!.name]);
  else if (fields.length > 0) scope.charges.push({ name, events: eventsOf(charged) });
}

const eventsOf = (charged: readonly Charged[]): string => charged.map(({ event }) => event).join();

/** `alternative to` the fees and packages for the same events, of which one agreement has only one. */
function alternative(scope: Scope, charged: readonly Charged[], share: number): string[] {
  const others = scope.clauses.filter(({ kind }) => kind !== "charge");
  const rivals = alike(scope, charged).filter(({ kind }) => kind !== "charge");
  if (rivals.length > 0) return rivals.map(({ name }) => name);
  return others.length > 0 && scope.chance.percent(share) ? [scope.chance.pick(others).name] : [];
}

function withAlternatives(scope: Scope, name: string, others: readonly string[]): string {
  for (const other of others) scope.bound.push([name, other]);
  return others.length === 0 ? "" : `alternative to ${others.join(", ")}`;
}

function declareFee(scope: Scope): void {
  const { chance } = scope;
  const intervals = scope.states.filter(({ kind }) => kind === "interval");
  const name = scope.name("Fee");
  const first = chance.percent(40) ? `first month prorated by day${proviso(scope)}` : "";
  const advance = chance.percent(30) ? "in advance on day 1, additions when provisioned and in full" : "";
  const by = ({ fields }: Event, share: number): string =>
    chance.percent(share) && fields.length > 0
      ? `priced by ${chance
          .some(fields, 1, 2)
          .map((f) => f.name)
          .join(", ")}`
      : "";
  let charged: Charged[] = [];
  let basis: string[] = ["monthly", first];
  if (intervals.length > 0 && chance.percent(50)) {
    const interval = chance.pick(intervals);
    const priced = by(interval.from, 40);
    const peak = priced === "" && chance.percent(50);
    const limit = priced === "" && chance.percent(30) ? cap(scope) : "";
    basis = [`monthly for each ${interval.name}${peak ? " at its peak" : ""}`, priced, limit, advance, first];
  } else if (chance.percent(50)) {
    const event = chance.pick(scope.events);
    const side = event.parted && chance.pick(event.parted.sides);
    const once = { event: event.name, ...(side && { side }) };
    // two fees for one event would charge it twice, and a fee cannot say that it does
    if (alike(scope, [once]).every(({ kind }) => kind === "charge")) {
      charged = [once];
      basis = [`once for each ${filter(scope, event, "states too", side)}`, by(event, 40)];
    }
  }
  const alternatives = withAlternatives(scope, name, alternative(scope, charged, 15));
  scope.declare(`fee ${name}`, [...basis, alternatives, ...circumstances(scope)]);
  scope.clauses.push({ name, kind: "fee", charged });
}

function declarePackage(scope: Scope): void {
  const { chance } = scope;
  const free = scope.events.filter(({ parted }) => parted !== undefined).map(({ name }) => name);
  const able = scope.measures.filter(({ charged }) =>
    charged.every(({ event, side }) => side !== undefined || !free.includes(event)),
  );
  if (able.length === 0) return;
  const { name: measure, charged } = chance.pick(able);
  const rivals = alike(scope, charged).filter(({ kind }) => kind !== "charge");
  if (rivals.length > 1) return;
  const name = scope.name("Package");
  const alternatives = withAlternatives(scope, name, alternative(scope, charged, 20));
  const beyond = chance.percent(60) ? `beyond it charge each${proviso(scope)}` : "";
  scope.declare(`package ${name} of ${measure}`, ["monthly fee", beyond, alternatives, ...circumstances(scope)]);
  scope.clauses.push({ name, kind: "package", charged });
}

function declareMinimum(scope: Scope): void {
  const { chance } = scope;
  const of = chance.percent(40)
    ? "all charges"
    : chance
        .some(scope.clauses, 1, 3)
        .map((clause) => clause.name)
        .join(", ");
  const ways = [
    "when post-pay invoice the shortfall",
    "when pre-pay deduct the shortfall",
    "when pre-pay deduct the shortfall, notify when credit is short",
  ];
  const post = chance.percent(70);
  const name = scope.name("Least");
  scope.declare(`minimum ${name}`, [
    `${quantity(scope, "money", "may be nothing")} per calendar month of ${of}`,
    chance.percent(40) ? `first month prorated by day${proviso(scope)}` : "",
    post ? ways[0]! : "",
    !post || chance.percent(60) ? chance.pick(ways.slice(1)) : "",
    ...circumstances(scope),
  ]);
  scope.minimums.push(name);
}

function declareProhibition(scope: Scope): void {
  const { chance } = scope;
  const event = chance.pick(scope.events);
  const interval = scope.states.filter(({ kind }) => kind === "interval");
  const name = scope.name("Forbidden");
  const per = (of: Event, keys = required(of)): string => {
    const some = chance.some(keys, 0, 1).map((field) => field.name);
    return some.length === 0 ? "" : ` per ${some.join(", ")}`;
  };
  const limit = quantity(scope, "count", "may be nothing");
  const rule = chance.pick(["event", "once", "distinct"] as const);
  let text = filter(scope, event, "states too");
  if (rule === "once" && interval.length > 0) {
    const { name: of, from } = chance.pick(interval);
    text = `more than ${limit} ${of} at once${per(from)}`;
  } else if (rule === "distinct" && event.fields.length > 0)
    text = `more than ${limit} distinct ${chance.pick(event.fields).name} of ${filter(scope, event, "states too")}${per(event)}`;
  scope.declare(`forbid ${name}`, [text, ...circumstances(scope)]);
}

function declareFree(scope: Scope): void {
  for (const event of scope.events) {
    if (event.parted === undefined) continue;
    scope.declare(`free ${scope.name("Free")}`, [filter(scope, event, "states too", event.parted.free), ...circumstances(scope)]);
  }
}

/** Parts of the service that are taken by themselves; what belongs together stays together. */
function declareProducts(scope: Scope): void {
  const { chance } = scope;
  if (scope.clauses.length === 0 || !chance.percent(30)) return;
  const all = [...scope.clauses.map(({ name }) => name), ...scope.minimums];
  const groups = new Map(all.map((name) => [name, name]));
  const root = (name: string): string => (groups.get(name) === name ? name : root(groups.get(name)!));
  for (const [a, b] of scope.bound) groups.set(root(a), root(b));
  const places = new Map(all.map((name) => [root(name), chance.below(4)]));
  const products = chance.times(2, (place) => {
    const members = all.filter((name) => places.get(root(name)) === place);
    return { name: scope.name("Product"), members };
  });
  for (const { name, members } of products)
    scope.declare(`product ${name}`, [members.length === 0 ? "" : `charges ${members.join(", ")}`]);
}

export function declareClauses(scope: Scope): void {
  const { chance } = scope;
  chance.times(chance.between(0, 2), () => declareFee(scope));
  chance.times(chance.between(0, 2), () => declarePackage(scope));
  chance.times(chance.between(1, 5), () => declareCharge(scope));
  chance.times(chance.below(2), () => declareMinimum(scope));
  chance.times(chance.between(0, 2), () => declareProhibition(scope));
  declareFree(scope);
  declareProducts(scope);
}
