/** `sdl rate`: from usage to bills. */
import { resolve } from "node:path";
import type { AgreementResult } from "../../runtime/index.ts";
import { billFolder, outputs, shown, stateFile } from "../bills/output.ts";
import { rateDurably } from "../durable/run.ts";
import { EXIT, Failure } from "../failure.ts";
import { monthsOf, rateMonths } from "../months.ts";
import { prepareRating, type RatingOptions } from "../rating.ts";
import { reportRejects, watchingRejects } from "../rejects.ts";
import type { Display } from "../render/language.ts";
import { plural } from "../report.ts";
import type { Terminal } from "../terminal.ts";

export interface RateOptions extends RatingOptions {
  /** Database that keeps usage, bills and states. */
  readonly db?: string;
  /** Issue the bills of the database. */
  readonly close?: boolean;
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
  const { out, docs, pdf, stateOut } = options;
  if (pdf && out === undefined)
    throw new Failure("--pdf prints the bills that are written; no bills are written.", {
      hint: "Add `--out DIR`.",
      exitCode: EXIT.usage,
    });
  if (docs !== undefined && out === undefined)
    throw new Failure("--docs says where the written bills link to; no bills are written.", {
      hint: "Add `--out DIR`.",
      exitCode: EXIT.usage,
    });
  const { db } = options;
  if (options.close && db === undefined)
    throw new Failure("--close issues the bills of a database; there is none.", {
      hint: "Add `--db FILE`.",
      exitCode: EXIT.usage,
    });
  const months = monthsOf(options.period);
  if (months.length > 1 && db !== undefined)
    throw new Failure("A database takes in the usage of one month at a time.", {
      hint: "Rate month by month: each begins where the one before ended.",
      exitCode: EXIT.usage,
    });
  const prepared = await prepareRating({ ...options, hasUsage: db !== undefined }, terminal);
  const path = (name: string) => resolve(terminal.cwd, name);
  const folder = out === undefined ? undefined : { ...options, out: path(out), docs: docs && path(docs) };
  const output = outputs([
    ...(folder === undefined ? [] : [billFolder(prepared, folder, env)]),
    ...(stateOut === undefined ? [] : [stateFile(path(stateOut), prepared, months)]),
    shown(prepared, { ...options, months }, terminal),
  ]);
  let unpriced = 0;
  const { result, rejects } = await watchingRejects(options.rejects && path(options.rejects), (watch) =>
    output((take) => {
      const onResult = (each: AgreementResult) => {
        unpriced += each.bill.lines.filter(({ kind }) => kind === "error").length;
        return take(each);
      };
      const withoutStates = stateOut === undefined && db === undefined && months.length === 1;
      const told = { ...watch, onResult, withoutStates };
      if (db === undefined) return rateMonths(prepared, options, terminal, told);
      return rateDurably(prepared, { ...options, db }, terminal, told);
    }),
  );
  if (!options.json && result.elsewhere > 0)
    terminal.note(
      `${plural(result.elsewhere, "record")} of other agreements ${result.elsewhere === 1 ? "was" : "were"} left out.`,
    );
  reportRejects(rejects, options.rejects, terminal);
  if (unpriced > 0) {
    terminal.fail({
      message: `${plural(unpriced, "line")} of the bills could not be priced.`,
      hint: "Add the missing prices to the rate card, and rate again.",
    });
  }
  // Records that could not be used, and that nobody keeps, must not go unnoticed.
  const lost = rejects.count > 0 && options.rejects === undefined;
  return unpriced > 0 || lost ? EXIT.failed : EXIT.ok;
}
