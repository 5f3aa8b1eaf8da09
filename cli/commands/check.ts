/** `sdl check`: what the compiler finds in contracts. */
import { EXIT } from "../failure.ts";
import { plural, renderDiagnostics, severitiesOf, summaryOf } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface CheckOptions {
  readonly json?: boolean;
}

export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.cwd, paths);
  const { diagnostics, allowed, files, services, agreements, ok } = workspace.program;
  const summary = severitiesOf(diagnostics);
  if (options.json) {
    terminal.printJson({
      ok,
      summary,
      files: [...files.keys()].sort(),
      services: services.map(({ name }) => name),
      agreements: agreements.map(({ name }) => name),
      diagnostics,
      allowed: allowed.map(({ diagnostic, reason }) => ({ ...diagnostic, reason })),
    });
  } else {
    const { bold, green, red, yellow } = terminal.colors;
    if (diagnostics.length > 0) terminal.print(renderDiagnostics(workspace, terminal.colors));
    const mark = ok ? (summary.warnings > 0 ? yellow("!") : green("✓")) : red("✗");
    const what = `${plural(files.size, "file")}, ${plural(services.length, "service")}, ${plural(agreements.length, "agreement")}`;
    const accepted =
      allowed.length > 0
        ? `; ${plural(allowed.length, "warning")} allowed, with ${allowed.length === 1 ? "its reason" : "their reasons"}`
        : "";
    terminal.print(`${mark} ${bold(summaryOf(summary))} in ${what}${accepted}`);
  }
  return ok ? EXIT.ok : EXIT.failed;
}
