/** The commands and options of `sdl`. What a command does is loaded only when it runs, so that `sdl --help` stays quick. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { isDay } from "../compiler/calendar.ts";
import { VERSION } from "../compiler/version.ts";
import { EXIT } from "./failure.ts";
import { guarded } from "./guard.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command line. Returns its exit code; never throws. */
export async function run(args: readonly string[], terminal: Terminal, env: NodeJS.ProcessEnv): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = programFor(terminal, env, (code) => {
    exitCode = code;
  });
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return EXIT.usage;
  }
  const parse = async () => {
    try {
      await program.parseAsync(args, { from: "user" });
      return exitCode;
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      throw error;
    }
  };
  return guarded(parse, terminal, env, args.includes("--json"));
}

function programFor(terminal: Terminal, env: NodeJS.ProcessEnv, done: (exitCode: number) => void): Command {
  const program = new Command("sdl")
    .description("SDL, the Service Definition Language: contracts that rate usage and explain themselves.")
    .version(VERSION, "-V, --version", "show the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.stdout.write(text), writeErr: (text) => terminal.stderr.write(text) })
    .configureHelp({ sortOptions: false, showGlobalOptions: false })
    .addHelpText(
      "after",
      `
Exit codes: 0 all is well; 1 errors in contracts, examples, usage or bills; 2 wrong usage of the command; 70 a defect of SDL.
Environment: NO_COLOR and FORCE_COLOR turn colours off and on; SDL_DEBUG=1 shows where a defect happened.
More in docs/cli.md.`,
    );
  const json = () => new Option("--json", "print one JSON document on standard output, and nothing else there");

  command(program, "check [paths...]", "find what is wrong in contracts")
    .addOption(json())
    .action(async (paths, options) => done(await (await import("./commands/check.ts")).check(paths, options, terminal)));

  command(program, "build [paths...]", "write the TypeScript modules, JSON schemas and documents of contracts")
    .requiredOption("--out <dir>", "folder to write to")
    .action(async (paths, options) => done(await (await import("./commands/build.ts")).build(paths, options, terminal)));

  command(program, "docs [paths...]", "write the documents of services, for lawyers, customers and engineers")
    .option("--out <dir>", "folder to write to", "out/docs")
    .option("--format <formats...>", "html, docx, pdf or markdown; all when left out")
    .option("--language <codes...>", "languages, such as en or vi; all when left out, side by side")
    .option("--service <names...>", "services; all when left out")
    .option("--watch", "serve the pages on this machine, and show every change in the browser at once")
    .option("--port <number>", "port for --watch; a free one when left out", count)
    .action(async (paths, options) => done(await (await import("./commands/docs.ts")).docs(paths, options, terminal, env)));

  command(program, "test [paths...]", "run the examples of contracts")
    .option("--coverage", "also say which rules the examples do not show on both sides of their boundaries")
    .addOption(json())
    .action(async (paths, options) => done(await (await import("./commands/test.ts")).test(paths, options, terminal)));

  command(program, "fmt [paths...]", "write contracts in the one style; - formats standard input")
    .option("--check", "change nothing: list the files that would change, and exit with 1 if there are any")
    .action(async (paths, options) => done(await (await import("./commands/fmt.ts")).fmt(paths, options, terminal)));

  command(program, "lsp", "serve editors: the language server")
    .option("--stdio", "on standard input and output, which is the only way there is")
    .addOption(new Option("--clientProcessId <id>", "the editor, which some name; the protocol tells it, too").hideHelp())
    .action(async () => done(await (await import("./commands/lsp.ts")).lsp()));

  rating(
    command(program, "rate", "turn usage into bills"),
    "agreement to rate; may be repeated; all when left out",
    `${USAGE}; may be left out with --db`,
    MONTHS,
  )
    .option("--state <file>", "state to begin with, as --state-out wrote it for the month before")
    .option("--state-out <file>", "write the state at the end of the month")
    .option("--db <file>", "database that keeps usage, bills and states: a run that was stopped goes on, usage may come in parts")
    .option("--close", "issue the bills of the database; from then on they are adjusted, never changed")
    .option("--rejects <file>", "write the records that could not be used, with their reasons (NDJSON)")
    .option("--out <dir>", "also write each bill as HTML, JSON and CSV into this folder")
    .option("--docs <dir>", "folder of the documents that build wrote; the HTML bills link to their clauses")
    .option("--pdf", "also print the bills that are written (needs a browser; see `sdl docs`)")
    .option("--threads <number>", "threads that rate plain files of NDJSON; one unless given", threadCount)
    .addOption(
      new Option("--language <language>", "language of the tables and bills").choices(["en", "vi", "both"]).default("en"),
    )
    .addOption(json())
    .action(async (options) => done(await (await import("./commands/rate.ts")).rate(options, terminal, env)));

  rating(
    command(program, "explain", "say why an event was charged, or why not"),
    "agreement to explain it for; may be repeated; all when left out",
    USAGE,
    MONTH,
  )
    .requiredOption("--event <id>", "id of the event")
    .option("--state <file>", "state to begin with, as --state-out wrote it for the month before")
    .addOption(json())
    .action(async (options) => done(await (await import("./commands/explain.ts")).explain(options, terminal)));

  command(program, "diff <old> <new>", "say what changes between two versions of contracts or agreements")
    .option("--usage <files...>", "usage records to rate under both versions: what the change is worth; - for standard input")
    .option("--period <month>", "calendar month to rate; all months of the usage when left out", month)
    .option("--agreements <paths...>", "agreements to add to both versions, when these hold contracts only")
    .option("--html <file>", "also write the changes as a page for clients")
    .option("--pdf <file>", "the same, printed (needs a browser; see `sdl docs`)")
    .option("--effective <day>", "first day of the new version, such as 2026-04-01, for that page", calendarDay)
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 when a change is at least this severe").choices([
        "price",
        "scope",
        "term",
        "text",
        "editorial",
      ]),
    )
    .addOption(new Option("--language <language>", "language of the report").choices(["en", "vi", "both"]).default("both"))
    .addOption(json())
    .action(async (before, after, options) =>
      done(await (await import("./commands/diff.ts")).diff(before, after, options, terminal, env)),
    );

  command(program, "usage", "make a realistic month of usage for the agreements of a workspace, to try things out")
    .requiredOption("--contracts <dir>", "folder of the contracts and agreements")
    .requiredOption("--out <file>", "file to write, - for standard output")
    .option("--events <number>", "how many records", count, 100_000)
    .option("--period <month>", "calendar month", month, "2026-03")
    .option("--seed <text>", "another seed gives another month; the same one the same bytes", "1")
    .addOption(
      new Option("--format <format>", "format; by the ending of the file when left out").choices([
        "ndjson",
        "csv",
        "json",
        "parquet",
      ]),
    )
    .option("--gzip", "compress; also when the file ends in .gz")
    .action(async (options) => done(await (await import("./commands/usage.ts")).usage(options, terminal)));

  command(program, "init [dir]", "begin a workspace: a small contract, an agreement, usage and a README").action(async (dir) =>
    done(await (await import("./commands/init.ts")).init(dir ?? ".", terminal)),
  );

  return program;
}

