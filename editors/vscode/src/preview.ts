/** The bilingual document beside the editor, new as soon as a contract changes. Broken contracts leave the last document. */
import { type Disposable, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { Ask } from "./generated.ts";
import { keepingPlace } from "./page.ts";
import { Soon } from "./soon.ts";

interface Open {
  readonly panel: WebviewPanel;
  readonly uri: string;
  readonly name: string | undefined;
  page: string;
}

export class Preview implements Disposable {
  readonly #ask: Ask;
  readonly #open = new Map<string, Open>();
  readonly #parts: Disposable[];

  constructor(ask: Ask) {
    this.#ask = ask;
    const again = new Soon(() => {
      for (const open of this.#open.values()) void this.#renew(open).catch((error) => this.#old(open, error));
    });
    this.#parts = [
      again,
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === "sdl") again.ask();
      }),
    ];
  }

  /** Shows the document of the service that is named, or of the first of the file. */
  async show(uri: string, name: string | undefined): Promise<void> {
    const key = `${uri} ${name ?? ""}`;
    const known = this.#open.get(key);
    if (known !== undefined) {
      known.panel.reveal(undefined, true);
      return await this.#renew(known);
    }
    const page = String(await this.#ask("sdl.previewDocumentation", uri, name));
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel("sdl.preview", "", column, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    const open = { panel, uri, name, page: "" };
    this.#open.set(key, open);
    panel.onDidDispose(() => this.#open.delete(key));
    this.#put(open, page);
  }

  async #renew(open: Open): Promise<void> {
    this.#put(open, String(await this.#ask("sdl.previewDocumentation", open.uri, open.name)));
  }

  #put(open: Open, page: string): void {
    open.panel.title = titleOf(open);
    if (page === open.page) return;
    open.page = page;
    open.panel.webview.html = keepingPlace(page);
  }

  /** What is shown is older than the text. */
  #old(open: Open, error: unknown): void {
    open.panel.title = `${titleOf(open)} (before the mistake)`;
    window.setStatusBarMessage(error instanceof Error ? error.message : String(error), 5000);
  }

  dispose(): void {
    for (const { panel } of [...this.#open.values()]) panel.dispose();
    for (const part of this.#parts) part.dispose();
  }
}

const titleOf = ({ uri, name }: Open): string => `Preview ${name ?? Uri.parse(uri).path.replace(/^.*\//, "")}`;
