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
import { type Host, readingOnce } from "./host.ts";
import type { Agreement, Service } from "./ir/model.ts";
import { type LoadedFile, load } from "./load.ts";
import { type Compiled, Memo } from "./memo.ts";
import {
  checkProse,
  checkTexts,
  indexProse,
  type ProseIndex,
  reportUnusedNames,
  ServiceTitles,
  serviceTitles,
  spokenOf,
} from "./prose/index.ts";
import { proveService } from "./prove/index.ts";
import { type AgreementSymbol, ServiceScope, View, Workspace } from "./scope.ts";
import type { SourceFile } from "./source.ts";
import type { Link, Surroundings, Unit } from "./unit.ts";

/** How far a program was looked at: only read; names, types and rules understood; or all, proofs and prose as well. */
export type Stage = "syntax" | "meaning" | "all";

export interface Program {
  readonly stage: Stage;
  /** All files by path. */
  readonly files: ReadonlyMap<string, LoadedFile>;
  /** Services and agreements in the order of their names. Lowered also where there are errors, as far as they can be: check `ok` before using them. */
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Warnings that the contracts allow, with their reasons. */
  readonly allowed: readonly Allowed[];
  /** What the names in the files stand for. */
  readonly links: readonly Link[];
  /** All declarations by name. */
  readonly workspace: Workspace;
  /** True when there is no error. */
  readonly ok: boolean;
  /** Milliseconds by pass. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface CompileOptions {
  /** What earlier compilations found, kept and renewed here: what no change concerns is not compiled again. */
  readonly memo?: Memo;
  /** Leaves out proofs and the checks of prose: what they find does not change what is lowered. */
  readonly quick?: boolean;
  /** Files that are not read by their paths, such as agreements that are not written in SDL. They import nothing. */
  readonly sources?: readonly SourceFile[];
}

