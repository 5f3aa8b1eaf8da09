/** What mutation testing of one file came to. */
import type { Stryker } from "@stryker-mutator/core";

export interface Survivor {
  /** Line in the file as it was measured. */
  readonly line: number;
  /** The text that was changed, and what it was changed to. */
  readonly text: string;
  readonly change: string;
  /** Whether any test runs this place at all. */
  readonly run: boolean;
}

export interface FileResult {
  readonly file: string;
  /** The day of the measurement. */
  readonly date: string;
  readonly seconds: number;
  /** Changes that made a test fail, or run for ever. */
  readonly noticed: number;
  /** Changes of what is computed when the module is loaded, which are left out. */
  readonly static: number;
  readonly survivors: readonly Survivor[];
}

type Tested = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

export function fileResult(file: string, source: string, mutants: readonly Tested[], seconds: number): FileResult {
  const of = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status));
  const lines = source.split("\n");
  const survivors = of("Survived", "NoCoverage").map(({ location: { start, end }, replacement = "", status }): Survivor => {
    const first = lines[start.line - 1] ?? "";
    const text = start.line === end.line ? first.slice(start.column - 1, end.column - 1) : `${first.slice(start.column - 1)} …`;
    return { line: start.line, text, change: oneLine(replacement), run: status === "Survived" };
  });
  return {
    file,
    date: new Date().toISOString().slice(0, 10),
    seconds,
    noticed: of("Killed", "Timeout").length,
    static: of("Ignored").length,
    survivors: survivors.toSorted((a, b) => a.line - b.line),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The name under which the reason of a survivor is kept; lines are not part of it, for they move. */
export const reasonKey = (file: string, { text, change }: Survivor): string => `${file}: ${oneLine(text)} → ${change}`;
