/** `sdl rate`: from usage to bills. */
import { relative, resolve, sep } from "node:path";
import { billCsv, type RateResult, stateTexts } from "../../runtime/index.ts";
import { citedClauses, measureTitles } from "../bills/citations.ts";
import { billHtml } from "../bills/html.ts";
import { EXIT, Failure } from "../failure.ts";
import { writeFilesAtomically, writeStreamAtomically } from "../files.ts";
import { agreementFileNames } from "../names.ts";
import { type PreparedRating, prepareRating, type RatingOptions, rateUsage } from "../rating.ts";
import { reportRejects, watchingRejects } from "../rejects.ts";
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
  const path = (name: string) => resolve(terminal.cwd, name);
  const { result, rejects } = await watchingRejects(options.rejects && path(options.rejects), (watch) =>
    rateUsage(prepared, options, terminal, watch),
  );
  if (options.out !== undefined)
    await writeFilesAtomically(
      path(options.out),
      await withPdf(billFiles(prepared, result, options.language, docsLink(options, path)), options, env),
    );
  if (options.stateOut !== undefined) {
    const states = result.agreements.map(({ closingState }) => closingState);
    await writeStreamAtomically(path(options.stateOut), stateTexts(states), false);
  }

  const bills = result.agreements.map(({ bill }) => bill);
  if (options.json) terminal.printJson(bills.length === 1 ? bills[0] : { bills });
  else printBills(prepared, result, options, terminal);
  reportRejects(rejects, options.rejects, terminal);
  const unpriced = bills.flatMap((bill) => bill.lines.filter(({ kind }) => kind === "error"));
  if (unpriced.length > 0) {
    terminal.fail({
      message: `${plural(unpriced.length, "line")} of the bills could not be priced.`,
      hint: "Add the missing prices to the rate card, and rate again.",
    });
  }
  // Records that could not be used, and that nobody keeps, must not go unnoticed.
  const lost = rejects.count > 0 && options.rejects === undefined;
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

function printBills({ modules }: PreparedRating, result: RateResult, { language }: RateOptions, terminal: Terminal): void {
  const serviceTitles = new Map([...modules].map(([name, module]) => [name, showInline(module.title, language)]));
  for (const { bill } of result.agreements)
    terminal.print(`${renderBill(bill, { language, colors: terminal.colors, serviceTitles })}\n`);
  if (result.elsewhere > 0)
    terminal.note(
      `${plural(result.elsewhere, "record")} of other agreements ${result.elsewhere === 1 ? "was" : "were"} left out.`,
    );
}
