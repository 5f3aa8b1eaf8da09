/** The documents of services in the formats that people ask for, by file name. */
import type { Browser } from "playwright-core";
import type { Service } from "../../compiler/index.ts";

import { serviceFileNames } from "../names.ts";
import type { Colors } from "../terminal.ts";
import { ComputedExamples, ExampleFailure } from "./computed.ts";
import { printed } from "./pdf.ts";

export const FORMATS = ["html", "docx", "pdf", "markdown"] as const;
export type Format = (typeof FORMATS)[number];

export interface DocsOptions {
  readonly formats: readonly Format[];
  /** Codes of languages, in the order of the columns; all when left out. */
  readonly languages?: readonly string[];
  /** Names of the services to write; all when left out. */
  readonly services?: readonly string[];
  /** How examples that do not hold are shown. */
  readonly colors: Colors;
  /** A browser that is starting, for PDF; its owner ends it. */
  readonly browser?: Promise<Browser>;
}

/** Loaded when documents are made: nothing else of the command needs them. */
const backend = () => import("../../compiler/emit/docs/index.ts");

/** The files of the documents. Throws BrowserMissing when PDF is asked for and there is no browser, ExampleFailure when an example does not hold. */
export async function documentFiles(
  services: readonly Service[],
  { formats, languages, services: names, colors, browser }: DocsOptions,
): Promise<Map<string, string | Uint8Array>> {
  const docs = await backend();
  const books = docs.BOOKS.filter(({ language }) => languages === undefined || languages.includes(language));
  const chosen = services.filter(({ name }) => names === undefined || names.includes(name));
  const fileNames = serviceFileNames(services);
  const examples = await ComputedExamples.load();
  // each service is ready when its examples have run: printing begins with the first
  const ready = chosen.map((service) => () => examples.of([service], services, colors)[0]!);
  const files = new Map<string, string | Uint8Array>();
  const pdfs = async () => {
    if (!formats.includes("pdf")) return;
    if (browser === undefined) throw new Error("PDF needs a browser.");
    for (const { service, bytes } of await printed(await browser, ready, books))
      files.set(`${fileNames.get(service.name)!}.pdf`, bytes);
  };
  // made here while the browser prints
  const others = async () => {
    const computed: Service[] = [];
    for (const next of ready) {
      const service = next();
      computed.push(service);
      const name = fileNames.get(service.name)!;
      if (formats.includes("markdown")) files.set(`${name}.md`, docs.writeMarkdown(service, books));
      if (formats.includes("docx")) files.set(`${name}.docx`, await docs.writeDocx(service, books));
      await new Promise((done) => setImmediate(done));
    }
    if (formats.includes("html")) for (const [name, text] of docs.siteFiles(computed, { books })) files.set(name, text);
  };
  try {
    await Promise.all([pdfs(), others()]);
  } catch (error) {
    // whoever wants documents wants to know all examples that do not hold
    if (error instanceof ExampleFailure) examples.of(chosen, services, colors);
    throw error;
  }
  return files;
}
