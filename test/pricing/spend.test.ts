/** What a month comes to, how it is rounded and divided; percentages. From text to bill. */
import { describe, expect, test } from "vitest";
import { firstMonth, lastMonth, period } from "../../runtime/calendar.ts";
import { messages, rateShapes, rateText, type Used } from "./kit.ts";

const sms = "Sms at 1 EUR";
const spent = ({ bill }: Awaited<ReturnType<typeof rateShapes>>) =>
  bill.lines.filter(({ clause }) => clause.includes("-")).map(({ clause, kind, amount }) => `${clause} ${kind} ${amount}`);

describe("spending of a service", () => {
  const take = `${sms} at least 5 EUR a month at most 8 EUR a month`;

  test.each([
    [0, "S.minimum-spend minimum 5.00", "5.00"],
    [3, "S.minimum-spend minimum 2.00", "5.00"],
    [5, undefined, "5.00"],
    [8, undefined, "8.00"],
    [10, "S.maximum-spend cap -2.00", "8.00"],
  ])("%d messages of 1 EUR, at least 5 and at most 8", async (count, line, total) => {
    const rated = await rateShapes(take, messages(count));
    expect(spent(rated)).toEqual(line === undefined ? [] : [line]);
    expect(rated.total).toBe(total);
  });

  test("the line says whose it is, in both languages", async () => {
    const { bill } = await rateShapes(take, messages(3));
    expect(bill.lines.at(-1)).toMatchObject({
      title: { en: "Agreed minimum for t", vi: "Mức tối thiểu đã thỏa thuận cho t" },
      unitPrice: "2.00",
      quantity: "1",
      priceSource: "agreement",
    });
  });

  test("nothing is due in a month of which no part is in force", async () => {
    expect((await rateShapes(take, [], { agreement: "from 2026-04-01" })).total).toBe("0.00");
  });

  test("a first month in part counts as a whole unless the agreement says otherwise", async () => {
    const from = { agreement: "from 2026-03-17" };
    expect((await rateShapes(`${sms} at least 31 EUR a month`, [], from)).total).toBe("31.00");
    expect((await rateShapes(`${sms} at least 31 EUR a month, first month prorated by day`, [], from)).total).toBe("15.00");
  });
});

test("spending of the whole bill comes after that of its services", async () => {
  const agreement = `at least 20 EUR a month at most 30 EUR a month take S { ${sms} Platform at 0 EUR at least 5 EUR a month }`;
  const rated = await rateShapes("Platform", messages(1), { agreement });
  expect(spent(rated)).toEqual(["S.minimum-spend minimum 4.00", "Acme.minimum-spend minimum 15.00"]);
  expect(rated.total).toBe("20.00");
  expect(spent(await rateShapes("Platform", messages(31), { agreement }))).toEqual(["Acme.maximum-spend cap -1.00"]);
});

test.each([
  ["at least 5 EUR a month at least 6 EUR a month", "SDL2009"],
  ["at least 5 EUR a month at most 4 EUR a month", "SDL6106"],
  ["at least 5 USD a month", "SDL6006"],
])("%s: %s", async (spend, code) => {
  await expect(rateShapes(`${sms} ${spend}`, [])).rejects.toThrow(code);
  await expect(rateShapes("Platform", [], { agreement: `${spend} take S { ${sms} Platform at 0 EUR }` })).rejects.toThrow(code);
});

describe("rounding", () => {
  test.each([
    ["half up to 0.001 EUR", "0.0125", "0.013"],
    ["half even to 0.001 EUR", "0.0125", "0.012"],
    ["up to 0.05 EUR", "1.01", "1.05"],
    ["half up to 1 EUR", "1.49", "1.00"],
    ["half up to 10 EUR", "15", "20.00"],
    ["down", "0.019", "0.01"],
  ])("%s: %s is %s", async (rounding, price, amount) => {
    const { total } = await rateShapes(`Sms at ${price} EUR`, messages(1), { agreement: `rounding ${rounding}` });
    expect(total).toBe(amount);
  });

  test("the total is the sum of rounded lines", async () => {
    const { total } = await rateShapes("Sms at 0.0004 EUR Platform at 0.0004 EUR", messages(1), {
      agreement: "rounding up to 0.001 EUR",
    });
    expect(total).toBe("0.002");
  });
});

