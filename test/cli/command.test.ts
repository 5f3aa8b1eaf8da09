/** How the command speaks and ends: exit codes, help, wrong usage, JSON, colours, defects. */
import { describe, expect, test } from "vitest";
import { guarded } from "../../cli/guard.ts";
import { Terminal } from "../../cli/terminal.ts";
import { VERSION } from "../../compiler/version.ts";
import { folderWith, lines, record, sdl, spawned, starterWith } from "../kit/cli.ts";

const rating = ["--contracts", "contracts", "--usage", "usage/2026-03.ndjson", "--period", "2026-03"];

describe("wrong usage ends with 2, and says what was meant", () => {
  test.each([
    [["chek"], "Did you mean check?"],
    [["check", "--jsn"], "Did you mean --json?"],
    [["build"], "--out"],
    [["rate", "--contracts", "contracts", "--period", "2026-03"], "--usage"],
    [["rate", ...rating.slice(0, 4), "--period", "2026-13"], "like 2026-03"],
    [["rate", ...rating.slice(0, 4), "--period", "March"], "like 2026-03"],
    [["rate", ...rating, "--language", "hr"], "en, vi, both"],
    [["rate", "--contracts", "contracts", "--usage", "-", "-", "--period", "2026-03"], "only once"],
    [["usage", "--contracts", "contracts", "--out", "u", "--events", "many"], "whole number"],
    [["usage", "--contracts", "contracts", "--out", "u", "--format", "xml"], "ndjson, csv, json"],
    [["init", "one", "two"], "too many arguments"],
  ])("sdl %s", async (args, says) => {
    const { code, out, err } = await sdl(args, { cwd: starterWith() });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("without a command the help is shown", async () => {
    const { code, out, err } = await sdl([]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Usage: sdl");
  });
});

describe("help and version end with 0", () => {
  test("sdl --help names every command and the exit codes", async () => {
    const { code, out } = await sdl(["--help"]);
    expect(code).toBe(0);
    for (const name of ["check", "build", "test", "rate", "explain", "usage", "init", "Exit codes"]) expect(out).toContain(name);
  });

  test.each(["check", "build", "test", "rate", "explain", "usage", "init"])("sdl %s --help", async (name) => {
    const { code, out } = await sdl([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: sdl ${name}`);
  });

  test("sdl --version", async () => {
    expect(await sdl(["--version"])).toMatchObject({ code: 0, out: `${VERSION}\n` });
  });
});

describe("--json", () => {
  test.each([
    ["check", ["check", "--json"], 0],
    ["check with errors", ["check", "broken.sdl", "--json"], 1],
    ["test", ["test", "--json"], 0],
    ["rate", ["rate", ...rating, "--json"], 0],
    ["explain", ["explain", ...rating, "--event", "r-3", "--json"], 0],
    ["explain of what is not there", ["explain", ...rating, "--event", "r-9", "--json"], 1],
    ["rate with broken contracts", ["rate", "--contracts", "broken.sdl", ...rating.slice(2), "--json"], 1],
    ["rate without usage", ["rate", ...rating.slice(0, 2), "--usage", "none.ndjson", "--period", "2026-03", "--json"], 1],
    ["check of nothing", ["check", "nowhere", "--json"], 1],
  ])("%s: one document on standard output, and nothing else", async (_, args, code) => {
    const result = await sdl(args, { cwd: starterWith({ "broken.sdl": "sdl 1\nservice X in Nowhere { charge }\n" }) });
    expect(result.code).toBe(code);
    const document = JSON.parse(result.out);
    expect(document).toBeTypeOf("object");
    if (code === 0) expect(document.ok ?? true).toBe(true);
    else expect(document.ok).toBe(false);
  });

  test("rate gives the bill itself for one agreement, and a list for several", async () => {
    const cwd = starterWith({ "contracts/two.sdl": starterAgreement("Second") });
    const one = JSON.parse((await sdl(["rate", ...rating, "--agreement", "Bakery", "--json"], { cwd })).out);
    expect(one).toMatchObject({
      agreement: "Bakery",
      period: "2026-03",
      total: "0.08",
      events: { received: 5, charged: 2, free: 3 },
    });
    const two = JSON.parse((await sdl(["rate", ...rating, "--json"], { cwd })).out);
    expect(two.bills.map(({ agreement }: { agreement: string }) => agreement)).toEqual(["Bakery", "Second"]);
    const named = JSON.parse(
      (await sdl(["rate", ...rating, "--agreement", "Second", "--agreement", "Bakery", "--json"], { cwd })).out,
    );
    expect(named.bills.map(({ agreement }: { agreement: string }) => agreement)).toEqual(["Second", "Bakery"]);
  });
});

function starterAgreement(name: string): string {
  return `sdl 1\nagreement ${name} { client "Two" currency EUR time zone "Europe/Zagreb" charging model post-pay take Reminders { Reminder at 1 EUR } }\n`;
}

describe("as a process", () => {
  test("check of the shipped contracts ends with 0, without colours", async () => {
    const { code, out, err } = await spawned(["check"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^✓ no problems in \d+ files/);
  });

  test("colours only where they are wanted", async () => {
    const cwd = folderWith({ "a.sdl": "sdl 1\nservice X {" });
    const [plain, forced, refused] = [
      await sdl(["check", "a.sdl"], { cwd }),
      await spawned(["check", "a.sdl"], { cwd, env: { FORCE_COLOR: "1" } }),
      await sdl(["check", "a.sdl"], { cwd, env: { FORCE_COLOR: "1", NO_COLOR: "1" } }),
    ];
    expect([plain.code, forced.code, refused.code]).toEqual([1, 1, 1]);
    expect(plain.out).not.toContain("\u001b[");
    expect(forced.out).toContain("\u001b[");
    expect(refused.out).not.toContain("\u001b[");
  });

  test("ends quietly when nobody reads its output any more", async () => {
    const args = ["usage", "--contracts", "contracts", "--out", "-", "--events", "50000"];
    const { code, err } = await spawned(args, { stopAfter: 1000 });
    expect(code).toBe(0);
    expect(err).not.toMatch(/EPIPE|\n\s+at /);
  });

  test("reads usage from standard input", async () => {
    const args = ["rate", "--contracts", "contracts", "--usage", "-", "--period", "2026-03", "--json"];
    const { code, out } = await spawned(args, { cwd: starterWith(), input: lines(record(), record({ id: "a-2" })) });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ total: "0.08", events: { received: 2, charged: 2 } });
  });

  test("check, rate and --help do not load what only writing modules needs", async () => {
    const env = { NODE_DEBUG: "esm,module" };
    const cwd = starterWith();
    for (const args of [["--help"], ["check"], ["rate", "--contracts", "contracts", "--usage", "-", "--period", "2026-03"]]) {
      const { err, code } = await spawned(args, { env, cwd, input: lines(record()) });
      expect(code).toBe(0);
      expect(err).toContain("commander");
      expect(err).not.toMatch(/node_modules\/(ts-morph|prettier|typescript)\//);
    }
  });
});

describe("a defect of SDL", () => {
  const terminal = () => {
    let text = "";
    const stream = { write: (piece: string) => (text += piece) } as never;
    return { terminal: new Terminal({ stdin: stream, stdout: stream, stderr: stream }, {}, "."), said: () => text };
  };
  const defect = async () => {
    throw new TypeError("x is undefined");
  };

  test("is owned up to, without a stack trace", async () => {
    const { terminal: quiet, said } = terminal();
    expect(await guarded(defect, quiet, {})).toBe(70);
    expect(said()).toContain("SDL has a defect: x is undefined");
    expect(said()).not.toMatch(/\n\s+at /);
  });

  test("shows where it happened with SDL_DEBUG=1", async () => {
    const { terminal: loud, said } = terminal();
    await guarded(defect, loud, { SDL_DEBUG: "1" });
    expect(said()).toMatch(/\n\s+at /);
  });
});
