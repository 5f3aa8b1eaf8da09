/** Agreements: who takes which services, at which prices, on which terms. */
import type { AgreementNode, Literal, PropertyNode, TakeNode } from "../../grammar/index.ts";
import { isDay, isZone, suggestZone } from "../calendar.ts";
import { Reporter } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Host } from "../host.ts";
import { holds } from "../ir/agreed.ts";
import { alternativeGroups } from "../ir/alternatives.ts";
import { type Agreement, type Circumstance, IR_VERSION, type RoundingMode, type Service, type Taken } from "../ir/model.ts";
import { termsDue } from "../ir/terms.ts";
import type { AgreementSymbol, View } from "../scope.ts";
import { suggest } from "../suggest.ts";
import { checkAvailability } from "./availability.ts";
import { circumstanceWritten, linkProduct } from "./circumstance.ts";
import { checkOverage, lowerPrice, lowerSetting, pricedClauses, priceExample } from "./price.ts";
import { checkCurrency, lowerQuantity } from "./quantity.ts";
import { lowerProration, lowerSpends, moneyOf } from "./spend.ts";
import { settingExample } from "./term.ts";
import { checkValidity } from "./validity.ts";

const roundingModes: readonly RoundingMode[] = ["half up", "half even", "up", "down"];

export function lowerAgreement(
  { node, source }: AgreementSymbol,
  view: View,
  services: ReadonlyMap<string, Service>,
  host: Host,
): Agreement {
  const reporter = new Reporter(source, view.unit);
  const properties = new Properties(reporter, node);
  const currency = properties.currency();
  const takes: Taken[] = [];
  for (const take of node.takes) {
    const taken = lowerTake(reporter, take, view, services, host, currency);
    if (taken === undefined) continue;
    const other = takes.findIndex((t) => t.service === taken.service);
    if (other === -1) takes.push(taken);
    else if (taken.products.length === 0 || taken.products.some((p) => takes[other]!.products.includes(p))) {
      reporter.report(D.takenTwice, { service: taken.service }, take.service);
    } else takes[other] = merge(takes[other]!, taken);
  }
  if (node.takes.length === 0 && !node.name.missing) {
    reporter.report(
      D.missingProperty,
      { agreement: `The agreement \`${node.name.text}\``, property: "services", example: "take WhatsApp { … }" },
      node.name,
    );
  }
  const from = properties.day("from");
  checkTakes(reporter, node, takes, services, currency, from);
  checkAvailability(reporter, node, takes, services);
  checkSettings(reporter, node);
  const until = properties.day("until");
  if (from !== undefined && until !== undefined && until < from) reporter.report(D.datesReversed, {}, properties.find("until")!);
  else checkValidity(reporter, node, { ...(from && { from }), ...(until && { until }), takes }, services);
  const chargingModel = properties.chargingModel();
  const credit = properties.credit(currency);
  if (credit !== undefined && chargingModel === "post-pay")
    reporter.report(D.creditWithoutPrePay, {}, properties.find("credit")!);
  const roundingTo = properties.roundingTo(currency);
  const proration = lowerProration(reporter, node.prorations);
  return {
    irVersion: IR_VERSION,
    name: node.name.text,
    client: properties.find("client")?.texts[0]?.value ?? node.name.text,
    accounts: properties.all("account").flatMap((p) => p.texts.map((t) => t.value)),
    currency,
    timeZone: properties.timeZone(),
    chargingModel,
    ...(from && { from }),
    ...(until && { until }),
    ...(credit !== undefined && { credit }),
    rounding: properties.rounding(),
    ...(roundingTo !== undefined && { roundingTo }),
    ...(proration && { proration }),
    ...lowerSpends(reporter, node.spends, currency, "the bill"),
    takes,
    ...(node.doc !== undefined && { doc: node.doc }),
    origin: source.origin(node.name),
  };
}

/** The properties of an agreement, each at most once. */
class Properties {
  private readonly reporter: Reporter;
  private readonly node: AgreementNode;

  constructor(reporter: Reporter, node: AgreementNode) {
    this.reporter = reporter;
    this.node = node;
    const seen = new Set<string>();
    for (const p of node.properties) {
      if (seen.has(p.property) && p.property !== "account") reporter.report(D.repeated, { what: "This" }, p);
      seen.add(p.property);
    }
  }

  all(property: PropertyNode["property"]): PropertyNode[] {
    return this.node.properties.filter((p) => p.property === property);
  }

  find(property: PropertyNode["property"]): PropertyNode | undefined {
    return this.node.properties.find((p) => p.property === property);
  }

