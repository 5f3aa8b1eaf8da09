/** What mends each kind of diagnostic, or why nothing mechanical does. A new kind without a decision does not type-check. */
import { D } from "../../../compiler/diagnostics/registry.ts";
import type { Diagnostic } from "../../../compiler/index.ts";
import type { Snapshot } from "../../snapshot.ts";
import { allParse } from "../edits.ts";
import { type Decision, type Decisions, Finding, type Fix } from "./finding.ts";
import { agreementFixes } from "./fixes/agreements.ts";
import { allow, allowanceFixes } from "./fixes/allowances.ts";
import { exampleFixes } from "./fixes/examples.ts";
import { fileFixes } from "./fixes/files.ts";
import { nameFixes } from "./fixes/names.ts";
import { priceFixes } from "./fixes/prices.ts";
import { proofFixes } from "./fixes/proofs.ts";
import { proseFixes } from "./fixes/prose.ts";
import { ruleFixes } from "./fixes/rules.ts";
import { textFixes } from "./fixes/texts.ts";
import { typeFixes } from "./fixes/types.ts";

const decisions: Decisions<keyof typeof D> = {
  ...fileFixes,
  ...nameFixes,
  ...typeFixes,
  ...ruleFixes,
  ...textFixes,
  ...proseFixes,
  ...agreementFixes,
  ...priceFixes,
  ...exampleFixes,
  ...proofFixes,
  ...allowanceFixes,
};

/** The decisions by code. */
export const byCode: ReadonlyMap<string, Decision<never>> = new Map(
  Object.entries(D).map(([name, { code }]) => [code, decisions[name as keyof typeof D] as Decision<never>]),
);

/** What mends a diagnostic, the best first; the last is to allow a warning. */
export function fixesOf(snapshot: Snapshot, diagnostic: Diagnostic): Fix[] {
  const source = snapshot.source(diagnostic.file);
  const decision = byCode.get(diagnostic.code);
  if (source === undefined || decision === undefined) return [];
  const at = new Finding(snapshot, diagnostic, source);
  const fixes = "none" in decision ? [] : decision(at, diagnostic.parameters as never);
  const seen = new Set<string>();
  const found = [...fixes, ...allow(at)].filter(({ edits }) => {
    const key = JSON.stringify(edits);
    const known = seen.has(key);
    seen.add(key);
    // where other mistakes confuse the tree, a place may not be what it seems
    return !known && allParse(snapshot, edits);
  });
  return [...found.filter((f) => f.preferred), ...found.filter((f) => !f.preferred)];
}
