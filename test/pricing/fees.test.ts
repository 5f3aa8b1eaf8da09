/** Fees whose price depends on fields: of the event they fall due for, or of the one that begins the interval. */
import { describe, expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { numbers } from "./kit.ts";

const T = 'title en "t" vi "t"';

describe("fees priced by fields", () => {
  const card = "kind,country,price,valid_from,valid_until\nlong,VN,3.50,,2026-03-14\nlong,VN,4.50,2026-03-15,\nshort,VN,40,,\n";
  const lease = (number: string, kind: string, time: string) => ["Leased", time, { number, kind, country: "VN" }] as const;
  const release = (number: string, time: string) => ["Released", time, { number }] as const;

  test("monthly for each interval: at the price for the event that began it, as of the first day of the month", async () => {
    const { lines, total } = await numbers('Rent at rates "n.csv" by kind, country', card, [
      lease("+841", "long", "2026-02-10 09:00"),
      lease("+842", "long", "2026-03-20 09:00"),
      lease("+843", "short", "2026-03-31 23:59"),
      release("+843", "2026-04-01 00:00"),
    ]);
    expect(lines).toEqual(["Rent fee long/VN: 2 × 3.50 = 7.00", "Rent fee short/VN: 1 × 40 = 40.00"]);
    expect(total).toBe("47.00");
  });

  test("a key is due once a month, as the first of its intervals", async () => {
    const { lines } = await numbers('Rent at rates "n.csv" by kind, country', card, [
      lease("+841", "short", "2026-03-02 09:00"),
      release("+841", "2026-03-03 09:00"),
      lease("+841", "unknown", "2026-03-04 09:00"),
    ]);
    expect(lines).toEqual(["Rent fee short/VN: 1 × 40 = 40.00"]);
  });

  test("without a price: an error line, with the event where the month has it", async () => {
    const { lines, bill } = await numbers('Rent at rates "n.csv" by kind, country', card, [
      lease("+841", "tiny", "2026-02-10 09:00"),
      lease("+842", "tiny", "2026-03-20 09:00"),
    ]);
    expect(lines).toEqual(["Rent error tiny/VN: 1 × null = 0.00", "Rent error tiny/VN: 1 × null = 0.00"]);
    expect(bill.lines.map(({ events }) => events ?? [])).toContainEqual(["e2"]);
    expect(bill.notices.map(({ code }) => code)).toEqual(["no-price"]);
  });

  test("once for each event: at the price of its instant", async () => {
    const { lines } = await numbers('Rent at 0 EUR Setup at rates "n.csv" by kind, country', card, [
      lease("+841", "long", "2026-03-14 23:59"),
      lease("+842", "long", "2026-03-15 00:00"),
    ]);
    expect(lines).toContain("Setup fee long/VN: 1 × 3.50 = 3.50");
    expect(lines).toContain("Setup fee long/VN: 1 × 4.50 = 4.50");
  });

  test("what no single event stands for cannot be priced by fields", () => {
    const interval = `event Stop { ${T} user phone } interval I per user from Message until Stop { ${T} }`;
    for (const basis of ["monthly", "monthly for each I at its peak"]) {
      const text = inService(`${interval} fee F { ${T} ${basis} priced by destination }`);
      expect(shown(compileFiles({ "a.sdl": text }))).toContainEqual(expect.stringMatching(/^SDL4005 at `destination`/));
    }
  });
});
