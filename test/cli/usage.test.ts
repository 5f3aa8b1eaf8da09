/** The generator of sample usage: the same bytes for the same seed, coherent, and with the defects of real feeds in it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { monthOf, SLOT, slotsOf, timeIn } from "../../cli/usage/clock.ts";
import { generateUsage, type UsageOptions } from "../../cli/usage/index.ts";
import { Choice, Random } from "../../cli/usage/random.ts";
import { openWorkspace } from "../../cli/workspace.ts";
import { folderWith, repository, sdl, starterWith } from "../kit/cli.ts";

const { services, agreements } = openWorkspace(repository, ["contracts"]).program;
const make = (more: Partial<UsageOptions> = {}) =>
  [...generateUsage({ services, agreements, period: "2026-03", events: 20_000, seed: "1", format: "ndjson", ...more })].join("");
const sound = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });

describe("the sample month", () => {
  const text = make();
  const records = sound(text);

  test("is the same for the same seed, and another for another", () => {
    const digest = (each: string) => createHash("sha256").update(each).digest("hex");
    expect(digest(make())).toBe(digest(text));
    expect(digest(make({ seed: "2" }))).not.toBe(digest(text));
    expect(digest(make({ period: "2026-04" }))).not.toBe(digest(text));
  });

  test.each([0, 1, 2, 7, 100, 1_001, 20_000])("has exactly as many records as asked for: %s", (events) => {
    expect(make({ events }).split("\n").length - 1).toBe(events);
    expect(JSON.parse(make({ events, format: "json" }))).toHaveLength(events);
    expect(make({ events, format: "csv" }).trimEnd().split("\n").length - 1).toBe(events);
  });

  test("has repeated, contradicting, unusable and late records in it", () => {
    const byId = new Map<string, string[]>();
    for (const line of text.trimEnd().split("\n")) {
      const id = /"id":"([^"]+)"/.exec(line)?.[1] ?? "none";
      byId.set(id, [...(byId.get(id) ?? []), line]);
    }
    const copies = [...byId.values()].filter((lines) => lines.length === 2);
    expect(copies.filter(([a, b]) => a === b).length).toBeGreaterThan(90);
    expect(copies.filter(([a, b]) => a !== b).length).toBeGreaterThan(5);
    expect(20_000 - records.length).toBeGreaterThan(0);
    const times = records.map(({ time }) => Date.parse(time)).filter((time) => !Number.isNaN(time));
    const late = times.filter((time, index) => index > 0 && time < times[index - 1]!).length;
    expect(late / times.length).toBeGreaterThan(0.005);
    expect(late / times.length).toBeLessThan(0.03);
  });

  test("has every kind of event, and events of the days before", () => {
    const types = new Set(records.map(({ type }) => type));
    const taken = new Set(agreements.flatMap(({ takes }) => takes.map(({ service }) => service)));
    const expected = services
      .filter(({ name }) => taken.has(name))
      .flatMap(({ events }) => events.filter(({ name }) => name !== "Reinstatement").map(({ type }) => type));
    expect(expected.filter((type) => !types.has(type))).toEqual([]);
    expect(records.filter(({ time }) => time?.startsWith("2026-02")).length).toBeGreaterThan(100);
  });

  test("is busier by day than by night, and on weekdays than at weekends", () => {
    const hours = new Array(24).fill(0);
    const days = new Array(7).fill(0);
    for (const { time } of records) {
      if (!/^2026-03-.*\+07:00$/.test(time ?? "")) continue;
      const local = new Date(`${time.slice(0, 19)}Z`);
      hours[local.getUTCHours()]++;
      days[local.getUTCDay()]++;
    }
    expect(hours[10]).toBeGreaterThan(20 * hours[3]);
    expect(days[3]).toBeGreaterThan(1.5 * days[0]);
  });

  test("grants before it revokes, and leases before it releases", () => {
    const inOrder = [...new Map(records.filter(({ id }) => id && !id.endsWith("-x")).map((each) => [each.id, each])).values()];
    inOrder.sort(
      (a, b) => Date.parse(a.time) - Date.parse(b.time) || Number(a.id.split("-").at(-1)) - Number(b.id.split("-").at(-1)),
    );
    const open = new Set<string>();
    let ended = 0;
    for (const { type, source, data } of inOrder) {
      const key = `${source}/${data.user ?? data.number}`;
      if (/access-granted|number-leased/.test(type)) open.add(key);
      if (/access-revoked|number-released/.test(type)) {
        ended++;
        expect(open.delete(key), `${type} ${key}`).toBe(true);
      }
    }
    expect(ended).toBeGreaterThan(0);
  });

  test("brings users back: many a message follows one of the same user within a day", () => {
    const last = new Map<string, number>();
    let [inside, all] = [0, 0];
    for (const { type, source, data, time } of records.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time))) {
      const key = `${source}/${data?.user}`;
      if (type === "sdl.whatsapp.inbound.v1") last.set(key, Date.parse(time));
      if (type !== "sdl.whatsapp.outbound.v1") continue;
      all++;
      if (Date.parse(time) - (last.get(key) ?? 0) < 86_400_000) inside++;
    }
    expect(inside / all).toBeGreaterThan(0.2);
    expect(inside / all).toBeLessThan(0.9);
  });

  test("is quick, whatever its size", () => {
    const start = performance.now();
    let bytes = 0;
    for (const chunk of generateUsage({
      services,
      agreements,
      period: "2026-03",
      events: 200_000,
      seed: "1",
      format: "ndjson",
    })) {
      expect(chunk.length).toBeLessThan(1 << 17);
      bytes += chunk.length;
    }
    expect(bytes).toBeGreaterThan(20_000_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("starts with the month of each time zone, daylight saving included", () => {
    const { start, end } = monthOf("2026-03", "Europe/Zagreb");
    expect((end - start) / 3_600_000).toBe(31 * 24 - 1);
    const slots = slotsOf("Europe/Zagreb", start, end);
    expect(slots).toHaveLength((end - start) / SLOT);
    expect(timeIn(slots[0]!, 61_005)).toBe("2026-03-01T00:01:01.005+01:00");
    expect(timeIn(slots.at(-1)!, SLOT - 1)).toBe("2026-03-31T23:59:59.999+02:00");
    expect(slotsOf("Asia/Kathmandu", monthOf("2026-03", "Asia/Kathmandu").start, end)[0]).toMatchObject({
      minute: 0,
      offset: "+05:45",
    });
  });
});

describe("sdl usage", () => {
  test("takes format and compression from the name of the file", async () => {
    const cwd = starterWith();
    const args = ["usage", "--contracts", "contracts", "--events", "50", "--out"];
    for (const name of ["a.ndjson", "a.json", "a.csv", "a.csv.gz"]) expect((await sdl([...args, name], { cwd })).code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "a.json"), "utf8"))).toHaveLength(50);
    expect(gunzipSync(readFileSync(join(cwd, "a.csv.gz"))).toString()).toBe(readFileSync(join(cwd, "a.csv"), "utf8"));
    const printed = await sdl([...args, "-"], { cwd });
    expect(printed.out).toBe(readFileSync(join(cwd, "a.ndjson"), "utf8"));
  });

  test("writes Parquet, which comes to the bills of the same table in CSV", async () => {
    const cwd = starterWith();
    const rated = async (file: string) => {
      await sdl(["usage", "--contracts", "contracts", "--events", "3000", "--out", file], { cwd });
      const result = await sdl(
        ["rate", "--contracts", "contracts", "--usage", file, "--period", "2026-03", "--json", "--rejects", "r"],
        { cwd },
      );
      return { bill: result.out, rejects: readFileSync(join(cwd, "r"), "utf8").trimEnd().split("\n").length };
    };
    const parquet = await rated("a.parquet");
    expect(parquet).toEqual(await rated("a.csv"));
    expect(parquet.rejects).toBe(3);
    const piped = await sdl(["rate", "--contracts", "contracts", "--usage", "-", "--period", "2026-03"], {
      cwd,
      input: readFileSync(join(cwd, "a.parquet")),
    });
    expect([piped.code, piped.err]).toEqual([1, expect.stringContaining("give it as a file")]);
    expect((await sdl(["usage", "--contracts", "contracts", "--gzip", "--out", "b.parquet"], { cwd })).code).toBe(2);
  });

  test("needs an agreement", async () => {
    const cwd = folderWith({ "a.sdl": 'sdl 1\nservice X in Channels { title en "X" vi "X" }\n' });
    const { code, err } = await sdl(["usage", "--contracts", "a.sdl", "--out", "u.ndjson"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain("no agreement");
  });
});

describe("chance", () => {
  test("is even, and repeats itself for the same seed", () => {
    const [a, b] = [new Random("x"), new Random("x")];
    const counts = new Array(10).fill(0);
    for (let index = 0; index < 100_000; index++) {
      const number = a.below(10);
      expect(b.below(10)).toBe(number);
      counts[number]++;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test("follows weights", () => {
    const random = new Random("y");
    const choice = new Choice(["often", "never", "seldom"], (_, index) => [9, 0, 1][index]!);
    const drawn = Array.from({ length: 10_000 }, () => random.choose(choice));
    expect(drawn.includes("never")).toBe(false);
    expect(drawn.filter((each) => each === "seldom").length).toBeGreaterThan(800);
    expect(drawn.filter((each) => each === "seldom").length).toBeLessThan(1_200);
  });
});
