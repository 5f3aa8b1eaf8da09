/** `sdl diff` as people run it: two folders, or two files, and the usage of a month. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { starterFiles } from "../../cli/starter/index.ts";
import { folderWith, sdl } from "../kit/cli.ts";

const starter = Object.fromEntries(starterFiles());
const contract = starter["contracts/reminders.sdl"]!;
const agreement = starter["contracts/bakery.sdl"]!;
const usage = starter["usage/2026-03.ndjson"]!;

/** Two versions of the starter workspace beside each other. */
function versions(change: (text: string) => string, agreed: (text: string) => string = (text) => text): string {
  return folderWith({
    "old/reminders.sdl": contract,
    "old/bakery.sdl": agreement,
    "new/reminders.sdl": change(contract),
    "new/bakery.sdl": agreed(agreement),
    "march.ndjson": usage,
  });
}

const shorter = (text: string) =>
  text.replace("24 hours from", "12 hours from").replace(/ {2}example AnswersAreFree[\s\S]*?\n {2}}\n/, "");

describe("what changes", () => {
  test("is said in both languages, with the rule before and after", async () => {
    const { code, out } = await sdl(["diff", "old", "new"], { cwd: versions(shorter) });
    expect(code).toBe(0);
    for (const text of [
      "Window “conversation” (Conversation): the length of the window changed",
      "thay đổi độ dài của cửa sổ",
      "− “conversation”",
      "24 hours",
      "12 hours",
      "24 giờ",
      "12 giờ",
      "new/reminders.sdl:",
    ])
      expect(out).toContain(text);
  });

  test("in one language when asked", async () => {
    const { out } = await sdl(["diff", "old", "new", "--language", "vi"], { cwd: versions(shorter) });
    expect(out).toContain("12 giờ");
    expect(out).not.toContain("12 hours");
  });

  test("for machines: one document with rules, severities and texts", async () => {
    const { code, out } = await sdl(["diff", "old", "new", "--json"], { cwd: versions(shorter) });
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(document.counts).toEqual({ price: 0, scope: 1, term: 0, text: 0, editorial: 1 });
    expect(document.changes[0]).toMatchObject({
      rule: "window-length",
      severity: "scope",
      owner: { kind: "service", name: "Reminders" },
      element: { kind: "window", name: "Conversation", title: { en: "conversation", vi: "cuộc trao đổi" } },
      from: { file: "old/reminders.sdl" },
      to: { file: "new/reminders.sdl" },
    });
    expect(document.rerating).toBeUndefined();
  });

  test("is nothing between a version and itself", async () => {
    const { code, out } = await sdl(["diff", "old", "old"], { cwd: versions(shorter) });
    expect([code, out.trim()]).toEqual([0, "Nothing changes. / Không có thay đổi."]);
  });

  test("between two files, too", async () => {
    const { code, out } = await sdl(["diff", "old/reminders.sdl", "new/reminders.sdl"], { cwd: versions(shorter) });
    expect(code).toBe(0);
    expect(out).toContain("window-length");
  });

  test("fails a build from the severity on that is asked for", async () => {
    const cwd = versions(shorter);
    const codes = [];
    for (const severity of ["price", "scope", "text"])
      codes.push((await sdl(["diff", "old", "new", "--fail-on", severity], { cwd })).code);
    expect(codes).toEqual([0, 1, 1]);
  });

  test("titles cannot write to the terminal what nobody sees", async () => {
    const { out } = await sdl(["diff", "old", "new"], {
      cwd: versions((text) => text.replace('en "reminder"  vi', 'en "re\u001b[Jminder"  vi')),
    });
    expect(out).toContain("title");
    expect(out).not.toContain("\u001b");
  });
});

