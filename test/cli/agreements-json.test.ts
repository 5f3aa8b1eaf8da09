/** Agreements as JSON: the same checks and the same bills as in SDL, and errors that say which agreement, which field and what to do. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AgreementSource } from "../../cli/agreements/source.ts";
import { openWorkspace } from "../../cli/workspace.ts";
import { type Agreement, compile, memoryHost } from "../../compiler/index.ts";
import { agreementJson } from "../kit/agreement-json.ts";
import { folderWith, lines, record, repository, sdl, starterWith } from "../kit/cli.ts";
import { caseOf } from "../random/case.ts";

/** What is agreed, wherever it was written. */
const agreed = (agreements: readonly Agreement[]) =>
  JSON.parse(
    JSON.stringify(agreements, (key, value) => (key === "origin" || key === "doc" || key === "unit" ? undefined : value)),
  );

const { services, agreements } = openWorkspace(repository, ["contracts"]).program;

/** The shipped contracts without their agreements, and the agreements as JSON in the same folder. */
function workspace(write: (all: readonly Record<string, unknown>[]) => string, name = "agreements.json"): string {
  const folder = folderWith({});
  cpSync(join(repository, "contracts"), join(folder, "contracts"), { recursive: true });
  const own = join(folder, "contracts/agreements");
  for (const file of readdirSync(own)) if (file.endsWith(".sdl")) rmSync(join(own, file));
  writeFileSync(
    join(own, name),
    write(agreements.map((agreement) => agreementJson(agreement, services, "contracts/agreements"))),
  );
  return folder;
}

const file = (name = "agreements.json") => ["--agreements", `contracts/agreements/${name}`];
const rate = (cwd: string, ...more: string[]) =>
  sdl(["rate", "--contracts", "contracts", "--usage", "usage.ndjson", "--period", "2026-03", ...more], { cwd });

describe("agreements as JSON", () => {
  test("give the bills of the same agreements in SDL, byte by byte", async () => {
    const usage = ["usage", "--contracts", "contracts", "--out", "usage.ndjson", "--events", "1000"];
    const inSdl = folderWith({});
    cpSync(join(repository, "contracts"), join(inSdl, "contracts"), { recursive: true });
    expect((await sdl(usage, { cwd: inSdl })).code).toBe(0);
    const expected = await rate(inSdl, "--json", "--out", "bills", "--state-out", "state.json");
    const forms: [string, (all: readonly unknown[]) => string][] = [
      ["agreements.json", (all) => JSON.stringify(all, null, 2)],
      ["agreements.ndjson", (all) => `${all.map((each) => JSON.stringify(each)).join("\n")}\n`],
    ];
    for (const [name, write] of forms) {
      const cwd = workspace(write, name);
      cpSync(join(inSdl, "usage.ndjson"), join(cwd, "usage.ndjson"));
      const found = await rate(cwd, "--json", "--out", "bills", "--state-out", "state.json", ...file(name));
      expect(found.out).toBe(expected.out);
      expect(found.code).toBe(expected.code);
      for (const bill of [...readdirSync(join(inSdl, "bills")).map((bill) => join("bills", bill)), "state.json"])
        expect(readFileSync(join(cwd, bill), "utf8")).toBe(readFileSync(join(inSdl, bill), "utf8"));
    }
    expect(JSON.parse(expected.out).bills.length).toBe(agreements.length);
  });

  test("mean the same in every shape of prices, terms and limits", () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const tried = caseOf(seed, { agreements: 3, events: 0 });
      const { "agreements.sdl": _, ...files } = tried.files;
      const all = tried.agreements.map((agreement) => agreementJson(agreement, tried.services, ""));
      const source = new AgreementSource("agreements.json", JSON.stringify(all));
      const program = compile(memoryHost(files), ["."], { sources: [source], quick: true });
      expect(agreed(program.agreements), `seed ${seed}`).toEqual(agreed(tried.agreements));
      for (const { prices } of tried.agreements.flatMap(({ takes }) => takes))
        for (const { price } of prices) kinds.add(price.kind);
    }
    expect([...kinds].sort()).toEqual(["blocks", "dated", "flat", "graduated", "package", "rates", "volume"]);
  });

  test("are added to those of the contracts, and explained like them", async () => {
    const more = {
      name: "Florist",
      accounts: ["florist-2"],
      currency: "USD",
      timeZone: "UTC",
      chargingModel: "post-pay",
      takes: [{ service: "Reminders", prices: { Reminder: { kind: "flat", amount: "0.07" } } }],
    };
    const usage = lines(record(), record({ id: "b-1", subject: "florist-2" }));
    const cwd = starterWith({ "more.json": JSON.stringify(more), "usage.ndjson": usage });
    const { bills } = JSON.parse((await rate(cwd, "--json", "--agreements", "more.json")).out);
    expect(bills.map(({ agreement, total }: Record<string, string>) => [agreement, total])).toEqual([
      ["Bakery", "0.04"],
      ["Florist", "0.07"],
    ]);
    const only = await rate(cwd, "--json", "--agreements", "more.json", "--agreement", "Florist");
    expect(JSON.parse(only.out)).toMatchObject({ agreement: "Florist", client: "Florist", total: "0.07" });
    const explained = await sdl(
      [
        "explain",
        "--contracts",
        "contracts",
        "--agreements",
        "more.json",
        "--usage",
        "usage.ndjson",
        "--period",
        "2026-03",
      ].concat("--event", "b-1"),
      { cwd },
    );
    expect(explained.out).toMatch(/Florist/);
    expect(explained.out).toMatch(/0\.07/);
  });
});

