/** A service as a whole: its elements, in the order in which they rest on one another. */
import { type ServiceContext, serviceKebab } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Host } from "../host.ts";
import { countedByCharge, isOneNumber, pricedEvent } from "../ir/counted.ts";
import { type Charge, type Event, IR_VERSION, type Named, type Service } from "../ir/model.ts";
import { checkName } from "../reserved.ts";
import { type ElementKind, type ElementOf, type ElementSymbol, kindNames } from "../scope.ts";
import { lowerCharge } from "./charge.ts";
import { lowerShortCredit } from "./credit.ts";
import { lowerDefinition } from "./definition.ts";
import { lowerDescription } from "./description.ts";
import { lowerEnumeration } from "./enumeration.ts";
import { lowerEvent } from "./event.ts";
import { lowerExample } from "./example.ts";
import { lowerFee } from "./fee.ts";
import { lowerProhibition } from "./forbid.ts";
import { lowerFree } from "./free.ts";
import { lowerInterpretation } from "./interpretation.ts";
import { lowerInterval } from "./interval.ts";
import { lowerMeasure } from "./measure.ts";
import { lowerMinimum } from "./minimum.ts";
import { lowerPackage } from "./package.ts";
import { lowerSession } from "./session.ts";
import { lowerSet } from "./set.ts";
import { lowerTerm } from "./term.ts";
import { checkTitles } from "./titles.ts";
import { asWritten, checkParameters, lowerUses, type ProseKind, type Used } from "./use.ts";
import { lowerWindow } from "./window.ts";

/** Kinds whose elements must be used by something to be of use. */
const mustBeUsed: ReadonlySet<ElementKind> = new Set([
  "enumeration",
  "event",
  "window",
  "set",
  "interval",
  "session",
  "term",
  "measure",
  "clause",
]);

export function lowerService(ctx: ServiceContext, host: Host): Service {
  const node = ctx.scope.service.node;
  const symbols = [...ctx.scope.elements.values()];
  const of = <K extends ElementKind>(kind: K): ElementSymbol<ElementOf<K>>[] =>
    symbols.filter((s): s is ElementSymbol<ElementOf<K>> => s.node.kind === kind);
  const lowered = <K extends ElementKind, T>(kind: K, lower: (node: ElementOf<K>) => T | undefined): T[] =>
    of(kind).flatMap((s) => lower(s.node) ?? []);

  for (const s of symbols) checkName(ctx, s.node.name);
  if (node.category === undefined)
    ctx.report(
      D.missingPart,
      { what: `The service \`${node.name.text}\``, part: "its category", example: `service ${node.name.text} in Channels` },
      node.name,
    );
  const named = ctx.named(node, "the service");
  const description = lowerDescription(ctx);
  const whenShort = lowerShortCredit(ctx);
  const uses = lowerUses(ctx);
  const prose = <K extends ProseKind>(kind: K): Used<K>[] => [
    ...uses.filter((u): u is Used<K> & Used<"definition" | "interpretation"> => u.symbol.node.kind === kind),
    ...of(kind).map((symbol): Used<K> => ({ symbol, fill: asWritten })),
  ];
  for (const s of [...of("clause"), ...of("definition"), ...of("interpretation")]) checkParameters(ctx, s);

  for (const s of of("enumeration")) lowerEnumeration(ctx, s);
  const serviceType = serviceKebab(named.name, named.title.en ?? "");
  for (const s of of("event")) lowerEvent(ctx, s, serviceType);
  for (const s of of("term")) lowerTerm(ctx, s);
  const windows = lowered("window", (n) => lowerWindow(ctx, n));
  const sets = lowered("set", (n) => lowerSet(ctx, n));
  const intervals = lowered("interval", (n) => lowerInterval(ctx, n));
  const sessions = lowered("session", (n) => lowerSession(ctx, n));
  const measures = lowered("measure", (n) => lowerMeasure(ctx, n));
  const charges = lowered("charge", (n) => lowerCharge(ctx, n));
  const fees = lowered("fee", (n) => lowerFee(ctx, n));
  const packages = lowered("package", (n) => lowerPackage(ctx, n));
  const minimums = lowered("minimum", (n) => lowerMinimum(ctx, n));
  const prohibitions = lowered("forbid", (n) => lowerProhibition(ctx, n));
  const freeRules = lowered("free", (n) => lowerFree(ctx, n));

  const memberOf = products(
    ctx,
    of("product").map((s) => s.node),
  );
  const inProduct = <T extends Named>(elements: readonly T[]): T[] =>
    elements.map((e) => (memberOf.has(e.name) ? { ...e, product: memberOf.get(e.name)! } : e));

  const service: Service = {
    ...named,
    irVersion: IR_VERSION,
    category: node.category?.text ?? "",
    ...(node.source && { source: node.source.value }),
    ...(node.onlyWithin && { onlyWithin: node.onlyWithin.text }),
    description,
    ...(whenShort && { whenShort }),
    products: lowered("product", (n) => ({
      ...ctx.named(n, "the product"),
      ...(n.onlyWithin && { onlyWithin: n.onlyWithin.text }),
    })),
    enumerations: [...ctx.enumerations.values()],
    events: [...ctx.events.values()],
    terms: [...ctx.terms.values()],
    windows,
    sets,
    intervals,
    sessions,
    measures,
    charges: inProduct(charges),
    fees: inProduct(fees),
    packages: inProduct(packages),
    minimums: inProduct(minimums),
    prohibitions,
    freeRules,
    definitions: prose("definition").map((u) => lowerDefinition(ctx, u)),
    interpretations: prose("interpretation").map((u) => lowerInterpretation(ctx, u)),
    examples: [],
    mentioned: [],
  };
  checkCircles(ctx, service);
  for (const charge of service.charges) checkPricedAs(ctx, service, charge);
  const examples = lowered("example", (n) => lowerExample(ctx, host, service, n));
  checkUse(ctx, symbols);
  checkTitles(ctx, service);
  return { ...service, examples, mentioned: [...ctx.mentioned].map(([name, title]) => ({ name, title })) };
}