describe("proration", () => {
  const rent = async (proration: string, from: string, until: string) => {
    const service = `sdl 1 service S in Channels { title en "t" vi "t"
      fee Platform { title en "t" vi "t" monthly first month prorated by day } }`;
    const agreement = `${proration} from ${from} ${until && `until ${until}`}`;
    const { lines } = await rateText({ service, take: "Platform at 30 EUR", agreement }, []);
    return lines[0]?.replace("Platform fee: 1 × 30 ", "");
  };

  test.each([
    ["", "2026-03-11", "", "× 21/31 = 20.32"],
    ["proration by days of the month", "2026-03-11", "", "× 21/31 = 20.32"],
    ["proration by days of the month, first day not counted", "2026-03-11", "", "× 20/31 = 19.35"],
    ["proration by days of the month, first day not counted", "2026-03-01", "", "× 30/31 = 29.03"],
    ["proration by 30 days", "2026-03-11", "", "× 20/30 = 20.00"],
    ["proration by 30 days", "2026-03-31", "", "× 1/30 = 1.00"],
    ["proration by days of the month", "2026-01-01", "2026-03-10", "= 30.00"],
    ["proration by days of the month, last month too", "2026-01-01", "2026-03-10", "× 10/31 = 9.68"],
    ["proration by days of the month, last month too, last day not counted", "2026-01-01", "2026-03-10", "× 9/31 = 8.71"],
    ["proration by 30 days, last month too", "2026-01-01", "2026-03-31", "= 30.00"],
    ["proration by days of the month, last month too", "2026-03-11", "2026-03-20", "× 10/31 = 9.68"],
  ])("%s from %s until %s: %s", async (policy, from, until, part) => {
    expect(await rent(policy, from, until)).toBe(part);
  });

  test("in February of 30 days, the last day of the month is the 30th", () => {
    const february = period("UTC", "2026-02");
    const policy = { by: "30 days", firstDayCounts: true, lastMonth: { lastDayCounts: true } } as const;
    expect(firstMonth(february, "2026-02-15", "UTC", undefined, policy)?.proration).toEqual({ numerator: 16, denominator: 30 });
    expect(lastMonth(february, "2026-02-27", "UTC", policy)?.proration).toEqual({ numerator: 27, denominator: 30 });
    expect(lastMonth(february, "2026-02-28", "UTC", policy)).toBeUndefined();
  });
});

describe("percentages", () => {
  const payments = (...amounts: string[]): Used[] => amounts.map((amount) => ["Payment", "2026-03-10 09:00", { amount }]);
  const of = async (take: string, ...amounts: string[]) =>
    (await rateShapes(take, payments(...amounts))).lines.filter((line) => line.startsWith(take.split(" ")[0]!));

  test("of the sum of a number, which holds money", async () => {
    expect(await of("Commission at 1.3 %", "100", "50.5")).toEqual(["Commission charge: 150.5 × 0.013 = 1.96"]);
    expect(await of("Share at 12.5 %", "100")).toEqual(["Share charge: 100 × 0.125 = 12.50"]);
    expect(await of("Share graduated { up to 10 at 1 % beyond at 2 % }", "11")).toEqual([
      "Share charge: 10 × 0.01 = 0.10",
      "Share charge: 1 × 0.02 = 0.02",
    ]);
  });

  test("with limits of each event", async () => {
    expect(await of("Commission at 2.99 %, at least 1.75 EUR and at most 12 EUR per payment", "10", "80", "10000")).toEqual([
      "Commission charge: 80 × 0.0299 = 2.39",
      "Commission charge: 1 × 1.75 = 1.75",
      "Commission charge: 1 × 12 = 12.00",
    ]);
  });

  test("not where money is due", async () => {
    for (const take of ["Sms at 1 %", "CallTime at 1 %", "Platform at 1 %", "Commission at 1 %, plus 1 % per payment"])
      await expect(rateShapes(take, [])).rejects.toThrow("SDL3004");
  });
});
