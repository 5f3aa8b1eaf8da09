/** `sdl rate` and `sdl explain` with files as people have them. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { billSchema, stateFileSchema } from "../../runtime/index.ts";
import { lines, record, repository, sdl, starterWith } from "../kit/cli.ts";

const reply = (id: string, time: string) => record({ id, time, type: "sdl.reminders.reply.v1", data: { user: "+84901234567" } });
const sent = (id: string, time: string) => record({ id, time });
const rate = ["rate", "--contracts", "contracts", "--period", "2026-03"];

describe("rate", () => {
  test("reads NDJSON, JSON, CSV and gzip, in one file or in several, with the same result", async () => {
    const all = [
      sent("a-1", "2026-03-01T09:00:00+07:00"),
      reply("a-2", "2026-03-01T10:00:00+07:00"),
      sent("a-3", "2026-03-02T10:00:00+07:00"),
    ];
    const csv = `id,source,type,time,subject,user,status
a-1,/test,sdl.reminders.sent.v1,2026-03-01T09:00:00+07:00,Bakery,+84901234567,delivered
a-2,/test,sdl.reminders.reply.v1,2026-03-01T10:00:00+07:00,Bakery,+84901234567,
a-3,/test,sdl.reminders.sent.v1,2026-03-02T10:00:00+07:00,Bakery,+84901234567,delivered
`;
    const cwd = starterWith({
      "u.ndjson": lines(...all),
      "u.json": JSON.stringify(all, null, 2),
      "u.csv": csv,
      "u.ndjson.gz": gzipSync(lines(...all)),
      "u.csv.gz": gzipSync(csv),
      "one.ndjson": lines(all[2]),
      "two.json": JSON.stringify(all.slice(0, 2)),
    });
    const outputs: string[] = [];
    for (const files of [["u.ndjson"], ["u.json"], ["u.csv"], ["u.ndjson.gz"], ["u.csv.gz"], ["one.ndjson", "two.json"]]) {
      const { code, out } = await sdl([...rate, "--json", "--usage", ...files], { cwd });
      expect(code).toBe(0);
      outputs.push(out);
    }
    expect(new Set(outputs).size).toBe(1);
    expect(billSchema.parse(JSON.parse(outputs[0]!))).toMatchObject({
      total: "0.08",
      events: { received: 3, charged: 2, free: 1 },
    });
  });

  test("carries the state from one month to the next: both months, one after another, are both at once", async () => {
    const february = [reply("a-1", "2026-02-28T20:00:00+07:00"), sent("a-2", "2026-02-28T21:00:00+07:00")];
    const march = [sent("a-3", "2026-03-01T19:59:59.999+07:00"), sent("a-4", "2026-03-01T20:00:00+07:00")];
    const cwd = starterWith({ "feb.ndjson": lines(...february), "mar.ndjson": lines(...march) });
    const first = await sdl(
      ["rate", "--contracts", "contracts", "--period", "2026-02", "--usage", "feb.ndjson", "--state-out", "state.json"],
      { cwd },
    );
    expect(first.code).toBe(0);
    stateFileSchema.parse(JSON.parse(readFileSync(join(cwd, "state.json"), "utf8")));
    const carried = await sdl([...rate, "--usage", "mar.ndjson", "--state", "state.json", "--json"], { cwd });
    expect(JSON.parse(carried.out)).toMatchObject({ total: "0.04", events: { charged: 1, free: 1 } });
    const both = await sdl([...rate, "--usage", "feb.ndjson", "mar.ndjson", "--json"], { cwd });
    expect(JSON.parse(both.out).lines).toEqual(JSON.parse(carried.out).lines);
    const forgotten = await sdl([...rate, "--usage", "mar.ndjson", "--json"], { cwd });
    expect(JSON.parse(forgotten.out).total).toBe("0.08");
  });

  test("keeps a list of states for several agreements, and takes it again", async () => {
    const second = `sdl 1\nagreement Second { client "Two" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay take Reminders { Reminder at 1 EUR } }\n`;
    const cwd = starterWith({ "contracts/two.sdl": second, "u.ndjson": lines(record({ time: "2026-02-10T09:00:00Z" })) });
    await sdl(
      ["rate", "--contracts", "contracts", "--period", "2026-02", "--usage", "u.ndjson", "--state-out", "s/states.json"],
      { cwd },
    );
    expect(JSON.parse(readFileSync(join(cwd, "s/states.json"), "utf8"))).toHaveLength(2);
    const { code } = await sdl([...rate, "--usage", "usage/2026-03.ndjson", "--state", "s/states.json"], { cwd });
    expect(code).toBe(0);
  });

  test("writes bills and rejects where it is told to", async () => {
    const cwd = starterWith({ "u.ndjson": lines(record(), record({ id: "a-2", time: "yesterday" })) });
    const { code, out, err } = await sdl([...rate, "--usage", "u.ndjson", "--out", "bills", "--rejects", "r.ndjson", "--json"], {
      cwd,
    });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, "bills/bakery-2026-03.json"), "utf8")).toBe(out);
    expect(readFileSync(join(cwd, "bills/bakery-2026-03.csv"), "utf8")).toContain("Reminders.Reminder");
    expect(JSON.parse(readFileSync(join(cwd, "r.ndjson"), "utf8"))).toMatchObject({
      line: 2,
      field: "time",
      file: "u.ndjson",
      agreement: "Bakery",
    });
    expect(err).toContain("1 record could not be used; see r.ndjson");
    expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("shows the bill as a table, in each language", async () => {
    const args = [...rate, "--usage", "usage/2026-03.ndjson"];
    const cwd = starterWith();
    const english = (await sdl(args, { cwd })).out;
    expect(english).toContain(
      "5 received = 2 charged + 3 free + 0 context only + 0 duplicate + 0 in conflict + 0 corrected + 0 rejected",
    );
    expect(english).toContain("March 2026");
    const vietnamese = (await sdl([...args, "--language", "vi"], { cwd })).out;
    expect(vietnamese).toContain("tháng 3 năm 2026");
    expect(vietnamese).toMatch(/tin nhắc +│ +2 │ sự kiện +│ +0,04 │ +0,08 │/);
    expect((await sdl([...args, "--language", "both"], { cwd })).out).toContain("March 2026 / tháng 3 năm 2026");
  });

  test("takes contracts from outside the current directory", async () => {
    const [cwd, elsewhere] = [starterWith(), starterWith()];
    const args = [
      "rate",
      "--contracts",
      join(elsewhere, "contracts"),
      "--usage",
      "usage/2026-03.ndjson",
      "--period",
      "2026-03",
      "--json",
    ];
    expect((await sdl(args, { cwd })).code).toBe(0);
  });
});

describe("the shipped contracts", () => {
  let cwd: string;
  const args = (...usage: string[]) => [
    "rate",
    "--contracts",
    join(repository, "contracts"),
    "--period",
    "2026-03",
    "--json",
    "--rejects",
    "r.ndjson",
    "--usage",
    ...usage,
  ];

  beforeAll(async () => {
    cwd = starterWith();
    const { code } = await sdl(["usage", "--contracts", join(repository, "contracts"), "--out", "u.ndjson", "--events", "5000"], {
      cwd,
    });
    expect(code).toBe(0);
  });

  test("a shuffled file of usage gives the same bytes, and so does one in reverse cut into three", async () => {
    const original = readFileSync(join(cwd, "u.ndjson"), "utf8").trimEnd().split("\n");
    const reversed = original.toReversed();
    writeFileSync(join(cwd, "a.ndjson"), `${reversed.slice(0, 1_000).join("\n")}\n`);
    writeFileSync(join(cwd, "b.ndjson"), `${reversed.slice(1_000, 1_001).join("\n")}\n`);
    writeFileSync(join(cwd, "c.ndjson"), `${reversed.slice(1_001).join("\n")}\n`);
    const shuffled = original.map((line, index) => [(index * 7919) % original.length, line] as const).sort(([a], [b]) => a - b);
    writeFileSync(join(cwd, "s.ndjson"), `${shuffled.map(([, line]) => line).join("\n")}\n`);
    const { out, code } = await sdl(args("u.ndjson"), { cwd });
    expect(code).toBe(0);
    expect((await sdl(args("s.ndjson"), { cwd })).out).toBe(out);
    expect((await sdl(args("a.ndjson", "b.ndjson", "c.ndjson"), { cwd })).out).toBe(out);
  });

  test("the counts of every bill add up, and every bill meets its schema", async () => {
    const { bills } = JSON.parse((await sdl(args("u.ndjson"), { cwd })).out);
    expect(bills).toHaveLength(3);
    for (const each of bills) {
      const { events } = billSchema.parse(each);
      expect(
        events.charged + events.free + events.context + events.duplicate + events.conflict + events.corrected + events.rejected,
      ).toBe(events.received);
      expect(each.lines.filter(({ kind }: { kind: string }) => kind === "error")).toEqual([]);
    }
  });

  test("there are modules, schemas and documents for every service", async () => {
    const { code } = await sdl(["build", join(repository, "contracts"), "--out", "built"], { cwd });
    expect(code).toBe(0);
    for (const name of ["sms", "whatsapp", "viber", "voice-messages", "conversations", "email"]) {
      for (const file of [`modules/${name}.ts`, `schemas/${name}.schema.json`, `docs/${name}.html`, `docs/${name}.md`]) {
        expect(existsSync(join(cwd, "built", file)), file).toBe(true);
      }
    }
    const index = readFileSync(join(cwd, "built/docs/index.html"), "utf8");
    for (const [, link] of index.matchAll(/href="([^"#:]+)"/g))
      expect(existsSync(join(cwd, "built/docs", link!)), link).toBe(true);
  });
});

describe("explain", () => {
  const explain = (usage: string, event: string) => [
    "explain",
    "--contracts",
    "contracts",
    "--usage",
    usage,
    "--period",
    "2026-03",
    "--event",
    event,
  ];

  test("an event inside a window: both languages, each condition, the bounds in local time", async () => {
    const { code, out } = await sdl(explain("usage/2026-03.ndjson", "r-3"), { cwd: starterWith() });
    expect(code).toBe(0);
    for (const part of [
      "FREE",
      "message in a conversation",
      "tin trong cuộc trao đổi",
      "Reminders.Reminder",
      "2026-03-01T10:00:00+07:00",
      "2026-03-02T10:00:00+07:00",
      "[delivered]",
    ]) {
      expect(out).toContain(part);
    }
  });

  test("a charged event: quantity, price and its source", async () => {
    const { out } = await sdl([...explain("usage/2026-03.ndjson", "r-4"), "--json"], { cwd: starterWith() });
    const { outcomes } = JSON.parse(out);
    expect(outcomes).toMatchObject([
      {
        bucket: "charged",
        agreement: "Bakery",
        charged: ["Reminders.Reminder"],
        clauses: [
          { clause: "Reminders.Reminder", holds: true, quantity: "1", price: { amount: "0.04", source: "agreement" } },
          { holds: false },
          { holds: false },
        ],
      },
    ]);
  });

  test("duplicates, conflicts, rejected, out of the month, of others, and the same id from several sources", async () => {
    const second = `sdl 1\nagreement Second { client "Two" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay take Reminders { Reminder at 1 EUR } }\n`;
    const usage = lines(
      record({ id: "twice" }),
      record({ id: "twice" }),
      record({ id: "torn" }),
      record({ id: "torn", data: { user: "+84901234567", status: "failed" } }),
      record({ id: "wrong", time: "2026-03-05" }),
      record({ id: "early", time: "2026-02-05T09:00:00Z" }),
      record({ id: "other", subject: "Second" }),
      record({ id: "shared", source: "/one" }),
      record({ id: "shared", source: "/two" }),
    );
    const cwd = starterWith({ "contracts/two.sdl": second, "u.ndjson": usage });
    const of = async (id: string, ...more: string[]) =>
      JSON.parse((await sdl([...explain("u.ndjson", id), "--json", ...more], { cwd })).out).outcomes;
    expect(await of("twice")).toMatchObject([{ bucket: "charged", copies: { same: { count: 2 }, different: [] } }]);
    expect(await of("torn")).toMatchObject([{ copies: { same: { count: 1 }, different: [{ count: 1 }] } }]);
    expect(await of("wrong")).toMatchObject([{ bucket: "rejected", rejection: { line: 5, field: "time" } }]);
    expect(await of("early")).toMatchObject([{ bucket: "context" }]);
    expect(await of("other", "--agreement", "Bakery")).toMatchObject([{ bucket: "elsewhere", agreement: "Second" }]);
    expect(await of("shared")).toHaveLength(2);
    const text = (await sdl(explain("u.ndjson", "torn"), { cwd })).out;
    expect(text).toContain("conflict");
    expect((await sdl(explain("u.ndjson", "twice"), { cwd })).out).toContain("lines 1, 2");
  });

  test("an id that no record has", async () => {
    const { code, err } = await sdl(explain("usage/2026-03.ndjson", "r-99"), { cwd: starterWith() });
    expect(code).toBe(1);
    expect(err).toContain("no record with the id r-99 among 5 records");
  });
});
