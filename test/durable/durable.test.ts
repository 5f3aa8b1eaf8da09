/** Runs that keep what they have: usage in parts, months after one another, issued bills and their adjustments, and what goes wrong. */
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { RatingDatabase } from "../../cli/durable/database.ts";
import { type Bill, billSchema, Decimal } from "../../runtime/index.ts";
import { folderWith, repository, sdl } from "../kit/cli.ts";
import { random } from "../kit/random.ts";
import { crashes } from "./crash.ts";
import { dealt, fillWorkspace, rateArgs } from "./workspace.ts";

const AGREEMENTS = 3;
const workspace = (events = 900) => fillWorkspace(folderWith({}), AGREEMENTS, events);
const billsOf = (json: string): readonly Bill[] => (JSON.parse(json) as { bills: readonly Bill[] }).bills;

/** A record of a reminder that was sent. */
const sent = (id: string, more: object = {}): string =>
  JSON.stringify({
    ...{
      specversion: "1.0",
      id,
      source: "/late",
      type: "sdl.reminders.sent.v1",
      time: "2026-03-30T09:00:00+07:00",
      subject: "Bakery",
    },
    data: { user: `+8490${id.length}${id.charCodeAt(0)}000`, status: "delivered" },
    ...more,
  });

describe("usage in parts", () => {
  test("however it is spread over runs and files, the bills are those of one run", async () => {
    const { cwd, lines, write } = workspace();
    const { out: plain } = await sdl(rateArgs([write("all.ndjson", lines)]), { cwd });
    for (const seed of [1, 2, 3]) {
      const parts = dealt(lines, 1 + seed, seed).map((part, i) => write(`${seed}-${i}.ndjson`, part));
      const db = `${seed}.db`;
      const cut = random(seed)(parts.length);
      await sdl(rateArgs(parts.slice(cut), "--db", db), { cwd });
      const { out, code } = await sdl(rateArgs(parts.slice(0, cut), "--db", db), { cwd });
      expect([code, out]).toEqual([0, plain]);
      const again = await sdl(rateArgs([], "--db", db), { cwd });
      expect(again).toMatchObject({ code: 0, out: plain });
      expect(again.err).not.toContain("Rating");
    }
  });

  test("the same usage twice counts once, under whatever name", async () => {
    const { cwd, lines, write } = workspace(300);
    const { out: plain } = await sdl(rateArgs([write("a.ndjson", lines)]), { cwd });
    write("b.ndjson", lines);
    await sdl(rateArgs(["a.ndjson"], "--db", "x.db"), { cwd });
    const { out, err } = await sdl(rateArgs(["b.ndjson", "-"], "--db", "x.db"), { cwd, input: `${lines.join("\n")}\n` });
    expect(out).toBe(plain);
    expect(err).toContain("b.ndjson has been taken in before as a.ndjson; it counts once.");
    expect(err).toContain("standard input has been taken in before");
  });

  test("rejected records are told by every run, rated anew or not", async () => {
    const { cwd, lines, write } = workspace(300);
    write("a.ndjson", [...lines, "no record", sent("x", { subject: "Nobody" })]);
    await sdl(rateArgs(["a.ndjson"], "--db", "x.db"), { cwd });
    const first = readFileSync(join(cwd, "rejects.ndjson"), "utf8");
    await sdl(rateArgs([], "--db", "x.db"), { cwd });
    expect(readFileSync(join(cwd, "rejects.ndjson"), "utf8")).toBe(first);
    expect(first).toContain("no record");
    expect(
      (
        await sdl(
          rateArgs([], "--db", "x.db").filter((arg) => !arg.includes("rejects")),
          { cwd },
        )
      ).code,
    ).toBe(1);
  });

  test("a month begins where the database says that the one before ended", async () => {
    const { cwd, write } = workspace(1);
    // A reply on the last evening opens a window in which reminders of the next morning are free.
    const reply = sent("reply", { type: "sdl.reminders.reply.v1", time: "2026-02-28T20:00:00+07:00", data: { user: "+84901" } });
    const morning = sent("morning", { time: "2026-03-01T08:00:00+07:00", data: { user: "+84901", status: "delivered" } });
    const february = (...more: string[]) => ["rate", "--contracts", "contracts", "--period", "2026-02", "--json", ...more];
    await sdl(february("--usage", write("february.ndjson", [reply]), "--state-out", "state.json"), { cwd });
    const { out } = await sdl(rateArgs([write("march.ndjson", [morning])], "--state", "state.json"), { cwd });
    expect((await sdl(february("--usage", "february.ndjson", "--db", "x.db"), { cwd })).code).toBe(0);
    expect(await sdl(rateArgs(["march.ndjson"], "--db", "x.db"), { cwd })).toMatchObject({ code: 0, out });
    const late = write("late.ndjson", [
      sent("reply-2", { type: "sdl.reminders.reply.v1", time: "2026-02-28T21:00:00+07:00", data: { user: "+84902" } }),
    ]);
    expect((await sdl(february("--usage", late, "--db", "x.db"), { cwd })).err).toContain("rate 2026-03 again");
    expect(await sdl(rateArgs(["march.ndjson"], "--state", "state.json", "--db", "x.db"), { cwd })).toMatchObject({ code: 1 });
  });
});

