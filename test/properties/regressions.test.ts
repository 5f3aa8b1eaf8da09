/** What the comparison with the oracle brought to light, as single cases. */
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import type { AgreementResult, Bill, StateFile } from "../../runtime/index.ts";
import { compileFiles, shown } from "../kit/compile.ts";
import { flat, moduleOf, rateMonth, short, used } from "../kit/rated.ts";
import { recording } from "../kit/services.ts";
import { limited } from "./fixtures.ts";
import { rateMonth as rateAgreement, recordsOf } from "./rating.ts";

const breaches = (service: Service, ...events: ReturnType<typeof used>[]) =>
  rateMonth(service, "2026-03", events).bill.breaches.map(({ clause, event }) => `${clause} ${event}`);

describe("a limit on different values", () => {
  const at = "2026-03-05T09:00:00";
  const opened = (id: string) => used(limited, "Opened", at, { user: "an" }, id);
  const use = (item: string, id: string) => used(limited, "Used", at, { user: "an", item }, id);

  test("sees a window that opens at the same instant, whatever the ids", () => {
    const broken = "Limited.Items 3";
    expect(breaches(limited, opened("1"), use("x", "2"), use("y", "3"))).toContain(broken);
    expect(breaches(limited, opened("4"), use("x", "2"), use("y", "3"))).toContain(broken);
  });

  test("sees a set that the event itself joins", () => {
    expect(breaches(limited, use("x", "1"), use("y", "2"))).toEqual(["Limited.ItemsOfUsers 2"]);
  });

  test("counts values from before the agreement took the service", () => {
    const early = used(limited, "Used", "2026-02-27T09:00:00", { user: "an", item: "x" }, "1");
    expect(breaches(limited, early, use("y", "2"))).toEqual(["Limited.ItemsOfUsers 2"]);
  });
});

describe("storage without a price", () => {
  const row = { key: ["VN"], price: "1", line: 2 };
  const stored = (time: string, region = "VN") =>
    used(recording, "Stored", time, { recording: `r-${region}-${time}`, length: 60, region }, `s-${region}-${time}`);
  const lines = (rows: readonly object[], ...events: ReturnType<typeof used>[]) =>
    short(
      rateMonth(recording, "2026-03", events, {
        prices: {
          StorageByVolume: flat("0"),
          StorageByMinute: { kind: "rates", file: "r.csv", by: ["region"], rows },
        },
      }),
    );

  test("stands on an error line, also when it was stored in an earlier month", () => {
    moduleOf(recording);
    expect(lines([row], stored("2026-02-20T00:00:00", "HR"))).toEqual(["StorageByMinute error HR: 1 × null = 0.00"]);
  });

  test("once when it was stored in this month", () => {
    expect(lines([row], stored("2026-03-20T00:00:00", "HR"))).toEqual(["StorageByMinute error HR: 1 × null = 0.00"]);
  });

  test("and when the price ends while it is stored", () => {
    expect(lines([{ ...row, until: "2026-03-29" }], stored("2026-03-28T00:00:00"))).toEqual([
      "StorageByMinute charge VN: 2 × 1 = 2.00",
      "StorageByMinute error VN: 1 × null = 0.00",
    ]);
  });
});

type Happened = readonly [day: string, name: string, data: Readonly<Record<string, string>>];

async function billOf(...what: Parameters<typeof rated>): Promise<Bill> {
  return (await rated(...what)).bill;
}

/** What a month comes to for an agreement with a contract, both as they are written, and events of the service Sample. */
async function rated(
  elements: string,
  agreement: string,
  month: string,
  events: readonly Happened[] = [],
  state?: StateFile,
): Promise<AgreementResult> {
  const T = 'title en "t" vi "t"';
  const contract = `sdl 1
service Other in SaaS { ${T} fee Base { ${T} monthly } }
service Sample in Channels { ${T}
  event Used { ${T} user text en "u" vi "u" }
  event Left { ${T} user text en "u" vi "u" }
  ${elements.replaceAll(/^ *(?:charge|fee|package|measure|interval|term|set|forbid) .*?\{/gm, `$& ${T} `)}
}
agreement Acme { client "Acme" currency EUR time zone "UTC" charging model post-pay ${agreement} }`;
  const program = compileFiles({ "a.sdl": contract });
  expect(shown(program).filter((_, index) => program.diagnostics[index]!.severity === "error")).toEqual([]);
  const usage = events.map(([day, name, data], index) => {
    const at = Date.parse(`${day}T09:00:00Z`);
    return { service: "Sample", name, at, id: String(index), source: "/test", data };
  });
  const records = recordsOf(program.services, usage);
  return rateAgreement(program.services, program.agreements[0]!, month, records, state === undefined ? {} : { state });
}

const inShort = ({ lines }: Bill) =>
  lines.map(({ clause, kind, quantity, amount }) => `${clause} ${kind} ${quantity}: ${amount}`);

