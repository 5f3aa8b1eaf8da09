/** Warnings that an author accepts: each `allow` takes one code out of what stands behind it, and says why. */
import type { AllowNode, FileNode, Span } from "../../grammar/index.ts";
import type { Allowed, Diagnostics } from "../diagnostics/diagnostic.ts";
import { D, kindOf, kinds } from "../diagnostics/registry.ts";
import type { LoadedFile } from "../load.ts";
import { suggest } from "../suggest.ts";

/** An `allow` with what it is about: the next member of the same block. */
interface Allowance {
  readonly node: AllowNode;
  readonly about: Span | undefined;
}

/**
 * Takes allowed warnings out of what was found so far, and reports what is wrong with the permissions themselves. Only when all passes
 * have run (`complete`) is it certain that there was nothing to allow.
 */
export function applyAllowances(files: ReadonlyMap<string, LoadedFile>, diagnostics: Diagnostics, complete: boolean): Allowed[] {
  const allowed: Allowed[] = [];
  const unsound = new Set(diagnostics.sorted().flatMap((d) => (d.severity === "error" ? [d.file] : [])));
  for (const [path, { source }] of files) {
    for (const { node, about } of allowancesOf(source.tree)) {
      const code = node.code.text;
      const reason = node.reason?.value.trim() ?? "";
      const kind = kindOf(code);
      if (node.code.missing) continue;
      if (kind === undefined) {
        const known = kinds.filter((k) => k.severity !== "error").map((k) => k.code);
        diagnostics.report(
          D.unknownCode,
          { what: "warning", name: code, suggestion: suggest(code, known), known },
          source,
          node.code,
        );
      } else if (kind.severity === "error") diagnostics.report(D.errorAllowed, { code }, source, node.code);
      else if (about === undefined) diagnostics.report(D.allowedNothing, { code }, source, node);
      else {
        if (reason === "") diagnostics.report(D.allowedWithoutReason, { code }, source, node);
        const taken = diagnostics.take(
          (d) => d.code === code && d.file === path && d.start.offset >= about.start && d.start.offset < about.end,
        );
        allowed.push(...taken.map((diagnostic) => ({ diagnostic, reason })));
        // behind an error a check may not have looked here
        if (complete && taken.length === 0 && !unsound.has(path)) diagnostics.report(D.unusedAllowance, { code }, source, node);
      }
    }
  }
  return allowed;
}

/** All permissions of a file, the inner ones first: what is allowed closest to a warning is what allows it. */
function allowancesOf(file: FileNode): Allowance[] {
  const inner = file.declarations.flatMap((d) =>
    d.kind === "service"
      ? bound(d.allowances, [...d.names, ...d.descriptions, ...d.uses, ...d.elements])
      : d.kind === "agreement"
        ? bound(d.allowances, [...d.properties, ...d.takes])
        : [],
  );
  return [...inner, ...bound(file.allowances, [...file.imports, ...file.names, ...file.declarations])];
}

function bound(allowances: readonly AllowNode[], members: readonly Span[]): Allowance[] {
  return allowances.map((node) => ({
    node,
    about: members
      .filter((m) => m.start >= node.end)
      .reduce<Span | undefined>((a, b) => (a && a.start < b.start ? a : b), undefined),
  }));
}