describe("issued bills", () => {
  const sum = (bill: Bill) =>
    (bill.adjustments ?? []).reduce((all, { total }) => all.plus(Decimal.parse(total)), Decimal.parse(bill.total)).toFixed(2);

  test("what was issued and all adjustments are the bill as it is rated now", async () => {
    const { cwd, lines, write } = workspace();
    const { out: plain } = await sdl(rateArgs([write("all.ndjson", lines)]), { cwd });
    const [a, b, c] = dealt(lines, 3, 5).map((part, i) => write(`${i}.ndjson`, part)) as [string, string, string];
    const { out: first } = await sdl(rateArgs([a], "--db", "x.db", "--close"), { cwd });
    await sdl(rateArgs([b], "--db", "x.db"), { cwd });
    const { out } = await sdl(rateArgs([c], "--db", "x.db"), { cwd });
    for (const [i, bill] of billsOf(out).entries()) {
      expect(billSchema.parse(bill)).toEqual(bill);
      const { adjustments, ...issued } = bill;
      expect(issued).toEqual(billsOf(first)[i]);
      expect(adjustments?.map(({ number }) => number)).toEqual([1, 2]);
      expect(sum(bill)).toBe(billsOf(plain)[i]!.total);
      for (const line of adjustments!.flatMap((each) => each.lines)) expect(line.causes.length).toBeGreaterThan(0);
    }
    expect(await sdl(rateArgs([], "--db", "x.db", "--close"), { cwd })).toMatchObject({ code: 0, out });
  });

  test("each line names the records that changed it: late ones, those that replace, and those that void", async () => {
    const { cwd, write } = workspace(1);
    await sdl(
      rateArgs(
        [
          write(
            "a.ndjson",
            ["a", "b", "c"].map((id) => sent(id)),
          ),
        ],
        "--db",
        "x.db",
        "--close",
      ),
      { cwd },
    );
    const changed = [
      sent("late-1"),
      sent("new-b", { replaces: "b", data: { user: "+84901", status: "failed" } }),
      JSON.stringify({
        specversion: "1.0",
        id: "void-c",
        source: "/late",
        type: "sdl.void.v1",
        time: "2026-03-30T10:00:00+07:00",
        subject: "Bakery",
        voids: "c",
        data: {},
      }),
    ];
    const { out } = await sdl(rateArgs([write("b.ndjson", changed)], "--db", "x.db"), { cwd });
    const bakery = billsOf(out)[0]!;
    const [line] = bakery.adjustments![0]!.lines;
    expect(line).toMatchObject({ quantity: "-1", amount: "-0.04", issued: { quantity: "3" }, rated: { quantity: "2" } });
    expect(line!.causes.map(({ kind, record, of }) => [kind, record, of])).toEqual([
      ["late-record", "late-1", undefined],
      ["replacement", "new-b", "b"],
      ["void", "void-c", "c"],
    ]);
    expect(bakery.adjustments![0]!.events).toMatchObject({ received: 3, corrected: 3 });
    const table = await sdl(
      rateArgs([], "--db", "x.db", "--out", "out", "--language", "both").filter((arg) => arg !== "--json"),
      { cwd },
    );
    expect(table.out).toContain("Bản ghi void-c hủy bỏ c.");
    expect(readFileSync(join(cwd, "out/bakery-2026-03.html"), "utf8")).toContain("The record new-b replaces b.");
  });

  test("a changed price takes the old line back and sets the new one, because of the agreement", async () => {
    const { cwd, lines, write } = workspace(300);
    await sdl(rateArgs([write("a.ndjson", lines)], "--db", "x.db", "--close"), { cwd });
    const path = join(cwd, "contracts/bakery.sdl");
    writeFileSync(path, readFileSync(path, "utf8").replace("0.04 EUR", "0.05 EUR"));
    const { out } = await sdl(rateArgs([], "--db", "x.db"), { cwd });
    const [bakery, other] = billsOf(out);
    expect(bakery!.adjustments![0]!.lines.map(({ unitPrice, quantity }) => [unitPrice, quantity.startsWith("-")])).toEqual([
      ["0.04", true],
      ["0.05", false],
    ]);
    expect(bakery!.adjustments![0]!.lines[0]!.causes.map(({ kind }) => kind)).toEqual(["agreement"]);
    expect(other!.adjustments).toBeUndefined();
  });
});

