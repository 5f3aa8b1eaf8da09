/** Whatever is wrong with what is handed in: a clear error with its place and a hint, the right exit code, never a stack trace. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ServiceState, type StateFile, stateText } from "../../runtime/index.ts";
import { folderWith, lines, record, sdl, starterWith } from "../kit/cli.ts";

async function check(files: Readonly<Record<string, string | Uint8Array>>, ...paths: string[]) {
  const result = await sdl(["check", ...paths], { cwd: folderWith(files) });
  expect(result.out + result.err).not.toMatch(/\n\s+at |defect/);
  return result;
}

async function rate(usage: string | Uint8Array, files: Readonly<Record<string, string | Uint8Array>> = {}, ...more: string[]) {
  const cwd = starterWith({ "u.ndjson": usage, ...files });
  const result = await sdl(["rate", "--contracts", "contracts", "--usage", "u.ndjson", "--period", "2026-03", ...more], { cwd });
  expect(result.out + result.err).not.toMatch(/\n\s+at |defect/);
  return result;
}

const service = 'sdl 1\nservice X in Channels {\n  title en "X" vi "X"\n}\n';

describe("contracts", () => {
  test("an empty file", async () => {
    const { code, out } = await check({ "a.sdl": "" }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("a.sdl:1:1");
    expect(out).toContain("hint");
  });

  test("an import outside the workspace", async () => {
    const { code, out } = await check({ "in/a.sdl": `sdl 1\nimport "../../secret.sdl"\n` }, "in");
    expect(code).toBe(1);
    expect(out).toContain("in/a.sdl:2:8");
    expect(out).toContain("outside the workspace");
  });

  test("an absolute import", async () => {
    const { code, out } = await check({ "a.sdl": `sdl 1\nimport "/etc/passwd.sdl"\n` }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("outside the workspace");
  });

  test("a symbolic link that leads out of the workspace", async () => {
    const outside = folderWith({ "secret.sdl": service });
    const cwd = folderWith({ "a.sdl": `sdl 1\nimport "link.sdl"\n` });
    symlinkSync(join(outside, "secret.sdl"), join(cwd, "link.sdl"));
    const { code, out } = await sdl(["check", "a.sdl"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("outside the workspace");
  });

  test("symbolic links that go in a circle", async () => {
    const cwd = folderWith({ "a.sdl": `sdl 1\nimport "x.sdl"\n` });
    symlinkSync("y.sdl", join(cwd, "x.sdl"));
    symlinkSync("x.sdl", join(cwd, "y.sdl"));
    mkdirSync(join(cwd, "sub"));
    symlinkSync("..", join(cwd, "sub", "up"));
    const { code, out, err } = await sdl(["check"], { cwd });
    expect(code).toBe(1);
    expect(out + err).toContain("circle");
  });

  test("an import cycle", async () => {
    const { code, out } = await check({ "a.sdl": `sdl 1\nimport "b.sdl"\n`, "b.sdl": `sdl 1\nimport "a.sdl"\n` }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("a.sdl → b.sdl → a.sdl");
  });

  test("bytes that are not UTF-8, with their line", async () => {
    const bytes = Buffer.concat([Buffer.from("sdl 1\n// đúng\n// "), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from("\n")]);
    const { code, out } = await check({ "a.sdl": bytes }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("line 3 is not valid UTF-8");
  });

  test("a file in UTF-16", async () => {
    const { code, out } = await check({ "a.sdl": Buffer.from(`\ufeff${service}`, "utf16le") }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("UTF-16");
  });

  test("NUL bytes", async () => {
    const { code, out } = await check({ "a.sdl": "sdl 1\n\0\0\0\n" }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("a.sdl:2:1");
    expect(out).not.toContain("\0");
  });

  test("a byte order mark and Windows line ends are no errors, and places are right with them", async () => {
    expect((await check({ "a.sdl": `\ufeff${service.replaceAll("\n", "\r\n")}` }, "a.sdl")).out).not.toContain("error");
    const { out } = await check({ "a.sdl": `\ufeff${service}nonsense\n`.replaceAll("\n", "\r\n") }, "a.sdl");
    expect(out).toContain("a.sdl:5:1");
  });

  test("a path that is not there, and a folder without contracts", async () => {
    const missing = await check({}, "nowhere.sdl");
    expect(missing.code).toBe(1);
    expect(missing.err).toContain("nowhere.sdl");
    const empty = await check({ "empty/readme.txt": "x" }, "empty");
    expect(empty.code).toBe(1);
    expect(empty.out).toContain("hint");
  });

  test("a file that cannot be read as text", async () => {
    const cwd = folderWith({ "a.sdl": service });
    writeFileSync(join(cwd, "a.sdl"), Buffer.from([0x73, 0x64, 0x6c, 0x20, 0x31, 0x0a, 0xff, 0xfe, 0x00]));
    const { code, out } = await sdl(["check", "a.sdl"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("SDL1004");
    expect(out).toContain("a.sdl");
  });

  test("a folder where a file is named", async () => {
    const { code, out } = await check({ "a.sdl": `sdl 1\nimport "b.sdl"\n${service.slice(6)}`, "b.sdl/inner.txt": "x" }, "a.sdl");
    expect(code).toBe(1);
    expect(out).toContain("a.sdl:2:8");
  });

  test("a currency that does not exist", async () => {
    const agreement = `sdl 1\nagreement A { client "A" currency EUX time zone "Asia/Ho_Chi_Minh" charging model post-pay take Reminders { Reminder at 1 EUX } }`;
    const { code, err } = await rate("", { "contracts/a.sdl": agreement });
    expect(code).toBe(1);
    expect(err).toContain("EUX");
    expect(err).toContain("contracts/a.sdl:2:");
  });

  test("nesting without end, and a file of one very long line", async () => {
    const deep = await check({ "a.sdl": `sdl 1\n${"service X in Channels { ".repeat(5_000)}` }, "a.sdl");
    expect(deep.code).toBe(1);
    const long = await check({ "a.sdl": `sdl 1\n// ${"x".repeat(5_000_000)}\nservice` }, "a.sdl");
    expect(long.code).toBe(1);
    expect(long.out.length).toBeLessThan(10_000);
  });
});

describe("usage records", () => {
  test.each<[string, Record<string, unknown> | string, string]>([
    ["an unknown field", record({ data: { user: "+84901234567", status: "delivered", colour: "red" } }), "colour"],
    ["a wrong type", record({ data: { user: 84901234567, status: "delivered" } }), "user"],
    [
      "a value that does not exist",
      record({ data: { user: "+84901234567", status: "eaten" } }),
      "must be one of: delivered, failed",
    ],
    ["a missing field", record({ data: { user: "+84901234567" } }), "status"],
    ["a missing time zone", record({ time: "2026-03-05T09:00:00" }), "time"],
    ["a day that does not exist", record({ time: "2026-02-30T09:00:00+07:00" }), "time"],
    ["an unknown subject", record({ subject: "Bakeri" }), "Bakeri"],
    ["an unknown type", record({ type: "sdl.reminders.send.v1" }), "sdl.reminders.send.v1"],
    ["a missing id", { ...record(), id: undefined }, "id"],
    ["a number in place of an object", "42", "object"],
    ["broken JSON", '{"specversion":"1.0",', "JSON"],
    ["a NUL byte", '{"a":"\0"}', "NUL"],
  ])("%s: rejected with its place; the rest is rated", async (_, bad, says) => {
    const usage = lines(record(), bad, record({ id: "a-2" }));
    const { code, out, err } = await rate(usage, {}, "--json");
    expect(code).toBe(1);
    expect(err).toContain("u.ndjson:2: ");
    expect(err).toContain(says);
    expect(JSON.parse(out)).toMatchObject({ total: "0.08", events: { received: 3, charged: 2, rejected: 1 } });
    const kept = await rate(usage, {}, "--json", "--rejects", "r.ndjson");
    expect(kept.code).toBe(0);
    expect(kept.out).toBe(out);
  });

  test("one line of 50 MB", async () => {
    const { code, out, err } = await rate(
      lines(record(), `{"a":"${"x".repeat(50_000_000)}"}`, record({ id: "a-2" })),
      {},
      "--json",
    );
    expect(code).toBe(1);
    expect(err).toContain("u.ndjson:2: ");
    expect(err.length).toBeLessThan(2_000);
    expect(JSON.parse(out).events).toMatchObject({ received: 3, charged: 2, rejected: 1 });
  });

  test("an empty file is a month without usage", async () => {
    const { code, out } = await rate("", {}, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ total: "0.00", lines: [], events: { received: 0 } });
  });

  test("a byte order mark and Windows line ends are no errors", async () => {
    const { code, out } = await rate(`\ufeff${lines(record(), record({ id: "a-2" })).replaceAll("\n", "\r\n")}`, {}, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out).events).toMatchObject({ received: 2, charged: 2 });
  });

  test("gzip that was cut off, and gzip that is none", async () => {
    const packed = gzipSync(lines(...Array.from({ length: 1_000 }, (_, index) => record({ id: `a-${index}` }))));
    for (const bytes of [packed.subarray(0, packed.length - 20), Buffer.from([0x1f, 0x8b, 1, 2, 3, 4])]) {
      const { code, out, err } = await rate(bytes);
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(err).toContain("u.ndjson");
      expect(err).toContain("gzip");
    }
  });

  test("a file that is not there, and a folder in place of one", async () => {
    const args = ["rate", "--contracts", "contracts", "--period", "2026-03", "--usage"];
    const missing = await sdl([...args, "none.ndjson"], { cwd: starterWith() });
    expect(missing).toMatchObject({ code: 1, out: "" });
    expect(missing.err).toContain("none.ndjson cannot be read: there is no such file");
    const folder = await sdl([...args, "usage"], { cwd: starterWith() });
    expect(folder.err).toContain("usage cannot be read: it is a folder");
  });

  test("a price that is missing becomes an error line that names the event", async () => {
    const contract = {
      "contracts/reminders.sdl": `sdl 1
service Reminders in Channels {
  title en "Reminders" vi "Tin nhắc"
  event Sent { title en "sent" vi "đã gửi" user phone en "user" vi "người dùng" destination country en "destination" vi "điểm đến" }
  charge Reminder { title en "reminder" vi "tin nhắc" for each Sent priced by destination }
}`,
      "contracts/bakery.sdl": `sdl 1
agreement Bakery { client "B" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay
  take Reminders { Reminder at rates "rates.csv" by destination } }`,
      "contracts/rates.csv": "destination,price\nVN,0.04\n",
    };
    const usage = lines(record({ data: { user: "+84901234567", destination: "HR" } }));
    const { code, out, err } = await rate(usage, contract, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out).lines).toMatchObject([
      { kind: "error", dimensions: { destination: "HR" }, events: ["a-1"], unitPrice: null },
    ]);
    expect(err).toContain("could not be priced");
    const broken = await rate(usage, { ...contract, "contracts/rates.csv": "destination,price\nVN,four\n" });
    expect(broken.code).toBe(1);
    expect(broken.err).toContain("contracts/rates.csv:2:");
  });
});

/** A state as it is written, of the starter's agreement unless told otherwise. */
const state = (more: Partial<StateFile> = {}) =>
  stateText({ format: "sdl-state", version: 2, agreement: "Bakery", period: "2026-02", services: {}, ...more });

