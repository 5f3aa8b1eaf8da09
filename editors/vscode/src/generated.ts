/** The generated TypeScript of a service as a document that cannot be edited, made anew when contracts change. */
import { type Disposable, EventEmitter, Uri, ViewColumn, window, workspace } from "vscode";
import { Soon } from "./soon.ts";

/** Lets the server carry out a command for a file, and for what is named in it. */
export type Ask = (command: string, uri: string, name: string | undefined) => Promise<unknown>;

const SCHEME = "sdl-generated";

export class GeneratedModules implements Disposable {
  readonly #ask: Ask;
  readonly #changed = new EventEmitter<Uri>();
  readonly #parts: Disposable[];

  constructor(ask: Ask) {
    this.#ask = ask;
    const again = new Soon(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
    });
    this.#parts = [
      this.#changed,
      again,
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "sdl") again.ask();
      }),
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (address) => this.#text(address),
      }),
    ];
  }

  async show(uri: string, name: string | undefined): Promise<void> {
    const file = Uri.parse(uri);
    const path = file.path.replace(/^.*\//, "/").replace(/\.sdl$/, `${name === undefined ? "" : `.${name}`}.ts`);
    const address = Uri.from({ scheme: SCHEME, path, query: JSON.stringify([uri, name]) });
    const document = await workspace.openTextDocument(address);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  /** The module, or as a comment why there is none now. */
  async #text(address: Uri): Promise<string> {
    const [uri, name] = JSON.parse(address.query) as [string, string | undefined | null];
    try {
      return String(await this.#ask("sdl.showGeneratedTypeScript", uri, name ?? undefined));
    } catch (error) {
      return `${(error instanceof Error ? error.message : String(error)).replaceAll(/^/gm, "// ")}\n`;
    }
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}
