/**
 * Examples in documents show what the generated modules compute, and a document is made only where that is what the contract says. So a
 * document cannot disagree with the code.
 */
import type { Example, Expectation, Service } from "../../compiler/index.ts";
import type { ExampleResult } from "../examples/run.ts";
import { ExampleRunner } from "../examples/runner.ts";
import { EXIT, Failure } from "../failure.ts";
import { renderFailure } from "../render/examples.ts";
import { plural } from "../report.ts";
import type { Colors } from "../terminal.ts";

/** The example with the numbers that came out, in the digits in which the contract writes them. */
export function withResults(example: Example, { expectations }: Pick<ExampleResult, "expectations">): Example {
  const expect = example.expect.map((expectation, i): Expectation => {
    const result = expectations[i];
    if (result === undefined) return expectation;
    return { ...expectation, value: { ...expectation.value, amount: result.value } };
  });
  return { ...example, expect };
}

/** Examples of contracts do not hold. */
export class ExampleFailure extends Failure {}

/** The examples of services, computed. */
export class ComputedExamples {
  readonly #runner: ExampleRunner;

  private constructor(runner: ExampleRunner) {
    this.#runner = runner;
  }

  static async load(): Promise<ComputedExamples> {
    return new ComputedExamples(await ExampleRunner.load());
  }

  /** The services with computed results. Throws an ExampleFailure that shows every example whose numbers are others than the contract says. */
  of(chosen: readonly Service[], all: readonly Service[], colors: Colors): Service[] {
    const computed = chosen.map((service) => ({ service, results: this.#runner.results(service, all) }));
    const failed = computed.flatMap(({ results }) => results.filter(({ ok }) => !ok));
    if (failed.length > 0) {
      const shown = failed.map((result) => renderFailure(result, colors)).join("\n\n");
      throw new ExampleFailure(
        `${shown}\n\n${plural(failed.length, "example")} of the contracts ${failed.length === 1 ? "does" : "do"} not hold, so there are no documents.`,
        { hint: "Mend the rule or the number that the example expects; `sdl test` shows the same.", exitCode: EXIT.failed },
      );
    }
    return computed.map(({ service, results }) => ({
      ...service,
      examples: service.examples.map((example, i) => withResults(example, results[i]!)),
    }));
  }
}
