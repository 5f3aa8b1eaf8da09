/**
 * Examples in documents show what the generated modules compute, and a document is made only where that is what the contract says. So a
 * document cannot disagree with the code.
 */
import type { Example, Expectation, Service } from "../../compiler/index.ts";
import type { AnyServiceModule } from "../../runtime/index.ts";
import { type ExampleResult, runExample } from "../examples/run.ts";
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

/** Runs the examples of services, each once as long as nothing of it changes. */
export class ComputedExamples {
  readonly #generate: (service: Service) => AnyServiceModule;
  readonly #modules = new WeakMap<Service, AnyServiceModule>();
  readonly #results = new WeakMap<Service, { readonly of: readonly Service[]; readonly results: readonly ExampleResult[] }>();

  private constructor(generate: (service: Service) => AnyServiceModule) {
    this.#generate = generate;
  }

  /** Loads the generator of modules, which takes a moment. */
  static async load(): Promise<ComputedExamples> {
    const { emitService } = await import("../../compiler/emit/typescript/index.ts");
    const { loadModule } = await import("../load-module.ts");
    return new ComputedExamples((service) => loadModule(emitService(service), service.name));
  }

  /** The services with computed results. Throws an ExampleFailure that shows every example whose numbers are others than the contract says. */
  of(chosen: readonly Service[], all: readonly Service[], colors: Colors): Service[] {
    const byName = new Map(all.map((service) => [service.name, service]));
    const computed = chosen.map((service) => ({ service, results: this.#run(service, byName) }));
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

  #run(service: Service, byName: ReadonlyMap<string, Service>): readonly ExampleResult[] {
    const taken = service.examples.flatMap(({ agreement }) => agreement.subscriptions.map((s) => byName.get(s.service) ?? []));
    const of = [...new Set([service, ...taken.flat()])];
    const known = this.#results.get(service);
    if (known !== undefined && known.of.length === of.length && known.of.every((each, i) => each === of[i])) return known.results;
    const modules = new Map(of.map((each) => [each.name, this.#module(each)]));
    const results = service.examples.map((example) => runExample(service, example, byName, modules));
    this.#results.set(service, { of, results });
    return results;
  }

  #module(service: Service): AnyServiceModule {
    const known = this.#modules.get(service);
    if (known !== undefined) return known;
    const module = this.#generate(service);
    this.#modules.set(service, module);
    return module;
  }
}
