/** Makes a case smaller as long as module and interpreter still disagree: one agreement, fewer events, fewer clauses. */
import type { Agreement, Service } from "../../compiler/ir/model.ts";
import type { ServiceUsage } from "../oracle/bill.ts";
import { type Case, type Disagreement, disagreements } from "./case.ts";

const lists = [
  "charges",
  "fees",
  "packages",
  "minimums",
  "prohibitions",
  "freeRules",
  "measures",
  "windows",
  "sets",
  "sessions",
  "intervals",
] as const;

/** A case that is smaller in one way. What no longer makes sense is told by `fails`, which then says no. */
function* smaller({ services, agreements, usage, ...rest }: Case): Generator<Case> {
  const [agreement] = agreements;
  const events = usage.get(agreement!.name)!;
  const withUsage = (fewer: readonly ServiceUsage[]): Case => ({
    ...rest,
    services,
    agreements,
    usage: new Map([[agreement!.name, fewer]]),
  });
  const withAgreement = (other: Agreement): Case => ({ ...rest, services, agreements: [other], usage });
  for (let size = Math.floor(events.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < events.length; at += size) yield withUsage([...events.slice(0, at), ...events.slice(at + size)]);
  for (const [index, service] of services.entries())
    for (const list of lists)
      for (const { name } of service[list]) {
        const fewer: Service = { ...service, [list]: service[list].filter((element) => element.name !== name) };
        const takes = agreement!.takes.map((taken) =>
          taken.service === service.name ? { ...taken, prices: taken.prices.filter(({ clause }) => clause !== name) } : taken,
        );
        yield { ...rest, services: services.with(index, fewer), agreements: [{ ...agreement!, takes }], usage };
      }
  for (const { service } of agreement!.takes.slice(1))
    yield withAgreement({ ...agreement!, takes: agreement!.takes.filter((taken) => taken.service !== service) });
  for (const property of ["atLeast", "atMost", "proration", "roundingTo", "until", "from"] as const) {
    const { [property]: value, ...fewer } = agreement!;
    if (value !== undefined) yield withAgreement(fewer);
  }
  for (const [index, taken] of agreement!.takes.entries())
    for (const property of ["atLeast", "atMost", "from"] as const) {
      const { [property]: value, ...fewer } = taken;
      if (value !== undefined) yield withAgreement({ ...agreement!, takes: agreement!.takes.with(index, fewer) });
    }
}

async function found(tried: Case): Promise<Disagreement | undefined> {
  try {
    return (await disagreements(tried))[0];
  } catch {
    return undefined;
  }
}

/** The smallest case that is reached by leaving out one thing after the other, and what it shows. */
export async function shrunk(tried: Case): Promise<{ readonly tried: Case; readonly shows: Disagreement } | undefined> {
  const first = await found(tried);
  if (first === undefined) return undefined;
  const { agreement: name } = first;
  let best: Case = {
    ...tried,
    agreements: tried.agreements.filter((agreement) => agreement.name === name),
    usage: new Map([[name, tried.usage.get(name)!]]),
  };
  let shows = first;
  for (let again = true; again; ) {
    again = false;
    for (const candidate of smaller(best)) {
      const still = await found(candidate);
      if (still === undefined) continue;
      [best, shows, again] = [candidate, still, true];
      break;
    }
  }
  return { tried: best, shows };
}

const withoutOrigins = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (["origin", "title", "titled", "doc"].includes(key) ? undefined : inner)));

/** A small case for people to read. */
export function told({ tried, shows }: { readonly tried: Case; readonly shows: Disagreement }): string {
  const { services, agreements, usage, month, files } = tried;
  const agreement = agreements[0]!;
  const names = services.flatMap((service) => lists.flatMap((list) => service[list].map(({ name }) => name)));
  const parts = files["sample.sdl"]!.split(/\n(?= {2}\S)/).filter((text) => {
    const [, kind, name] = /^ {2}(\w+) `?(\w+)`?/.exec(text) ?? [];
    return ["event", "term", "enumeration"].includes(kind ?? "") || names.includes(name ?? "");
  });
  const events = usage.get(agreement.name)!.map((event) => JSON.stringify({ ...event, at: new Date(event.at).toISOString() }));
  return [
    ...parts,
    JSON.stringify(withoutOrigins(agreement), undefined, 1),
    month,
    ...events,
    `module ${JSON.stringify(shows.module)}`,
    `oracle ${JSON.stringify(shows.oracle)}`,
  ].join("\n");
}
