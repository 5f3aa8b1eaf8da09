/** When agreements, services taken and rate cards hold. */
import { describe, expect, test } from "vitest";
import { codes, compileFiles, inService, shown } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';
const service = inService(
  `charge ByCountry { ${T} for each Message in addition to Base priced by destination }
   charge ByNumber { ${T} for each Message in addition to Base, ByCountry priced by user }
   term Step { ${T} 60 seconds, unless otherwise agreed }
   charge Talk { ${T} for each commenced Step of length of Message in addition to Base, ByCountry, ByNumber }`,
);
const agreement = (properties: string, entries = "", from = "") =>
  compileFiles({
    "a.sdl": service,
    "b.sdl": `sdl 1 agreement A { currency EUR time zone "UTC" charging model post-pay ${properties}
      take Sample ${from} { Base at 1 EUR Talk at 1 EUR ByCountry at rates "c.csv" by destination ByNumber at rates "n.csv" by user ${entries} } }`,
    "c.csv": `destination,price,valid_from,valid_until\n${country}`,
    "n.csv": `user,price,valid_from,valid_until\n${number}`,
  });
let country = "VN,1,,";
let number = "+84,1,,";
/** What is told of the gaps of a rate card by country, or by number, in an agreement with these properties. */
const gaps = (rows: string, properties = "", by: "country" | "number" = "country", from = ""): string[] => {
  country = by === "country" ? rows : "VN,1,,";
  number = by === "number" ? rows : "+84,1,,";
  return agreement(properties, "", from).diagnostics.map((d) => `${d.code} ${d.message}`);
};
const year = "from 2026-01-01 until 2026-12-31";
const open = "from 2026-01-01";

describe("a rate card", () => {
  test.each([
    ["that always holds", "VN,1,,", year],
    ["that holds on all days of the agreement", "VN,1,2026-01-01,2026-12-31", year],
    ["that goes on from day to day", "VN,1,2026-01-01,2026-03-15\nVN,2,2026-03-16,", open],
    ["whose rows overlap", "VN,1,2026-01-01,2026-06-30\nVN,2,2026-03-16,", open],
    ["that held before the agreement too", "VN,1,2025-01-01,2025-12-31\nVN,2,2026-01-01,", open],
    ["of an agreement without a first day, that begins some time", "VN,1,2026-02-01,", ""],
  ])("%s has no gap", (_, rows, properties) => expect(gaps(rows, properties)).toEqual([]));

  test.each([
    ["between two rows", "VN,1,2026-01-01,2026-03-15\nVN,2,2026-04-01,", open, "VN from 2026-03-16 to 2026-03-31"],
    ["of one day", "VN,1,2026-01-01,2026-03-15\nVN,2,2026-03-17,", open, "VN on 2026-03-16"],
    ["before it begins", "VN,1,2026-02-01,", open, "VN from 2026-01-01 to 2026-01-31"],
    ["after it ends", "VN,1,2026-01-01,2026-11-30", year, "VN from 2026-12-01 to 2026-12-31"],
    ["after it ends, without an end of the agreement", "VN,1,2026-01-01,2026-12-31", open, "VN from 2027-01-01 on"],
    ["on all days", "VN,1,2025-01-01,2025-12-31", year, "VN from 2026-01-01 to 2026-12-31"],
    ["that only begins after the agreement has ended", "VN,1,2027-01-01,", year, "VN from 2026-01-01 to 2026-12-31"],
    ["for several keys", "VN,1,2026-02-01,\nSG,1,2026-02-01,\nTH,1,,", open, "VN and 1 more from 2026-01-01 to 2026-01-31"],
  ])("has a gap %s", (_, rows, properties, words) =>
    expect(gaps(rows, properties)).toEqual([`SDL6301 c.csv has no price for ${words}.`]),
  );

  test("of a service taken later is needed from then on", () => {
    expect(gaps("VN,1,2026-02-01,", open, "country", "from 2026-02-01")).toEqual([]);
  });

  test("a number finds the price of a shorter prefix where its own does not hold", () => {
    expect(gaps("+84,1,,\n+8490,2,2026-01-01,2026-03-15", open, "number")).toEqual([]);
    expect(gaps("+84,1,2026-01-01,2026-06-30\n+8490,2,2026-01-01,2026-03-15", open, "number")).toEqual([
      "SDL6301 n.csv has no price for +84 and 1 more from 2026-07-01 on.",
    ]);
  });

  test("with many numbers is checked in little time", () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `+84${100_000 + i},1,2026-01-01,2026-06-30`).join("\n");
    const start = performance.now();
    expect(gaps(rows, open, "number")[0]).toBe("SDL6301 n.csv has no price for +84100000 and 19999 more from 2026-07-01 on.");
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("a gap is told at the price in the agreement, where it can be allowed", () => {
    country = "VN,1,2026-02-01,";
    number = "+84,1,,";
    expect(shown(agreement(open))[0]).toContain('at `ByCountry at rates "c.csv" by destination`');
    const allowed = compileFiles({
      "a.sdl": inService(`charge C { ${T} for each Message in addition to Base priced by destination }`),
      "b.sdl": `sdl 1 agreement A { currency EUR time zone "UTC" charging model post-pay from 2026-01-01
        allow SDL6301 because "The service starts in February." take Sample { Base at 1 EUR C at rates "c.csv" by destination } }`,
      "c.csv": "destination,price,valid_from\nVN,1,2026-02-01\n",
    });
    expect(shown(allowed)).toEqual([]);
  });
});

describe("an agreement", () => {
  test.each([
    ["before it begins", "from 2025-12-31", ["SDL6302"]],
    ["after it ends", "from 2027-01-01", ["SDL6302"]],
    ["on its first day", "from 2026-01-01", []],
    ["on its last day", "from 2026-12-31", []],
  ])("a service taken %s", (_, from, expected) => {
    country = "VN,1,,";
    number = "+84,1,,";
    expect(codes(agreement(year, "", from).diagnostics)).toEqual(expected);
  });

  test("sets a term once", () => {
    expect(shown(agreement("", "set Step to 30 seconds set Step to 20 seconds"))).toEqual([
      expect.stringContaining("SDL2009 at `set Step to 20 seconds`: The value of `Step` is given twice."),
    ]);
  });
});
