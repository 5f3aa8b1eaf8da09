/** `npm run bench`: rates the same usage in many ways, and writes docs/benchmarks.md from what was measured. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bill } from "../../runtime/index.ts";
import { raceBroken } from "./broken.ts";
import { differences, textOfBills } from "./compare.ts";
import { type Contender, contenders } from "./contenders.ts";
import { type Cost, measure, median, node, TooLong } from "./measure.ts";
import {
  buildPrograms,
  cache,
  type Data,
  type Format,
  installPackages,
  type Programs,
  prepareData,
  repository,
} from "./prepare.ts";
import { type Compilation, type Failure, type Growth, keep, machine, type Row } from "./results.ts";

const { values: options } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    agreements: { type: "string", default: "2000" },
    rounds: { type: "string", default: "3" },
    only: { type: "string", multiple: true },
    without: { type: "string", multiple: true, default: [] },
    heap: { type: "string" },
    limit: { type: "string", default: "1200" },
    growth: { type: "boolean", default: false },
    sizes: { type: "string", default: "1000000,10000000,100000000" },
    broken: { type: "boolean", default: false },
    compile: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const HELP = `npm run bench -- [options]

  --events N       how many events (1000000)
  --agreements N   of how many agreements (2000)
  --rounds N       medians of so many interleaved runs (3)
  --only ID        only these contenders, and SDL; nothing is written to the page
  --without ID     not this contender
  --heap MB        heap of sdl; Node's own limit unless given
  --limit SECONDS  how long one run may take (1200)
  --growth         memory and time for --sizes N,N,… events with the same users
  --broken         usage with one line in a hundred broken, and without
  --compile        compile time of 1 to 5,000 services
  --keep           leave the usage where it is, for the next time
`;

const say = (text: string) => process.stderr.write(`${text}\n`);
const rounds = Number(options.rounds);
const heap = options.heap === undefined ? undefined : Number(options.heap);
const limit = Number(options.limit);
const agreements = Number(options.agreements);
const SAMPLE = 20_000;

/** Runs a contender; its bills as text, when it has some. */
async function run(contender: Contender, data: Data, usage: string): Promise<{ readonly cost: Cost; readonly bills?: string }> {
  const out = join(data.folder, `${contender.id}.out`);
  const cost = await measure(contender.command(data, usage, out), data.folder, limit);
  if (contender.bills === undefined) return { cost };
  const text = readFileSync(out, "utf8");
  rmSync(out);
  if (contender.bills === "json") return { cost, bills: textOfBills((JSON.parse(text) as { bills: Bill[] }).bills) };
  return { cost, bills: `${text.trimEnd().split("\n").sort().join("\n")}\n` };
}

/** Why a contender did not finish, in a word. */
function reason(error: Error): string {
  if (error instanceof TooLong) return `longer than ${limit / 60} minutes`;
  return /heap out of memory/.test(error.message) ? "out of memory" : "did not finish";
}

/**
 * Interleaved runs of all. Throws when two raters do not agree, and when one does not finish, unless `mayFail`: then it takes no further part.
 */
async function race(
  all: readonly Contender[],
  data: Data,
  { startup = false, mayFail = false }: { readonly startup?: boolean; readonly mayFail?: boolean },
): Promise<{ readonly rows: readonly Row[]; readonly failures: readonly Failure[]; readonly lines: number }> {
  const costs = new Map(all.map(({ id }) => [id, { whole: [] as Cost[], startup: [] as Cost[] }]));
  const failures = new Map<string, Failure>();
  let agreed: string | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of all.filter(({ id }) => !failures.has(id))) {
      const { id, title } = contender;
      const done = await run(contender, data, "usage").catch((error: Error) => {
        if (!mayFail) throw error;
        const failed = reason(error);
        failures.set(id, { title, failed });
        say(`  ${round}  ${title}: ${failed}`);
      });
      if (done === undefined) continue;
      const { cost, bills } = done;
      say(`  ${round}  ${title}: ${cost.seconds.toFixed(2)} s, ${cost.cpu.toFixed(1)} CPU s, ${cost.peak.toFixed(0)} MB`);
      costs.get(id)!.whole.push(cost);
      if (startup) costs.get(id)!.startup.push((await run(contender, data, "one")).cost);
      if (bills === undefined) continue;
      agreed ??= bills;
      const differ = differences(agreed, bills);
      if (differ.length > 0)
        throw new Error(`${title} does not come to the same bills; nothing is reported.\n${differ.join("\n")}`);
    }
  }
  const able = all.filter(({ id }) => !failures.has(id));
  const rows = able.map(({ id, title }): Row => {
    const { whole, startup: small } = costs.get(id)!;
    return { id, title, ...median(whole), ...(startup ? { startup: median(small).seconds } : {}) };
  });
  return { rows, failures: [...failures.values()], lines: (agreed?.split("\n").length ?? 1) - 1 };
}

