/** The raters of the benchmark and SDL are written apart: on the same usage they must come to the same bills, line by line. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, sdl } from "../kit/cli.ts";
import { compileRater, compilerVersion } from "./c/compile.ts";
import { differences, textOfBills } from "./compare.ts";
import { TextSink } from "./data/files.ts";
import { makePlan, planText } from "./data/plan.ts";
import { generateUsage } from "./data/usage.ts";
import { writeWorkspace } from "./data/workspace.ts";
import { rateFile } from "./hand/main.ts";

const EVENTS = 20_000;
const plan = makePlan(40, EVENTS);
let folder = "";
let expected = "";

beforeAll(async () => {
  const [ndjson, csv] = [new TextSink(), new TextSink()];
  generateUsage(plan, EVENTS, 7, { ndjson, csv });
  folder = folderWith({ "usage.ndjson": ndjson.text, "usage.csv": csv.text, "plan.txt": planText(plan) });
  writeWorkspace(join(folder, "workspace"), plan);
  const rate = ["rate", "--contracts", "contracts", "--period", "2026-03", "--json", "--usage", "../usage.ndjson"];
  const { code, out } = await sdl(rate, { cwd: join(folder, "workspace") });
  expect(code).toBe(0);
  expected = textOfBills((JSON.parse(out) as { bills: Parameters<typeof textOfBills>[0] }).bills);
}, 60_000);

const hand = (usage: string, withParser = false) => rateFile(planText(plan), join(folder, usage), withParser);

/** How often something was counted in all bills. */
const counted = (name: string) =>
  expected
    .split("\n")
    .filter((line) => line.includes(`\t${name}\t`))
    .reduce((sum, line) => sum + Number(line.split("\t")[name.startsWith("#") ? 2 : 4]), 0);

describe("the usage of the benchmark", () => {
  test("is the same each time", () => {
    const again = new TextSink();
    generateUsage(plan, EVENTS, 7, { ndjson: again });
    expect(again.text).toBe(readFileSync(join(folder, "usage.ndjson"), "utf8"));
  });

  test("has all that makes rating difficult", () => {
    expect(counted("#received")).toBeGreaterThan(EVENTS);
    expect(counted("#duplicate")).toBe(counted("#received") - EVENTS);
    const times = readFileSync(join(folder, "usage.csv"), "utf8").trimEnd().split("\n").slice(1);
    const instants = times.map((row) => row.split(",")[3]!);
    expect(instants.filter((time, i) => i > 0 && time < instants[i - 1]!).length).toBeGreaterThan(EVENTS / 100);
    for (const [clause, least] of [
      ...([
        ["#context", 300],
        ["#breaches", 20],
        ["Email.SuppressedEmail", 20],
        ["Recording.StorageByLength", 1000],
      ] as const),
      ...([
        ["SMS.MobileTerminated", 4000],
        ["WhatsApp.TemplateMessage", 2000],
        ["VoiceMessages.CallTime", 3000],
      ] as const),
      ...([
        ["WhatsApp.MonthlyActiveUserFee", 40],
        ["Answers.SessionPackage", 40],
      ] as const),
    ])
      expect(counted(clause), clause).toBeGreaterThan(least);
  });

  test("says the same as CSV", () => {
    const [head = "", ...rows] = readFileSync(join(folder, "usage.csv"), "utf8").trimEnd().split("\n");
    const records = readFileSync(join(folder, "usage.ndjson"), "utf8").trimEnd().split("\n");
    const columns = head.split(",");
    const asRow = (line: string) => {
      const { data, ...envelope } = JSON.parse(line) as Record<string, string> & { data: Record<string, unknown> };
      return columns.map((name) => envelope[name] ?? data[name] ?? "").join(",");
    };
    expect(rows).toEqual(records.map(asRow));
  });
});

test("one cent is a difference", () => {
  const other = expected.replace("200.00\n", "200.01\n");
  expect(differences(expected, other)).toEqual([
    expect.stringMatching(/^< .*\t200\.00$/),
    expect.stringMatching(/^> .*\t200\.01$/),
  ]);
});

describe("the rater written by hand", () => {
  test("comes to the bills of SDL", () => {
    expect(differences(hand("usage.ndjson"), expected)).toEqual([]);
  });

  test("does so whichever way its lines are read", () => {
    expect(differences(hand("usage.ndjson", true), expected)).toEqual([]);
    const lines = readFileSync(join(folder, "usage.ndjson"), "utf8").trimEnd().split("\n");
    const otherwise = lines.map((line, i) => {
      if (i % 3 === 0) return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).reverse()));
      if (i % 3 === 1) return line.replace("example.com", "\\u0065xample.com").replace('"id":"', '"id": "');
      return line;
    });
    writeFileSync(join(folder, "otherwise.ndjson"), otherwise.join("\n"));
    expect(differences(hand("otherwise.ndjson"), expected)).toEqual([]);
  });
});

describe.runIf(compilerVersion() !== undefined)("the C program", () => {
  test("comes to the bills of SDL", () => {
    compileRater(join(folder, "rater"), ["-O1"]);
    execFileSync(join(folder, "rater"), ["plan.txt", "usage.ndjson", "bills.txt"], { cwd: folder });
    const lines = readFileSync(join(folder, "bills.txt"), "utf8").trimEnd().split("\n").sort();
    expect(differences(`${lines.join("\n")}\n`, expected)).toEqual([]);
  });
});
