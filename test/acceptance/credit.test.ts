/** What happens when pre-paid credit is short, as the contract says: refused, allowed or notified; and a minimum at the end of the month. */
import { expect, test } from "vitest";
import { billHtml } from "../../cli/bills/html.ts";
import { renderBill } from "../../cli/render/bill-table.ts";
import { PLAIN } from "../../cli/terminal.ts";
import { type Bill, billSchema, OnlineRating, rateAgreements } from "../../runtime/index.ts";
import { compileFiles } from "../kit/compile.ts";
import { moduleOf } from "../kit/rated.ts";

/** Notes cost 1 EUR, echoes 0.40 EUR; the notes of a month come to 5 EUR at least. */
const contract = (short: string) => `sdl 1
service Notes in Channels {
  title en "Notes" vi "Tin ngắn"
  ${short}
  event Sent { title en "note sent" vi "tin đã gửi" user phone en "recipient" vi "người nhận" }
  event Echo { title en "echo" vi "tin phản hồi" user phone en "recipient" vi "người nhận" }
  window Day { title en "day" vi "ngày" 24 hours from the last Sent per user }
  charge Note { title en "note" vi "tin" for each Sent }
  charge Late { title en "late echo" vi "phản hồi muộn" for each Echo outside Day }
  free Prompt { title en "prompt echo" vi "phản hồi ngay" Echo inside Day }
  minimum Least {
    title en "least" vi "mức tối thiểu"
    5 EUR per calendar month of Note
    when pre-pay deduct the shortfall, notify when credit is short
  }
}
agreement Acme {
  client "Acme" currency EUR time zone "UTC" charging model pre-pay credit 2.50 EUR
  take Notes { Note at 1 EUR Late at 0.40 EUR }
}
`;

const record = (type: string, id: string, time: string, data: object) => ({
  ...{ specversion: "1.0", id, source: "/gw", subject: "Acme", type, time: `2026-03-${time}:00Z`, data },
});
const sent = (id: string, time: string, user = "+84901234567") => record("sdl.notes.sent.v1", id, time, { user });
const echo = (id: string, time: string, user = "+84901234567") => record("sdl.notes.echo.v1", id, time, { user });

/** Two notes are covered, the third is not; its echo is late when it was refused. Two notes at one instant, of which what is topped up covers one. */
const notes = [
  sent("n1", "01T09:00"),
  sent("n2", "02T09:00"),
  sent("n3", "03T10:00"),
  echo("e3", "03T11:00"),
  record("sdl.top-up.v1", "t1", "05T09:00", { amount: "1.00" }),
  sent("n5", "05T09:00"),
  sent("n4", "05T09:00"),
];

async function rated(
  short: string,
  usage: readonly ReturnType<typeof record>[] = notes,
): Promise<{ readonly bill: Bill; readonly decisions: Readonly<Record<string, string>> }> {
  const { services, agreements, diagnostics } = compileFiles({ "contracts/notes.sdl": contract(short) });
  expect(diagnostics).toEqual([]);
  const setting = { agreements, modules: services.map(moduleOf), period: "2026-03" };
  const batch = async (records: readonly object[]) => {
    const lines = records.map((value, i) => ({ line: i + 1, value }));
    return (await rateAgreements({ ...setting, records: [lines] })).agreements[0]!.bill;
  };
  const bill = await batch(usage);
  expect(billSchema.parse(bill)).toEqual(bill);
  const { received, ...buckets } = bill.events;
  expect(Object.values(buckets).reduce((a, b) => a + b, 0)).toBe(received);
  const last = usage.at(-1)!;
  const shuffled = await batch([...usage].reverse());
  expect(shuffled).toEqual(bill);
  const twice = await batch([last, ...usage]);
  expect({ ...twice, events: undefined }).toEqual({ ...bill, events: undefined });
  const decisions: Record<string, string> = {};
  const online = new OnlineRating({
    ...setting,
    lateness: 31 * 86_400_000,
    onRevised: ({ id, bucket }) => {
      decisions[id!] = bucket;
    },
  });
  for (const each of [...usage].reverse()) decisions[each.id] = online.push(each).bucket;
  expect(JSON.stringify(online.close("2026-03")[0]!.bill)).toBe(JSON.stringify(bill));
  return { bill, decisions };
}

const notices = ({ notices: own }: Bill) => own.map(({ code }) => code);

