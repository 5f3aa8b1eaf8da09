/** Fixes of diagnostics about agreements and rate cards: 60xx and 63xx. */
import type { agreements } from "../../../../compiler/diagnostics/codes/agreements.ts";
import type { AgreementNode, PropertyNode, Span, TakeNode } from "../../../../grammar/index.ts";
import type { Edit } from "../compose.ts";
import type { Decisions, Finding, Fix } from "../finding.ts";
import { atEnd, atStart, removed, takeAt, without } from "../places.ts";
import { makeNegotiable } from "./rules.ts";

export const agreementFixes: Decisions<keyof typeof agreements> = {
  missingProperty: (at, { property, example }) => {
    const { agreement } = at;
    if (agreement === undefined) return [];
    if (property === "services") return takeOne(at, agreement);
    const all = beside(at).flatMap((d) => (given(d).property === "services" ? [] : [given(d).example]));
    return [
      ...at.fix(`Add \`${example}\``, atStart(at.source, agreement, [example]), { preferred: true }),
      ...(all.length > 1 ? at.fix("Add all properties that are missing", atStart(at.source, agreement, all)) : []),
    ];
  },
  missingPrice: (at, { clause, example }) => {
    const { take } = at;
    if (take === undefined) return [];
    const all = beside(at).map((d) => flat(at, given(d).example));
    return [
      ...at.fix(`Add a price for ${clause}`, atEnd(at.source, take, [flat(at, example)]), { preferred: true }),
      ...(all.length > 1 ? at.fix(`Add all ${all.length} prices that are missing`, atEnd(at.source, take, all)) : []),
    ];
  },
  surplusPrice: (at, { suggestion }) => {
    const entry = entryAt(at);
    const priced = at.take?.entries.some((e) => e.kind === "price" && e.clause.text === suggestion) === true;
    return [...(priced ? [] : at.meant(suggestion)), ...(entry === undefined ? [] : removeEntry(at, entry, "Remove this price"))];
  },
  notNegotiable: (at, { term }) => [
    ...removeEntry(at, at.span, "Remove the line"),
    ...makeNegotiable(ofTaken(at), term.replaceAll("`", "")),
  ],
  limitExceeded: (at, { limit }) => at.replace(limit.replace(/^at (most|least) /, "")),
  wrongCurrency: (at, { found, expected }) => {
    const start = at.source.text.indexOf(found, at.span.start);
    if (start === -1 || start + found.length > at.span.end) return [];
    return at.fix(`Write ${expected}; the number stays as it is`, [{ start, end: start + found.length, text: expected }]);
  },
  wrongPriceShape: (at, { example }) => at.replace(flat(at, example), entryAt(at) ?? at.span),
  noOverage: (at) => {
    const entry = entryAt(at);
    const { tokens } = at.source.parsed;
    const then =
      entry && tokens.findLast((t) => t.image === "then" && t.startOffset >= entry.start && t.startOffset < at.span.start);
    if (entry === undefined || then === undefined) return [];
    const comma = tokens[tokens.indexOf(then) - 1];
    const start = comma?.image === "," ? comma.startOffset : then.startOffset;
    return at.fix(`Remove \`${at.source.text.slice(start, entry.end)}\``, [{ start, end: entry.end, text: "" }], {
      preferred: true,
    });
  },
  missingOverage: (at) => {
    const { end } = entryAt(at) ?? at.span;
    const text = `, then 0.04 ${currencyOf(at)} each`;
    return at.fix(`Add \`${text}\``, [{ start: end, end, text }], { preferred: true });
  },
  wrongPriceFields: { none: "a rate card with other columns is needed" },
  onlyWithin: { none: "which other service is taken is for the parties to agree" },
  alternatives: (at, { first, others }) => {
    const names = [first, ...others.split(", ")];
    const entries = (at.take?.entries ?? []).flatMap((e) => (e.kind === "price" && names.includes(e.clause.text) ? [e] : []));
    if (at.take === undefined) return [];
    if (entries.length === 0)
      return names.flatMap((name) =>
        at.fix(`Give \`${name}\` a price`, atEnd(at.source, at.take!, [`${name} at 0.05 ${currencyOf(at)}`])),
      );
    return entries.flatMap((kept) => {
      const rest = entries.filter((e) => e !== kept).map((e) => removed(at.source, e));
      return at.fix(`Keep only the price of \`${kept.clause.text}\``, rest);
    });
  },
  rateCard: { none: "a rate card is a table, which its owner corrects" },
  takenTwice: (at, { service }) => mergeTakes(at, service),
  unknownTariff: (at, { tariff, known }) => {
    if (known !== undefined) return at.replace(known, at.span, { preferred: true });
    const { tokens } = at.source.parsed;
    const word = tokens[tokens.findIndex((t) => t.startOffset === at.span.start) - 1];
    if (word?.image !== "tariff") return [];
    const edit = { start: word.startOffset, end: at.span.end, text: "rates" };
    return at.fix(`Write \`at rates\` instead of \`tariff ${tariff}\``, [edit], { preferred: true });
  },
  datesReversed: (at) => exchange(at),
  needsProduct: (at, { service, products }) => products.flatMap((product) => at.replace(`${service}.${product}`)),
  creditWithoutPrePay: (at) => {
    const model = at.agreement?.properties.find((p) => p.property === "chargingModel")?.word;
    return [
      ...removeEntry(at, at.span, "Remove the credit"),
      ...(model === undefined
        ? []
        : at.fix("Let the client pay beforehand", [{ start: model.start, end: model.end, text: "pre-pay" }])),
    ];
  },
  accountTwice: (at, { account }) => {
    const node = at.agreement?.properties.find((p) => p.start <= at.span.start && at.span.end <= p.end);
    const text = node?.texts.find((t) => t.value === account);
    if (node === undefined || text === undefined) return [];
    const edits = node.texts.length === 1 ? [removed(at.source, node)] : without(at.source, text);
    return at.fix(`Remove the account "${account}" here`, edits);
  },
  rateGap: { none: "the price of those days is for the owner of the rate card to say" },
  takenOutside: (at) => {
    const first = at.agreement?.properties.find((p) => p.property === "from")?.date;
    return first === undefined ? [] : at.replace(at.textOf(first));
  },
  notInForce: (at) => {
    const entry = entryAt(at);
    return entry === undefined ? [] : removeEntry(at, entry, "Remove this price");
  },
  missingTerm: (at, { example }) => {
    const { take, element, source } = at;
    const all = beside(at).map((d) => given(d).example);
    const put = (lines: readonly string[]): Edit[] => {
      if (take !== undefined) return atEnd(source, take, lines);
      if (element?.kind !== "example") return [];
      const last = element.agreed.at(-1);
      if (last !== undefined) return [{ start: last.end, end: last.end, text: `\n${lines.join("\n")}` }];
      const first = element.given[0] ?? element.expect[0];
      const before = source.parsed.tokens.findLast(
        (t) => /^(given|expect)$/.test(t.image) && t.startOffset <= (first?.start ?? 0) && t.startOffset >= element.start,
      );
      if (before === undefined) return [];
      return [{ start: before.startOffset, end: before.startOffset, text: `agreed { ${lines.join(" ")} }\n` }];
    };
    return [
      ...at.fix(`Add \`${example}\``, put([example]), { preferred: true }),
      ...(all.length > 1 ? at.fix("Add all values that are missing", put(all)) : []),
    ];
  },
};

