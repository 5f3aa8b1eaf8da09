/** `docs/mutation.md`: what was measured, file by file, and the changes that no test notices with the reason. */
import { type FileResult, reasonKey } from "./results.ts";

const percent = (part: number, whole: number): string => (whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)} %`);

/** Text in a cell of a table, as code. */
function code(text: string): string {
  const shown = text.replaceAll("|", "\\|");
  const fence = shown.includes("`") ? "``" : "`";
  return shown === "" ? "(nothing)" : fence === "``" ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** `files` are all of the runtime. */
export function mutationPage(
  results: readonly FileResult[],
  reasons: Readonly<Record<string, string>>,
  files: readonly string[],
): string {
  const missing = files.filter((file) => !results.some((each) => each.file === file));
  const sorted = results.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const noticed = sorted.reduce((sum, each) => sum + each.noticed, 0);
  const all = noticed + sorted.reduce((sum, each) => sum + each.survivors.length, 0);
  const rows = sorted.map(({ file, date, seconds, noticed: of, static: left, survivors }) => {
    const whole = of + survivors.length;
    const unrun = survivors.filter(({ run }) => !run).length;
    return `| \`${file}\` | ${whole} | ${of} | ${survivors.length} | ${unrun} | ${percent(of, whole)} | ${left} | ${seconds} | ${date} |`;
  });
  const lists = sorted
    .filter(({ survivors }) => survivors.length > 0)
    .map(({ file, survivors }) => {
      const items = survivors.map(
        (each) => `| ${each.line} | ${code(each.text)} | ${code(each.change)} | ${reasons[reasonKey(file, each)] ?? ""} |`,
      );
      return `### \`${file}\`\n\n| line | text | changed to | why nothing notices |\n|---|---|---|---|\n${items.join("\n")}\n`;
    });
  return `# Mutation testing

Written by \`npm run mutation\`; please do not edit. Stryker changes the runtime in small ways, one at a time: a condition turned round, a bound moved,
a statement taken out, a text emptied. A change is noticed when a test fails, or runs for ever. Where a file has tests of its own, only these judge (\`JUDGES\` in \`test/mutation/main.ts\`), else the tests of the
runtime, of counting and of pricing; the slower ones (properties against the oracle, all shipped contracts) never do, so that what is not noticed here may well be noticed there. Changes of what is computed
once, when a module is loaded, are left out: each would need the whole run anew.

Measured file by file on the day given; seconds are of one process on a machine that was busy with other work.

**${noticed} of ${all} changes are noticed: ${percent(noticed, all)}.**

| file | changes | noticed | not noticed | of these never run | noticed | left out | seconds | measured on |
|---|--:|--:|--:|--:|--:|--:|--:|---|
${rows.join("\n")}

Not measured yet: ${missing.map((file) => `\`${file}\``).join(", ")}.

## Changes that no test notices

Lines are those of the file as it was measured. Where no reason stands, a test is missing.

${lists.join("\n")}`;
}