test("refused: what the credit does not cover counts for nothing, and is listed", async () => {
  const { bill, decisions } = await rated("when credit is short refuse");
  expect(bill.events).toMatchObject({ received: 7, charged: 4, free: 0, context: 1, refused: 2 });
  expect(bill.credit).toMatchObject({
    ...{ opening: "2.50", toppedUp: "1.00", byEvents: "3.40", closing: "-1.90" },
    refused: [
      { service: "Notes", record: "n3", time: "2026-03-03T10:00:00+00:00", cost: "1.00", left: "0.50" },
      { service: "Notes", record: "n5", time: "2026-03-05T09:00:00+00:00", cost: "1.00", left: "0.10" },
    ],
  });
  // The refused note opened no window, so its echo is late.
  expect(bill.lines.map(({ clause, amount }) => [clause, amount])).toEqual([
    ["Notes.Note", "3.00"],
    ["Notes.Late", "0.40"],
    ["Notes.Least", "2.00"],
  ]);
  expect(notices(bill)).toEqual(["credit-refused", "credit-short"]);
  expect(decisions).toEqual({
    ...{ n1: "charged", n2: "charged", n3: "refused", e3: "charged", t1: "context", n4: "charged", n5: "refused" },
  });
});

test("allowed, and when the contract says nothing: the credit becomes negative", async () => {
  const { bill, decisions } = await rated("when credit is short allow");
  expect(bill.events).toEqual({
    ...{ received: 7, charged: 5, free: 1, context: 1, duplicate: 0, conflict: 0, corrected: 0, rejected: 0 },
  });
  expect(bill.credit).toMatchObject({ byEvents: "5.00", closing: "-1.50" });
  expect(bill.lines).toHaveLength(1);
  expect(notices(bill)).toEqual(["credit-was-short", "credit-short"]);
  expect(decisions.n3).toBe("charged");
  expect((await rated("")).bill).toEqual(bill);
});

test("notified: a notice names each event with which the credit got short", async () => {
  const { bill } = await rated("when credit is short notify");
  expect(notices(bill)).toEqual(["credit-got-short", "credit-got-short", "credit-was-short", "credit-short"]);
  expect(bill.notices.slice(0, 2).map(({ text }) => text.en)).toEqual([
    "At 2026-03-03T10:00:00+00:00 the credit got short with the record n3, which cost 1.00 EUR; 0.50 EUR was missing.",
    "At 2026-03-05T09:00:00+00:00 the credit got short with the record n4, which cost 1.00 EUR; 0.50 EUR was missing.",
  ]);
  const { notices: _, ...allowed } = (await rated("")).bill;
  expect(bill).toMatchObject(allowed);
});

test("bills in the terminal and as pages show top-ups and what was refused", async () => {
  const { bill } = await rated("when credit is short refuse");
  const shown = renderBill(bill, { language: "en", colors: PLAIN });
  expect(shown).toContain("+ 2 refused for want of credit");
  expect(shown).toMatch(/n3 +│ 2026-03-03T10:00:00\+00:00 │ 1\.00 │ +0\.50/);
  expect(shown).toMatch(/t1 +│ 2026-03-05T09:00:00\+00:00 │ +1\.00/);
  const empty = new Map<string, never>();
  const page = billHtml(bill, { language: "vi", serviceTitles: empty, clauses: empty, measures: empty, days: empty });
  expect(page).toContain("n5, 2026-03-05T09:00:00+00:00");
  expect(page).toContain("Bị từ chối vì số dư trả trước không đủ cho chi phí");
});

test("at one instant, what is taken is rated together: a note makes an echo free that had cost something, and pays for itself with that", async () => {
  const { bill, decisions } = await rated("when credit is short refuse", [
    sent("n1", "01T09:00"),
    sent("n2", "02T09:00"),
    record("sdl.top-up.v1", "t1", "09T09:00", { amount: "0.50" }),
    // One euro is left. The echo a costs 0.40 until the note b is taken, which leaves nothing; c and e are then free as well.
    echo("a", "10T09:00"),
    sent("b", "10T09:00"),
    echo("c", "10T09:00"),
    sent("d", "10T09:00", "+84907654321"),
    echo("e", "10T09:00"),
    sent("f", "10T09:00", "+84900000000"),
    // The note d was refused, and so is its echo.
    echo("g", "10T09:00", "+84907654321"),
  ]);
  expect(bill.credit).toMatchObject({ byEvents: "3.00", closing: "-2.00" });
  expect(bill.credit!.refused).toEqual(
    ["d", "f", "g"].map((id) => ({
      service: "Notes",
      record: id,
      time: "2026-03-10T09:00:00+00:00",
      cost: id === "g" ? "0.40" : "1.00",
      left: "0.00",
    })),
  );
  const { a, b, c, d, e, f, g } = decisions;
  expect([a, b, c, d, e, f, g]).toEqual(["free", "charged", "free", "refused", "free", "refused", "refused"]);
});