/** The services of the workspace, to be taken; their prices are what is missing next. */
function takeOne(at: Finding, agreement: AgreementNode): Fix[] {
  const names = at.snapshot.program.services.map(({ name }) => name).slice(0, 10);
  return names.flatMap((name) => at.fix(`Take \`${name}\``, atEnd(at.source, agreement, [`take ${name} {\n}`])));
}

interface Given {
  readonly property?: string;
  readonly example: string;
}

const given = (d: Finding["diagnostic"]): Given => d.parameters as Given;

/** Diagnostics of the same code at the same place. */
const beside = (at: Finding): Finding["diagnostic"][] =>
  at.snapshot.program.diagnostics.filter(
    (d) => d.code === at.diagnostic.code && d.file === at.source.path && d.start.offset === at.span.start,
  );

/** One price for all, where the example speaks of a rate card that nobody has written. */
const flat = (at: Finding, example: string): string => {
  const [, clause] = /^(\w+) at rates /.exec(example) ?? [];
  return clause === undefined ? example : `${clause} at 0.05 ${currencyOf(at)}`;
};

const currencyOf = (at: Finding): string => at.agreement?.properties.find((p) => p.property === "currency")?.word?.text ?? "EUR";

const entryAt = ({ take, span }: Finding) => take?.entries.find((e) => e.start <= span.start && span.start < e.end);

const removeEntry = (at: Finding, entry: Span, title: string): Fix[] => at.fix(title, [removed(at.source, entry)]);

/** The finding as the service that is taken sees it: its names are looked for there. */
function ofTaken(at: Finding): Finding {
  const service = at.take && at.snapshot.program.workspace.services.get(at.take.service.text);
  return Object.assign(Object.create(at) as Finding, {
    find: (name: string) => {
      const node = service?.node.elements.find((e) => e.name.text === name);
      if (service === undefined) return undefined;
      return node === undefined
        ? at.snapshot.program.workspace.sharedAt(service.source.path, name)
        : { node, source: service.source };
    },
  });
}

/** The entries of a second `take` into the first one, where they do not contradict it. */
function mergeTakes(at: Finding, service: string): Fix[] {
  const second = at.take;
  const first = at.agreement?.takes.find((t) => t.service.text === service);
  if (first === undefined || second === undefined || first === second) return [];
  const nameOf = (e: TakeNode["entries"][number]) =>
    e.kind === "price" ? e.clause.text : e.kind === "setting" ? e.term.text : e.kind;
  const taken = new Set(first.entries.map(nameOf));
  const more = second.entries.filter((e) => !taken.has(nameOf(e)));
  if (more.length < second.entries.length) return at.fix("Remove this `take`", [removed(at.source, second)]);
  const moved =
    more.length === 0
      ? []
      : atEnd(
          at.source,
          first,
          more.map((e) => at.textOf(e)),
        );
  return at.fix("Put its prices into the first `take`", [...moved, removed(at.source, second)], { preferred: true });
}

/** The two days of an agreement, or of a price, change places. */
function exchange(at: Finding): Fix[] {
  const swap = (a: Span | undefined, b: Span | undefined): Edit[] =>
    a === undefined || b === undefined
      ? []
      : [
          { start: a.start, end: a.end, text: at.textOf(b) },
          { start: b.start, end: b.end, text: at.textOf(a) },
        ];
  const date = (property: PropertyNode["property"]) => at.agreement?.properties.find((p) => p.property === property)?.date;
  const entry = takeAt(at.source, at.span.start)?.entries.find((e) => e.start <= at.span.start && at.span.end <= e.end);
  const period = entry?.kind === "price" ? entry.later.find((p) => p.until?.start === at.span.start) : undefined;
  const edits = period === undefined ? swap(date("from"), date("until")) : swap(period.from, period.until);
  return at.fix("Exchange the two days", edits);
}
