/** Fixes of diagnostics about the shapes of prices: 61xx. */
import type { prices } from "../../../../compiler/diagnostics/codes/prices.ts";
import type { Span, TiersNode } from "../../../../grammar/index.ts";
import type { Decisions, Finding, Fix } from "../finding.ts";
import { nodesIn, without } from "../places.ts";

export const priceFixes: Decisions<keyof typeof prices> = {
  priceShape: (at) => at.remove(),
  tierOrder: (at) => {
    const tiers = tiersAt(at)?.tiers ?? [];
    const bound = ({ upTo }: TiersNode["tiers"][number]) => (upTo === undefined ? Number.POSITIVE_INFINITY : Number(upTo.value));
    const sorted = [...tiers].sort((a, b) => bound(a) - bound(b));
    if (new Set(tiers.map(bound)).size < tiers.length) return [];
    const edits = tiers.flatMap((tier, i) =>
      sorted[i] === tier ? [] : [{ start: tier.start, end: tier.end, text: at.textOf(sorted[i]!) }],
    );
    return at.fix("Put the tiers in order", edits, { preferred: true });
  },
  openTiers: (at, { last }) => {
    if (!last) return at.fix("Remove this tier", without(at.source, at.span), { preferred: true });
    const tier = tiersAt(at)?.tiers.at(-1);
    if (tier?.amount === undefined) return [];
    const text = `beyond at ${at.textOf(tier.amount)}`;
    return at.fix(`Add \`${text}\``, [{ start: tier.end, end: tier.end, text: `\n${text}` }], { preferred: true });
  },
  periodGap: (at, { from }) => begin(at, from),
  periodOverlap: (at, { until }) => (until === "no day" ? [] : begin(at, dayAfter(until))),
  limitsReversed: (at) => {
    const node = entryAt(at);
    if (node === undefined) return [];
    const [least, most] = [node.atLeast, node.atMost].map(amountOf);
    if (least === undefined || most === undefined) return [];
    const edits = [
      { start: least.start, end: least.end, text: at.textOf(most) },
      { start: most.start, end: most.end, text: at.textOf(least) },
    ];
    return at.fix("Exchange the two limits", edits);
  },
  eventNoun: (at, { known }) => known.flatMap((word, i) => at.replace(word, at.span, { preferred: i === 0 })),
  nothingToCount: { none: "the number that is meant is for the parties to say" },
  prorationDays: (at) => {
    const { tokens } = at.source.parsed;
    const by = tokens.findLast((t) => t.startOffset < at.span.start);
    const whole = by === undefined ? at.span : { start: by.startOffset, end: at.span.end };
    return [...at.replace("30 days"), ...at.replace("by days of the month", whole)];
  },
  noLastMonth: (at) => {
    const text = at.text;
    const comma = text.lastIndexOf(", last day not counted");
    return [
      ...(comma === -1
        ? []
        : at.fix("Remove `last day not counted`", [{ start: at.span.start + comma, end: at.span.start + comma + 22, text: "" }])),
      ...(comma === -1
        ? []
        : at.fix("Add `last month too`", [
            { start: at.span.start + comma, end: at.span.start + comma, text: ", last month too" },
          ])),
    ];
  },
  roundingPlace: (at) => at.replace(at.text.replace(/^[\d._]+/, "0.01")),
};

interface Limited {
  readonly atLeast?: unknown;
  readonly atMost?: unknown;
}

/** The smallest node around the place that has both limits. */
function entryAt(at: Finding): Limited | undefined {
  const around = [...nodesIn(at.outer)].filter(
    (n) => n.atLeast !== undefined && n.atMost !== undefined && holds(n as never, at.span),
  );
  return around.at(-1);
}

const holds = (node: Span, span: Span): boolean => node.start <= span.start && span.end <= node.end;

const amountOf = (limit: unknown): Span | undefined => {
  const node = limit as (Span & { readonly amount?: Span }) | undefined;
  return node?.amount ?? node;
};

function tiersAt(at: Finding): TiersNode | undefined {
  const around = [...nodesIn(at.outer)].filter((n) => Array.isArray(n.tiers) && holds(n as never, at.span));
  return around.at(-1) as TiersNode | undefined;
}

/** Another first day of a price. */
function begin(at: Finding, day: string): Fix[] {
  const from = /\bfrom\s+(\d{4}-\d{2}-\d{2})/d.exec(at.text)?.indices?.[1];
  if (from === undefined) return [];
  return at.replace(day, { start: at.span.start + from[0], end: at.span.start + from[1] }, { preferred: true });
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
