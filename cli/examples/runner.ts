/** Runs the examples of services for documents and editors: each once, as long as nothing that it rests on changes. */
import type { Service } from "../../compiler/index.ts";
import type { ExampleOutcome } from "../../lsp/index.ts";
import type { AnyServiceModule } from "../../runtime/index.ts";
import { loadScript } from "../load-script.ts";
import { renderFailure } from "../render/examples.ts";
import { plural } from "../report.ts";
import { type Colors, PLAIN } from "../terminal.ts";
import { type ExampleResult, runExample } from "./run.ts";

export class ExampleRunner {
  readonly #generate: (service: Service) => AnyServiceModule;
  readonly #modules = new WeakMap<Service, AnyServiceModule>();
  readonly #results = new WeakMap<Service, { readonly of: readonly Service[]; readonly results: readonly ExampleResult[] }>();

  private constructor(generate: (service: Service) => AnyServiceModule) {
    this.#generate = generate;
  }

  /** Loads the generator of modules, which takes a moment. */
  static async load(): Promise<ExampleRunner> {
    const { emitScript } = await import("../../compiler/emit/typescript/script.ts");
    return new ExampleRunner((service) => loadScript(emitScript(service), service.name));
  }

  /** The results of all examples of a service. `all` holds the services that its examples take. */
  results(service: Service, all: readonly Service[]): readonly ExampleResult[] {
    const byName = new Map(all.map((each) => [each.name, each]));
    const taken = service.examples.flatMap(({ agreement }) =>
      agreement.subscriptions.flatMap((s) => byName.get(s.service) ?? []),
    );
    const of = [...new Set([service, ...taken])];
    const known = this.#results.get(service);
    if (known !== undefined && known.of.length === of.length && known.of.every((each, i) => each === of[i])) return known.results;
    const modules = new Map(of.map((each) => [each.name, this.#module(each)]));
    const results = service.examples.map((example) => runExample(service, example, byName, modules));
    this.#results.set(service, { of, results });
    return results;
  }

  /** What one example came to, in words. */
  run(all: readonly Service[], service: Service, name: string, colors: Colors = PLAIN): ExampleOutcome {
    const result = this.results(service, all).find(({ example }) => example.name === name);
    if (result === undefined) throw new Error(`There is no example ${name} in ${service.name}.`);
    const { ok, problem, expectations } = result;
    const [failed] = expectations.filter((e) => !e.ok);
    const summary = ok
      ? `${plural(expectations.length, "expectation")} met`
      : (problem ?? (failed && `${failed.name}: expected ${failed.expected}, got ${failed.actual}`) ?? "nothing is expected");
    return { service: service.name, example: name, ok, summary, report: ok ? summary : renderFailure(result, colors) };
  }

  #module(service: Service): AnyServiceModule {
    const known = this.#modules.get(service);
    if (known !== undefined) return known;
    const module = this.#generate(service);
    this.#modules.set(service, module);
    return module;
  }
}