/** Rule engines decide a sample; only the deciding is measured. */
async function raceEngines(programs: Programs, packages: string, data: Data): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [id, title] of [
    ["json-rules", "json-rules-engine, per event"],
    ["zen", "zen-engine, per event"],
  ] as const) {
    const costs: Cost[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const out = join(data.folder, "engine.json");
      const { peak } = await measure(
        node(programs.engines, id, packages, `${data.folder}/usage.ndjson`, String(SAMPLE), out),
        data.folder,
      );
      costs.push({ ...(JSON.parse(readFileSync(out, "utf8")) as { seconds: number; cpu: number }), peak });
    }
    rows.push({ id, title, ...median(costs), sample: SAMPLE });
    say(`     ${title}: ${median(costs).seconds.toFixed(2)} s for ${SAMPLE}`);
  }
  return rows;
}

async function benchRating(programs: Programs): Promise<void> {
  const events = Number(options.events);
  const packages = installPackages();
  const all = contenders(programs, packages, heap).filter(
    ({ id }) => (id === "sdl" || (options.only?.includes(id) ?? true)) && !options.without.includes(id),
  );
  const formats = [...new Set(all.map(({ format }) => format))] as Format[];
  say("Making the usage …");
  const data = await prepareData(packages, { events, agreements, population: events, formats });
  say(`Rating ${data.records} records …`);
  const { rows, failures, lines } = await race(all, data, { startup: true, mayFail: true });
  const engines = options.only === undefined ? await raceEngines(programs, packages, data) : [];
  const { records, users, bytes } = data;
  const sizes = { events, records, agreements, users, bytes };
  const result = {
    machine: machine(programs.compiler),
    ...sizes,
    rounds,
    ...(heap === undefined ? {} : { heap }),
    lines,
    rows: [...rows, ...engines],
    failures,
  };
  if (options.only === undefined) keep((known) => ({ ...known, rating: { ...known.rating, [events]: result } }));
  if (!options.keep) rmSync(data.folder, { recursive: true });
}

async function benchGrowth(programs: Programs): Promise<void> {
  const sizes = options.sizes.split(",").map(Number);
  const population = Math.min(...sizes);
  const all = contenders(programs, "", heap).filter(({ id }) => ["sdl", "hand", "c"].includes(id));
  const measured: Growth["sizes"][number][] = [];
  let users = 0;
  for (const events of sizes) {
    say(`Making ${events} events …`);
    const data = await prepareData("", { events, agreements, population, formats: ["ndjson"] });
    users = data.users;
    const { rows, failures } = await race(all, data, { mayFail: true });
    measured.push({ events, rows: [...rows, ...failures] });
    if (!options.keep) rmSync(data.folder, { recursive: true });
  }
  keep((known) => ({ ...known, growth: { machine: machine(programs.compiler), users, rounds, sizes: measured } }));
}

async function benchBroken(programs: Programs): Promise<void> {
  const events = Number(options.events);
  say("Making the usage …");
  const data = await prepareData("", { events, agreements, population: events, formats: ["ndjson"] });
  const measured = await raceBroken(programs.sdl, data, rounds, say);
  keep((known) => ({ ...known, broken: { machine: machine(undefined), ...measured } }));
  if (!options.keep) rmSync(data.folder, { recursive: true });
}

async function benchCompile(programs: Pick<Programs, "compile">): Promise<void> {
  const sizes: Compilation["sizes"][number][] = [];
  for (const services of [1, 10, 100, 1000, 5000]) {
    const runs: { lines: number; check: number; emit: number; emitted: number; peak: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const out = join(cache, "compile.json");
      const { program, arguments: args } = node(programs.compile, String(services), "200", out);
      const { peak } = await measure({ program, arguments: ["--import", "tsx", ...args], cwd: repository }, cache);
      runs.push({ ...(JSON.parse(readFileSync(out, "utf8")) as Omit<(typeof runs)[number], "peak">), peak });
    }
    const middle = (of: "check" | "emit" | "peak") =>
      median(runs.map((each) => ({ seconds: each[of], cpu: 0, peak: 0 }))).seconds;
    const { lines, emitted } = runs[0]!;
    sizes.push({ services, lines, check: middle("check"), emit: middle("emit"), emitted, peak: middle("peak") });
    say(`  ${services} services: ${(middle("check") * 1000).toFixed(0)} ms`);
  }
  keep((known) => ({ ...known, compilation: { machine: machine(undefined), rounds, sizes } }));
}

if (options.help) process.stdout.write(HELP);
else {
  say("Building the programs …");
  const programs = await buildPrograms();
  if (options.compile) await benchCompile(programs);
  else if (options.broken) await benchBroken(programs);
  else if (options.growth) await benchGrowth(programs);
  else await benchRating(programs);
}
