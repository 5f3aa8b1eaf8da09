/** Runs examples and says what they came to. */
import { type Disposable, window } from "vscode";
import type { ExampleOutcome } from "../../../lsp/index.ts";
import type { Ask } from "./generated.ts";

export class Examples implements Disposable {
  readonly #ask: Ask;
  readonly #output = window.createOutputChannel("SDL examples");

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async run(command: "sdl.runExample" | "sdl.runExamples", uri: string, name: string | undefined): Promise<void> {
    const outcomes = (await this.#ask(command, uri, name)) as readonly ExampleOutcome[];
    const failed = outcomes.filter(({ ok }) => !ok);
    this.#output.clear();
    for (const { example, ok, report } of outcomes) this.#output.appendLine(`${ok ? "✓" : "✗"} ${example}\n${report}\n`);
    if (failed.length > 0) this.#output.show(true);
    const [first] = outcomes;
    const said =
      outcomes.length === 1
        ? `${first!.ok ? "✓" : "✗"} ${first!.example}: ${first!.summary}`
        : `${outcomes.length} examples: ${outcomes.length - failed.length} hold, ${failed.length} do not`;
    window.setStatusBarMessage(said, 10_000);
  }

  dispose(): void {
    this.#output.dispose();
  }
}
