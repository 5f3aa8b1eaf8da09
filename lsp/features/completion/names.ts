/** Which names can stand in a place of the grammar, and what is known about each. */
import { simpleTypes } from "../../../compiler/constructs/event.ts";
import { currencies as allCurrencies } from "../../../compiler/constructs/quantity.ts";
import { kinds as diagnosticKinds } from "../../../compiler/diagnostics/registry.ts";
import type { ElementKind } from "../../../compiler/scope.ts";
import type { DeclaredKind } from "../../symbols.ts";
import { titleOf } from "../outline.ts";
import type { AgreedScope } from "./agreed.ts";

export type CandidateKind =
  | DeclaredKind
  | "keyword"
  | "type"
  | "word"
  | "unit"
  | "language"
  | "currency"
  | "country"
  | "code"
  | "category"
  | "timezone"
  | "file";

/** What can be completed. */
export interface Candidate {
  readonly name: string;
  readonly kind: CandidateKind;
  /** A few words beside the name. */
  readonly detail?: string;
  /** The identity of what it stands for. */
  readonly id?: string;
  /** The path of the file that has to be imported. */
  readonly importFrom?: string;
  /** How the whole of it is written, the name first, where more has to follow. */
  readonly example?: string;
  /** How likely it is meant: 0 first. */
  readonly rank?: number;
}

type Find = (scope: AgreedScope) => Candidate[];

const elements =
  (...kinds: ElementKind[]): Find =>
  (scope) =>
    scope.elements(kinds).map(({ declared, importFrom }) => ({
      name: declared.name.text,
      kind: declared.kind,
      detail: titleOf(declared),
      id: declared.id,
      ...(importFrom && { importFrom, rank: 2 }),
    }));

const words =
  (...list: string[]): Find =>
  () =>
    list.map((name) => ({ name, kind: "word" }));

const all =
  (...finds: Find[]): Find =>
  (scope) =>
    finds.flatMap((find) => find(scope));

const fields: Find = (scope) =>
  scope.fields().map((declared) => ({
    name: declared.name.text,
    kind: "field",
    detail: [declared.owner?.name.text, titleOf(declared)].filter((part) => part !== "").join(" · "),
    id: declared.id,
  }));

const values: Find = (scope) => scope.values();

const services: Find = (scope) =>
  scope.services().map((declared) => ({
    name: declared.name.text,
    kind: "service",
    detail: titleOf(declared),
    id: declared.id,
  }));

const products: Find = (scope) => scope.partsOf(scope.serviceBefore(), ["product"]);
const clauses: Find = (scope) => scope.prices();
const settings: Find = (scope) => scope.settings();
const choices: Find = (scope) => scope.choices();
const categories: Find = (scope) => scope.categories().map((name) => ({ name, kind: "category" }));

export const currencies: Find = (scope) => {
  const used = scope.currencies();
  return [...allCurrencies()].map(([name, detail]) => ({
    name,
    kind: "currency",
    detail,
    rank: used.includes(name) ? 0 : 2,
  }));
};

let regions: readonly Candidate[] | undefined;
/** The countries of ISO 3166 that have a name. */
export function countries(): readonly Candidate[] {
  if (regions === undefined) {
    const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    regions = letters
      .flatMap((a) => letters.map((b) => a + b))
      .flatMap((name) => {
        const detail = names.of(name);
        return detail === undefined || /^(X|Q[M-Z]|ZZ|AA|UK|EU|EZ|UN)/.test(name)
          ? []
          : [{ name, kind: "country" as const, detail }];
      });
  }
  return regions;
}

const warnings: Find = () =>
  diagnosticKinds.filter(({ severity }) => severity !== "error").map(({ code }) => ({ name: code, kind: "code" }));

/** By the last rules of a place, without numbers first looked up with them; the longest match counts. */
const FINDERS: Readonly<Record<string, Find>> = {
  "things.eventFilter1.name": elements("event", "session", "interval", "measure"),
  "units.eventFilter2.name": elements("event", "interval", "measure"),
  "units.name": fields,
  "limit.eventFilter2.name": elements("interval"),
  "eventFilter.name": elements("event"),
  "inState.name": elements("window", "session"),
  "onField.name": fields,
  "membership.name": elements("set"),
  "chosen.values.name": choices,
  "values.name": values,
  "flag.name": values,
  "quantityOrName.name": elements("term"),
  "setting.quantityOrName.name": choices,
  "argument.name": (scope) => scope.parameters(),
  "descriptionMember.uses.use.name": elements("clause"),
  "uses.use.name": elements("definition", "interpretation"),
  "interpretationMember.name": elements("term"),
  "fieldType.enumerationValue1.name": all(() => simpleTypes.map((name) => ({ name, kind: "type" })), elements("enumeration")),
  "names.name": fields,
  "termMember.name": words("number", "duration", "size", "money", "percent"),
  "distinct.name": fields,
  "measured.name1": fields,
  "measured.name2": elements("interval"),
  "serviceOrProduct.name1": services,
  "serviceOrProduct.name2": products,
  "chosen.name1": (scope) => scope.choosable(),
  "chargeMember.name": fields,
  "chargeMember.name2": elements("charge"),
  "chargeMember.names1.name": fields,
  "chargeMember.names2.name": elements("charge", "fee", "package"),
  "alternative.names.name": elements("fee", "package", "charge"),
  "feeBasis.name": elements("interval"),
  "package.name2": elements("measure"),
  "minimumMember.names.name": elements("charge", "fee", "package"),
  "limit.name": fields,
  "priceFields.name": (scope) => scope.pricedFields(),
  "unitPrice.name2": (scope) => scope.tariffs(),
  "perEvent.name": (scope) => scope.eventWords(),
  "priceLimits.name": (scope) => scope.eventWords(),
  "property.name1": currencies,
  "property.name2": words("half up", "half even", "up", "down"),
  "property.name3": words("up", "even"),
  "setting.name": settings,
  "price.name1": clauses,
  "take.name1": services,
  "take.name2": products,
  "fieldValue.name1": fields,
  "fieldValue.name2": values,
  "givenEvent.name": elements("event"),
  "expectation.name": all(
    elements("charge", "fee", "package", "minimum", "measure", "forbid"),
    words("total", "credit", "notices", "charged", "free", "context", "duplicate", "conflict", "rejected", "refused"),
  ),
  "onlyWithin.name": categories,
  "service.name2": categories,
  "productMember.names.name": elements("charge", "fee", "package", "minimum"),
  "allow.name": warnings,
};

const withoutNumbers = (place: string): string => place.replace(/\d+(?=\.|$)/g, "");

/** What finds the names of a place; undefined where a name is made, not used. */
export function finderOf(place: string): Find | undefined {
  const frames = place.split(".");
  for (let from = Math.max(0, frames.length - 4); from < frames.length; from++) {
    const tail = frames.slice(from).join(".");
    const exact = FINDERS[tail] ?? FINDERS[withoutNumbers(tail)];
    if (exact !== undefined) return exact;
  }
  return undefined;
}
