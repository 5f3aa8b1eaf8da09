/** The kinds of element of a service: where they are found, what they are called, how much it matters when one comes or goes. */
import { ruleSentence, type Rule as WordedRule } from "../emit/docs/phrases.ts";
import type { Named, Service, Text } from "../ir/model.ts";
import * as of from "./elements.ts";
import { compareFacets, type Facets, type Finding, named, same } from "./facets.ts";
import type { Severity } from "./model.ts";

/** One kind of element, whatever the type of its elements. */
export interface ElementKind {
  readonly kind: string;
  readonly called: Text;
  /** Severity of an element that is new or gone. */
  readonly severity: Severity;
  readonly elements: (service: Service) => readonly Named[];
  readonly compare: (
    before: Named,
    after: Named,
    services: { readonly before: Service; readonly after: Service },
  ) => readonly Finding[];
  /** True when two elements say the same, whatever they are called. */
  readonly alike: (before: Named, after: Named) => boolean;
  /** Severity of another name, where names matter more than usual. */
  readonly renamed: { readonly severity?: Severity };
  /** The element as a sentence or a text, if it is one. */
  readonly say: (service: Service, element: Named) => Text | undefined;
}

function kind<E extends Named>(
  name: string,
  [en, vi]: readonly [string, string],
  severity: Severity,
  elements: (service: Service) => readonly E[],
  facets: Facets<E>,
  say: (service: Service, element: E) => Text | undefined,
): ElementKind {
  const content = (element: Named) =>
    Object.fromEntries(Object.entries(element).filter(([key]) => !(key in named) && key !== "type"));
  return {
    kind: name,
    called: { en, vi },
    severity,
    elements,
    compare: (before, after, services) => compareFacets(facets, before as E, after as E, { ...services, name: after.name }),
    alike: (before, after) => same(content(before), content(after)),
    // usage records name events
    renamed: name === "event" ? { severity: "scope" } : {},
    say: (service, element) => say(service, element as E),
  };
}

/** Kinds whose elements are rules, with their generated sentence. */
function ruleKind<E extends Named>(
  name: string,
  called: readonly [string, string],
  severity: Severity,
  elements: (service: Service) => readonly E[],
  facets: Facets<E>,
  asRule: (element: E) => WordedRule,
): ElementKind {
  return kind(name, called, severity, elements, facets, (service, element) => ruleSentence(service, asRule(element)));
}

/** In the order in which changes are shown. */
export const elementKinds: readonly ElementKind[] = [
  ruleKind(
    "charge",
    ["charge", "khoản phí"],
    "scope",
    (s) => s.charges,
    of.charge,
    (element) => ({ kind: "charge", element }),
  ),
  ruleKind(
    "fee",
    ["fee", "khoản phí định kỳ hoặc một lần"],
    "price",
    (s) => s.fees,
    of.fee,
    (element) => ({ kind: "fee", element }),
  ),
  ruleKind(
    "package",
    ["package", "gói"],
    "price",
    (s) => s.packages,
    of.pack,
    (element) => ({ kind: "package", element }),
  ),
  ruleKind(
    "minimum",
    ["minimum", "mức tối thiểu"],
    "price",
    (s) => s.minimums,
    of.minimum,
    (element) => ({ kind: "minimum", element }),
  ),
  ruleKind(
    "free",
    ["free rule", "quy tắc miễn phí"],
    "scope",
    (s) => s.freeRules,
    of.free,
    (element) => ({ kind: "free", element }),
  ),
  ruleKind(
    "forbid",
    ["prohibition", "điều cấm"],
    "scope",
    (s) => s.prohibitions,
    of.prohibition,
    (element) => ({ kind: "prohibition", element }),
  ),
  ruleKind(
    "window",
    ["window", "cửa sổ"],
    "scope",
    (s) => s.windows,
    of.window,
    (element) => ({ kind: "window", element }),
  ),
  ruleKind(
    "set",
    ["set", "danh sách"],
    "scope",
    (s) => s.sets,
    of.set,
    (element) => ({ kind: "set", element }),
  ),
  ruleKind(
    "interval",
    ["interval", "khoảng thời gian"],
    "scope",
    (s) => s.intervals,
    of.interval,
    (element) => ({ kind: "interval", element }),
  ),
  ruleKind(
    "session",
    ["session", "phiên"],
    "scope",
    (s) => s.sessions,
    of.session,
    (element) => ({ kind: "session", element }),
  ),
  ruleKind(
    "measure",
    ["measure", "số đo"],
    "scope",
    (s) => s.measures,
    of.measure,
    (element) => ({ kind: "measure", element }),
  ),
  ruleKind(
    "term",
    ["term", "điều khoản"],
    "term",
    (s) => s.terms,
    of.term,
    (element) => ({ kind: "term", element }),
  ),
  kind(
    "product",
    ["product", "sản phẩm"],
    "scope",
    (s) => s.products,
    of.product,
    (_, { text }) => text,
  ),
  kind(
    "event",
    ["event", "sự kiện"],
    "scope",
    (s) => s.events,
    of.event,
    () => undefined,
  ),
  kind(
    "enumeration",
    ["list of values", "danh mục giá trị"],
    "scope",
    (s) => s.enumerations,
    of.enumeration,
    () => undefined,
  ),
  kind(
    "definition",
    ["definition", "định nghĩa"],
    "term",
    (s) => s.definitions,
    of.definition,
    (_, { text }) => text,
  ),
  kind(
    "interpretation",
    ["interpretation", "cách giải thích"],
    "term",
    (s) => s.interpretations,
    of.interpretation,
    (_, { decision }) => decision,
  ),
  kind(
    "example",
    ["example", "ví dụ"],
    "editorial",
    (s) => s.examples,
    of.example,
    () => undefined,
  ),
];