  private required(property: PropertyNode["property"], words: string, example: string): PropertyNode | undefined {
    const found = this.find(property);
    if (found === undefined && !this.node.name.missing) {
      this.reporter.report(
        D.missingProperty,
        { agreement: `The agreement \`${this.node.name.text}\``, property: words, example },
        this.node.name,
      );
    }
    return found;
  }

  currency(): string {
    const word = this.required("currency", "currency", "currency EUR")?.word;
    if (word === undefined || word.missing) return "EUR";
    return checkCurrency(this.reporter, word.text, word) ? word.text : "EUR";
  }

  timeZone(): string {
    const text = this.required("timeZone", "time zone", 'time zone "Asia/Ho_Chi_Minh"')?.texts[0];
    if (text === undefined) return "UTC";
    if (isZone(text.value)) return text.value;
    this.reporter.report(D.unknownZone, { zone: text.value, suggestion: suggestZone(text.value) }, text);
    return "UTC";
  }

  chargingModel(): "post-pay" | "pre-pay" {
    return this.required("chargingModel", "charging model", "charging model post-pay")?.word?.text === "pre-pay"
      ? "pre-pay"
      : "post-pay";
  }

  day(property: "from" | "until"): string | undefined {
    return checkedDay(this.reporter, this.find(property)?.date);
  }

  credit(currency: string): string | undefined {
    const node = this.find("credit");
    const q = lowerQuantity(this.reporter, node?.quantity, ["money"]);
    if (node === undefined || q?.kind !== "money") return undefined;
    if (q.currency === currency) return q.amount;
    this.reporter.report(D.wrongCurrency, { what: "The credit", found: q.currency, expected: currency }, node);
    return undefined;
  }

  roundingTo(currency: string): string | undefined {
    const quantity = this.find("rounding")?.quantity;
    const place = quantity && moneyOf(this.reporter, quantity, currency, "What amounts are rounded to");
    if (place === undefined || !/^[0.]*$/.test(place)) return place;
    this.reporter.report(D.roundingPlace, {}, quantity!);
    return undefined;
  }

  rounding(): RoundingMode {
    const word = this.find("rounding")?.word;
    if (word === undefined) return "half up";
    const mode = roundingModes.find((m) => m === word.text);
    if (mode === undefined) {
      this.reporter.report(
        D.unknownName,
        { what: "rounding mode", name: word.text, suggestion: suggest(word.text, roundingModes), known: roundingModes },
        word,
      );
    }
    return mode ?? "half up";
  }
}

function checkedDay(reporter: Reporter, date: Literal | undefined): string | undefined {
  if (date === undefined || date.value === "") return undefined;
  if (isDay(date.value)) return date.value;
  reporter.report(D.badDate, { text: date.value }, date);
  return undefined;
}

function lowerTake(
  reporter: Reporter,
  node: TakeNode,
  view: View,
  services: ReadonlyMap<string, Service>,
  host: Host,
  currency: string,
): Taken | undefined {
  if (view.service(node.service, reporter.source) === undefined) return undefined;
  const service = services.get(node.service.text);
  if (service === undefined) return undefined;
  const ctx = { reporter, host, service, currency };
  const from = checkedDay(reporter, node.from);
  return {
    service: service.name,
    products: takenProducts(reporter, node, service),
    ...(from && { from }),
    prices: node.entries.flatMap((e) => {
      const price = e.kind === "price" ? lowerPrice(ctx, e) : undefined;
      return price ?? [];
    }),
    terms: node.entries.flatMap((e) => {
      const term = e.kind === "setting" ? lowerSetting(ctx, e) : undefined;
      return term ?? [];
    }),
    ...lowerSpends(
      reporter,
      node.entries.flatMap((e) => (e.kind === "spend" ? [e] : [])),
      currency,
      service.name,
    ),
    origin: reporter.source.origin(node.service),
  };
}

function takenProducts(reporter: Reporter, node: TakeNode, service: Service): string[] {
  const known = service.products.map((p) => p.name);
  if (node.product === undefined) {
    if (known.length > 1) reporter.report(D.needsProduct, { service: service.name, products: known }, node.service);
    return known;
  }
  if (node.product.missing) return [];
  if (known.includes(node.product.text)) {
    linkProduct(reporter, service.name, node.product);
    return [node.product.text];
  }
  const name = node.product.text;
  reporter.report(
    D.unknownName,
    { what: "product", name, where: `in ${service.name}`, suggestion: suggest(name, known), known },
    node.product,
  );
  return [];
}

const merge = (a: Taken, b: Taken): Taken => ({
  ...a,
  ...b,
  origin: a.origin,
  products: [...a.products, ...b.products],
  prices: [...a.prices, ...b.prices],
  terms: [...a.terms, ...b.terms],
});

