/** What people read: bills in columns that stand under one another, failed examples, summaries. */

import pc from "picocolors";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { renderBill } from "../../cli/render/bill-table.ts";
import { monthTitle, showNumber } from "../../cli/render/language.ts";
import type { Bill, BillLine } from "../../runtime/index.ts";
import { folderWith, sdl, starterWith } from "../kit/cli.ts";

const line = (more: Partial<BillLine> = {}): BillLine => ({
  service: "Sms",
  clause: "Sms.Message",
  kind: "charge",
  dimensions: { destination: "VN" },
  quantity: "1234567",
  unit: "event",
  unitTitle: { en: "event", vi: "sự kiện" },
  unitPrice: "0.0450",
  amount: "55555.52",
  title: { en: "message", vi: "Tin nhắn gửi đi được tính phí".normalize("NFD") },
  ...more,
});

const bill = (more: Partial<Bill> = {}): Bill => ({
  agreement: "Acme",
  client: "Công ty Cổ phần Acme",
  period: "2026-03",
  currency: "EUR",
  chargingModel: "post-pay",
  lines: [line()],
  total: "55555.52",
  measures: {},
  events: { received: 28, charged: 1, free: 2, context: 3, duplicate: 4, conflict: 5, corrected: 7, rejected: 6 },
  breaches: [],
  notices: [],
  ...more,
});

const plain = pc.createColors(false);
const render = (each: Bill, language: "en" | "vi" | "both" = "en", maxLinesPerClause?: number) =>
  renderBill(each, { language, colors: plain, ...(maxLinesPerClause === undefined ? {} : { maxLinesPerClause }) });

