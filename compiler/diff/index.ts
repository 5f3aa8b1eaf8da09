/**
 * The semantic difference of two versions of contracts or agreements: what a client would notice, by severity, in every
 * language. It compares what the contracts mean, so order, layout and comments make no difference beyond a remark.
 */
import type { Program } from "../compile.ts";
import { languages } from "../context.ts";
import { compareAgreements, wholeAgreement } from "./agreement.ts";
import { paired } from "./facets.ts";
import { type Change, type Difference, type Severity, severities } from "./model.ts";
import { rules } from "./rules.ts";
import { compareServices, wholeService } from "./service.ts";

export { type Change, type Difference, type Severity, severities } from "./model.ts";

type Version = Pick<Program, "services" | "agreements" | "files">;

/** Compares two programs without errors; services and agreements are matched by their names. */
export function compareVersions(before: Version, after: Version): Difference {
  const catalogs = {
    before: new Map(before.services.map((service) => [service.name, service])),
    after: new Map(after.services.map((service) => [service.name, service])),
  };
  const nameOf = ({ name }: { readonly name: string }) => name;
  const services = paired(before.services, after.services, nameOf).flatMap(({ was, is }) =>
    was && is ? compareServices(was, is) : [wholeService((is ?? was)!, was === undefined)],
  );
  const agreements = paired(before.agreements, after.agreements, nameOf).flatMap(({ was, is }) =>
    was && is ? compareAgreements(was, is, catalogs) : [wholeAgreement((is ?? was)!, was === undefined)],
  );
  const found = [...services, ...agreements];
  const changes = found.length > 0 || sameTexts(before, after) ? found : [layoutChange(after)];
  return {
    changes: severities.flatMap((severity) => changes.filter((change) => change.severity === severity)),
    counts: Object.fromEntries(
      severities.map((severity) => [severity, changes.filter((change) => change.severity === severity).length]),
    ) as Record<Severity, number>,
    languages,
  };
}

/** Whether the files hold the same texts, whatever they are called. */
function sameTexts(before: Version, after: Version): boolean {
  const texts = ({ files }: Version) => [...files.values()].map(({ source }) => source.text).sort();
  return JSON.stringify(texts(before)) === JSON.stringify(texts(after));
}

/** The meaning is the same, the files are not. */
function layoutChange({ services, agreements }: Version): Change {
  const service = services[0];
  const name = service?.name ?? agreements[0]?.name ?? "";
  const { severity, said } = rules.layout;
  return { rule: "layout", severity, owner: { kind: service === undefined ? "agreement" : "service", name }, summary: said };
}
