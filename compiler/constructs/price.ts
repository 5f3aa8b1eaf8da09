/** What an agreement says of one service: prices of its clauses and values of its terms. Used by agreements and examples alike. */
import type { PriceNode, SettingNode, Span } from "../../grammar/index.ts";
import type { Reporter } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import { pricedEvent, unitTerms } from "../ir/counted.ts";
import type { EachEvent, Package, Price, PriceEntry, RateRow, Term, TermEntry, TermValue } from "../ir/model.ts";
import { resolvePath } from "../load.ts";
import { suggest } from "../suggest.ts";
import { elementId, partId } from "../unit.ts";
import { circumstanceWritten } from "./circumstance.ts";
import { money, type PriceContext, type Priced } from "./price-context.ts";
import { canonical, isZero, lowerQuantity, quantityWords, written } from "./quantity.ts";
import { rateCard } from "./rate-card.ts";
import { outsideLimits } from "./term.ts";
import { lowerEach, lowerFirstFree, lowerPeriods, lowerScale, refuseBesideRates } from "./unit-price.ts";

/** All clauses of a service that a price can be given to. */
export const pricedClauses = (service: Priced) => [...service.charges, ...service.fees, ...service.packages];

/** How a price of a clause is written. */
export function priceExample(service: Priced, clause: string, currency: string): string {
  if (service.packages.some((p) => p.name === clause)) {
    const overage = service.packages.find((p) => p.name === clause)!.overage;
    return `${clause} 1_000 for 100 ${currency}${overage ? `, then 0.10 ${currency} each` : ""}`;
  }
  const by = pricedBy(service, clause);
  return by.length === 0 ? `${clause} at 0.05 ${currency}` : `${clause} at rates "rates.csv" by ${by.join(", ")}`;
}

/** The fields that the contract prices a clause by. */
const pricedBy = ({ charges, fees }: Priced, clause: string): readonly string[] =>
  [...charges, ...fees].find((c) => c.name === clause)?.pricedBy ?? [];

export function lowerPrice(ctx: PriceContext, node: PriceNode): PriceEntry | undefined {
  const { reporter, service } = ctx;
  const name = node.clause;
  if (name.missing) return undefined;
  const clauses = pricedClauses(service);
  const clause = clauses.find((c) => c.name === name.text);
  if (clause === undefined) {
    const known = clauses.map((c) => c.name);
    reporter.report(D.surplusPrice, { what: service.name, name: name.text, suggestion: suggest(name.text, known), known }, name);
    return undefined;
  }
  reporter.link(name, elementId(service.name, clause.name));
  const price = service.packages.some((p) => p.name === clause.name) ? packagePrice(ctx, node) : unitPrice(ctx, node);
  return price && { clause: clause.name, price, origin: reporter.source.origin(node) };
}

function packagePrice(ctx: PriceContext, node: PriceNode): Price | undefined {
  const clause = node.clause.text;
  if (node.included === undefined || node.fee === undefined) {
    ctx.reporter.report(
      D.wrongPriceShape,
      { clause, needs: "a number of units for a fee", example: priceExample(ctx.service, clause, ctx.currency) },
      node,
    );
    return undefined;
  }
  const { overage, overageIf } = ctx.service.packages.find((p) => p.name === clause)!;
  // where it depends on the rest of the agreement it is checked with that
  if (node.overage !== undefined && !overage) ctx.reporter.report(D.noOverage, { clause }, node.overage);
  if (node.overage === undefined && overage && overageIf.length === 0) ctx.reporter.report(D.missingOverage, { clause }, node);
  const fee = money(ctx, node.fee, `The fee of ${clause}`);
  const beyond = node.overage && money(ctx, node.overage, `The price beyond ${clause}`);
  return fee === undefined
    ? undefined
    : {
        kind: "package",
        included: canonical(node.included.value),
        fee,
        ...(beyond !== undefined && overage && { overage: beyond }),
      };
}

function unitPrice(ctx: PriceContext, node: PriceNode): Price | undefined {
  const clause = node.clause.text;
  if (node.included !== undefined) {
    ctx.reporter.report(
      D.wrongPriceShape,
      {
        clause,
        needs: "a price per unit; only packages are sold by the number",
        example: priceExample(ctx.service, clause, ctx.currency),
      },
      node,
    );
    return undefined;
  }
  if (node.file !== undefined) refuseBesideRates(ctx, node);
  else if (node.tiers !== undefined || node.block !== undefined) return lowerScale(ctx, node);
  else if (node.free !== undefined) return lowerFirstFree(ctx, node);
  const each = lowerEach(ctx, node);
  if (node.file === undefined) {
    const periods = lowerPeriods(ctx, node);
    if (periods === undefined) return undefined;
    if (periods.length > 1) return { kind: "dated", periods, ...(each && { each }) };
    return { kind: "flat", amount: periods[0]!.amount, ...(each && { each }) };
  }
  const charge = ctx.service.charges.find((c) => c.name === clause);
  if (node.tariff !== undefined && node.tariff.text !== charge?.externalTariff?.name) {
    ctx.reporter.report(D.unknownTariff, { clause, tariff: node.tariff.text, known: charge?.externalTariff?.name }, node.tariff);
  } else if (node.tariff !== undefined && !node.tariff.missing)
    ctx.reporter.link(node.tariff, partId(elementId(ctx.service.name, clause), node.tariff.text));
  return ratesPrice(ctx, node, each);
}

