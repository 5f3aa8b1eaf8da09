/** `sdl rate`: from usage to bills. */
import { relative, resolve, sep } from "node:path";
import { billCsv, type RateResult, type Rejection, stateText } from "../../runtime/index.ts";
import { citedClauses, measureTitles } from "../bills/citations.ts";
import { billHtml } from "../bills/html.ts";
import { EXIT, Failure } from "../failure.ts";
import { writeFileAtomically, writeFilesAtomically } from "../files.ts";
import { agreementFileNames } from "../names.ts";
import { type PreparedRating, prepareRating, type RatingOptions, rateUsage } from "../rating.ts";
import { renderBill } from "../render/bill-table.ts";
import { type Display, showInline } from "../render/language.ts";
import { plural } from "../report.ts";
import type { Terminal } from "../terminal.ts";

export interface RateOptions extends RatingOptions {
  readonly stateOut?: string;
  readonly rejects?: string;
  readonly out?: string;
  /** Folder of the documents that `build` wrote, which bills link to. */
  readonly docs?: string;
  /** Also print the bills that are written. */
  readonly pdf?: boolean;
  readonly language: Display;
  readonly json?: boolean;
}

/** How many rejected records are shown when nobody asked for a file of them. */
const SHOWN_REJECTS = 5;

export async function rate(options: RateOptions, terminal: Terminal, env: NodeJS.ProcessEnv): Promise<number> {
  if (options.pdf && options.out === undefined)
    throw new Failure("--pdf prints the bills that are written; no bills are written.", {
      hint: "Add `--out DIR`.",
      exitCode: EXIT.usage,
    });
  if (options.docs !== undefined && options.out === undefined)
    throw new Failure("--docs says where the written bills link to; no bills are written.", {
      hint: "Add `--out DIR`.",
      exitCode: EXIT.usage,
    });
  const prepared = await prepareRating(options, terminal);
  const rejects: (Rejection & { readonly agreement?: string })[] = [];
  const result = await rateUsage(prepared, options, terminal, {
    onRejection: (rejection, agreement) => rejects.push(agreement === undefined ? rejection : { agreement, ...rejection }),
  });

  const path = (name: string) => resolve(terminal.cwd, name);
  if (options.rejects !== undefined)
    await writeFileAtomically(path(options.rejects), rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(""));
  if (options.out !== undefined)
    await writeFilesAtomically(
      path(options.out),
      await withPdf(billFiles(prepared, result, options.language, docsLink(options, path)), options, env),
    );
  if (options.stateOut !== undefined) await writeFileAtomically(path(options.stateOut), statesText(result));

  const bills = result.agreements.map(({ bill }) => bill);
  if (options.json) terminal.printJson(bills.length === 1 ? bills[0] : { bills });
  else printBills(prepared, result, options, terminal);
  reportRejects(rejects, options, terminal);
  const unpriced = bills.flatMap((bill) => bill.lines.filter(({ kind }) => kind === "error"));
  if (unpriced.length > 0) {
    terminal.fail({
      message: `${plural(unpriced.length, "line")} of the bills could not be priced.`,
      hint: "Add the missing prices to the rate card, and rate again.",
    });
  }
  // Records that could not be used, and that nobody keeps, must not go unnoticed.
  const lost = rejects.length > 0 && options.rejects === undefined;
  return unpriced.length > 0 || lost ? EXIT.failed : EXIT.ok;
}

/** With each page of a bill also as PDF, when asked. */
async function withPdf(
  files: Map<string, string>,
  { pdf }: RateOptions,
  env: NodeJS.ProcessEnv,
): Promise<Map<string, string | Uint8Array>> {
  const all = new Map<string, string | Uint8Array>(files);
  if (!pdf) return all;
  const [{ withBrowser }, { printPage }] = await Promise.all([import("../browser.ts"), import("../docs/pdf.ts")]);
  await withBrowser(async (browser) => {
    for (const [name, html] of files)
      if (name.endsWith(".html")) all.set(name.replace(/html$/, "pdf"), await printPage(browser, html));
  }, env);
  return all;
}

/** The folder of the documents, as a page in the folder of the bills links to it. */
function docsLink({ out, docs }: RateOptions, path: (name: string) => string): string | undefined {
  if (out === undefined || docs === undefined) return undefined;
  const steps = relative(path(out), path(docs)).split(sep);
  return steps.map((step) => encodeURIComponent(step)).join("/") || ".";
}

/** HTML, JSON and CSV of each bill, by file name. `docs` is the folder of the documents as the pages link to it. */
export function billFiles(
  { workspace, modules }: PreparedRating,
  result: RateResult,
  language: Display,
  docs: string | undefined,
): Map<string, string> {
  const names = agreementFileNames(result.agreements.map(({ agreement }) => agreement));
  const serviceTitles = new Map([...modules].map(([name, { title }]) => [name, title]));
  const clauses = citedClauses(workspace.program.services, modules, docs);
  const files = new Map<string, string>();
  const measures = measureTitles(workspace.program.services);
  for (const { agreement, bill, chargedByDay: days } of result.agreements) {
    const name = `${names.get(agreement)}-${bill.period}`;
    files.set(`${name}.html`, billHtml(bill, { language, serviceTitles, clauses, measures, days }));
    files.set(`${name}.json`, `${JSON.stringify(bill, null, 2)}\n`);
    files.set(`${name}.csv`, billCsv(bill, language === "vi" ? "vi" : "en"));
  }
  return files;
}

/** One state, or the list of them when several agreements were rated. */
function statesText(result: RateResult): string {
  const texts = result.agreements.map(({ closingState }) => stateText(closingState).trimEnd());
  return texts.length === 1 ? `${texts[0]}\n` : `[\n${texts.join(",\n")}\n]\n`;
}

function printBills({ modules }: PreparedRating, result: RateResult, { language }: RateOptions, terminal: Terminal): void {
  const serviceTitles = new Map([...modules].map(([name, module]) => [name, showInline(module.title, language)]));
  for (const { bill } of result.agreements)
    terminal.print(`${renderBill(bill, { language, colors: terminal.colors, serviceTitles })}\n`);
  if (result.elsewhere > 0)
    terminal.note(
      `${plural(result.elsewhere, "record")} of other agreements ${result.elsewhere === 1 ? "was" : "were"} left out.`,
    );
}

function reportRejects(rejects: readonly Rejection[], { rejects: file }: RateOptions, terminal: Terminal): void {
  if (rejects.length === 0) return;
  if (file !== undefined) {
    terminal.note(`${plural(rejects.length, "record")} could not be used; see ${file}.`);
    return;
  }
  for (const { line, file: input, field, reason, hint } of rejects.slice(0, SHOWN_REJECTS)) {
    const place = `${input === undefined ? "line " : `${input}:`}${line}`;
    terminal.fail({
      message: `${place}: The record ${field === undefined ? reason : `cannot be used: ${reason}`}.`,
      ...(hint === undefined ? { hint: undefined } : { hint }),
    });
  }
  const message = `${plural(rejects.length, "record")} could not be used.`;
  terminal.fail({ message, hint: "`--rejects FILE` keeps them all with their reasons, and lets the bill stand." });
}
