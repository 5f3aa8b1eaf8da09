/** `npm run prove:crash -- [--kills 100] [--seed 1]`: durable runs of the bundled command, killed at random moments. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { crashes } from "./crash.ts";
import { fillWorkspace } from "./workspace.ts";

const AGREEMENTS = 300;
const EVENTS = 150_000;

const { values } = parseArgs({ options: { kills: { type: "string", default: "100" }, seed: { type: "string", default: "1" } } });
const root = fileURLToPath(new URL("../..", import.meta.url));
execFileSync(process.execPath, ["--import", "tsx", "cli/bundle.ts"], { cwd: root, stdio: "inherit" });
const sdl = join(root, "dist/sdl.mjs");
const cwd = mkdtempSync(join(tmpdir(), "sdl-crash-"));
try {
  const found = await crashes(fillWorkspace(cwd, AGREEMENTS, EVENTS), [sdl], {
    kills: Number(values.kills),
    seed: Number(values.seed),
  });
  for (const difference of found.differences) console.error(difference);
  console.log(
    `${found.kills} kills in ${found.stories} stories, ${found.late} of them after the database was begun: ${found.differences.length} differences`,
  );
  process.exitCode = found.differences.length === 0 ? 0 : 1;
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