describe("states", () => {
  test.each([
    ["is not JSON", "{", "not valid JSON; it was cut or changed"],
    ["is something else", "{}", "sdl-state"],
    ["belongs to another agreement", state({ agreement: "Other" }), "It belongs to Other, not to Bakery"],
    ["belongs to another month", state({ period: "2026-01" }), "2026-02"],
    ["comes from a later version", state().replace('"version":2', '"version":3'), "version 3; this program reads version 2"],
    ["was changed", state({ credit: "10", currency: "EUR" }).replace('"10"', '"90"'), "was changed after it was written"],
    ["holds nonsense", state({ services: { Reminders: { Conversation: 7 } as unknown as ServiceState } }), "Reminders"],
    ["is one of a list that was cut", `[\n${state().trimEnd()},\n`, "The list of states ends early, on line 3"],
    ["is twice in a list", `[\n${state()},\n${state()}]`, "two states of Bakery"],
    [
      "stands beside a changed one",
      `[${state()},\n${state({ agreement: "B" }).replace("2026-02", "2026-03")}]`,
      "Line 3: The state of B",
    ],
  ])("a state that %s", async (_, state, says) => {
    const { code, out, err } = await rate(lines(record()), { "s.json": state }, "--state", "s.json");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(says);
  });

  test("an agreement that is not there", async () => {
    const { code, err } = await rate("", {}, "--agreement", "Bakerie");
    expect(code).toBe(1);
    expect(err).toContain("Bakery");
  });
});

describe("output", () => {
  test("nothing is half written: one file that cannot be written leaves all as they were", async () => {
    const cwd = starterWith({ "out/docs/index.html": "old", "out/schemas": "in the way" });
    const { code, err } = await sdl(["build", "--out", "out"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain("cannot be written");
    expect(readFileSync(join(cwd, "out/docs/index.html"), "utf8")).toBe("old");
    const left = readdirSync(join(cwd, "out"), { recursive: true, encoding: "utf8" });
    expect(left.filter((name) => /\.(tmp|ts|md)$/.test(name))).toEqual([]);
  });

  test("a folder is not replaced by a file", async () => {
    const { code, err } = await rate(lines(record()), {}, "--state-out", "contracts");
    expect(code).toBe(1);
    expect(err).toContain("contracts cannot be written: it is a folder");
  });

  test("what is there stays when the contracts have errors", async () => {
    const cwd = starterWith({ "contracts/bad.sdl": "sdl 1\nservice", "out/docs/index.html": "old" });
    expect((await sdl(["build", "--out", "out"], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "out/docs/index.html"), "utf8")).toBe("old");
  });
});
