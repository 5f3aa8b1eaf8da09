/** `npm run bench -- --broken`: the same usage once as it is and once with one line in a hundred broken, each way of breaking in turn. */
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { PERIOD } from "./data/plan.ts";
import { type Cost, measure, median, node } from "./measure.ts";
import type { Data } from "./prepare.ts";
import type { Broken } from "./results.ts";

const EVERY = 100;

/** What goes wrong with lines on their way. */
const ways: readonly ((line: string) => string)[] = [
  (line) => line.slice(0, line.length >> 1),
  (line) => line.replace('"time"', '"tiem"'),
  (line) => line.replace(/"subject":"[^"]*"/, '"subject":"nobody"'),
  (line) => line.replace(/"data":\{/, '"data":{"surplus":1,'),
  (line) => line.replace(/"type":"[^"]*"/, '"type":"sdl.unknown.v1"'),
];

/** Copies lines, each hundredth of them broken; gives how many that were. */
export async function breakLines(from: string, to: string): Promise<number> {
  let broken = 0;
  const lines = async function* (): AsyncGenerator<string> {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (number % EVERY === 0) {
        yield `${ways[broken % ways.length]!(line)}\n`;
        broken += 1;
      } else yield `${line}\n`;
    }
  };
  await pipeline(lines, createWriteStream(to));
  return broken;
}

/** Rates both in turn. Throws when not just the broken lines are kept; what is said of them, and that the counts add up, is for `test/cli/rejects.test.ts`. */
export async function raceBroken(
  sdl: string,
  data: Data,
  rounds: number,
  say: (text: string) => void,
): Promise<Omit<Broken, "machine">> {
  const broken = await breakLines(join(data.folder, "usage.ndjson"), join(data.folder, "broken.ndjson"));
  const costs = { clean: [] as Cost[], broken: [] as Cost[] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const [way, usage, expected] of [
      ["clean", "usage", 0],
      ["broken", "broken", broken],
    ] as const) {
      const [rejects, output] = [join(data.folder, "rejects.ndjson"), join(data.folder, "bills.json")];
      const options = ["--contracts", "contracts", "--period", PERIOD, "--json", "--usage", join(data.folder, `${usage}.ndjson`)];
      const command = { ...node(sdl, "rate", ...options, "--rejects", rejects), cwd: data.workspace, output };
      const cost = await measure(command, data.folder);
      const kept = readFileSync(rejects, "utf8").split("\n").length - 1;
      if (kept !== expected) throw new Error(`${expected} lines are broken, but ${kept} rejected.`);
      costs[way].push(cost);
      say(`  ${round}  ${way}: ${cost.seconds.toFixed(2)} s, ${kept} rejected, ${cost.peak.toFixed(0)} MB`);
    }
  }
  const { records } = data;
  return { records, broken, rounds, clean: median(costs.clean), withBroken: median(costs.broken) };
}