/** A command that inherits how the program speaks and ends. */
function command(program: Command, name: string, description: string): Command {
  return program.command(name).description(description);
}

/** The options that `rate` and `explain` share. */
function rating(command: Command, agreements: string, usage: string, period: PeriodOption): Command {
  return command
    .requiredOption("--contracts <dir>", "folder of the contracts and agreements")
    .option("--agreements <files...>", "more agreements as JSON, or as NDJSON with one on each line")
    .option("--agreement <names...>", agreements)
    .option("--usage <files...>", usage, [])
    .requiredOption("--period <month>", period.help, period.parse);
}

const USAGE = "files of usage records: NDJSON, JSON or CSV, also compressed with gzip, or Parquet; - for standard input";

interface PeriodOption {
  readonly help: string;
  readonly parse: (text: string) => string;
}

const MONTH: PeriodOption = { help: "calendar month to bill, such as 2026-03", parse: month };
const MONTHS: PeriodOption = { help: "calendar month to bill, such as 2026-03, or several: 2026-01..2026-03", parse: monthRange };

function calendarDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError("A calendar day is written like 2026-04-01.");
  return text;
}

function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("A calendar month is written like 2026-03.");
  return text;
}

function monthRange(text: string): string {
  const months = text.split("..");
  if (months.length > 2) month(text);
  return months.map(month).join("..");
}

function count(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

/** More threads than this only wait for one another. */
const MOST_THREADS = 32;

function threadCount(text: string): number {
  const threads = count(text);
  if (threads < 1 || threads > MOST_THREADS) throw new InvalidArgumentError(`It must be from 1 to ${MOST_THREADS}.`);
  return threads;
}
