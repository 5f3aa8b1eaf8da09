/** What is compared in a service: its own properties, its prose, and its elements. */
import type { Clause, Description, Named, Service } from "../ir/model.ts";
import { change, type Place, presence } from "./change.ts";
import { beforeAfter, compareFacets, type Facets, type Finding, ignored, named, paired, same, words } from "./facets.ts";
import { type ElementKind, elementKinds } from "./kinds.ts";
import type { Change } from "./model.ts";

function clauses(part: "included-part" | "provider-duty" | "client-duty") {
  return (before: readonly Clause[], after: readonly Clause[]): readonly Finding[] =>
    paired(before, after, ({ name }) => name).flatMap(({ was, is }): readonly Finding[] => {
      const texts = beforeAfter(was?.text, is?.text);
      if (was === undefined) return [{ rule: `${part}-added`, ...texts }];
      if (is === undefined) return [{ rule: `${part}-removed`, ...texts }];
      return same(was.text, is.text) ? [] : [{ rule: part, ...texts }];
    });
}

const description: Facets<Description, unknown> = {
  text: words("description"),
  includes: clauses("included-part"),
  providerDuties: clauses("provider-duty"),
  clientDuties: clauses("client-duty"),
};

/** The lists of elements are compared by kind, see `kinds.ts`. */
const own: Facets<Service, unknown> = {
  ...named,
  irVersion: ignored,
  category: "category",
  source: words("source-place"),
  onlyWithin: "only-within",
  whenShort: "short-credit",
  description: (before, after) => compareFacets(description, before, after, undefined),
  products: ignored,
  enumerations: ignored,
  events: ignored,
  terms: ignored,
  windows: ignored,
  sets: ignored,
  intervals: ignored,
  sessions: ignored,
  measures: ignored,
  charges: ignored,
  fees: ignored,
  packages: ignored,
  minimums: ignored,
  prohibitions: ignored,
  freeRules: ignored,
  definitions: ignored,
  interpretations: ignored,
  examples: ignored,
  mentioned: ignored,
};

const subjectOf = ({ title, name }: Service) => ({ called: { en: "service", vi: "dịch vụ" }, title, name });

/** Everything that changes from one version of a service to another. */
export function compareServices(written: Service, after: Service): Change[] {
  const renames = renamedElements(written, after);
  const before = withNames(written, new Map([...renames].map(([now, { name }]) => [name, now])));
  const owner = { kind: "service", name: after.name } as const;
  const place = { owner, from: written.origin, to: after.origin };
  return [
    ...compareFacets(own, before, after, undefined).map((finding) => change(finding, subjectOf(after), place)),
    ...elementKinds.flatMap((kind) => compareKind(kind, { before, after }, renames, owner)),
  ];
}

/** A service that is new or gone. */
export function wholeService(service: Service, comes: boolean): Change {
  const owner = { kind: "service", name: service.name } as const;
  return presence(comes, "scope", subjectOf(service), { owner, ...(comes ? { to: service.origin } : { from: service.origin }) });
}

function compareKind(
  kind: ElementKind,
  services: { readonly before: Service; readonly after: Service },
  renames: ReadonlyMap<string, Named>,
  owner: Place["owner"],
): Change[] {
  const { before, after } = services;
  return paired(kind.elements(before), kind.elements(after), ({ name }) => name).flatMap(({ was, is }) => {
    const { name, title } = (is ?? was)!;
    const subject = { called: kind.called, title, name };
    const place: Place = {
      owner,
      element: { kind: kind.kind, name, title },
      ...(was && { from: was.origin }),
      ...(is && { to: is.origin }),
    };
    if (was === undefined || is === undefined)
      return [presence(is !== undefined, kind.severity, subject, place, is ? kind.say(after, is) : kind.say(before, was!))];
    const old = renames.get(name);
    const renamed: Finding[] = old === undefined ? [] : [{ rule: "renamed", ...kind.renamed, ...beforeAfter(old.name, name) }];
    return [...renamed, ...kind.compare(was, is, services)].map((finding) =>
      change(finding, subject, place, beforeAfter(kind.say(before, was), kind.say(after, is))),
    );
  });
}

/** Elements that say the same under a new name: the old element by the new name. */
function renamedElements(before: Service, after: Service): Map<string, Named> {
  const renames = new Map<string, Named>();
  for (const kind of elementKinds) {
    const pairs = paired(kind.elements(before), kind.elements(after), ({ name }) => name);
    const gone = pairs.flatMap(({ was, is }) => (is === undefined ? [was!] : []));
    for (const { was, is } of pairs) {
      if (was !== undefined || is === undefined) continue;
      const alike = gone.filter((old) => kind.alike(old, is) && ![...renames.values()].includes(old));
      if (alike.length === 1) renames.set(is.name, alike[0]!);
    }
  }
  return renames;
}

/** Keys under which the intermediate representation holds texts for people, in which no name is replaced. */
const prose = new Set(["title", "text", "doc", "short", "origin", "question", "decision", "reason", "source", "client"]);

/** The service with other names for some of its elements, wherever they are named. */
function withNames(service: Service, names: ReadonlyMap<string, string>): Service {
  if (names.size === 0) return service;
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return names.get(value) ?? value;
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(walk);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, prose.has(key) ? part : walk(part)]));
  };
  return walk(service) as Service;
}