describe("a bill", () => {
  test.each(["en", "vi", "both"] as const)("has straight columns in Vietnamese too: %s", (language) => {
    const lines = [
      line(),
      line({
        clause: "Sms.Fee",
        kind: "fee",
        dimensions: {},
        quantity: "21",
        proration: "21/31",
        title: { en: "fee", vi: "Phí thuê bao hàng tháng" },
      }),
    ];
    const table = render(bill({ lines }), language)
      .split("\n")
      .filter((each) => /[│┌└├]/.test(each));
    expect(new Set(table.map((each) => stringWidth(each))).size).toBe(1);
  });

  test("groups thousands as the language does", () => {
    expect(showNumber("1234567.8900", "en")).toBe("1,234,567.8900");
    expect(showNumber("1234567.8900", "vi")).toBe("1.234.567,8900");
    expect(showNumber("-1000", "en")).toBe("-1,000");
    expect(showNumber("999", "both")).toBe("999");
    expect(monthTitle("2026-12", "both")).toBe("December 2026 / tháng 12 năm 2026");
  });

  test("shows the account of all records, credit, breaches and notices", () => {
    const text = render(
      bill({
        chargingModel: "pre-pay",
        credit: {
          ...{
            opening: "400.00",
            toppedUp: "50.00",
            byEvents: "300.00",
            deducted: "450.00",
            outstanding: "21.16",
            closing: "-21.16",
          },
          topUps: [{ record: "t1", time: "2026-03-02T09:00:00+07:00", amount: "50.00" }],
          short: [{ from: "2026-03-30T09:00:00+07:00", by: "21.16" }],
        },
        breaches: Array.from({ length: 8 }, (_, index) => ({
          clause: "Sms.Ban",
          title: { en: "ban", vi: "cấm" },
          event: `e${index}`,
          time: "2026-03-01T00:00:00+07:00",
        })),
        notices: [{ code: "credit", text: { en: "Please top it up.", vi: "Vui lòng nạp thêm." } }],
      }),
    );
    expect(text).toContain(
      "28 received = 1 charged + 2 free + 3 context only + 4 duplicate + 5 in conflict + 7 corrected + 6 rejected",
    );
    expect(text).toContain("opening 400.00, topped up 50.00, deducted 450.00, outstanding 21.16, closing -21.16");
    expect(text).toContain("… 3 more");
    expect(text).toContain("Please top it up.");
    expect(render(bill({ lines: [], total: "0.00" }))).toContain("Nothing is owed.");
  });

  test("sums up what does not fit, and never hides an error line", () => {
    const lines = Array.from({ length: 10 }, (_, index) =>
      line({ quantity: "1", amount: `${index}.10`, dimensions: { destination: `C${index}` } }),
    );
    const error = line({ kind: "error", unitPrice: null, amount: "0.00", dimensions: { destination: "XX" } });
    const text = render(bill({ lines: [...lines, error] }), "en", 3);
    expect(text).toContain("C9");
    expect(text).not.toContain("C1 ");
    expect(text).toMatch(/… 7 more +│ +7 │ +│ +several │ +21\.70 │/);
    expect(text).toContain("NO PRICE");
  });

  test("lets no text of an agreement steer the terminal", () => {
    const text = render(
      bill({
        client: "A\u001b[2J\u0007",
        lines: [line({ title: { en: "\u001b]0;x\u0007\u202e", vi: "" }, dimensions: { user: "\u001b[1m" } })],
      }),
      "both",
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about them
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe("sdl check", () => {
  test("shows several problems with their source, and a summary", async () => {
    const cwd = folderWith({
      "a.sdl":
        'sdl 1\nservice X in Channels {\n  title en "X" vi "X"\n  event Sent { title en "s" vi "s" user phone en "u" vi "u" }\n  charge C { title en "c" vi "c" for each Sennt }\n  charge D { title en "d" vi "d" for each Sennt }\n}\n',
    });
    const { code, out } = await sdl(["check", "a.sdl"], { cwd });
    expect(code).toBe(1);
    expect(out).toContain("a.sdl:5:43");
    expect(out).toContain("a.sdl:6:43");
    expect(out).toContain("^^^^^");
    expect(out).toContain("Did you mean `Sent`?");
    expect(out).toMatch(/✗ 2 errors.* in 1 file, 1 service, 0 agreements/);
  });
});

describe("sdl test", () => {
  test("shows what a wrong expectation expected, what came out, and the events that differ", async () => {
    const wrong = Object.fromEntries(
      [...(await import("../../cli/starter/index.ts")).starterFiles()].map(([name, text]) => [
        name,
        text.replace("expect Reminder 2", "expect Reminder 3"),
      ]),
    );
    const cwd = starterWith(wrong);
    const { code, out } = await sdl(["test"], { cwd });
    expect(code).toBe(1);
    for (const part of [
      "✗ Reminders 1 of 2 examples failed",
      "Reminders.AnswersAreFree",
      "contracts/reminders.sdl:",
      "expected  3",
      "actual    2",
      "1  2026-03-01 09:00 Sent { user +84901234567, status delivered }",
      "0  2026-03-02 09:59 Sent { user +84901234567, status delivered }",
      "because not: it occurs outside the conversation of its recipient",
      "1 of 2 examples failed.",
    ]) {
      expect(out).toContain(part);
    }
    const { summary, examples } = JSON.parse((await sdl(["test", "--json"], { cwd })).out);
    expect(summary).toEqual({ examples: 2, failed: 1 });
    const [failed] = examples.find(({ ok }: { ok: boolean }) => !ok).expectations;
    expect(failed).toMatchObject({ name: "Reminder", expected: "3", actual: "2", period: "2026-03" });
    expect(failed.events.map(({ id, charged }: { id: string; charged: string[] }) => [id, charged.length])).toEqual([
      ["e1", 1],
      ["e2", 0],
      ["e3", 0],
      ["e4", 1],
    ]);
  });

  test("the examples of the shipped contracts hold", async () => {
    const { code, out } = await sdl(["test"]);
    expect(out).toMatch(/\d+ examples, all hold\./);
    expect(code).toBe(0);
  });
});

describe("sdl init", () => {
  test("writes a workspace that checks, tests, builds and rates at once, and replaces nothing", async () => {
    const cwd = folderWith({});
    expect((await sdl(["init", "mine"], { cwd })).code).toBe(0);
    expect((await sdl(["check", "mine"], { cwd })).out).toContain("no problems");
    expect((await sdl(["test", "mine/contracts"], { cwd })).code).toBe(0);
    expect((await sdl(["build", "mine", "--out", "out"], { cwd })).code).toBe(0);
    const rated = await sdl(
      ["rate", "--contracts", "mine/contracts", "--usage", "mine/usage/2026-03.ndjson", "--period", "2026-03"],
      { cwd },
    );
    expect(rated.code).toBe(0);
    const again = await sdl(["init", "mine"], { cwd });
    expect(again.code).toBe(1);
    expect(again.err).toContain("exists already");
  });
});
