/** The page of results, from the figures alone. */

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

export interface ServerResults {
  readonly cold: number;
  readonly memory: number;
  readonly completion: Quantiles;
  readonly syntax: Quantiles;
  readonly all: Quantiles;
}

export interface LspResults {
  readonly date: string;
  readonly cores: number;
  readonly rounds: number;
  readonly turns: number;
  readonly workspaces: {
    readonly name: string;
    readonly files: number;
    readonly characters: number;
    readonly of: Readonly<Record<"SDL" | "TypeSpec", ServerResults>>;
  }[];
}

const rows: readonly (readonly [name: string, aim: string, pick: (r: ServerResults) => number, unit: string])[] = [
  ["cold start to first diagnostics", "500 ms", (r) => r.cold, "ms"],
  ["completion behind a keystroke, median", "", (r) => r.completion.p50, "ms"],
  ["completion behind a keystroke, 95 %", "20 ms", (r) => r.completion.p95, "ms"],
  ["syntax error shown, median", "", (r) => r.syntax.p50, "ms"],
  ["syntax error shown, 95 %", "50 ms", (r) => r.syntax.p95, "ms"],
  ["error of the last pass shown, median", "", (r) => r.all.p50, "ms"],
  ["error of the last pass shown, 95 %", "200 ms", (r) => r.all.p95, "ms"],
  ["memory (resident)", "", (r) => r.memory, "MB"],
];

export function lspPage({ date, cores, rounds, turns, workspaces }: LspResults): string {
  const tables = workspaces.map(({ name, files, characters, of }) => {
    const lines = rows.map(([what, aim, pick, unit]) => {
      const [ours, theirs] = [pick(of.SDL), pick(of.TypeSpec)];
      return `| ${what} | ${ours} ${unit} | ${theirs} ${unit} | ${(theirs / ours).toFixed(1)} × | ${aim} |`;
    });
    return `## On ${name}

${files} files, ${characters.toLocaleString("en")} characters; TypeSpec has as many files, each as long as its counterpart.

| | SDL | TypeSpec | SDL is ahead | aim |
|---|---|---|---|---|
${lines.join("\n")}
`;
  });
  return `# The language server beside TypeSpec's

Written by \`npm run bench:lsp\` on ${date}, on ${cores} cores; ${rounds} rounds in turns, ${turns} edits of each kind a round. The figures are in \`benchmarks-lsp.json\`. Both servers run as programs of their own over standard
input and output, with the same client; times are those that the client sees, from the moment it begins to send. Ratios are what counts: absolute times are those of the machine on that day.

- *Cold start*: from starting the program to diagnostics of the file that is opened with an error in it.
- *Completion*: a letter has just been typed, and the list is asked for.
- *Syntax error*: from the edit to diagnostics with it. *Error of the last pass*: for SDL a figure that stands in one language of a text alone, which the checks of prose find, after names, rules and proofs; for TypeSpec a type
  that nobody declares, which its checker finds.

${tables.join("\n")}`;
}
