/** Where bills go, one by one as they are rated, so that a run of thousands needs the memory of one. */
import { relative, sep } from "node:path";
import { type AgreementResult, billCsv, statePiece } from "../../runtime/index.ts";
import { withBrowser } from "../browser.ts";
import { writeFilesWhile, writeWhile } from "../files.ts";
import { agreementFileNames } from "../names.ts";
import type { PreparedRating } from "../rating.ts";
import { renderBill } from "../render/bill-table.ts";
import { type Display, showInline } from "../render/language.ts";
import type { Terminal } from "../terminal.ts";
import { citedClauses, measureTitles } from "./citations.ts";
import { billHtml } from "./html.ts";

/** Takes the next result; the one after it comes when this is done. */
export type TakeResult = (result: AgreementResult) => Promise<void>;

/** Does work that hands results on, and puts in place what was made of them when the work is complete. */
export type Output = <Result>(work: (take: TakeResult) => Promise<Result>) => Promise<Result>;

/** One output that hands each result to several, in their order. */
export function outputs(all: readonly Output[]): Output {
  return all.reduceRight<Output>(
    (inner, outer) => (work) =>
      outer((first) =>
        inner((others) =>
          work(async (result) => {
            await first(result);
            await others(result);
          }),
        ),
      ),
    (work) => work(async () => {}),
  );
}

export interface BillFolder {
  readonly out: string;
  /** Folder of the documents that `build` wrote, which bills link to. */
  readonly docs?: string | undefined;
  /** Whether each page is printed, too. */
  readonly pdf?: boolean | undefined;
  readonly language: Display;
}

/** Each bill as HTML, JSON and CSV in a folder: all of them, or none. Throws BrowserMissing where there is nothing to print with. */
export function billFolder(prepared: PreparedRating, { out, docs, pdf, language }: BillFolder, env: NodeJS.ProcessEnv): Output {
  const filesOf = billFiles(prepared, language, docs === undefined ? undefined : linkTo(out, docs));
  return (work) =>
    writeFilesWhile(out, async (put) => {
      const take: TakeResult = async (result) => {
        for (const [name, text] of filesOf(result)) await put(name, text);
      };
      if (!pdf) return work(take);
      const { printPage } = await import("../docs/pdf.ts");
      return withBrowser(
        (browser) =>
          work(async (result) => {
            for (const [name, text] of filesOf(result)) {
              await put(name, text);
              if (name.endsWith(".html")) await put(name.replace(/html$/, "pdf"), await printPage(browser, text));
            }
          }),
        env,
      );
    });
}

/** A folder as a page in another one links to it. */
function linkTo(from: string, to: string): string {
  const steps = relative(from, to).split(sep);
  return steps.map((step) => encodeURIComponent(step)).join("/") || ".";
}

/** HTML, JSON and CSV of a bill, by file name. `docs` is the folder of the documents as the pages link to it. */
export function billFiles(
  { agreements, modules, services }: PreparedRating,
  language: Display,
  docs: string | undefined,
): (result: AgreementResult) => ReadonlyMap<string, string> {
  const names = agreementFileNames(agreements.map(({ name }) => name));
  const serviceTitles = new Map([...modules].map(([name, { title }]) => [name, title]));
  const clauses = citedClauses(services, modules, docs);
  const measures = measureTitles(services);
  return ({ agreement, bill, chargedByDay: days }) => {
    const name = `${names.get(agreement)}-${bill.period}`;
    return new Map([
      [`${name}.html`, billHtml(bill, { language, serviceTitles, clauses, measures, days })],
      [`${name}.json`, `${JSON.stringify(bill, null, 2)}\n`],
      [`${name}.csv`, billCsv(bill, language === "vi" ? "vi" : "en")],
    ]);
  };
}

/** The states at the end of the last of the months, in one file. */
export function stateFile(path: string, { agreements: { length } }: PreparedRating, months: readonly string[]): Output {
  return (work) =>
    writeWhile(path, (file) => {
      let index = 0;
      return work(async ({ closingState, bill }) => {
        if (bill.period !== months.at(-1)) return;
        file.add(statePiece(closingState, index, length));
        index += 1;
        await file.flush();
      });
    });
}

/** Bills on standard output: one JSON document of all, or tables to read. */
export function shown(
  prepared: PreparedRating,
  { json, language, months }: { json?: boolean; language: Display; months: readonly string[] },
  terminal: Terminal,
): Output {
  return (work) =>
    work(json ? asJson(prepared.agreements.length * months.length, terminal) : asTables(prepared, language, terminal));
}

/** What stands before and behind the bills in `{ "bills": [ … ] }`. */
const HEAD = '{\n  "bills": [\n';
const TAIL = "\n  ]\n}";

/** One bill is the document; several are a list in it. */
function asJson(length: number, terminal: Terminal): TakeResult {
  let index = 0;
  return async ({ bill }) => {
    index += 1;
    if (length === 1) return terminal.write(`${JSON.stringify(bill, null, 2)}\n`);
    const alone = JSON.stringify({ bills: [bill] }, null, 2);
    const item = alone.slice(HEAD.length, -TAIL.length);
    await terminal.write(`${index === 1 ? HEAD : ""}${item}${index === length ? `${TAIL}\n` : ",\n"}`);
  };
}

function asTables({ modules }: PreparedRating, language: Display, terminal: Terminal): TakeResult {
  const serviceTitles = new Map([...modules].map(([name, module]) => [name, showInline(module.title, language)]));
  const display = { language, colors: terminal.colors, serviceTitles };
  return ({ bill }) => terminal.write(`${renderBill(bill, display)}\n\n`);
}
