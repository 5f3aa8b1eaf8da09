/** Fixes of diagnostics about allowed warnings, 9xxx; and how any warning is allowed. */
import type { allowances } from "../../../../compiler/diagnostics/codes/allowances.ts";
import type { Span } from "../../../../grammar/index.ts";
import { type Decisions, type Finding, type Fix, GAP } from "../finding.ts";
import { above, removed } from "../places.ts";

export const allowanceFixes: Decisions<keyof typeof allowances> = {
  unknownCode: (at, { suggestion }) => (suggestion === undefined ? remove(at) : at.meant(suggestion)),
  errorAllowed: (at) => remove(at),
  allowedWithoutReason: (at, { code }) =>
    at.fix("Add a reason", [{ ...at.span, text: `allow ${code} because "${GAP}"` }], { preferred: true }),
  unusedAllowance: (at) => remove(at),
  allowedNothing: (at) => remove(at),
};

function remove(at: Finding): Fix[] {
  const { tree } = at.source;
  const inner = tree.declarations.flatMap((d) => ("allowances" in d ? d.allowances : []));
  const node = [...inner, ...tree.allowances].find((a) => a.start <= at.span.start && at.span.end <= a.end);
  return node === undefined ? [] : at.fix("Remove `allow`", [removed(at.source, node)], { preferred: true });
}

/** `allow CODE because "…"` above the smallest thing that can have one. */
export function allow(at: Finding): Fix[] {
  const { code, severity } = at.diagnostic;
  if (severity !== "warning" || code === "SDL9004") return [];
  const { tree } = at.source;
  const { outer } = at;
  const members: Span[] =
    outer?.kind === "service"
      ? [...outer.names, ...outer.descriptions, ...outer.uses, ...outer.elements]
      : outer?.kind === "agreement"
        ? [...outer.properties, ...outer.takes]
        : [];
  const around = [...members, ...tree.imports, ...tree.names, ...tree.declarations].find(
    (m) => m.start <= at.span.start && at.span.end <= m.end && at.span.start < at.span.end,
  );
  if (around === undefined) return [];
  return at.fix(`Allow ${code} here`, [above(at.source, around, `allow ${code} because "${GAP}"`)]);
}