describe("what it is worth", () => {
  const rated = async (args: readonly string[], cwd: string, input = "") => {
    const { code, out, err } = await sdl(["diff", "old", "new", "--json", "--usage", ...args], { cwd, input });
    return { code, err, rerating: code === 0 ? JSON.parse(out).rerating : undefined };
  };

  test("the same usage under both versions, by agreement, service and clause", async () => {
    // r-3, one millisecond before 24 hours are over, becomes a charge under the shorter window; r-1 and r-4 are charges anyway
    const { rerating } = await rated(["march.ndjson"], versions(shorter));
    expect(rerating).toEqual({
      periods: ["2026-03"],
      unmatched: [],
      agreements: [
        {
          agreement: "Bakery",
          currency: { before: "EUR", after: "EUR" },
          before: "0.08",
          after: "0.12",
          difference: "0.04",
          services: [
            {
              service: "Reminders",
              before: "0.08",
              after: "0.12",
              difference: "0.04",
              clauses: [
                {
                  clause: "Reminders.Reminder",
                  title: { en: "reminder", vi: "tin nhắc" },
                  before: "0.08",
                  after: "0.12",
                  difference: "0.04",
                },
              ],
            },
          ],
          events: { before: { charged: 2, free: 3, rejected: 0 }, after: { charged: 3, free: 2, rejected: 0 } },
          unpriced: { before: 0, after: 0 },
        },
      ],
    });
  });

  test("as a table for people", async () => {
    const { out } = await sdl(["diff", "old", "new", "--language", "en", "--usage", "march.ndjson"], { cwd: versions(shorter) });
    expect(out).toMatch(/Reminders\.Reminder\)\s*│\s*0\.08\s*│\s*0\.12\s*│\s*\+0\.04/);
    expect(out).toContain("records charged: 2 → 3");
  });

  test("less than before is a negative difference", async () => {
    const cheaper = (text: string) => text.replace("0.04 EUR", "0.01 EUR");
    const { rerating } = await rated(
      ["march.ndjson"],
      versions((text) => text, cheaper),
    );
    expect(rerating.agreements[0]).toMatchObject({ before: "0.08", after: "0.02", difference: "-0.06" });
  });

  test("amounts of two currencies have no difference", async () => {
    const dollars = (text: string) => text.replaceAll("EUR", "USD");
    const { rerating } = await rated(
      ["march.ndjson"],
      versions((text) => text, dollars),
    );
    expect(rerating.agreements[0].currency).toEqual({ before: "EUR", after: "USD" });
    expect(rerating.agreements[0].difference).toBeUndefined();
  });

  test("every month of the usage counts, each in the agreement's time zone", async () => {
    const cwd = versions(shorter);
    const april = usage.replaceAll("2026-03-0", "2026-04-0").replaceAll('"r-', '"s-');
    // an instant of March in UTC that is April in Viet Nam
    writeFileSync(join(cwd, "march.ndjson"), usage + april.replace("2026-04-01T09:00:00+07:00", "2026-03-31T17:30:00Z"));
    const { rerating } = await rated(["march.ndjson"], cwd);
    expect(rerating.periods).toEqual(["2026-03", "2026-04"]);
    expect(rerating.agreements[0]).toMatchObject({ before: "0.16", after: "0.24" });
    expect((await rated(["march.ndjson", "--period", "2026-04"], cwd)).rerating.agreements[0]).toMatchObject({ before: "0.08" });
  });

  test("usage from standard input, of which nothing is left behind", async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("sdl-usage-"));
    const before = left();
    const { rerating } = await rated(["-"], versions(shorter), usage);
    expect(rerating.agreements[0]).toMatchObject({ before: "0.08", after: "0.12" });
    expect(left()).toEqual(before);
  });

  test("agreements can be added to versions that hold contracts only", async () => {
    const cwd = folderWith({
      "old.sdl": contract,
      "new.sdl": shorter(contract),
      "agreements/bakery.sdl": agreement,
      "u.ndjson": usage,
    });
    const { out } = await sdl(["diff", "old.sdl", "new.sdl", "--agreements", "agreements", "--usage", "u.ndjson", "--json"], {
      cwd,
    });
    expect(JSON.parse(out).rerating.agreements[0].difference).toBe("0.04");
  });
});

describe("what cannot be compared", () => {
  test("a version with errors: they are shown, and which version has them", async () => {
    const { code, err } = await sdl(["diff", "old", "new"], { cwd: versions((text) => text.replace("per user", "per usr")) });
    expect(code).toBe(1);
    expect(err).toContain("The new version, new, has errors.");
    expect(err).toContain("usr");
  });

  test("what is not there", async () => {
    const { code, err } = await sdl(["diff", "old", "newer"], { cwd: versions(shorter) });
    expect(code).toBe(1);
    expect(err).toContain("There is no file or folder newer.");
  });

  test("usage without an agreement that both versions have", async () => {
    const cwd = folderWith({ "old.sdl": contract, "new.sdl": contract, "u.ndjson": usage });
    const { code, err } = await sdl(["diff", "old.sdl", "new.sdl", "--usage", "u.ndjson"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain("--agreements PATH");
  });

  test("a month without usage", async () => {
    const { code, err } = await sdl(["diff", "old", "new", "--period", "2026-03"], { cwd: versions(shorter) });
    expect([code, err.includes("--usage FILE")]).toEqual([2, true]);
  });

  test("a usage file that is not there, or a folder", async () => {
    const cwd = versions(shorter);
    mkdirSync(join(cwd, "folder"));
    for (const name of ["none.ndjson", "folder"])
      expect((await sdl(["diff", "old", "new", "--usage", name], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, "march.ndjson"), "utf8")).toBe(usage);
  });
});