/** Which product an element belongs to. */
function products(ctx: ServiceContext, nodes: readonly ElementOf<"product">[]): Map<string, string> {
  const memberOf = new Map<string, string>();
  for (const node of nodes) {
    for (const name of node.charges) {
      const symbol = ctx.scope.resolve(name, ["charge", "fee", "package", "minimum"]);
      if (symbol === undefined) continue;
      const other = memberOf.get(name.text);
      if (other !== undefined) ctx.report(D.membership, { name: `\`${name.text}\``, products: [other, node.name.text] }, name);
      else memberOf.set(name.text, node.name.text);
    }
  }
  return memberOf;
}

/** A charge that uses the price of another one must count events that have what that price depends on. */
function checkPricedAs(ctx: ServiceContext, service: Service, charge: Charge): void {
  const path = new Set<string>();
  let priced: Charge | undefined = charge;
  while (priced?.pricedAs !== undefined && !path.has(priced.name)) {
    path.add(priced.name);
    const { pricedAs }: Charge = priced;
    priced = service.charges.find(({ name }) => name === pricedAs);
  }
  const node = ctx.scope.elements.get(charge.name)?.node;
  if (priced === undefined || priced === charge || node?.kind !== "charge" || node.pricedAs === undefined) return;
  const counted = countedByCharge(service, charge);
  const events = counted.kind === "events" ? counted.events : counted.kind === "units" ? [counted.event] : [];
  const first = pricedEvent(service, priced.name);
  const typeOf = (event: Event | undefined, field: string) => event?.fields.find(({ name }) => name === field)?.type.kind;
  for (const field of priced.pricedBy) {
    if (isOneNumber(service, charge)) ctx.report(D.unpricedField, { field }, node.pricedAs);
    for (const event of events) {
      const type = typeOf(ctx.events.get(event), field);
      if (type !== undefined && first !== undefined && type !== typeOf(first, field))
        ctx.report(D.keyTypeMismatch, { key: field, first: first.name, second: event }, node.pricedAs);
      if (type === undefined)
        ctx.report(
          D.unknownName,
          {
            what: "field",
            name: field,
            where: `in the event \`${event}\`, on which the price of \`${priced.name}\` depends`,
            event,
          },
          node.pricedAs,
        );
    }
  }
}

/** Measures that count measures, and charges priced as charges, must not go in circles. */
function checkCircles(ctx: ServiceContext, service: Service): void {
  const next = new Map<string, string>();
  for (const m of service.measures) if (m.counts.kind === "measure") next.set(m.name, m.counts.measure);
  for (const c of service.charges) if (c.pricedAs !== undefined) next.set(c.name, c.pricedAs);
  const done = new Set<string>();
  for (const start of next.keys()) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !path.includes(at) && !done.has(at)) {
      path.push(at);
      at = next.get(at);
    }
    if (at !== undefined && path.includes(at)) {
      const circle = [...path.slice(path.indexOf(at)), at];
      ctx.report(D.circular, { path: circle }, ctx.scope.elements.get(at)?.node.name ?? ctx.scope.service.node.name);
    }
    for (const p of path) done.add(p);
  }
}

function checkUse(ctx: ServiceContext, symbols: readonly ElementSymbol[]): void {
  for (const { node } of symbols) {
    if (!mustBeUsed.has(node.kind) || ctx.scope.isUsed(node)) continue;
    // an unused measure is still a figure on the bill
    if (node.kind === "measure") continue;
    ctx.report(D.unusedElement, { what: kindNames[node.kind], name: node.name.text }, node.name);
  }
}
