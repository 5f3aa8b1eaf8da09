/** What a client spends at least and at most in a month, and what pre-paid credit is left. */
import { describe, expect, test } from "vitest";
import type { BillLine } from "../../runtime/bill.ts";
import type { PartOfMonth } from "../../runtime/calendar.ts";
import { Money } from "../../runtime/money.ts";
import { checkSpend, spenderOf, spendLines } from "../../runtime/spend.ts";

const money = new Money("EUR");
const title = { en: "Messages", vi: "Tin nhắn" };
const spend = (amount: string, prorated = false) => ({ amount, prorated });
const billed = (...amounts: string[]) => amounts.map((amount) => ({ amount }) as BillLine);
const half = { proration: { numerator: 15, denominator: 30 } } as PartOfMonth;

describe("spending", () => {
  test("below the least, a line brings the month up to it", () => {
    expect(spendLines({ name: "SMS", title, atLeast: spend("20") }, billed("5.10", "1.40"), money)).toEqual([
      {
        service: "SMS",
        clause: "SMS.minimum-spend",
        kind: "minimum",
        dimensions: {},
        quantity: "1",
        unit: "month",
        unitTitle: { en: "month", vi: "tháng" },
        unitPrice: "13.50",
        amount: "13.50",
        title: { en: "Agreed minimum for Messages", vi: "Mức tối thiểu đã thỏa thuận cho Tin nhắn" },
        priceSource: "agreement",
      },
    ]);
  });

  test("above the most, a line brings it down", () => {
    expect(spendLines({ name: "Acme", atMost: spend("5") }, billed("5.10", "1.40"), money)).toMatchObject([
      {
        service: "Acme",
        clause: "Acme.maximum-spend",
        kind: "cap",
        unitPrice: "-1.50",
        amount: "-1.50",
        title: { en: "Agreed maximum", vi: "Mức tối đa đã thỏa thuận" },
      },
    ]);
    expect(spendLines({ name: "Acme", atLeast: spend("5") }, billed(), money)).toMatchObject([
      { amount: "5.00", title: { en: "Agreed minimum", vi: "Mức tối thiểu đã thỏa thuận" } },
    ]);
  });

  test("just as much as agreed needs no line, nor does what lies between", () => {
    const agreed = { name: "SMS", atLeast: spend("5"), atMost: spend("6") };
    for (const amount of ["5", "5.50", "6"]) expect(spendLines(agreed, billed(amount), money)).toEqual([]);
    expect(spendLines({ name: "SMS" }, billed("5"), money)).toEqual([]);
  });

  test("in a part of a month counts in part only where that is agreed", () => {
    const amounts = (prorated: boolean) =>
      spendLines({ name: "SMS", atLeast: spend("20", prorated), part: half }, billed("1"), money).map(({ amount }) => amount);
    expect([amounts(true), amounts(false)]).toEqual([["9.00"], ["19.00"]]);
    expect(spendLines({ name: "SMS", atLeast: spend("20", true) }, billed("1"), money)[0]?.amount).toBe("19.00");
  });

  test("a title in one language stands for the other", () => {
    const [line] = spendLines({ name: "SMS", title: { en: "Texts" }, atLeast: spend("1") }, [], money);
    expect(line!.title).toEqual({ en: "Agreed minimum for Texts", vi: "Mức tối thiểu đã thỏa thuận cho Texts" });
    const [named] = spendLines({ name: "SMS", title: {}, atLeast: spend("1") }, [], money);
    expect(named!.title).toEqual({ en: "Agreed minimum for SMS", vi: "Mức tối thiểu đã thỏa thuận cho SMS" });
  });

  test("nothing is agreed of a month no part of which is in force", () => {
    const agreed = { name: "SMS", title, atLeast: spend("1"), atMost: spend("2") };
    expect(spenderOf(agreed, { start: 5, end: 6 }, half)).toEqual({ ...agreed, part: half });
    for (const start of [6, 7])
      expect(spenderOf(agreed, { start, end: 6 }, undefined)).toEqual({ name: "SMS", title, part: undefined });
    expect(spenderOf({ name: "SMS" }, { start: 0, end: 1 }, undefined)).toStrictEqual({ name: "SMS", part: undefined });
  });

  test("what makes no sense is refused", () => {
    expect(() => checkSpend(spend("-1"), undefined)).toThrow("a month cannot come to at least or at most -1.");
    expect(() => checkSpend(undefined, spend("-0.5"))).toThrow("a month cannot come to at least or at most -0.5.");
    expect(() => checkSpend(spend("5"), spend("4"))).toThrow("at most 4 a month is below at least 5.");
    expect(() => checkSpend(spend("x"), undefined)).toThrow(/"x" is not a decimal number/);
    for (const [least, most] of [[], [spend("0")], [undefined, spend("0")], [spend("5"), spend("5")]] as const)
      expect(() => checkSpend(least, most)).not.toThrow();
  });
});
