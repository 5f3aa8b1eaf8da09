/** Fixes of what the compiler proves: 8xxx. */
import type { proofs, Remedy } from "../../../../compiler/diagnostics/codes/proofs.ts";
import type { Text } from "../../../../compiler/index.ts";
import type { ElementNode } from "../../../../grammar/index.ts";
import type { Edit } from "../compose.ts";
import { type Decisions, type Finding, type Fix, short } from "../finding.ts";
import { atEnd, filtersIn, removed, without } from "../places.ts";
import { withoutOptional } from "./rules.ts";

export const proofFixes: Decisions<keyof typeof proofs> = {
  doubleCharge: (at, { first, second, event, remedy }) => [
    ...inAddition(at, at.find(second)?.node, first),
    ...exclude(at, event, remedy),
  ],
  chargedAndFree: (at, { event, remedy }) => exclude(at, event, remedy),
  gap: (at, { leftOut, rule }) => {
    const { element, service, source } = at;
    if (element?.kind !== "event" || service === undefined) return [];
    if (leftOut !== undefined) {
      const field = element.fields.find((f) => f.name.text === leftOut);
      return field === undefined ? [] : withoutOptional(at, field);
    }
    const name = at.free(`Free${element.name.text}`);
    const title = titleOf(at, element.name.text);
    const text = `free ${name} {\n  title en "${title.en}, free of charge" vi "${title.vi}, không tính phí"\n  ${rule}\n}`;
    return at.fix("Declare it free", atEnd(source, service, ["", text]), { preferred: true });
  },
  neverMet: (at, { what, name }) => removeElement(at, `${what} \`${name}\``),
  neverInForce: (at, { what, name }) => removeElement(at, `${what} \`${name}\``),
  constantPart: (at, { holds }) =>
    holds === "never"
      ? []
      : at.fix(`Remove \`${short(at.text)}\`, which has no effect`, without(at.source, at.span), { preferred: true }),
  beyondProof: { none: "how the event is divided is for the author to say" },
};

const titleOf = (at: Finding, event: string): Text => {
  const service = at.snapshot.program.services.find((s) => s.name === at.service?.name.text);
  return service?.events.find((e) => e.name === event)?.title ?? { en: event, vi: event };
};

const removeElement = (at: Finding, what: string): Fix[] => {
  const { element } = at;
  return element === undefined ? [] : at.fix(`Remove ${what}`, [removed(at.source, element)]);
};

/** Both are due. */
function inAddition(at: Finding, second: ElementNode | undefined, first: string): Fix[] {
  if (second?.kind !== "charge") return [];
  const last = second.inAdditionTo.at(-1);
  const behind = last ?? second.counts;
  const text = last === undefined ? `\nin addition to ${first}` : `, ${first}`;
  if (behind === undefined) return [];
  return at.fix(`Charge \`${second.name.text}\` in addition to \`${first}\``, [{ start: behind.end, end: behind.end, text }], {
    preferred: true,
  });
}

/** Only one of them is due: the condition of one says so. */
function exclude(at: Finding, event: string, remedy: Remedy | undefined): Fix[] {
  const found = remedy === undefined ? undefined : at.find(remedy.clause);
  if (remedy === undefined || found === undefined || found.source !== at.source) return [];
  const edits = filtersIn(found.node)
    .filter((filter) => filter.event.text === event)
    .flatMap(({ event: name, filter }): Edit[] => {
      const { alternatives } = filter;
      if (alternatives.length === 0) return [{ start: name.end, end: name.end, text: ` ${remedy.condition}` }];
      return alternatives.map((atoms) => {
        const where = remedy.condition.startsWith("where ");
        const fields = atoms.filter((atom) => atom.kind !== "inState");
        // fields stand before states: `where status is ok and size is above 1 GB inside Care`
        const behind = where ? (fields.at(-1) ?? atoms[0]!) : atoms.at(-1)!;
        if (where && fields.length === 0) return { start: behind.start, end: behind.start, text: `${remedy.condition} ` };
        const text = where ? remedy.condition.replace(/^where /, " and ") : ` ${remedy.condition}`;
        return { start: behind.end, end: behind.end, text };
      });
    });
  return at.fix(`Add \`${short(remedy.condition, 60)}\` to \`${remedy.clause}\``, edits);
}
