/** `at most`: the month's number counts no more than that. */
import { describe, expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { rateText, type Used } from "../pricing/kit.ts";

const T = 'title en "t" vi "t"';
const world = (elements: string) => `sdl 1 service S in SaaS { ${T}
  event Granted { ${T} user text }
  event Revoked { ${T} user text }
  interval Seat per user from Granted until Revoked { ${T} }
  term Purchased { ${T} 2, unless otherwise agreed }
  ${elements}
}`;
const granted = (user: string, time: string): Used => ["Granted", time, { user }];
const revoked = (user: string, time: string): Used => ["Revoked", time, { user }];
const advance = "in advance on day 1, additions when provisioned and in full";

describe("a fee for intervals", () => {
  const service = world(
    `fee Licence { ${T} monthly for each Seat at its peak at most Purchased ${advance} first month prorated by day }`,
  );
  const usage = [granted("a", "2026-02-01 00:00"), granted("b", "2026-03-05 09:00"), granted("c", "2026-03-06 09:00")];

  test("is due for the first ones, and posted as they come", async () => {
    const { bill, lines } = await rateText({ service, take: "Licence at 10 EUR" }, usage);
    expect(lines).toEqual(["Licence fee: 2 × 10 = 20.00"]);
    expect(bill.lines[0]!.postings).toEqual([
      { at: "2026-03-01T00:00:00+07:00", quantity: "1" },
      { at: "2026-03-05T09:00:00+07:00", quantity: "1" },
    ]);
  });

  test("the agreement sets the limit; a part of one is a part of one", async () => {
    const take = (limit: string) => `set Purchased to ${limit} Licence at 10 EUR`;
    expect((await rateText({ service, take: take("3") }, usage)).lines).toEqual(["Licence fee: 3 × 10 = 30.00"]);
    expect((await rateText({ service, take: take("0") }, usage)).lines).toEqual([]);
    const { bill, lines } = await rateText({ service, take: take("1.5") }, usage);
    expect(lines).toEqual(["Licence fee: 1.5 × 10 = 15.00"]);
    expect(bill.lines[0]!.postings?.map(({ quantity }) => quantity)).toEqual(["1", "0.5"]);
  });

  test("a first, partial month: what is there on its first day counts first", async () => {
    const { lines } = await rateText({ service, take: "Licence at 31 EUR", agreement: "from 2026-03-03" }, [
      granted("a", "2026-03-01 09:00"),
      granted("b", "2026-03-05 09:00"),
      granted("c", "2026-03-06 09:00"),
    ]);
    expect(lines).toEqual(["Licence fee: 1 × 31 = 31.00", "Licence fee: 1 × 31 × 29/31 = 29.00"]);
  });

  test("alive: a key that left counts, and leaves no room for another", async () => {
    const alive = world(`fee Licence { ${T} monthly for each Seat at most 2 }`);
    const { lines } = await rateText({ service: alive, take: "Licence at 10 EUR" }, [
      granted("a", "2026-03-02 09:00"),
      revoked("a", "2026-03-03 09:00"),
      granted("b", "2026-03-04 09:00"),
      granted("c", "2026-03-05 09:00"),
    ]);
    expect(lines).toEqual(["Licence fee: 2 × 10 = 20.00"]);
  });
});

describe("measures and charges", () => {
  const service = world(`
    measure Users { ${T} number of Seat alive at most 3 }
    measure Fewer { ${T} number of Users at most Purchased }
    measure Grants { ${T} number of Granted at most 2 }
    charge User { ${T} for each Users }
    charge FewerUsers { ${T} for each Fewer }
    charge OneUser { ${T} for each Users at most 1 }
    charge Grant { ${T} for each Grants }
    package Pack of Users { ${T} monthly fee beyond it charge each }`);

  test("count at most so many, also through other measures", async () => {
    const usage = ["a", "b", "c", "d"].map((user) => granted(user, "2026-03-02 09:00"));
    const take = "User at 1 EUR FewerUsers at 1 EUR OneUser at 1 EUR Grant at 1 EUR Pack 1 for 5 EUR, then 1 EUR each";
    const { bill, lines } = await rateText({ service, take }, usage);
    expect(bill.measures).toEqual({ "S.Users": "3", "S.Fewer": "2", "S.Grants": "2" });
    expect(lines).toEqual([
      "User charge: 3 × 1 = 3.00",
      "FewerUsers charge: 2 × 1 = 2.00",
      "OneUser charge: 1 × 1 = 1.00",
      "Grant charge: 2 × 1 = 2.00",
      "Pack package: 1 × 5 = 5.00",
      "Pack overage: 2 × 1 = 2.00",
    ]);
    // what is more than the limit is part of a number that is charged
    expect(bill.events).toMatchObject({ charged: 4, free: 0 });
  });
});

test.each([
  [
    "charge C { ${T} for each commenced 1 minute of length of Message at most 5 }",
    "SDL4010 at `5`: Single events are charged here",
  ],
  ["fee F { ${T} once for each Message at most 5 }", "SDL4010 at `5`: The fee is due for single events"],
  ["fee F { ${T} monthly at most 5 }", "SDL4010 at `5`: Nothing is counted here"],
  ["fee F { ${T} monthly for each I priced by destination at most 5 }", "SDL4010 at `5`: Each has a price of its own"],
  ["measure M { ${T} number of Message at most 5 GB }", "SDL3004 at `5 GB`: This is a size, where a number is needed"],
  ["measure M { ${T} number of Message at most 5 at most 6 }", "SDL2009 at `6`: What is counted at most is given twice"],
])("%s", (element, expected) => {
  const interval = `event Stop { ${T} user phone } interval I per user from Message until Stop { ${T} }`;
  const found = shown(compileFiles({ "a.sdl": inService(`${interval} ${element.replace("${T}", T)}`) }));
  expect(found).toContainEqual(expect.stringContaining(expected));
});