describe("what is wrong with agreements as JSON", () => {
  // biome-ignore lint/suspicious/noExplicitAny: a document that tests change anywhere
  type Loose = any;
  const bakery = () => ({
    name: "Bakery2",
    currency: "EUR",
    timeZone: "Asia/Ho_Chi_Minh",
    chargingModel: "post-pay",
    takes: [{ service: "Reminders", prices: { Reminder: { kind: "flat", amount: "0.04" } } }],
  });
  const said = async (text: string, as = "contracts/more.json") => {
    const cwd = starterWith({ [as]: text, "usage.ndjson": "" });
    const { code, out, err } = await rate(cwd, "--agreements", as);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).not.toMatch(/\n\s+at /);
    return err;
  };
  const changed = (change: (agreement: Loose) => void, indent = 2) => {
    const agreement = bakery();
    change(agreement);
    return said(JSON.stringify([{ ...bakery(), name: "Other" }, agreement], null, indent));
  };
  const ofPrice = (price: unknown) => (agreement: Loose) => {
    agreement.takes[0].prices.Reminder = price;
  };

  test.each<[string, (agreement: Loose) => void, readonly string[]]>([
    [
      "a number that is not text",
      ofPrice({ kind: "flat", amount: 0.05 }),
      ["takes[0].prices.Reminder.amount: ", "expected string"],
    ],
    ["a comma", ofPrice({ kind: "flat", amount: "0,05" }), ["prices.Reminder.amount: ", 'a decimal in text, like "0.05"']],
    ["a field that there is not", (a) => (a.curency = "EUR"), ["curency", "agreement.schema.json"]],
    ["no time zone", (a) => delete a.timeZone, [", timeZone: "]],
    ["a time zone that there is not", (a) => (a.timeZone = "Asia/Hanoi"), [", timeZone: ", "Asia/Hanoi"]],
    ["a currency that there is not", (a) => (a.currency = "XXQ"), [", currency: "]],
    ["an unknown service", (a) => (a.takes[0].service = "Reminder"), ["takes[0].service: ", "Did you mean `Reminders`?"]],
    ["a price of no clause", (a) => (a.takes[0].prices.Nothing = { kind: "flat", amount: "1" }), ["takes[0].prices.Nothing: "]],
    ["a price that is missing", (a) => delete a.takes[0].prices.Reminder, ["takes[0].service: ", "Reminders.Reminder"]],
    ["a package of events", ofPrice({ kind: "package", included: "10", fee: "5" }), ["prices.Reminder", "a price per unit"]],
    [
      "tiers out of order",
      ofPrice({ kind: "volume", tiers: [{ upTo: "5", amount: "1" }, { upTo: "4", amount: "1" }, { amount: "1" }] }),
      ["prices.Reminder.tiers[1].upTo: "],
    ],
    ["a term that there is not", (a) => (a.takes[0].terms = { Patience: "3 days" }), ["takes[0].terms.Patience: "]],
    [
      "a rate card by a field that there is not",
      ofPrice({ kind: "rates", file: "none.csv", by: ["colour"] }),
      ["prices.Reminder.by[0]: ", "colour"],
    ],
    ["days in the wrong order", (a) => Object.assign(a, { from: "2026-05-01", until: "2026-04-01" }), [", until: "]],
    ["the name of another agreement", (a) => (a.name = "Bakery"), ["Bakery, name: ", "declared twice"]],
    ["the account of another agreement", (a) => (a.accounts = ["Bakery"]), [", accounts[0]: "]],
  ])("%s", async (_, change, says) => {
    const err = await changed(change);
    expect(err).toMatch(/more\.json:\d+/);
    expect(err).toMatch(/Bakery/);
    for (const words of says) expect(err).toContain(words);
  });

  test("rate cards that are not there, and outside of the workspace", async () => {
    const cwd = workspace((all) => {
      const first = all[0] as Loose;
      const prices = Object.values<Loose>(first.takes.find((taken: Loose) => JSON.stringify(taken).includes('"rates"')).prices);
      prices.find(({ kind }) => kind === "rates").file = "rates/none.csv";
      const second = structuredClone(all[1]) as Loose;
      const others = second.takes.flatMap((taken: Loose) => Object.values<Loose>(taken.prices));
      others.find(({ kind }: Loose) => kind === "rates").file = "../../../../secret.csv";
      return JSON.stringify([first, second]);
    });
    writeFileSync(join(cwd, "usage.ndjson"), "");
    const { code, err } = await rate(cwd, ...file());
    expect(code).toBe(1);
    expect(err).toMatch(/\.file: .*contracts\/agreements\/rates\/none\.csv/);
    expect(err).toMatch(/\.file: .*secret\.csv.*outside/);
  });

  test("is shown with its place, also where all stands on one line", async () => {
    const change = (agreement: Loose) => (agreement.takes[0].service = "Smoke");
    expect(await changed(change)).toMatch(/more\.json:\d\d:\d+\n/);
    const err = await changed(change, 0);
    expect(err).toMatch(/more\.json:1:\d+\n/);
    expect(err).toContain('"Smoke"');
    expect(Math.max(...err.split("\n").map((line) => line.length))).toBeLessThan(300);
  });

  test("texts that are not JSON, and files without agreements", async () => {
    expect(await said('[{ "name": ')).toContain("more.json is not valid JSON");
    expect(await said('\n{}\n{"name"', "more.ndjson")).toContain("more.ndjson:3 is not valid JSON");
    expect(await said("[]")).toContain("There is no agreement in");
    expect(await said("[1, {}]")).toMatch(/agreement 1: .*\n.*agreement 2, name: /);
  });
});
