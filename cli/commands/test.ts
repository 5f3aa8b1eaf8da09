/** `sdl test`: runs the examples of contracts through the generated modules. */
import { type ExampleResult, runExample } from "../examples/run.ts";
import { EXIT } from "../failure.ts";
import { loadModules } from "../modules.ts";
import { renderFailure } from "../render/examples.ts";
import { plural, requireSound } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface TestOptions {
  readonly json?: boolean;
}

export async function test(paths: readonly string[], options: TestOptions, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.cwd, paths);
  requireSound(workspace, terminal);
  const { services } = workspace.program;
  const modules = await loadModules(services);
  const byName = new Map(services.map((service) => [service.name, service]));
  const results = services.flatMap((service) => service.examples.map((example) => runExample(service, example, byName, modules)));
  if (options.json) terminal.printJson(document(results));
  else print(results, terminal);
  return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.failed;
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