const byName = <T extends { readonly name: string }>(a: T, b: T) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** Compiles the files at the entry paths (files or folders, relative to the workspace root) and everything that they import. */
export function compile(host: Host, entries: readonly string[], options: CompileOptions = {}): Program {
  const steps = compiling(host, entries, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Compiles in small steps, for editors: it can be left after each, and what was found is kept in the memo. After the passes that end a
 * stage it hands out the program as far as it is known, and again when all that is being edited was looked at.
 */
export function* compiling(
  host: Host,
  entries: readonly string[],
  options: CompileOptions = {},
): Generator<Program | undefined, Program> {
  const compilation = new Compilation(host, options.memo ?? new Memo());
  yield* compilation.load(entries, options.sources ?? []);
  yield compilation.program("syntax");
  yield* compilation.lower();
  if (options.quick === true) return compilation.finish("meaning");
  yield compilation.program("meaning");
  yield* compilation.prove();
  yield* compilation.read();
  return compilation.finish("all");
}

interface Lowered {
  readonly ctx: ServiceContext;
  readonly service: Service;
}

/** One compilation: its passes, in the order in which they are declared. */
class Compilation {
  private readonly host: Host;
  private readonly memo: Memo;
  private readonly diagnostics = new Diagnostics();
  private readonly units = new Set<Unit>();
  private readonly timings: Record<string, number> = {};
  private files: ReadonlyMap<string, LoadedFile> = new Map();
  private workspace = new Workspace(this.files, this.diagnostics);
  private lowered = new Map<string, Lowered>();
  /** Services that were lowered now, and not kept. */
  private readonly changed = new Set<string>();
  private agreements: Agreement[] = [];
  private readonly closures = new Map<string, readonly SourceFile[]>();

  constructor(host: Host, memo: Memo) {
    this.host = readingOnce(host);
    this.memo = memo;
  }

  *load(entries: readonly string[], sources: readonly SourceFile[]): Generator<undefined> {
    const read = yield* this.timed("load", load(this.host, entries, this.diagnostics, this.memo.sources));
    this.files = new Map([...read, ...sources.map((source) => [source.path, { source, imports: [] }] as const)]);
    const start = performance.now();
    this.workspace = new Workspace(this.files, this.diagnostics);
    this.timings.bind = performance.now() - start;
  }

  *lower(): Generator<undefined> {
    yield* this.timed("lower services", this.lowerServices());
    yield* this.timed("lower agreements", this.lowerAgreements());
  }

  private *lowerServices(): Generator<undefined> {
    for (const [name, symbol] of this.workspace.services) {
      const { value, fresh } = this.unit(`lower ${name}`, this.closure(symbol.source.path), (unit) => {
        const ctx = new ServiceContext(new ServiceScope(symbol, new View(this.workspace, unit)));
        return { ctx, service: lowerService(ctx, unit.reading(this.host)) };
      });
      this.lowered.set(name, value);
      if (fresh) this.changed.add(name);
      yield;
    }
    for (const path of this.files.keys())
      this.unit(`shared ${path}`, this.closure(path), (unit) => checkShared(path, new View(this.workspace, unit)));
  }

  private *lowerAgreements(): Generator<undefined> {
    const services = this.services();
    for (const [name, symbol] of this.workspace.agreements) {
      const taken = symbol.node.takes.map((take) => services.get(take.service.text));
      const { value } = this.unit(`lower agreement ${name}`, [symbol.source, ...taken], (unit) =>
        lowerAgreement(symbol, new View(this.workspace, unit), services, unit.reading(this.host)),
      );
      this.agreements.push(value);
      yield;
    }
    checkAccounts(this.workspace.agreements, this.agreements, this.diagnostics);
  }

  *prove(): Generator<undefined> {
    yield* this.timed("prove", this.proveServices());
  }

  private *proveServices(): Generator<undefined> {
    const services = this.services();
    const unsound = this.collected().filesWithErrors();
    for (const [name, { ctx, service }] of this.lowered) {
      if (!this.closure(ctx.source.path).every(({ path }) => !unsound.has(path))) continue;
      this.unit(`prove ${name}`, [ctx], (unit) => proveService(ctx.reportingTo(unit), service, services));
      yield;
    }
  }

  *read(): Generator<Program | undefined> {
    yield* this.timed("prose", this.readTexts());
  }

  private *readTexts(): Generator<Program | undefined> {
    for (const [path, { source }] of this.files) {
      this.unit(`texts ${path}`, [source], (unit) => checkTexts(source, unit.diagnostics));
      yield;
    }
    const titles = serviceTitles(this.services().values());
    const allTitles = JSON.stringify(titles);
    let spoken: ServiceTitles | undefined;
    let index: ProseIndex | undefined;
    // what is being edited first: its author waits for it
    const inOrder = [...this.lowered].sort(([a], [b]) => Number(this.changed.has(b)) - Number(this.changed.has(a)));
    for (const [i, [name, { ctx, service }]] of inOrder.entries()) {
      if (i > 0 && i === this.changed.size) yield this.program("meaning");
      const concerned = this.memo.once(ctx, allTitles, () => JSON.stringify(spokenOf(titles, this.closure(ctx.source.path))));
      this.unit(`prose ${name}`, [ctx, concerned], (unit) => {
        index ??= indexProse(this.files);
        spoken ??= new ServiceTitles(titles);
        checkProse(ctx.scope.service, service, new View(this.workspace, unit), spoken, index, this.files);
      });
      yield;
    }
    reportUnusedNames(this.files, this.units, this.diagnostics);
  }

  /** Ends with what only the whole can tell: imports that nothing needed, warnings that are allowed. */
  finish(stage: Stage): Program {
    this.workspace.reportUnusedImports(this.units, this.diagnostics);
    const program = this.program(stage);
    if (stage === "all") this.memo.forgetRest(this.files);
    return program;
  }

  /** The program as far as it is known. */
  program(stage: Stage): Program {
    const diagnostics = this.collected();
    const allowed = stage === "syntax" ? [] : applyAllowances(this.files, diagnostics, stage === "all");
    const sorted = diagnostics.sorted();
    const units = new Set(this.units);
    return {
      stage,
      files: this.files,
      services: [...this.services().values()].sort(byName),
      agreements: [...this.agreements].sort(byName),
      diagnostics: sorted,
      allowed,
      get links() {
        return [...units].flatMap((unit) => unit.links);
      },
      workspace: this.workspace,
      ok: !sorted.some((d) => d.severity === "error"),
      timings: this.timings,
    };
  }

  private unit<T>(key: string, inputs: readonly unknown[], run: (unit: Unit) => T): Compiled<T> {
    const compiled = this.memo.get(key, inputs, this.surroundings, run);
    this.units.add(compiled.unit);
    return compiled;
  }

  private get surroundings(): Surroundings {
    const { workspace, host } = this;
    return {
      interfaceOf: (service) => workspace.interfaceOf(service),
      get outline() {
        return workspace.outline;
      },
      host,
    };
  }

  private services(): Map<string, Service> {
    return new Map([...this.lowered].map(([name, { service }]) => [name, service]));
  }

  /** What was reported so far, by the passes over the whole and by units. */
  private collected(): Diagnostics {
    const all = new Diagnostics();
    all.add(this.diagnostics);
    for (const unit of this.units) all.add(unit.diagnostics);
    return all;
  }

  /** A file with all that it imports, directly and indirectly. */
  private closure(path: string): readonly SourceFile[] {
    const known = this.closures.get(path);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const imported of this.files.get(file)!.imports) visit(imported);
    };
    visit(path);
    const closure = [...seen].map((file) => this.files.get(file)!.source);
    this.closures.set(path, closure);
    return closure;
  }

  private *timed<Y, T>(pass: string, steps: Generator<Y, T>): Generator<Y, T> {
    const start = performance.now();
    const result = yield* steps;
    this.timings[pass] = performance.now() - start;
    return result;
  }
}

/** Shared clauses, definitions and interpretations are checked whether or not a service uses them. */
function checkShared(path: string, view: View): void {
  for (const symbol of view.workspace.sharedOf(path)) {
    if (!isProse(symbol)) continue;
    const node = {
      kind: "service",
      name: symbol.node.name,
      titles: [],
      descriptions: [],
      shortCredit: [],
      uses: [],
      elements: [],
      allowances: [],
      names: [],
      start: 0,
      end: 0,
    } as const;
    checkParameters(new ServiceContext(new ServiceScope({ node, source: symbol.source }, view)), symbol);
  }
}

/** Every account belongs to one agreement. */
function checkAccounts(
  symbols: ReadonlyMap<string, AgreementSymbol>,
  agreements: readonly Agreement[],
  diagnostics: Diagnostics,
): void {
  const owners = new Map<string, string>(agreements.map((a) => [a.name, a.name]));
  for (const agreement of agreements) {
    for (const account of agreement.accounts) {
      const other = owners.get(account);
      const symbol = symbols.get(agreement.name);
      if (other !== undefined && other !== agreement.name && symbol !== undefined) {
        const node = symbol.node.properties.find((p) => p.texts.some((t) => t.value === account)) ?? symbol.node.name;
        diagnostics.report(D.accountTwice, { account, other }, symbol.source, node);
      } else owners.set(account, agreement.name);
    }
  }
}
