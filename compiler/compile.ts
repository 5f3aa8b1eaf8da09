/**
 * The compiler: load → bind → check and lower → prove → prose, each pass over the whole workspace, each timed.
 * It never throws for what a file says: everything wrong becomes a diagnostic, and what is right is still lowered.
 */
import { lowerAgreement } from "./constructs/agreement.ts";
import { applyAllowances } from "./constructs/allow.ts";
import { lowerService } from "./constructs/service.ts";
import { checkParameters, isProse } from "./constructs/use.ts";
import { ServiceContext } from "./context.ts";
import { type Allowed, type Diagnostic, Diagnostics } from "./diagnostics/diagnostic.ts";
import { D } from "./diagnostics/registry.ts";
import type { Host } from "./host.ts";
import type { Agreement, Service } from "./ir/model.ts";
import { type LoadedFile, load } from "./load.ts";
import { checkProse } from "./prose/index.ts";
import { proveService } from "./prove/index.ts";
import { ServiceScope, Workspace } from "./scope.ts";
import type { SourceFile } from "./source.ts";

export interface Program {
  /** All files by path. */
  readonly files: ReadonlyMap<string, LoadedFile>;
  /** Services and agreements in the order of their names. Lowered also where there are errors, as far as they can be: check `ok` before using them. */
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Warnings that the contracts allow, with their reasons. */
  readonly allowed: readonly Allowed[];
  /** True when there is no error. */
  readonly ok: boolean;
  /** Milliseconds by pass. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface CompileOptions {
  /** Parsed files of an earlier compilation, kept and renewed here: unchanged files are not parsed again. */
  readonly cache?: Map<string, SourceFile>;
  /** Leaves out proofs and the checks of prose: what they find does not change what is lowered. */
  readonly quick?: boolean;
}

const byName = <T extends { readonly name: string }>(a: T, b: T) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** Compiles the files at the entry paths (files or folders, relative to the workspace root) and everything that they import. */
export function compile(host: Host, entries: readonly string[], options: CompileOptions = {}): Program {
  const diagnostics = new Diagnostics();
  const timings: Record<string, number> = {};
  const timed = <T>(pass: string, run: () => T): T => {
    const start = performance.now();
    const result = run();
    timings[pass] = performance.now() - start;
    return result;
  };
  const files = timed("load", () => load(host, entries, diagnostics, options.cache));
  const workspace = timed("bind", () => new Workspace(files, diagnostics));
  const contexts = new Map<string, ServiceContext>();
  const services = timed("lower services", () => {
    const lowered = new Map<string, Service>();
    for (const symbol of workspace.services.values()) {
      const ctx = new ServiceContext(new ServiceScope(symbol, workspace, diagnostics), diagnostics);
      contexts.set(symbol.node.name.text, ctx);
      lowered.set(symbol.node.name.text, lowerService(ctx, host));
    }
    checkShared(workspace, files, diagnostics);
    return lowered;
  });
  const agreements = timed("lower agreements", () => {
    const list = [...workspace.agreements.values()].map((a) => lowerAgreement(a, workspace, services, host, diagnostics));
    checkAccounts(workspace, list, diagnostics);
    return list;
  });
  if (options.quick !== true) {
    timed("prove", () => {
      const unsound = diagnostics.filesWithErrors();
      for (const [name, ctx] of contexts)
        if (isSound(ctx.source.path, files, unsound)) proveService(ctx, services.get(name)!, services);
    });
    timed("prose", () => checkProse(workspace, services, files, diagnostics));
  }
  workspace.reportUnusedImports();
  const allowed = applyAllowances(files, diagnostics);
  const sorted = diagnostics.sorted();
  return {
    files,
    services: [...services.values()].sort(byName),
    agreements: agreements.sort(byName),
    diagnostics: sorted,
    allowed,
    ok: !sorted.some((d) => d.severity === "error"),
    timings,
  };
}

/** Whether neither a file nor what it imports has errors: only then is what was lowered all that was written. */
function isSound(path: string, files: ReadonlyMap<string, LoadedFile>, unsound: ReadonlySet<string>): boolean {
  return !unsound.has(path) && files.get(path)!.imports.every((imported) => isSound(imported, files, unsound));
}

/** Shared clauses, definitions and interpretations are checked whether or not a service uses them. */
function checkShared(workspace: Workspace, files: ReadonlyMap<string, LoadedFile>, diagnostics: Diagnostics): void {
  for (const [path, { source }] of files) {
    for (const symbol of workspace.sharedOf(path)) {
      if (!isProse(symbol)) continue;
      const node = {
        kind: "service",
        name: symbol.node.name,
        titles: [],
        descriptions: [],
        uses: [],
        elements: [],
        allowances: [],
        names: [],
        start: 0,
        end: 0,
      } as const;
      const ctx = new ServiceContext(new ServiceScope({ node, source }, workspace, diagnostics), diagnostics);
      checkParameters(ctx, symbol);
    }
  }
}

/** Every account belongs to one agreement. */
function checkAccounts(workspace: Workspace, agreements: readonly Agreement[], diagnostics: Diagnostics): void {
  const owners = new Map<string, string>(agreements.map((a) => [a.name, a.name]));
  for (const agreement of agreements) {
    for (const account of agreement.accounts) {
      const other = owners.get(account);
      const symbol = workspace.agreements.get(agreement.name);
      if (other !== undefined && other !== agreement.name && symbol !== undefined) {
        const node = symbol.node.properties.find((p) => p.texts.some((t) => t.value === account)) ?? symbol.node.name;
        diagnostics.report(D.accountTwice, { account, other }, symbol.source, node);
      } else owners.set(account, agreement.name);
    }
  }
}
