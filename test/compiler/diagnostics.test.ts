import { describe, expect, test } from "vitest";
import { D } from "../../compiler/diagnostics/registry.ts";
import { compileFiles, inService, shown } from "../kit/compile.ts";

type Files = Record<string, string>;
const T = 'title en "t" vi "t"';
const one = (elements: string): Files => ({ "a.sdl": inService(elements) });
const agreed = (
  take: string,
  elements = "",
  properties = 'currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay',
  more: Files = {},
): Files => ({
  "a.sdl": inService(elements),
  "b.sdl": `sdl 1\nagreement Acme { ${properties} ${take} }`,
  ...more,
});
const priced = (price: string, elements = "", more: Files = {}) => agreed(`take Sample { ${price} }`, elements, undefined, more);
const example = (body: string) => one(`example X { ${T} ${body} }`);
const given =
  "given 2026-03-01 09:00 Message { user +84901234567, status ok, size 1 GB, length 61 seconds, urgent requested, destination VN }";

/** One fixture per code: what draws it, and where it points. */
const fixtures: Record<string, readonly [files: Files, at: string, entries?: string[]]> = {
  SDL1001: [one("charge C { for each Message where status = ok }"), "="],
  SDL1002: [{ "a.sdl": 'sdl 1 import "b.sdl" term T { title en "t" vi "t" 5 }' }, '"b.sdl"'],
  SDL1003: [{ "a.sdl": 'sdl 1 import "../../etc/b.sdl" term T { title en "t" vi "t" 5 }' }, '"../../etc/b.sdl"'],
  SDL1005: [{ "a.sdl": 'sdl 1 import "b.sdl"', "b.sdl": 'sdl 1 import "a.sdl"' }, '"a.sdl"'],
  SDL1006: [{ "a.sdl": "" }, ""],
  SDL1007: [{ "a.sdl": 'term T { title en "t" vi "t" 5 }' }, ""],
  SDL1008: [{ "a.sdl": 'sdl 2 term T { title en "t" vi "t" 5 }' }, "sdl 2"],
  SDL1009: [{}, "", ["nowhere"]],
  SDL1010: [{ "a.sdl": 'sdl 1 import "rates.csv" term T { title en "t" vi "t" 5 }' }, '"rates.csv"'],
  SDL2001: [one(`charge C { ${T} for each Mesage }`), "Mesage"],
  SDL2002: [one(`charge Base { ${T} for each Message }`), "Base"],
  SDL2003: [one(`charge C { ${T} for each Message in addition to Message }`), "Message"],
  SDL2004: [one(`charge C { ${T} for each Message priced as E } charge E { ${T} for each Message priced as C }`), "C"],
  SDL2005: [{ "a.sdl": "sdl 1 charge C { for each Message }" }, "C"],
  SDL2006: [
    {
      "a.sdl": inService(`charge C { ${T} for each commenced Step of length of Message }`),
      "b.sdl": `sdl 1 term Step { ${T} 60 seconds }`,
    },
    "Step",
  ],
  SDL2007: [
    { "a.sdl": `sdl 1 import "b.sdl"\n${inService("").slice(6)}`, "b.sdl": `sdl 1 term Step { ${T} 60 seconds }` },
    'import "b.sdl"',
  ],
  SDL2008: [one(`window W { ${T} 24 hours from the last Message per user }`), "W"],
  SDL2009: [
    agreed("take Sample { Base at 1 EUR }", "", 'currency EUR currency EUR time zone "UTC" charging model post-pay'),
    "currency EUR",
  ],
  SDL2010: [one(`charge prototype { ${T} for each Message }`), "prototype"],
  SDL3001: [one(`event E { ${T} x phon }`), "phon"],
  SDL3002: [one(`charge C { ${T} for each Message where status is okay }`), "okay"],
  SDL3003: [one(`charge C { ${T} for each Message where status is above 5 }`), "status is above 5"],
  SDL3004: [one(`charge C { ${T} for each commenced 60 EUR of length of Message }`), "60 EUR"],
  SDL3005: [agreed("take Sample { Base at 1 EUR }", "", 'currency EUX time zone "UTC" charging model post-pay'), "EUX"],
  SDL3007: [example("given 2026-02-30 09:00 Message { user +84901234567 } expect Base 1"), "2026-02-30"],
  SDL3008: [example("given 2026-02-28 25:00 Message { user +84901234567 } expect Base 1"), "25:00"],
  SDL3009: [
    agreed("take Sample { Base at 1 EUR }", "", 'currency EUR time zone "Saigon City" charging model post-pay'),
    '"Saigon City"',
  ],
  SDL3010: [
    example(`agreed { time zone "Europe/Zagreb" } ${given.replace("2026-03-01 09:00", "2026-03-29 02:30")} expect Base 1`),
    "2026-03-29",
  ],
  SDL3011: [
    one(`event E { ${T} x text } window W { ${T} 1 hour from the last Message per user } charge C { ${T} for each E inside W }`),
    "inside W",
  ],
  SDL3012: [
    one(`event Stop { ${T} user text } interval I per user from Message until Stop { ${T} } fee F { ${T} monthly for each I }`),
    "Stop",
  ],
  SDL3013: [
    one(`window W { ${T} 0 hours from the last Message per user } charge C { ${T} for each Message inside W }`),
    "0 hours",
  ],
  SDL4001: [one(`charge C { ${T} }`), "C"],
  SDL4002: [
    one(
      `term Step { ${T} 25 hours, unless otherwise agreed, at most 24 hours } charge C { ${T} for each commenced Step of length of Message }`,
    ),
    "25 hours",
  ],
  SDL4003: [one(`charge C { ${T} for each GB of size of Message }`), "GB of size of Message"],
  SDL4004: [one(`measure M { ${T} number of Message opened }`), "opened"],
  SDL4005: [one(`measure M { ${T} number of Message } charge C { ${T} for each M priced by destination }`), "destination"],
  SDL4006: [one(`measure M { ${T} number of Message } charge C { ${T} for each M where status is ok }`), "status is ok"],
  SDL4007: [one(`window W { ${T} 1 hour from the last Message per note } charge C { ${T} for each Message inside W }`), "note"],
  SDL4008: [one(`product P { ${T} charges Base } product Q { ${T} charges Base }`), "Base"],
  SDL4009: [
    one(
      `window W { ${T} 1 hour from the last Message per user } window V { ${T} 1 hour from the last Message inside W per user } charge C { ${T} for each Message inside V }`,
    ),
    "inside W",
  ],
  SDL5001: [one('charge C { title en "only" for each Message }'), 'en "only"'],
  SDL5002: [one("charge C { for each Message }"), "C"],
  SDL5003: [one('clause K { en "a" en "b" vi "c" } description { includes K }'), 'en "b"'],
  SDL5004: [
    one('clause K(traffic) { en "a {trafic} {traffic}" vi "b {traffic}" } description { includes K(traffic: "x") }'),
    '"a {trafic} {traffic}"',
  ],
  SDL5005: [one('clause K(traffic) { en "a {traffic}" vi "b {traffic}" } description { includes K }'), "K"],
  SDL5006: [
    one('clause K(traffic) { en "a {traffic}" vi "b" } description { includes K(traffic: "x") }'),
    'en "a {traffic}" vi "b"',
  ],
  SDL6001: [agreed("take Sample { Base at 1 EUR }", "", 'time zone "UTC" charging model post-pay'), "Acme"],
  SDL6002: [priced(""), "Sample"],
  SDL6003: [priced("Base at 1 EUR Bse at 2 EUR"), "Bse"],
  SDL6004: [
    priced(
      "Base at 1 EUR C at 1 EUR set Step to 30 seconds",
      `term Step { ${T} 60 seconds } charge C { ${T} for each commenced Step of length of Message }`,
    ),
    "set Step to 30 seconds",
  ],
  SDL6005: [
    priced(
      "Base at 1 EUR C at 1 EUR set Step to 3 days",
      `term Step { ${T} 60 seconds, unless configured, at most 24 hours } charge C { ${T} for each commenced Step of length of Message }`,
    ),
    "3 days",
  ],
  SDL6006: [priced("Base at 1 USD"), "1 USD"],
  SDL6007: [priced("Base 10 for 5 EUR"), "Base 10 for 5 EUR"],
  SDL6008: [
    priced(
      "Base at 1 EUR P 10 for 5 EUR, then 1 EUR each",
      `measure M { ${T} number of Message } package P of M { ${T} monthly fee }`,
    ),
    "1 EUR",
  ],
  SDL6009: [
    priced(
      "Base at 1 EUR P 10 for 5 EUR",
      `measure M { ${T} number of Message } package P of M { ${T} monthly fee beyond it charge each }`,
    ),
    "P 10 for 5 EUR",
  ],
  SDL6010: [priced('Base at rates "r.csv" by destination', "", { "r.csv": "destination,price\nVN,1\n" }), "destination"],
  SDL6011: [
    {
      "a.sdl": inService("only within SaaS"),
      "b.sdl": 'sdl 1 agreement Acme { currency EUR time zone "UTC" charging model post-pay take Sample { Base at 1 EUR } }',
    },
    "Sample",
  ],
  SDL6012: [
    priced("Base at 1 EUR F at 1 EUR G at 1 EUR", `fee F { ${T} monthly } fee G { ${T} monthly alternative to F }`),
    "Sample",
  ],
  SDL6013: [
    priced('Base at 1 EUR C at rates "r.csv" by destination', `charge C { ${T} for each Message priced by destination }`, {
      "r.csv": 'destination,price\nVN,"1,5"\n',
    }),
    "",
  ],
  SDL6014: [agreed("take Sample { Base at 1 EUR } take Sample { Base at 1 EUR }"), "Sample"],
  SDL6015: [
    priced('Base at 1 EUR C at tariff List "r.csv" by destination', `charge C { ${T} for each Message priced by destination }`, {
      "r.csv": "destination,price\nVN,1\n",
    }),
    "List",
  ],
  SDL6016: [
    agreed(
      "take Sample { Base at 1 EUR }",
      "",
      'currency EUR time zone "UTC" charging model post-pay from 2026-02-01 until 2026-01-01',
    ),
    "until 2026-01-01",
  ],
  SDL6017: [priced("Base at 1 EUR", `product P { ${T} } product Q { ${T} }`), "Sample"],
  SDL6018: [
    agreed("take Sample { Base at 1 EUR }", "", 'currency EUR time zone "UTC" charging model post-pay credit 5 EUR'),
    "credit 5 EUR",
  ],
  SDL6019: [
    {
      ...agreed("take Sample { Base at 1 EUR }"),
      "c.sdl":
        'sdl 1 agreement Other { currency EUR time zone "UTC" charging model post-pay account "Acme" take Sample { Base at 1 EUR } }',
    },
    'account "Acme"',
  ],
  SDL7001: [example(`${given.replace("status ok", "status 5")} expect Base 1`), "status 5"],
  SDL7002: [example("given 2026-03-01 09:00 Message { user +84901234567 } expect Base 1"), "Message"],
  SDL7003: [example(given), "X"],
  SDL7004: [example("expect Base 0"), "expect Base 0"],
};