function ratesPrice(ctx: PriceContext, node: PriceNode, each: EachEvent | undefined): Price | undefined {
  const { reporter } = ctx;
  const allowed = pricedBy(ctx.service, node.clause.text);
  const by = node.by.filter((n) => !n.missing).map((n) => n.text);
  for (const name of node.by) {
    if (!name.missing && !allowed.includes(name.text)) {
      const words = allowed.length === 0 ? "one price for all" : allowed.join(", ");
      reporter.report(D.wrongPriceFields, { clause: node.clause.text, found: `\`${name.text}\``, allowed: words }, name);
      return undefined;
    }
    const event = pricedEvent(ctx.service, node.clause.text);
    if (event !== undefined && !name.missing) reporter.link(name, partId(elementId(ctx.service.name, event.name), name.text));
  }
  const rows = rateRows(ctx, node, by);
  if (rows === undefined || by.length === 0) return undefined;
  const file = resolvePath(ctx.reporter.source.path, node.file!.value);
  return { kind: "rates", file, by, ...(node.tariff && { tariff: node.tariff.text }), rows, ...(each && { each }) };
}

function rateRows(ctx: PriceContext, node: PriceNode, by: readonly string[]): RateRow[] | undefined {
  if (node.file === undefined || node.file.value === "") return undefined;
  const path = resolvePath(ctx.reporter.source.path, node.file.value);
  const file = ctx.host.readFile(path);
  if ("text" in file) return rateCard(path, file, by, ctx.reporter.unit.diagnostics);
  if (file.error === "missing") ctx.reporter.report(D.fileMissing, { path }, node.file);
  else if (file.error === "outside") ctx.reporter.report(D.fileOutside, { path }, node.file);
  else ctx.reporter.report(D.fileUnreadable, { path, reason: file.reason ?? "unknown reason" }, node.file);
  return undefined;
}

export function lowerSetting(ctx: PriceContext, node: SettingNode): TermEntry | undefined {
  const { reporter, service } = ctx;
  if (node.term.missing) return undefined;
  const term = service.terms.find((t) => t.name === node.term.text);
  if (term === undefined) {
    const known = service.terms.map((t) => t.name);
    reporter.report(
      D.unknownName,
      { what: "term", name: node.term.text, where: `in ${service.name}`, suggestion: suggest(node.term.text, known), known },
      node.term,
    );
    return undefined;
  }
  reporter.link(node.term, termId(service, term));
  if (term.negotiable === "no") {
    reporter.report(D.notNegotiable, { term: `\`${term.name}\``, value: written(term.value!) }, node);
    return undefined;
  }
  const value = settingValue(ctx, term, node.value);
  if (value?.kind === "choice" && node.value?.kind === "name")
    reporter.link(node.value, partId(termId(service, term), value.value));
  if (value === undefined) return undefined;
  const limit = outsideLimits(term, value);
  if (limit !== undefined) {
    reporter.report(D.limitExceeded, { term: `\`${term.name}\``, limit }, node.value!);
    return undefined;
  }
  if (value.kind !== "choice" && isZero(value) && (value.kind === "duration" || unitTerms(service).has(term.name)))
    reporter.report(D.zeroLength, { what: `\`${term.name}\`` }, node.value!);
  return { term: term.name, value, origin: reporter.source.origin(node) };
}

/** The identity of a term that a service has: its own, or a shared one by its file. */
const termId = (service: Priced, { name, origin }: Term): string =>
  elementId(origin.file === service.origin.file ? service.name : origin.file, name);

/** The value that a term is set to: a quantity of its kind, or one of its choices. */
function settingValue({ reporter }: PriceContext, term: Term, node: SettingNode["value"]): TermValue | undefined {
  if (node === undefined) return undefined;
  if (term.kind !== "choice") {
    if (node.kind === "quantity") return lowerQuantity(reporter, node, [term.kind]);
    const { a: expected } = quantityWords[term.kind];
    const example = quantityWords[term.kind].example("10");
    reporter.report(D.wrongUnit, { found: "a word", expected, example }, node);
    return undefined;
  }
  const known = term.choices.map(({ name }) => name);
  if (node.kind === "name") {
    if (node.missing) return undefined;
    if (known.includes(node.text)) return { kind: "choice", value: node.text };
    reporter.report(
      D.notAValue,
      { what: `\`${term.name}\``, name: node.text, suggestion: suggest(node.text, known), known },
      node,
    );
    return undefined;
  }
  reporter.report(
    D.wrongUnit,
    { found: "a quantity", expected: "one of the choices of the term", example: known[0] ?? "" },
    node,
  );
  return undefined;
}

/** Use beyond a package that is charged in some agreements only: the price for it must be there exactly in those. */
export function checkOverage(reporter: Reporter, pack: Package, price: Price, charged: boolean, at: Span): void {
  if (price.kind !== "package" || !pack.overage || pack.overageIf.length === 0) return;
  if (price.overage !== undefined && !charged) {
    const [circumstance] = pack.overageIf.map((each) => circumstanceWritten(each).replace("when", "if"));
    reporter.report(D.notInForce, { clause: `Use beyond ${pack.name}`, circumstance: circumstance! }, at);
  } else if (price.overage === undefined && charged) reporter.report(D.missingOverage, { clause: pack.name }, at);
}
