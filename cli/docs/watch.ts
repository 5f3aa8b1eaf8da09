/** `sdl docs --watch`: the pages on this machine alone, new as soon as a contract is saved. */
import { watch as watchFiles } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { htmlFileName, siteFiles, writeHtml } from "../../compiler/emit/docs/html/index.ts";
import { BOOKS } from "../../compiler/emit/docs/phrases/books.ts";
import type { Service } from "../../compiler/index.ts";
import { Memo } from "../../compiler/index.ts";
import { EXIT, Failure, systemReason } from "../failure.ts";
import { renderDiagnostics, severitiesOf, summaryOf } from "../report.ts";
import { PLAIN, type Terminal } from "../terminal.ts";
import { type OpenWorkspace, openWorkspace } from "../workspace.ts";
import { ComputedExamples } from "./computed.ts";
import { LIVE_SCRIPT } from "./live.ts";

export interface WatchOptions {
  readonly languages?: readonly string[];
  /** A free port when left out. */
  readonly port?: number;
  /** Ends the watch; otherwise it goes on until the process ends. */
  readonly signal?: AbortSignal;
  /** Told the address of the pages once they can be read. */
  readonly ready?: (url: string) => void;
}

/** Several files are often saved together. */
const QUIET_MS = 15;

export async function watch(paths: readonly string[], options: WatchOptions, terminal: Terminal): Promise<number> {
  const site = new Site(paths, options, terminal, await ComputedExamples.load());
  site.renew();
  const readers = new Set<ServerResponse>();
  const tell = () => {
    for (const reader of readers) reader.write(`data: ${JSON.stringify({ problems: site.problems })}\n\n`);
  };
  const server = createServer((request, response) => answer(request, response, site, readers));
  await new Promise<void>((done, failed) => {
    server.once("error", (error) => failed(new Failure(`The pages cannot be served: ${systemReason(error)}.`)));
    server.listen(options.port ?? 0, "127.0.0.1", done);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  terminal.print(url);
  terminal.note("The pages follow the contracts. Press Ctrl+C to end.");
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      site.renew();
      tell();
      // what takes longer comes after the pages are there
      setImmediate(() => {
        site.check();
        tell();
      });
    }, QUIET_MS);
  };
  const watcher = watchFiles(site.root, { recursive: true }, (_, name) => {
    if (name === null || /\.(sdl|csv)$/.test(name)) changed();
  });
  options.ready?.(url);
  await new Promise<void>((ended) => {
    options.signal?.addEventListener("abort", () => ended(), { once: true });
  });
  clearTimeout(timer);
  watcher.close();
  for (const reader of readers) reader.end();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  return EXIT.ok;
}

/** The pages as they are now: those of the last contracts without errors. */
class Site {
  /** What is wrong, as it is shown in a terminal; empty when nothing is. */
  problems = "";
  root = "";
  #services: readonly Service[] = [];
  /** Pages by file name, with what they were made from. */
  #pages = new Map<string, { readonly of: string; readonly text: string }>();
  /** The page of all services and what the search looks in: made when they are asked for. */
  #shared: ReadonlyMap<string, string> | undefined;
  readonly #memo = new Memo();
  readonly #paths: readonly string[];
  readonly #books: typeof BOOKS;
  readonly #terminal: Terminal;
  readonly #examples: ComputedExamples;

  constructor(paths: readonly string[], { languages }: WatchOptions, terminal: Terminal, examples: ComputedExamples) {
    this.#paths = paths;
    this.#examples = examples;
    this.#books = BOOKS.filter(({ language }) => languages === undefined || languages.includes(language));
    this.#terminal = terminal;
  }

  file(name: string): string | undefined {
    const page = this.#pages.get(name);
    if (page !== undefined) return page.text;
    this.#shared ??= siteFiles(this.#services, { books: this.#books });
    return this.#shared.get(name);
  }

  /** Compiles what was saved and renews the pages, unless there are errors. */
  renew(): void {
    const workspace = this.#open(true);
    if (workspace === undefined) return;
    this.root = workspace.root;
    if (!workspace.program.ok) {
      this.#report(workspace);
      return;
    }
    const services = this.#computed(workspace.program.services);
    if (services === undefined) return;
    this.problems = "";
    this.#services = services;
    this.#shared = undefined;
    const before = this.#pages;
    this.#pages = new Map();
    for (const service of this.#services) {
      const name = htmlFileName(service);
      const of = JSON.stringify(service);
      const known = before.get(name);
      this.#pages.set(name, known?.of === of ? known : { of, text: writeHtml(service, { books: this.#books, site: true }) });
    }
  }

  /** The services with what their examples come to; nothing when one of them does not hold. */
  #computed(services: readonly Service[]): readonly Service[] | undefined {
    try {
      return this.#examples.of(services, services, PLAIN);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.problems = error.message;
      return undefined;
    }
  }

  /** The passes that `renew` leaves out. */
  check(): void {
    const workspace = this.#open(false);
    if (workspace === undefined) return;
    this.#report(workspace);
    if (workspace.program.ok) this.#computed(workspace.program.services);
  }

  #open(quick: boolean): OpenWorkspace | undefined {
    try {
      return openWorkspace(this.#terminal.cwd, this.#paths, { quick, memo: this.#memo });
    } catch (error) {
      if (!(error instanceof Failure) || this.root === "") throw error;
      this.problems = error.message;
      return undefined;
    }
  }

  #report(workspace: OpenWorkspace): void {
    const severities = severitiesOf(workspace.program.diagnostics);
    this.problems = workspace.program.diagnostics.length === 0 ? "" : renderDiagnostics(workspace, PLAIN);
    this.#terminal.note(summaryOf(severities));
  }
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

function answer(request: IncomingMessage, response: ServerResponse, site: Site, readers: Set<ServerResponse>): void {
  const refuse = (status: number, text: string) =>
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  // another page in the browser must not read ours under a name of its own
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? "")) return void refuse(403, "Only for this machine.");
  if (request.method !== "GET" && request.method !== "HEAD") return void refuse(405, "Only reading.");
  const name = new URL(request.url ?? "/", "http://127.0.0.1").pathname.slice(1) || "index.html";
  if (name === "live") {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(`data: ${JSON.stringify({ problems: site.problems, first: true })}\n\n`);
    readers.add(response);
    request.once("close", () => readers.delete(response));
    return;
  }
  const text = name === "live.js" ? LIVE_SCRIPT : site.file(name);
  if (text === undefined) return void refuse(404, "There is no such page.");
  const type = TYPES[name.split(".").at(-1)!] ?? "text/plain; charset=utf-8";
  response.writeHead(200, { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff" });
  response.end(name.endsWith(".html") ? text.replace("</body>", '<script src="live.js"></script>\n</body>') : text);
}
