/** Fixes of diagnostics about names: 2xxx. */
import type { names } from "../../../../compiler/diagnostics/codes/names.ts";
import { suggest } from "../../../../compiler/suggest.ts";
import type { Decisions, Finding, Fix } from "../finding.ts";
import { withImport } from "../imports.ts";
import { atEnd, innermostAt, removed, serviceAt, without } from "../places.ts";
import { bilingual, creatable, declaration, titled, words } from "../templates.ts";

export const nameFixes: Decisions<keyof typeof names> = {
  unknownName: (at, { what, name, suggestion, event }) => [
    ...at.meant(suggestion),
    ...(what === "field" ? createField(at, name, event) : create(at, what, name)),
  ],
  duplicateName: (at, { name, what }) => {
    const taken = siblingsOf(at);
    let n = 2;
    while (taken.includes(name + n)) n++;
    return what.startsWith("in the workspace")
      ? []
      : at.fix(`Rename this one to \`${name}${n}\``, [{ ...span(at), text: name + n }]);
  },
  wrongKind: (at, { name, expected }) => {
    const kinds = expected.split(" or ").map((kind) => kind.replace(/^an? /, ""));
    const known = (at.service?.elements ?? []).filter((e) => kinds.includes(e.kind)).map((e) => e.name.text);
    const near = suggest(name, known);
    const listed = [...(near === undefined ? [] : [near]), ...known.filter((k) => k !== near)].slice(0, 3);
    return listed.flatMap((k) => at.replace(k));
  },
  circular: { none: "which of the definitions is wrong is for the author to say" },
  misplaced: (at) => {
    const { element, source } = at;
    if (element === undefined) return [];
    const text = at.textOf(element);
    const home = source.tree.declarations.find((d) => d.kind === "service");
    if (home !== undefined)
      return at.fix(
        `Move it into the service \`${home.name.text}\``,
        [removed(source, element), ...atEnd(source, home, [text])],
        {
          preferred: true,
        },
      );
    const name = `${at.text}Service`;
    const wrapped = `service ${name} in Channels {\n${titled(name)}\n${text}\n}`;
    return at.fix("Put it into a new service", [{ start: element.start, end: element.end, text: wrapped }]);
  },
  notImported: (at, { file }) => at.fix(`Import it from ${file}`, withImport(at.source, file), { preferred: true }),
  unusedImport: (at) => at.fix("Remove the import", [removed(at.source, at.span)], { preferred: true }),
  unusedElement: (at, { what, name }) => {
    const { element } = at;
    return element === undefined ? [] : at.fix(`Remove the ${what} \`${name}\``, [removed(at.source, element)]);
  },
  repeated: (at) => at.remove(),
  reservedName: (at, { name }) => {
    const fresh = `${name.replaceAll("_", "")}1`;
    const here = at.snapshot.at(at.source.path, at.span.start);
    const places = here === undefined ? [] : at.snapshot.occurrencesOf(here.id);
    const edits = places.map(({ source, span: { start, end } }) => ({ path: source.path, start, end, text: fresh }));
    return [
      { title: `Rename to \`${fresh}\``, edits: edits.length > 0 ? edits : [{ path: at.source.path, ...span(at), text: fresh }] },
    ];
  },
  ownUse: (at) => at.fix("Remove it from `uses`", without(at.source, at.span), { preferred: true }),
  parametersOfOwn: { none: "the words that fill the parameters in are for the author to write" },
};

const span = (at: Finding) => ({ start: at.span.start, end: at.span.end });

/** The names beside one: in its event or enumeration, its service, its file. */
function siblingsOf(at: Finding): string[] {
  const node = innermostAt(at.source, at.span.start);
  const parts = node?.kind === "event" ? node.fields : node?.kind === "enumeration" ? node.values : [];
  return [...parts, ...(serviceAt(at.source, at.span.start)?.elements ?? []), ...at.source.tree.declarations].map(
    (d) => d.name.text,
  );
}

/** Declarations that a name could stand for, at the end of the service. */
function create(at: Finding, what: string, name: string): Fix[] {
  const { service, source } = at;
  const block = service ?? undefined;
  if (block === undefined || at.find(name) !== undefined) return [];
  return creatable(what.split(" or ")).flatMap((kind) => {
    const text = declaration(kind, name, service);
    return text === undefined ? [] : at.fix(`Create the ${kind} \`${name}\``, atEnd(source, block, ["", text]));
  });
}

/** A field in the event that does not have it. */
function createField(at: Finding, name: string, event: string | undefined): Fix[] {
  const found = event === undefined ? undefined : at.find(event);
  if (found?.node.kind !== "event" || found.source !== at.source) return [];
  const member = `${name} text optional ${bilingual(words(name))}`;
  return at.fix(`Add the field \`${name}\` to \`${event}\``, atEnd(at.source, found.node, [member]));
}