/** Checks each service taken as a whole: prices, alternatives, currencies. */
function checkTakes(
  reporter: Reporter,
  node: AgreementNode,
  takes: readonly Taken[],
  services: ReadonlyMap<string, Service>,
  currency: string,
  from: string | undefined,
): void {
  for (const taken of takes) {
    const service = services.get(taken.service)!;
    const nodes = node.takes.filter((t) => t.service.text === taken.service);
    const take = nodes[0]!;
    const entries = nodes.flatMap((t) => t.entries);
    const pricesOf = (clause: string) => entries.filter((e) => e.kind === "price" && e.clause.text === clause);
    const clauses = new Map(pricedClauses(service).map((clause) => [clause.name, clause]));
    const agreed = { takes, terms: taken.terms, from };
    const inProduct = (e: { product?: string }) => e.product === undefined || taken.products.includes(e.product);
    const unmet = (e: { circumstances?: readonly Circumstance[] }) => e.circumstances?.find((c) => !holds(c, service, agreed));
    const inForce = (e: { product?: string; circumstances?: readonly Circumstance[] }) => inProduct(e) && unmet(e) === undefined;
    const priced = new Set<string>();
    for (const entry of taken.prices) {
      const at = pricesOf(entry.clause);
      if (priced.has(entry.clause))
        reporter.report(D.repeated, { what: `The price of \`${entry.clause}\`` }, at.at(-1) ?? take.service);
      priced.add(entry.clause);
      const clause = clauses.get(entry.clause)!;
      if (!inProduct(clause))
        reporter.report(
          D.surplusPrice,
          { what: `${service.name}.${taken.products.join(", ")}`, name: entry.clause },
          at[0] ?? take.service,
        );
      const pack = service.packages.find((p) => p.name === entry.clause);
      const charged = pack?.overageIf.every((c) => holds(c, service, agreed)) ?? false;
      if (pack !== undefined) checkOverage(reporter, pack, entry.price, charged, at[0] ?? take.service);
      const missed = unmet(clause);
      if (inProduct(clause) && missed !== undefined) {
        const circumstance = circumstanceWritten(missed);
        reporter.report(D.notInForce, { clause: `${service.name}.${entry.clause}`, circumstance }, at[0] ?? take.service);
      }
    }
    for (const name of termsDue(service, inForce)) {
      // a value that could not be read was reported already
      if (entries.some((e) => e.kind === "setting" && e.term.text === name)) continue;
      const example = settingExample(service.terms.find((t) => t.name === name)!, currency);
      reporter.report(D.missingTerm, { term: `${service.name}.${name}`, example }, take.service);
    }
    // an alternative whose partners are not in force is like any other clause
    const groups = alternativeGroups(service)
      .map((group) => group.filter((name) => inForce(clauses.get(name) ?? {})))
      .filter((group) => group.length > 1);
    for (const [first, ...others] of groups) {
      if ([first!, ...others].filter((name) => priced.has(name)).length !== 1)
        reporter.report(D.alternatives, { first: first!, others: others.join(", ") }, take.service);
    }
    for (const clause of clauses.values()) {
      if (
        !inForce(clause) ||
        priced.has(clause.name) ||
        // a price that could not be read was reported already
        pricesOf(clause.name).length > 0 ||
        mayLackPrice(service, clause.name) ||
        groups.some((group) => group.includes(clause.name))
      )
        continue;
      reporter.report(
        D.missingPrice,
        { clause: `${service.name}.${clause.name}`, example: priceExample(service, clause.name, currency) },
        take.service,
      );
    }
    for (const m of service.minimums.filter(inForce)) {
      const set =
        m.amount.kind === "term" ? taken.terms.find((t) => t.term === (m.amount as { term: string }).term)?.value : undefined;
      const amount =
        set ??
        (m.amount.kind === "term"
          ? service.terms.find((t) => t.name === (m.amount as { term: string }).term)?.value
          : m.amount.value);
      if (amount?.kind === "money" && amount.currency !== currency) {
        reporter.report(
          D.wrongCurrency,
          { what: `The minimum ${service.name}.${m.name}`, found: amount.currency, expected: currency },
          take.service,
        );
      }
    }
  }
}

/** A term has one value for a service. */
function checkSettings(reporter: Reporter, node: AgreementNode): void {
  const seen = new Set<string>();
  for (const { service, entries } of node.takes) {
    for (const entry of entries) {
      if (entry.kind !== "setting") continue;
      const name = `${service.text}.${entry.term.text}`;
      if (seen.has(name)) reporter.report(D.repeated, { what: `The value of \`${entry.term.text}\`` }, entry);
      seen.add(name);
    }
  }
}

/** Add-ons, and what is priced as another charge. */
export function mayLackPrice(service: Service, name: string): boolean {
  const charge = service.charges.find((c) => c.name === name);
  return charge?.addOn === true || charge?.pricedAs !== undefined;
}
