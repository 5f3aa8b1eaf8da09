/** Increments over the month: a field is added up at each price, then started units are counted once. */
import { describe, expect, test } from "vitest";
import { folderWith, sdl } from "../kit/cli.ts";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { rateText, type Used } from "../pricing/kit.ts";

const T = 'title en "t" vi "t"';
const world = (elements: string) => `sdl 1 service S in Voice { ${T}
  event Call { ${T} to phone  duration duration  answered yes or no  size size }
  term Step { ${T} 60 seconds, unless otherwise agreed }
  ${elements}
}`;
const talk = world(`charge Talk { ${T} for each commenced Step of total duration of Call where answered yes priced by to }`);
const call = (time: string, duration: number | string, to = "+84901", answered = true): Used => [
  "Call",
  time,
  { to, duration, answered, size: 700 },
];
const lines = async (take: string, usage: readonly Used[], files: Record<string, string> = {}, service = talk) =>
  (await rateText({ service, take, files }, usage)).lines;

describe("a charge", () => {
  const three = [call("2026-03-02 09:00", 61), call("2026-03-03 09:00", 1), call("2026-03-04 09:00", "58.5")];

  test("counts started units of the whole month once", async () => {
    // each by itself: 2 + 1 + 1
    expect(await lines("Talk at 1 EUR", three)).toEqual(["Talk charge: 3 × 1 = 3.00"]);
    expect(await lines("Talk at 1 EUR", three.slice(0, 2))).toEqual(["Talk charge: 2 × 1 = 2.00"]);
    expect(await lines("set Step to 30 seconds Talk at 1 EUR", three)).toEqual(["Talk charge: 5 × 1 = 5.00"]);
  });

  test("counts at least one when there was any, and none otherwise", async () => {
    expect(await lines("Talk at 1 EUR", [call("2026-03-02 09:00", 0)])).toEqual(["Talk charge: 1 × 1 = 1.00"]);
    expect(await lines("Talk at 1 EUR", [call("2026-03-02 09:00", 90, "+84901", false)])).toEqual([]);
  });

  test("carries nothing into the next month", async () => {
    const usage = [call("2026-03-31 23:59", 30), call("2026-04-01 00:00", 30)];
    const month = async (period: string) => (await rateText({ service: talk, take: "Talk at 1 EUR", period }, usage)).lines;
    expect([await month("2026-03"), await month("2026-04")]).toEqual([
      ["Talk charge: 1 × 1 = 1.00"],
      ["Talk charge: 1 × 1 = 1.00"],
    ]);
  });

  test("adds up by each price: a row, and a price that changes inside the month", async () => {
    const card = "to,price,valid_from,valid_until\n+84,1,,2026-03-14\n+84,2,2026-03-15,\n+65,5,,\n";
    const usage = [
      call("2026-03-14 10:00", 30),
      call("2026-03-14 11:00", 40),
      call("2026-03-15 10:00", 30),
      call("2026-03-15 11:00", 30),
      call("2026-03-15 12:00", 10, "+6591"),
    ];
    expect(await lines('Talk at rates "c.csv" by to', usage, { "c.csv": card })).toEqual([
      "Talk charge +65: 1 × 5 = 5.00",
      "Talk charge +84: 2 × 1 = 2.00",
      "Talk charge +84: 1 × 2 = 2.00",
    ]);
    expect(await lines("Talk at 1 EUR until 2026-03-14, 2 EUR from 2026-03-15", usage.slice(0, 4))).toEqual([
      "Talk charge: 2 × 1 = 2.00",
      "Talk charge: 1 × 2 = 2.00",
    ]);
  });

  test("names the events without a price", async () => {
    const files = { "c.csv": "to,price\n+65,5\n" };
    const { lines: found, bill } = await rateText({ service: talk, take: 'Talk at rates "c.csv" by to', files }, three);
    expect(found).toEqual(["Talk error +84901: 3 × null = 0.00"]);
    expect(bill.lines[0]!.events).toEqual(["e1", "e2", "e3"]);
  });
});

test("a measure counts the whole month, and a charge for it takes that number, at the price of the first day", async () => {
  const service = world(`
    measure Minutes { ${T} commenced 1 minute of total duration of Call }
    measure Kilobytes { ${T} commenced 1000 bytes of total size of Call at most 1 }
    charge Talk { ${T} for each Minutes }`);
  const usage = [call("2026-03-14 10:00", 30), call("2026-03-15 10:00", 31)];
  const { lines: found, bill } = await rateText(
    { service, take: "Talk at 1 EUR until 2026-03-14, 2 EUR from 2026-03-15" },
    usage,
  );
  expect(bill.measures).toEqual({ "S.Minutes": "2", "S.Kilobytes": "1" });
  expect(found).toEqual(["Talk charge: 2 × 1 = 2.00"]);
});

test("an event's explanation says what it adds, and at which price", async () => {
  const agreement = 'sdl 1 agreement Acme { currency EUR time zone "UTC" charging model post-pay take S { Talk at 0.05 EUR } }';
  const record = {
    specversion: "1.0",
    id: "x",
    source: "/s",
    type: "sdl.s.call.v1",
    subject: "Acme",
    time: "2026-03-02T09:00:00Z",
    data: { to: "+84901", duration: 61, answered: true, size: 1 },
  };
  const cwd = folderWith({ "s.sdl": talk, "a.sdl": agreement, "u.ndjson": `${JSON.stringify(record)}\n` });
  const options = ["--contracts", ".", "--agreement", "Acme", "--usage", "u.ndjson", "--period", "2026-03", "--event", "x"];
  const { out } = await sdl(["explain", ...options], { cwd });
  expect(out).toContain("is added to the total of the month, of which started units are counted");
  expect(out).toContain("được cộng vào tổng của tháng");
  expect(out).toContain("[61]");
  expect(out).toContain("= part of a number of the month at 0.05 EUR — agreement");
});

test.each([
  ["for each minute of total length of Message", "SDL4003 at `minute of total length of Message`"],
  ["for each commenced 60 seconds of total note of Message", "SDL3003 at `note`"],
  ["for each commenced 60 seconds of total length of Message at most 5", "SDL4010 at `5`: Each price has its own total here"],
  [
    "for each commenced minute of total length of I per commenced 24 hours",
    "SDL4004 at `total`: `total` cannot be said of the interval `I`",
  ],
])("%s is reported", (counts, expected) => {
  const interval = `event Stop { ${T} user phone } interval I per user from Message until Stop { ${T} }`;
  const found = shown(compileFiles({ "a.sdl": inService(`${interval} charge C { ${T} ${counts} }`) }));
  expect(found).toContainEqual(expect.stringContaining(expected));
});

test("a field may be called total", () => {
  const text = `event E { ${T} total duration en "t" vi "t" } charge C { ${T} for each commenced 60 seconds of total of E }
    charge D { ${T} for each commenced 60 seconds of total total of E in addition to C }`;
  const program = compileFiles({ "a.sdl": inService(text) });
  expect(shown(program)).toEqual([]);
  expect(program.services[0]!.charges.slice(1).map(({ counts }) => counts.kind)).toEqual(["commenced", "commencedTotal"]);
});