/** Codes that cannot be drawn by text alone, and the test that draws them. */
const elsewhere: Record<string, string> = {
  SDL1004: "an unreadable file needs a file system: test/cli",
};

describe("every diagnostic", () => {
  test("has a fixture", () => {
    const all = Object.values(D).map((d) => d.code);
    expect(new Set(all).size).toBe(all.length);
    expect([...Object.keys(fixtures), ...Object.keys(elsewhere)].sort()).toEqual([...all].sort());
  });

  test.each(Object.entries(fixtures))("%s points at what is wrong, in words", (code, [files, at, entries]) => {
    const found = shown(compileFiles(files, entries)).filter((d) => d.startsWith(code));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(new RegExp(`^${code} at \`${at.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\`: .{10,}`));
  });

  test("a clean service has none", () => {
    expect(shown(compileFiles(one("")))).toEqual([]);
    expect(shown(compileFiles(priced("Base at 1 EUR")))).toEqual([]);
  });
});

test("did you mean: the nearest name is offered", () => {
  expect(shown(compileFiles(one(`charge C { ${T} for each Mesage }`)))[0]).toContain("Did you mean `Message`?");
  expect(shown(compileFiles(one(`charge C { ${T} for each Message where status is okk }`)))[0]).toContain("Did you mean `ok`?");
});

test("several errors of one file are all told, in order, also behind a syntax error", () => {
  const program = compileFiles(
    one(
      `charge C { ${T} for each Mesage }\n charge E { ${T} for each Message; }\n charge F { ${T} for each Message where status is no }`,
    ),
  );
  expect(program.diagnostics.map((d) => d.code)).toEqual(["SDL2001", "SDL1001", "SDL3002"]);
});