describe("alternatives", () => {
  const either = `
    measure Uses { number of Used }
    package Bundle of Uses { monthly fee }
    fee Entry { once for each Used alternative to Bundle }`;

  test("that an agreement does not price are not due, and leave no error lines", async () => {
    const bundle = "take Sample { Bundle 1 for 5 EUR }";
    const used = ["2026-03-05", "Used", { user: "an" }] as const;
    expect(inShort(await billOf(either, bundle, "2026-03", [used]))).toEqual(["Sample.Bundle package 1: 5.00"]);
  });

  test("also not for what began in an earlier month", async () => {
    const stays = `
      interval Stay per user from Used until Left { }
      fee ByUser { monthly for each Stay priced by user }
      fee Flat { monthly alternative to ByUser }`;
    const flat = "take Sample { Flat at 5 EUR }";
    const began = ["2026-02-05", "Used", { user: "an" }] as const;
    expect(inShort(await billOf(stays, flat, "2026-03", [began]))).toEqual(["Sample.Flat fee 1: 5.00"]);
  });

  test("of which one is there in some months only: the one that is priced is the one that was chosen", async () => {
    const sometimes = `
      fee Alone { monthly when not subscribed to Other }
      fee Always { monthly alternative to Alone }`;
    const agreement = "from 2026-02-01 take Sample { Alone at 5 EUR } take Other from 2026-03-11 { Base at 1 EUR }";
    expect(inShort(await billOf(sometimes, agreement, "2026-02"))).toEqual(["Sample.Alone fee 1: 5.00"]);
    expect(inShort(await billOf(sometimes, agreement, "2026-03"))).toEqual(["Other.Base fee 1: 1.00"]);
  });

  test("that share one are alternatives of each other, in whatever order they are declared", async () => {
    const three = `
      measure Uses { number of Used }
      fee First { monthly }
      fee Second { monthly alternative to First }
      package Fourth of Uses { monthly fee alternative to Third }
      package Third of Uses { monthly fee alternative to Second }`;
    for (const priced of ["First at 5 EUR", "Second at 5 EUR", "Third 1 for 5 EUR", "Fourth 1 for 5 EUR"])
      expect((await billOf(three, `take Sample { ${priced} }`, "2026-03")).total).toBe("5.00");
  });
});

test("an agreement that has ended is not asked for prices that it never needed", async () => {
  const alone = "fee Alone { monthly when not subscribed to Other }";
  const ended = "from 2026-01-01 until 2026-01-31 take Sample take Other { Base at 1 EUR }";
  expect(inShort(await billOf(alone, ended, "2026-01"))).toEqual(["Other.Base fee 1: 1.00"]);
  expect(inShort(await billOf(alone, ended, "2026-02"))).toEqual([]);
});

test("a measure that rests on a value which nobody says has no number", async () => {
  const resting = `
    term Many { number as agreed }
    term Basis { each en "e" vi "e" or all en "a" vi "a", unless otherwise agreed }
    measure Uses { number of Used }
    measure Few { number of Uses at most Many }
    charge All { for each Few when Basis is all }`;
  const used = ["2026-03-05", "Used", { user: "an" }] as const;
  expect((await billOf(resting, "take Sample", "2026-03", [used])).measures).toEqual({ "Sample.Uses": "1" });
  const agreed = "take Sample { set Many to 0 set Basis to all All at 1 EUR }";
  expect((await billOf(resting, agreed, "2026-03", [used])).measures).toEqual({ "Sample.Uses": "1", "Sample.Few": "0" });
});

test("events of an earlier month that come again bring no values to a limit that looks at states of now", async () => {
  const listed = `
    set List of user { added on Left }
    forbid Listed { more than 0 distinct user of Used where user on List }`;
  const early: readonly Happened[] = [
    ["2026-03-05", "Used", { user: "an" }],
    ["2026-03-06", "Left", { user: "an" }],
  ];
  const first = await rated(listed, "take Sample", "2026-03", early);
  expect(first.bill.breaches).toEqual([]);
  const next = async (events: readonly Happened[]) =>
    (await rated(listed, "take Sample", "2026-04", events, first.closingState)).closingState;
  expect(await next(early)).toEqual(await next([]));
});

describe("a term that something is counted in", () => {
  const counted = (unit: string, n: string) =>
    shown(
      compileFiles({
        "a.sdl": `sdl 1
service Sample in Channels { title en "t" vi "t"
  event Used { title en "t" vi "t" user text en "u" vi "u" weight count en "w" vi "w" }
  term Unit { title en "t" vi "t" ${unit} }
  charge Weight { title en "t" vi "t" for each commenced Unit of weight of Used }
}
agreement Acme { client "Acme" currency EUR time zone "UTC" charging model post-pay take Sample { set Unit to ${n} Weight at 1 EUR } }`,
      }),
    );

  test("cannot be set to nothing", () => {
    expect(counted("5, unless otherwise agreed", "0")).toEqual(["SDL3013 at `0`: `Unit` must be longer than nothing."]);
    expect(counted("number as agreed", "0.0")).toEqual(["SDL3013 at `0.0`: `Unit` must be longer than nothing."]);
    expect(counted("number as agreed", "0.5")).toEqual([]);
  });
});
