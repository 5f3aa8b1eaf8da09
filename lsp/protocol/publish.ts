/**
 * Diagnostics that the server sends by itself, to editors that do not ask for them. After each stage the files whose diagnostics are
 * new are sent; until all passes have run, what a file had before stands beside its syntax errors, so that nothing flickers.
 */
import { type ClientCapabilities, type Connection, type Diagnostic, DiagnosticRefreshRequest } from "vscode-languageserver";
import { Diagnostics } from "../../compiler/diagnostics/diagnostic.ts";
import type { SourceFile, Stage } from "../../compiler/index.ts";
import { reportSyntax } from "../../compiler/load.ts";
import type { Project } from "../project.ts";
import type { Snapshot } from "../snapshot.ts";
import { unanswered } from "./ask.ts";
import { type Addresses, toDiagnostics } from "./diagnostics.ts";

/** Codes of passes that come after a stage: what they found last stands until they have run again. */
const laterThan: Readonly<Record<Stage, (code: string) => boolean>> = {
  syntax: (code) => !code.startsWith("SDL10"),
  meaning: (code) => /^SDL(2007|51|52|8|9)/.test(code),
  all: () => false,
};

export class DiagnosticsPublisher {
  private readonly connection: Connection;
  private readonly client: () => ClientCapabilities;
  /** What was sent, by project and address. */
  private readonly sent = new Map<Project, Map<string, readonly Diagnostic[]>>();

  constructor(connection: Connection, client: () => ClientCapabilities) {
    this.connection = connection;
    this.client = client;
  }

  reached({ program }: Snapshot, addresses: Addresses, project: Project): void {
    if (this.client().textDocument?.diagnostic !== undefined) {
      if (program.stage === "all" && this.client().workspace?.diagnostics?.refreshSupport === true)
        unanswered(this.connection.sendRequest(DiagnosticRefreshRequest.type));
      return;
    }
    const before = this.sent.get(project) ?? new Map<string, readonly Diagnostic[]>();
    const byFile = new Map([...program.files.keys()].map((path) => [path, [] as (typeof program.diagnostics)[number][]]));
    for (const diagnostic of program.diagnostics) {
      const list = byFile.get(diagnostic.file);
      if (list === undefined) byFile.set(diagnostic.file, [diagnostic]);
      else list.push(diagnostic);
    }
    const now = new Map<string, readonly Diagnostic[]>();
    for (const [path, found] of byFile) {
      const uri = addresses.file(path);
      const old = before.get(uri) ?? [];
      const fresh = toDiagnostics(found, program.stage, addresses);
      const later = laterThan[program.stage];
      const list = [...fresh, ...old.filter((d) => later(String(d.code)) && !fresh.some((f) => same([f], [d])))];
      now.set(uri, same(list, old) ? old : list);
    }
    for (const uri of before.keys()) if (!now.has(uri)) now.set(uri, []);
    this.sent.set(project, now);
    for (const [uri, diagnostics] of now)
      if (before.get(uri) !== diagnostics && (diagnostics.length > 0 || before.has(uri)))
        void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }

  /** A file was opened, and nothing is known yet: its syntax can be told at once. */
  firstLook(project: Project, source: SourceFile, addresses: Addresses): void {
    if (project.latest !== undefined || this.client().textDocument?.diagnostic !== undefined) return;
    const found = new Diagnostics();
    reportSyntax(source, found);
    const uri = addresses.file(source.path);
    const diagnostics = toDiagnostics(found.sorted(), "syntax", addresses);
    if (diagnostics.length === 0) return;
    this.sent.set(project, new Map(this.sent.get(project)).set(uri, diagnostics));
    void this.connection.sendDiagnostics({ uri, diagnostics });
  }

  /** A project is no more: what was said of its files is taken back. */
  closed(project: Project): void {
    for (const [uri, diagnostics] of this.sent.get(project) ?? [])
      if (diagnostics.length > 0) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.sent.delete(project);
  }
}

const same = (a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