/** The command in a few files of JavaScript, which starts sooner than its sources do. */
async function bundled(): Promise<string> {
  const outdir = folderWith({});
  symlinkSync(join(repository, "node_modules"), join(outdir, "node_modules"));
  await build({
    ...{ absWorkingDir: repository, entryPoints: ["cli/main.ts"], outdir, outExtension: { ".js": ".mjs" } },
    ...{ bundle: true, splitting: true, packages: "external", platform: "node", format: "esm" },
  });
  return join(outdir, "main.mjs");
}

describe("what goes wrong", () => {
  /** A database with an issued month, and what it says. */
  async function issued() {
    const { cwd, lines, write } = workspace(300);
    const [a, b] = dealt(lines, 2, 3) as [string[], string[]];
    await sdl(rateArgs([write("a.ndjson", a)], "--db", "x.db", "--close"), { cwd });
    const { out } = await sdl(rateArgs([write("b.ndjson", b)], "--db", "x.db"), { cwd });
    return { cwd, out, bytes: readFileSync(join(cwd, "x.db")) };
  }

  test("a changed bit or a missing end is noticed, or changes nothing; the file is left as it is", async () => {
    const { cwd, out, bytes } = await issued();
    const below = random(11);
    let noticed = 0;
    for (let n = 0; n < 40; n += 1) {
      const damaged = Buffer.from(bytes);
      if (n % 4 === 0) damaged.writeUInt8(damaged[n]! ^ (1 << below(8)), below(100));
      else if (n % 4 === 1) damaged.fill(0, below(bytes.length));
      else {
        const at = below(bytes.length);
        damaged[at] = damaged[at]! ^ (1 << below(8));
      }
      const whole = n % 8 === 5 ? damaged.subarray(0, below(bytes.length)) : damaged;
      const name = `${n}.db`;
      writeFileSync(join(cwd, name), whole);
      const run = await sdl(rateArgs([], "--db", name), { cwd });
      if (run.code === 0 && whole.length > 0) expect(run.out).toBe(out);
      else if (run.code !== 0) {
        noticed += 1;
        expect(run.err).toMatch(/\d\.db .*(?:is damaged|not a database|not one of ratings|has version|cannot be read)/);
        expect(JSON.parse(run.out)).toMatchObject({ ok: false });
        expect(readFileSync(join(cwd, name)).equals(whole)).toBe(true);
      }
    }
    expect(noticed).toBeGreaterThan(10);
  });

  test("a full disk stops the run with what was committed before, and room lets it go on", async () => {
    const { cwd, lines, write } = workspace(300);
    const { out: plain } = await sdl(rateArgs([write("a.ndjson", lines)]), { cwd });
    const db = await RatingDatabase.open(join(cwd, "x.db"));
    const pages = Number(db.get("pragma page_count")!.page_count);
    db.get(`pragma max_page_count = ${pages + 2}`);
    expect(() => db.transaction(() => db.run("insert into pieces values (1, 0, zeroblob(100000), '')"))).toThrow(
      "the disk is full",
    );
    db.close();
    expect(await sdl(rateArgs(["a.ndjson"], "--db", "x.db"), { cwd })).toMatchObject({ code: 0, out: plain });
  });

  test("other files, folders, and a database in use are told apart", async () => {
    const { cwd, write } = workspace(30);
    write("text.db", ["This is no database at all."]);
    const message = async (db: string) => (await sdl(rateArgs(["text.db"], "--db", db), { cwd })).err;
    expect(await message("text.db")).toContain("is not a database");
    expect(await message(".")).toContain("it is a folder");
    expect(await message("no/such/x.db")).toContain("There is no folder");
    expect(readFileSync(join(cwd, "text.db"), "utf8")).toBe("This is no database at all.\n");
    const db = await RatingDatabase.open(join(cwd, "x.db"));
    expect(await message("x.db")).toContain("is used by another run");
    db.run("update about set value = '9' where name = 'version'");
    db.close();
    expect(await message("x.db")).toContain("has version 9; this program reads version 1");
    if (process.getuid?.() !== 0) {
      chmodSync(join(cwd, "x.db"), 0o400);
      expect(await message("x.db")).toContain("permission was denied");
    }
  });

  test("--close and no usage at all need a database", async () => {
    const { cwd } = workspace(1);
    expect(await sdl(rateArgs(["x"], "--close"), { cwd })).toMatchObject({ code: 2 });
    expect(await sdl(rateArgs([]), { cwd })).toMatchObject({ code: 2 });
    expect(existsSync(join(cwd, "x.db"))).toBe(false);
  });

  test("killed runs go on where they were", { timeout: 300_000 }, async () => {
    const found = await crashes(fillWorkspace(folderWith({}), 20, 4000), [await bundled()], { kills: 2, seed: 5, isShort: true });
    expect(found.differences).toEqual([]);
    expect(found.kills).toBe(2);
  });
});
