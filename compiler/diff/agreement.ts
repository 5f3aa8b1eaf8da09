/** What is compared in an agreement: its own properties, the services it takes, their prices and terms. */
import { pricePhrase, termValuePhrase } from "../emit/docs/phrases.ts";
import type { Agreement, Origin, PriceEntry, Service, Spend, Taken, Text } from "../ir/model.ts";
import { change, type Place, presence } from "./change.ts";
import { beforeAfter, compareFacets, type Facets, type Finding, ignored, paired, same, words } from "./facets.ts";
import type { Change } from "./model.ts";
import { rowChanges } from "./prices.ts";
import { severityOfTerm } from "./term-use.ts";

/** The services of both versions, by name. */
export interface Catalogs {
  readonly before: ReadonlyMap<string, Service>;
  readonly after: ReadonlyMap<string, Service>;
}

/** What a month comes to at least or at most, before and after. */
function spend(before: Spend | undefined, after: Spend | undefined): readonly Finding[] {
  return same(before, after) ? [] : [{ rule: "agreed-spend", ...beforeAfter(before?.amount, after?.amount) }];
}

const own: Facets<Agreement, unknown> = {
  irVersion: ignored,
  name: ignored,
  client: words("client"),
  accounts: (before, after) => words("accounts")(before.join(", "), after.join(", "), undefined),
  currency: words("currency"),
  timeZone: words("time-zone"),
  chargingModel: words("charging-model"),
  from: words("first-day"),
  until: words("last-day"),
  credit: words("credit"),
  rounding: words("rounding"),
  roundingTo: words("rounding-place"),
  proration: "proration",
  atLeast: spend,
  atMost: spend,
  takes: ignored,
  doc: words("comment"),
  origin: ignored,
};

const subjectOf = ({ client, name }: Agreement) => ({
  called: { en: "agreement", vi: "thỏa thuận" },
  title: { en: client, vi: client },
  name,
});

/** Everything that changes from one version of an agreement to another. */
export function compareAgreements(before: Agreement, after: Agreement, catalogs: Catalogs): Change[] {
  const owner = { kind: "agreement", name: after.name } as const;
  const place = { owner, from: before.origin, to: after.origin };
  return [
    ...compareFacets(own, before, after, undefined).map((finding) => change(finding, subjectOf(after), place)),
    ...compareTaken(before, after, catalogs, owner),
  ];
}

/** An agreement that is new or gone. */
export function wholeAgreement(agreement: Agreement, comes: boolean): Change {
  const owner = { kind: "agreement", name: agreement.name } as const;
  const place = { owner, ...(comes ? { to: agreement.origin } : { from: agreement.origin }) };
  return presence(comes, "scope", subjectOf(agreement), place);
}

/** One version of what an agreement says of a service. */
interface Version {
  readonly taken: Taken;
  readonly service: Service;
  readonly currency: string;
}

/** Services that are taken, and what is said of those that both versions take. */
function compareTaken(before: Agreement, after: Agreement, catalogs: Catalogs, owner: Place["owner"]): Change[] {
  return paired(before.takes, after.takes, ({ service }) => service).flatMap(({ was, is }) => {
    const name = (is ?? was)!.service;
    const [old, now] = [catalogs.before.get(name), catalogs.after.get(name)];
    const title = (now ?? old)?.title ?? { en: name, vi: name };
    const subject = { called: { en: "service", vi: "dịch vụ" }, title, name };
    const place = placeOf(owner, { kind: "take", name, title }, was, is);
    if (was === undefined || is === undefined || old === undefined || now === undefined)
      return [change({ rule: was === undefined ? "taken" : "dropped" }, subject, place)];
    const findings = [
      ...words("products")(was.products.join(", "), is.products.join(", "), undefined),
      ...words("first-day")(was.from, is.from, undefined),
      ...spend(was.atLeast, is.atLeast),
      ...spend(was.atMost, is.atMost),
    ];
    const first = { taken: was, service: old, currency: before.currency };
    const second = { taken: is, service: now, currency: after.currency };
    return [
      ...findings.map((finding) => change(finding, subject, place)),
      ...prices(first, second, owner),
      ...terms(first, second, owner),
    ];
  });
}

/** Prices by clause; of two rate cards the rows that differ. */
function prices(was: Version, is: Version, owner: Place["owner"]): Change[] {
  const said = ({ service, currency }: Version, entry: PriceEntry | undefined) => entry && pricePhrase(service, entry, currency);
  return paired(was.taken.prices, is.taken.prices, ({ clause }) => clause).flatMap(({ was: old, is: now }) => {
    const { clause } = (now ?? old)!;
    const name = `${is.service.name}.${clause}`;
    const title = titleOf(is.service, clause);
    const place = placeOf(owner, { kind: "price", name, title }, old, now);
    const subject = { called: { en: "price of", vi: "giá của" }, title, name };
    return comparePrices(old, now, is.currency).map((finding) =>
      change(finding, subject, place, beforeAfter(said(was, old), said(is, now))),
    );
  });
}

function comparePrices(old: PriceEntry | undefined, now: PriceEntry | undefined, currency: string): readonly Finding[] {
  if (old === undefined) return [{ rule: "price-added" }];
  if (now === undefined) return [{ rule: "price-removed" }];
  const [before, after] = [old.price, now.price];
  if (before.kind !== "rates" || after.kind !== "rates") return same(before, after) ? [] : [{ rule: "price" }];
  const rows = rowChanges(before, after, currency);
  const shape = ({ rows: _, file: __, ...card }: typeof before) => card;
  return [
    ...(same(shape(before), shape(after)) ? [] : [{ rule: "price" as const }]),
    ...(rows === undefined ? [] : [{ rule: "rate-rows" as const, ...rows }]),
    ...words("rate-file")(before.file, after.file, undefined),
  ];
}

/** Values of terms that the agreement sets. */
function terms(was: Version, is: Version, owner: Place["owner"]): Change[] {
  return paired(was.taken.terms, is.taken.terms, ({ term }) => term).flatMap(({ was: old, is: now }) => {
    if (same(old, now)) return [];
    const { term } = (now ?? old)!;
    const name = `${is.service.name}.${term}`;
    const title = titleOf(is.service, term);
    const finding: Finding = {
      rule: "agreed-value",
      severity: severityOfTerm({ name: term, before: was.service, after: is.service }),
      ...beforeAfter(old && termValuePhrase(was.service, term, old.value), now && termValuePhrase(is.service, term, now.value)),
    };
    const subject = { called: { en: "term", vi: "điều khoản" }, title, name };
    return [change(finding, subject, placeOf(owner, { kind: "term", name, title }, old, now))];
  });
}

function placeOf(
  owner: Place["owner"],
  element: NonNullable<Place["element"]>,
  old: { readonly origin: Origin } | undefined,
  now: { readonly origin: Origin } | undefined,
): Place {
  return { owner, element, ...(old && { from: old.origin }), ...(now && { to: now.origin }) };
}

function titleOf({ charges, fees, packages, minimums, terms }: Service, name: string): Text {
  return [charges, fees, packages, minimums, terms].flat().find((each) => each.name === name)?.title ?? { en: name, vi: name };
}
