/** `sdl test`: runs the examples of contracts through the generated modules. */
import { coverageOf, type ElementCoverage } from "../coverage/index.ts";
import { type ExampleResult, runExample } from "../examples/run.ts";
import { EXIT } from "../failure.ts";
import { loadModules } from "../modules.ts";
import { renderFailure } from "../render/examples.ts";
import { plural, requireSound } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface TestOptions {
  readonly json?: boolean;
  /** Also say which rules no example shows. */
  readonly coverage?: boolean;
}

export async function test(paths: readonly string[], options: TestOptions, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.cwd, paths);
  requireSound(workspace, terminal);
  const { services } = workspace.program;
  const modules = await loadModules(services);
  const byName = new Map(services.map((service) => [service.name, service]));
  const results = services.flatMap((service) => service.examples.map((example) => runExample(service, example, byName, modules)));
  const coverage = options.coverage
    ? services.flatMap((service) =>
        coverageOf(
          service,
          results.filter((result) => result.service === service.name),
        ),
      )
    : undefined;
  if (options.json) terminal.printJson({ ...document(results), ...(coverage && { coverage }) });
  else {
    print(results, terminal);
    if (coverage) printCoverage(coverage, terminal);
  }
  const shown = coverage === undefined || coverage.every(({ covered }) => covered);
  return shown && results.every(({ ok }) => ok) ? EXIT.ok : EXIT.failed;
}

/** The rules that the examples do not show on both sides, and what an example for them would have to show. */
function printCoverage(coverage: readonly ElementCoverage[], terminal: Terminal): void {
  const { bold, green, yellow, dim } = terminal.colors;
  const missing = coverage.filter(({ covered }) => !covered);
  terminal.print("");
  for (const { service, kind, name, sides } of missing) {
    const unseen = sides.filter(({ examples }) => examples.length === 0);
    const what = unseen.length > 0 ? unseen.map(({ shows }) => shows).join("; ") : "a second example";
    terminal.print(`${yellow("!")} ${kind} ${bold(`${service}.${name}`)} ${dim("needs an example with")} ${what}`);
  }
  const count = `${coverage.length - missing.length} of ${plural(coverage.length, "rule")} and states`;
  if (missing.length === 0) terminal.print(green(bold(`${count} are shown on both sides of their boundaries.`)));
  else terminal.print(yellow(bold(`${count} are shown on both sides of their boundaries.`)));
}

function print(results: readonly ExampleResult[], terminal: Terminal): void {
  const { bold, green, red, yellow } = terminal.colors;
  for (const service of new Set(results.map((result) => result.service))) {
    const own = results.filter((result) => result.service === service);
    const failed = own.filter(({ ok }) => !ok);
    const count =
      failed.length === 0 ? plural(own.length, "example") : `${failed.length} of ${plural(own.length, "example")} failed`;
    terminal.print(`${failed.length === 0 ? green("✓") : red("✗")} ${bold(service)} ${count}`);
    for (const result of failed) terminal.print(`\n${renderFailure(result, terminal.colors)}\n`);
  }
  const failed = results.filter(({ ok }) => !ok).length;
  if (results.length === 0) terminal.print(yellow("There are no examples."));
  else if (failed === 0) terminal.print(`\n${green(bold(`${plural(results.length, "example")}, all hold.`))}`);
  else terminal.print(`\n${red(bold(`${failed} of ${plural(results.length, "example")} failed.`))}`);
}

/** The results for machines. */
function document(results: readonly ExampleResult[]): object {
  const failed = results.filter(({ ok }) => !ok).length;
  return {
    ok: failed === 0,
    summary: { examples: results.length, failed },
    examples: results.map(({ service, example, ok, expectations, problem }) => ({
      service,
      name: example.name,
      title: example.title,
      origin: example.origin,
      ok,
      ...(problem === undefined ? {} : { problem }),
      expectations: expectations.map(({ events, ...expectation }) => ({
        ...expectation,
        ...(expectation.ok ? {} : { events: events.map(({ outcome }) => outcome) }),
      })),
    })),
  };
}
