/**
 * Compares modules with the interpreter, more often than the tests do, with fixed seeds:
 * `npm run prove:oracle` for random contracts, `npm run prove:shipped` for the shipped ones. The first disagreement is made smaller and shown.
 */
import { parseArgs } from "node:util";
import cliProgress from "cli-progress";
import { type Case, caseOf, disagreements, disagreementsOfText, modulesOf } from "./case.ts";
import { Chance } from "./chance.ts";
import { services, shippedCases } from "./shipped.ts";
import { shrunk, told } from "./shrink.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many random contracts, and from which seed on. */
    contracts: { type: "string", default: "1000" },
    seed: { type: "string", default: "0" },
    /** How many events for each contract. */
    events: { type: "string" },
    /** Agreements are small, so that an interpreter that looks through all events for each question comes to an end. */
    each: { type: "string", default: "50" },
    /** Names of shipped contracts; all of them unless given. */
    only: { type: "string", multiple: true },
  },
});
const each = Number(values.each);

interface Totals {
  contracts: number;
  events: number;
  bills: number;
  /** Taken as bytes. */
  lines: number;
}
const totals: Totals = { contracts: 0, events: 0, bills: 0, lines: 0 };
const chance = new Chance(Number(values.seed));

/** Records as objects; and as text, in the ways in which producers write it. */
async function compare(tried: Case, modules: ReturnType<typeof modulesOf>, text: boolean): Promise<void> {
  const asText = text ? await disagreementsOfText(tried, chance, modules) : { found: [], taken: 0 };
  totals.lines += asText.taken;
  const found = [...asText.found, ...(await disagreements(tried, modules))];
  if (found.length > 0) {
    bar.stop();
    const small = await shrunk(tried);
    process.stdout.write(`\nThey disagree.\n${small === undefined ? JSON.stringify(found[0]) : told(small)}\n`);
    process.exit(1);
  }
  totals.bills += tried.agreements.length;
  totals.events += [...tried.usage.values()].reduce((sum, all) => sum + all.length, 0);
  // lets the bar be drawn
  await new Promise((done) => setImmediate(done));
}

const bar = new cliProgress.SingleBar({
  format: "{bar} {value}/{total} contracts, {events} events, {eta_formatted} left",
  noTTYOutput: true,
  notTTYSchedule: 60_000,
});

async function random(): Promise<void> {
  const count = Number(values.contracts);
  const events = Number(values.events ?? 1000);
  bar.start(count, 0, totals);
  for (let index = 0; index < count; index++) {
    const tried = caseOf(Number(values.seed) + index, { agreements: Math.ceil(events / each), events: each });
    await compare(tried, modulesOf(tried.services), true);
    totals.contracts += 1;
    bar.update(totals.contracts, totals);
  }
}

async function shipped(): Promise<void> {
  const events = Number(values.events ?? 1_000_000);
  const chosen = services.filter(({ name }) => values.only === undefined || values.only.includes(name));
  bar.start(chosen.length, 0, totals);
  for (const service of chosen) {
    let modules: ReturnType<typeof modulesOf> | undefined;
    let number = 0;
    for (const tried of shippedCases(service, Number(values.seed), events, { agreements: 200, events: each })) {
      modules ??= modulesOf(tried.services);
      // text is read in the same way whatever the contract: one time in ten is enough
      await compare(tried, modules, number++ % 10 === 0);
      bar.update(totals.contracts, totals);
    }
    totals.contracts += 1;
    bar.update(totals.contracts, totals);
  }
}

const began = process.cpuUsage();
await (positionals[0] === "shipped" ? shipped() : random());
bar.stop();
const { user, system } = process.cpuUsage(began);
const seconds = ((user + system) / 1e6).toFixed(0);
process.stdout.write(
  `\n${totals.contracts} contracts, ${totals.bills} bills, ${totals.events} events, ${totals.lines} lines of text taken as bytes: module and interpreter say the same (${seconds} s of processor time).\n`,
);
