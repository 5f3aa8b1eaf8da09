/** Diagnostics as the protocol has them, and for editors that ask for them. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Diagnostic as Found, Position, Severity, Stage } from "../../compiler/index.ts";
import type { Feature } from "./feature.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Codes of what is of no use: editors show it faded. */
const UNNECESSARY: ReadonlySet<string> = new Set(["SDL2007", "SDL2008"]);

const position = ({ line, column }: Position) => ({ line: line - 1, character: column - 1 });

/** Where files, and the pages that explain codes, are found. */
export interface Addresses {
  file(path: string): string;
  page(path: string): string | undefined;
}

/** Diagnostics of the compiler as the protocol has them. */
export function toDiagnostics(found: readonly Found[], stage: Stage, addresses: Addresses): Diagnostic[] {
  return found.map((d) => ({
    range: { start: position(d.start), end: position(d.end) },
    severity: severities[d.severity],
    code: d.code,
    ...describedAt(addresses.page(d.page)),
    source: "sdl",
    message: d.hint === undefined ? d.message : `${d.message}\n${d.hint}`,
    ...(UNNECESSARY.has(d.code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(d.related && {
      relatedInformation: d.related.map(({ message, file, start, end }) => ({
        message,
        location: { uri: addresses.file(file), range: { start: position(start), end: position(end) } },
      })),
    }),
    data: { file: d.file, complete: stage === "all" },
  }));
}

const describedAt = (href: string | undefined) => (href === undefined ? {} : { codeDescription: { href } });

export const diagnostics: Feature = {
  capabilities: () => ({
    diagnosticProvider: { identifier: "sdl", interFileDependencies: true, workspaceDiagnostics: true },
  }),
  register(server) {
    const { connection, workspaces } = server;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const file = await server.opened(textDocument.uri, "all", token);
      if (file === undefined) return { kind: "full", items: [] };
      const { program } = file.snapshot;
      const here = program.diagnostics.filter((d) => d.file === file.path);
      return report(toDiagnostics(here, program.stage, server.addresses(file)), previousResultId);
    });
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
      const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const open of workspaces.all()) {
        const { program } = await open.project.at("all");
        for (const path of program.files.keys()) {
          const uri = server.uri(open, path);
          const found = program.diagnostics.filter((d) => d.file === path);
          const of = toDiagnostics(found, program.stage, server.addresses(open));
          items.push({ ...report(of, known.get(uri)), uri, version: server.documents.get(uri)?.version ?? null });
        }
      }
      return { items };
    });
  },
};

/** What is the same as before is not sent again. */
function report(items: Diagnostic[], previous: string | undefined) {
  const resultId = fingerprint(JSON.stringify(items));
  return resultId === previous ? { kind: "unchanged" as const, resultId } : { kind: "full" as const, resultId, items };
}

/** FNV-1a over UTF-16 code units. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(16)}`;
}
