/** What the compiler found, for people and for machines. */
import { renderDiagnostic } from "../compiler/diagnostics/render.ts";
import type { Diagnostic } from "../compiler/index.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Colors, Terminal } from "./terminal.ts";
import type { OpenWorkspace } from "./workspace.ts";

export interface Severities {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function severitiesOf(diagnostics: readonly Diagnostic[]): Severities {
  const count = (severity: Diagnostic["severity"]) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** All diagnostics with their source, an empty line after each. */
export function renderDiagnostics(workspace: OpenWorkspace, colors: Colors): string {
  const options = { color: colors.isColorSupported, readFile: workspace.textOf };
  return workspace.program.diagnostics
    .map((diagnostic) => `${renderDiagnostic(diagnostic, workspace.textOf(diagnostic.file), options)}\n`)
    .join("\n");
}

/** "2 errors, 1 warning" */
export function summaryOf({ errors, warnings, infos }: Severities): string {
  const parts = [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "remark")].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? "no problems" : parts.join(", ");
}

function counted(count: number, noun: string): string | undefined {
  return count === 0 ? undefined : plural(count, noun);
}

/** "1 event", "1,200 events" */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : `${noun}s`}`;
}

/** The contracts have errors, so the command that needed them stops. */
export class ContractErrors extends Failure {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(`The contracts have ${summaryOf(severitiesOf(diagnostics))}.`, { exitCode: EXIT.failed });
    this.diagnostics = diagnostics;
  }
}

/** Shows what was found on standard error, and stops when there are errors. For commands that need sound contracts. */
export function requireSound(workspace: OpenWorkspace, terminal: Terminal): void {
  const { diagnostics, ok } = workspace.program;
  if (diagnostics.length > 0) terminal.note(renderDiagnostics(workspace, terminal.errorColors));
  if (!ok) throw new ContractErrors(diagnostics);
}
