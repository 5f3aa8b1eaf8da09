/** When the parts of an agreement hold: services taken in its time, rate cards that hold on all its days. */
import type { AgreementNode } from "../../grammar/index.ts";
import { daysFrom } from "../calendar.ts";
import type { Reporter } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import { pricedEvent } from "../ir/counted.ts";
import type { Agreement, Price, RateRow, Service } from "../ir/model.ts";

type Rates = Extract<Price, { kind: "rates" }>;

/** Days from the first to the last, both inclusive; without a last one, from the first on. */
interface Days {
  readonly from: string;
  readonly until?: string | undefined;
}

export function checkValidity(
  reporter: Reporter,
  node: AgreementNode,
  agreement: Pick<Agreement, "from" | "until" | "takes">,
  services: ReadonlyMap<string, Service>,
): void {
  const { from, until } = agreement;
  for (const take of node.takes) {
    const day = take.from?.value ?? "";
    if ((from !== undefined && day !== "" && day < from) || (until !== undefined && day > until))
      reporter.report(
        D.takenOutside,
        { service: take.service.text, day, time: inWords({ from: from ?? "", until }) },
        take.from!,
      );
  }
  for (const taken of agreement.takes) {
    const service = services.get(taken.service);
    for (const { clause, price } of taken.prices) {
      if (price.kind !== "rates" || service === undefined) continue;
      const fields = pricedEvent(service, clause)?.fields;
      const prefixes = price.by.map((name) => fields?.find((f) => f.name === name)?.type.kind === "phone");
      const at = node.takes
        .filter((t) => t.service.text === taken.service)
        .flatMap((t) => t.entries)
        .find((e) => e.kind === "price" && e.clause.text === clause);
      for (const [days, keys] of gapsOf(price, prefixes, { from: taken.from ?? from, until }))
        reporter.report(D.rateGap, { file: price.file, days, keys }, at ?? node.name);
    }
  }
}

/** "from 2026-03-16 to 2026-03-31", "on 2026-03-16", "from 2027-01-01 on" */
function inWords({ from, until }: Days): string {
  if (until === undefined) return `from ${from} on`;
  if (from === "") return `until ${until}`;
  return from === until ? `on ${from}` : `from ${from} to ${until}`;
}

type Gaps = ReadonlyMap<string, readonly string[]>;

/** Gaps by the rows that they are of: many agreements may have the same card in the same time. */
const known = new WeakMap<readonly RateRow[], Map<string, Gaps>>();

/** The days within the time of an agreement on which a rate card has no price for keys that it prices on others. */
function gapsOf(price: Rates, prefixes: readonly boolean[], time: Partial<Days>): Gaps {
  const ofRows = known.get(price.rows) ?? new Map<string, Gaps>();
  known.set(price.rows, ofRows);
  const key = JSON.stringify([prefixes, time.from, time.until]);
  const gaps = ofRows.get(key) ?? findGaps(price, prefixes, time);
  ofRows.set(key, gaps);
  return gaps;
}

function findGaps(price: Rates, prefixes: readonly boolean[], time: Partial<Days>): Gaps {
  const gaps = new Map<string, string[]>();
  const rowsOf = new Map<string, { readonly key: readonly string[]; readonly rows: RateRow[] }>();
  for (const row of price.rows) {
    const key = row.key.map((k, i) => (prefixes[i] ? k.replace(/^\+/, "") : k));
    const same = rowsOf.get(JSON.stringify(key)) ?? { key, rows: [] };
    rowsOf.set(JSON.stringify(key), same);
    same.rows.push(row);
  }
  for (const { key, rows } of rowsOf.values()) {
    if (uncovered(rows, time).length === 0) continue;
    // numbers also find the price of a shorter prefix
    const found = shorter(key, prefixes).flatMap((k) => rowsOf.get(JSON.stringify(k))?.rows ?? []);
    for (const days of uncovered(found, time)) {
      const words = inWords(days);
      const keys = gaps.get(words) ?? [];
      gaps.set(words, keys);
      keys.push(rows[0]!.key.join(" "));
    }
  }
  return gaps;
}

/** A key with all shorter ones that its numbers begin with. */
function shorter(key: readonly string[], prefixes: readonly boolean[]): string[][] {
  return key.reduce<string[][]>(
    (keys, part, i) => {
      const parts = prefixes[i] ? Array.from(part, (_, n) => part.slice(0, n + 1)) : [part];
      return keys.flatMap((k) => parts.map((p) => [...k, p]));
    },
    [[]],
  );
}

/** What rows leave open between the first and the last day. Where the agreement names no first day, nothing is missing before the first row. */
function uncovered(rows: readonly RateRow[], time: Partial<Days>): Days[] {
  const sorted = [...rows].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  const found: Days[] = [];
  // the first day that is not covered yet
  let open = time.from ?? sorted[0]?.from ?? "";
  for (const row of sorted) {
    if (time.until !== undefined && open > time.until) return found;
    if (row.from !== undefined && row.from > open) {
      const last = daysFrom(row.from, -1);
      found.push({ from: open, until: time.until !== undefined && time.until < last ? time.until : last });
      open = row.from;
    }
    if (row.until === undefined) return found;
    if (row.until >= open) open = daysFrom(row.until, 1);
  }
  if (time.until === undefined || open <= time.until) found.push({ from: open, until: time.until });
  return found;
}
