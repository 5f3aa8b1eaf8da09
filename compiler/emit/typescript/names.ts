/** Gives every emitted thing a name of its own in the file, by identity: the same thing always has the same name, two things never do. */
import { checkedName } from "./literal.ts";

/** Words that cannot be, or should not be, the name of something in the file. */
const words = `abstract any arguments as async await bigint boolean break case catch class const continue debugger declare default
  delete do else enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let
  module namespace never new null number object of package private protected public readonly require return satisfies set static string super
  switch symbol this throw true try type typeof undefined unique unknown var void while with yield
  Array BigInt Boolean Date Error Function Infinity Iterable Map Math NaN Number Object Omit Partial Pick Promise Readonly Record Set
  String Symbol console globalThis exports NonNullable ReadonlyArray Required
  z event data verdict setup draft measures state lines first steps counted part`.split(/\s+/);

/** What the file may import from the runtime; these keep their names. */
const imported =
  `BindingError Bill ClauseInfo CloudEvent DecimalSum DecimalText DistinctCounter EventCounter EventInfo EventMarks Intervals KeySet
  Milliseconds MoneyAmount OnlineOptions OnlineService PackagePrice Price PriceBinding RatingSetup SeenValues ServiceEvent ServiceModule ServiceRating ServiceTerms
  ServiceState Settlement SettlementDraft Sessions StartedTotal Tally TermRule TermValue Text UnitPrice Verdict Windows agreePrices agreeTerms
  agreedTime agreementCondition allOf anyOf atMost bindTerms clauseTrace commencedTime commencedUnits compareDecimals field fieldCondition inSeconds isOneOf
  key onlineService own ownFields rateService refusePrice requireOnePrice requirePrice stateCondition storageTotal`.split(/\s+/);

/** What every module has under these names. */
const own = `Prices Terms UsageEvent bind clauses create defaultTerms events rate rateOnline rules termRules`.split(/\s+/);

export class Names {
  readonly #taken = new Set([...words, ...imported, ...own]);
  readonly #given = new Map<object, Map<string, string>>();

  /** The name of a thing in one of its roles ("data", "applies" …), close to what is wanted. */
  of(thing: object, role: string, wanted: string): string {
    const roles = this.#given.get(thing) ?? new Map<string, string>();
    this.#given.set(thing, roles);
    const known = roles.get(role);
    if (known !== undefined) return known;
    const name = this.#free(checkedName(wanted));
    roles.set(role, name);
    return name;
  }

  #free(wanted: string): string {
    let name = wanted;
    for (let i = 2; this.#taken.has(name) || name in {}; i += 1) name = `${wanted}_${i}`;
    this.#taken.add(name);
    return name;
  }
}

/** "TemplateMessage" as the name of a value: "templateMessage"; "MAUFee": "mauFee". */
export function lowerFirst(name: string): string {
  const capitals = /^[A-Z]+(?![a-z])/.exec(name)?.[0];
  return capitals === undefined
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : capitals.toLowerCase() + name.slice(capitals.length);
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
