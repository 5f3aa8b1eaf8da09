/** `npm start`: the sample contracts, from source to bills, in one go. Everything it makes is in `out/`. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stateText } from "../runtime/index.ts";
import { billFiles } from "./bills/output.ts";
import { builtFiles } from "./commands/build.ts";
import { writeFilesAtomically, writeStreamAtomically } from "./files.ts";
import { endWithReader, guarded } from "./guard.ts";
import { loadModules } from "./modules.ts";
import { agreementFileNames } from "./names.ts";
import { rateUsage } from "./rating.ts";
import { watchingRejects } from "./rejects.ts";
import { renderBill } from "./render/bill-table.ts";
import { plural, requireSound } from "./report.ts";
import { Terminal } from "./terminal.ts";
import { generateUsage } from "./usage/index.ts";
import { openWorkspace } from "./workspace.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const OUT = "out";
const PERIOD = "2026-03";
const EVENTS = 100_000;
const MAX_LINES = 4;

async function demo(terminal: Terminal): Promise<number> {
  const { bold, cyan, dim } = terminal.colors;
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const path = (name: string) => join(root, OUT, name);

  const workspace = openWorkspace(root, ["contracts"]);
  requireSound(workspace, terminal);
  const { services, agreements, files } = workspace.program;
  terminal.note(
    `Compiled ${plural(files.size, "file")}: ${plural(services.length, "service")}, ${plural(agreements.length, "agreement")} (${seconds()}).`,
  );

  const usage = `usage-${PERIOD}.ndjson`;
  const pieces = generateUsage({ services, agreements, period: PERIOD, events: EVENTS, seed: "1", format: "ndjson" });
  await writeStreamAtomically(path(usage), pieces, false);
  terminal.note(`Made ${plural(EVENTS, "usage record")} of ${PERIOD} in ${OUT}/${usage} (${seconds()}).`);

  const modules = await loadModules(services);
  terminal.note(`Generated and loaded ${plural(modules.size, "rating module")} (${seconds()}).`);

  const options = { contracts: "contracts", usage: [`${OUT}/${usage}`], period: PERIOD };
  const prepared = { services, knownAgreements: agreements, agreements, modules, openingStates: new Map() };
  const { result, rejects } = await watchingRejects(path("rejects.ndjson"), (watch) =>
    rateUsage(prepared, options, terminal, watch),
  );
  terminal.note(`Rated ${plural(result.read, "record")} (${seconds()}).\n`);

  const serviceTitles = new Map(services.map(({ name, title }) => [name, title.en ?? name]));
  const display = { language: "en", colors: terminal.colors, maxLinesPerClause: MAX_LINES, serviceTitles } as const;
  for (const { bill } of result.agreements) terminal.print(`${renderBill(bill, display)}\n`);

  const names = agreementFileNames(agreements.map(({ name }) => name));
  const filesOf = billFiles(prepared, "both", "../docs");
  await writeFilesAtomically(path("bills"), new Map(result.agreements.flatMap((each) => [...filesOf(each)])));
  await writeFilesAtomically(
    path("states"),
    new Map(result.agreements.map((each) => [`${names.get(each.agreement)}-${PERIOD}.json`, stateText(each.closingState)])),
  );
  await writeFilesAtomically(path("."), await builtFiles(services));
  terminal.note(`Wrote bills, states, modules, schemas and documents (${seconds()}).\n`);

  const [agreement] = agreements;
  const event = result.agreements[0]?.bill.breaches[0]?.event ?? "whatsapp-1";
  const rating = `--contracts contracts --agreement ${agreement?.name} --usage ${OUT}/${usage} --period ${PERIOD}`;
  terminal.print(`${bold("What was made")}
  ${OUT}/bills/            each bill as a page in English and Vietnamese (HTML), as JSON and as CSV
  ${OUT}/modules/          the TypeScript rating module of each service
  ${OUT}/docs/index.html   the services in English and Vietnamese, rules included
  ${OUT}/schemas/          JSON schemas of usage, bills and states
  ${OUT}/rejects.ndjson    the ${plural(rejects.count, "record")} that could not be used, with the reasons

${bold("What to try next")}
  ${dim("Why was this event charged, or not?")}
  ${cyan(`npm run -s sdl -- explain ${rating} --event ${event}`)}
  ${dim("A bill in full, in Vietnamese")}
  ${cyan(`npm run -s sdl -- rate ${rating} --language vi --rejects ${OUT}/rejects.ndjson`)}
  ${dim("Change a rule in contracts/channels/whatsapp.sdl, 24 hours to 72 say, and see which examples no longer hold")}
  ${cyan("npm run -s sdl -- test contracts")}
  ${dim("A contract of your own")}
  ${cyan("npm run -s sdl -- init my-contracts")}`);
  return 0;
}

endWithReader([process.stdout, process.stderr]);
const terminal = new Terminal(process, process.env, root);
process.exitCode = await guarded(() => demo(terminal), terminal, process.env);
