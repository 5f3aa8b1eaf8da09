/** The documents of services in the formats that people ask for, by file name. */
import type { Service } from "../../compiler/index.ts";
import { withBrowser } from "../browser.ts";
import { serviceFileNames } from "../names.ts";
import type { Colors } from "../terminal.ts";
import { ComputedExamples } from "./computed.ts";
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
  /** Where a browser is looked for. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Loaded when documents are made: nothing else of the command needs them. */
const backend = () => import("../../compiler/emit/docs/index.ts");

/** The files of the documents. Throws a Failure when PDF is asked for and there is no browser, and when an example does not hold. */
export async function documentFiles(
  services: readonly Service[],
  { formats, languages, services: names, colors, env }: DocsOptions,
): Promise<Map<string, string | Uint8Array>> {
  const docs = await backend();
  const books = docs.BOOKS.filter(({ language }) => languages === undefined || languages.includes(language));
  const named = services.filter(({ name }) => names === undefined || names.includes(name));
  const computing = ComputedExamples.load().then((examples) => examples.of(named, services, colors));
  const fileNames = serviceFileNames(services);
  const files = new Map<string, string | Uint8Array>();
  // the browser starts while the examples run, and prints while the other formats are made here
  const pdfs = formats.includes("pdf")
    ? withBrowser(async (browser) => printed(browser, await computing, books), env)
    : Promise.resolve([]);
  const others = async () => {
    const chosen = await computing;
    if (formats.includes("html")) for (const [name, text] of docs.siteFiles(chosen, { books })) files.set(name, text);
    for (const service of chosen) {
      const name = fileNames.get(service.name)!;
      if (formats.includes("markdown")) files.set(`${name}.md`, docs.writeMarkdown(service, books));
      if (formats.includes("docx")) files.set(`${name}.docx`, await docs.writeDocx(service, books));
    }
  };
  const [, pages] = await Promise.all([computing, pdfs, others()]);
  for (const { service, bytes } of pages) files.set(`${fileNames.get(service.name)!}.pdf`, bytes);
  return files;
}
