/** Units as types: wherever one kind of quantity is needed, every other is an error that shows what to write. And titles of what rules name. */
import { describe, expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';
const stay = `event Gone { ${T} user phone en "u" vi "u" } interval Stay per user from Message until Gone { ${T} }`;
const units = { duration: "60 seconds", size: "60 GB", money: "60 EUR", count: "60", percent: "60 %" } as const;
type Kind = keyof typeof units;

/** Places where a quantity stands (Q), and the kind that is needed there. */
const inContracts: Readonly<Record<string, readonly [kind: Kind, text: string]>> = {
  "the length of a window": ["duration", `window W { ${T} Q from the last Message per user }`],
  "the time-out of a session": ["duration", `session S per user { ${T} opens on Message closes after Q without an answer }`],
  "the life of a session": ["duration", `session S per user { ${T} opens on Message closes Q after it opened }`],
  "an increment of time": ["duration", `charge C { ${T} for each commenced Q of length of Message in addition to Base }`],
  "an increment of size": ["size", `charge C { ${T} for each commenced Q of size of Message in addition to Base }`],
  "a comparison with a length": ["duration", `forbid F { ${T} Message where length is above Q }`],
  "a comparison with a size": ["size", `forbid F { ${T} Message where size is at most Q }`],
  "the step of stored time": ["duration", `${stay} charge C { ${T} for each GB of size of Stay per commenced Q }`],
  "the limit of a prohibition": ["count", `${stay} forbid F { ${T} more than Q Stay at once }`],
  "the limit of a term": ["duration", `term X { ${T} 5 seconds, unless otherwise agreed, at most Q }`],
  "a minimum": ["money", `minimum M { ${T} Q per calendar month of Base when post-pay invoice the shortfall }`],
};
const step = `term Step { ${T} 5 seconds, unless otherwise agreed } charge C { ${T} for each commenced Step of length of Message in addition to Base }`;
const bundle = `measure M { ${T} distinct user of Message } package P of M { ${T} monthly fee beyond it charge each }`;
const inAgreements: Readonly<Record<string, readonly [kind: Kind, entries: string, elements: string]>> = {
  "a price": ["money", "Base at Q", ""],
  "the fee of a package": ["money", "Base at 1 EUR P 10 for Q, then 1 EUR each", bundle],
  "the price beyond a package": ["money", "Base at 1 EUR P 10 for 5 EUR, then Q each", bundle],
  "the value of a term": ["duration", "Base at 1 EUR C at 1 EUR set Step to Q", step],
};

const wrongKinds = (kind: Kind) => (Object.keys(units) as Kind[]).filter((k) => k !== kind);
const unitErrors = (files: Readonly<Record<string, string>>) => shown(compileFiles(files)).filter((d) => d.startsWith("SDL3004"));

describe("units are types", () => {
  test.each(Object.entries(inContracts))("%s", (_, [kind, text]) => {
    const drawn = (quantity: string) => unitErrors({ "a.sdl": inService(text.replace("Q", quantity)) });
    expect(drawn(units[kind])).toEqual([]);
    for (const wrong of wrongKinds(kind)) {
      expect(drawn(units[wrong])).toHaveLength(1);
      expect(drawn(units[wrong])[0]).toMatch(new RegExp(`at \`${units[wrong]}\`: .* Write for example \`${units[kind]}\`\\.$`));
    }
  });

  test.each(Object.entries(inAgreements))("%s", (_, [kind, entries, elements]) => {
    const drawn = (quantity: string) =>
      unitErrors({
        "a.sdl": inService(elements),
        "b.sdl": `sdl 1 agreement A { currency EUR time zone "UTC" charging model post-pay take Sample { ${entries.replace("Q", quantity)} } }`,
      });
    expect(drawn(units[kind])).toEqual([]);
    for (const wrong of wrongKinds(kind)) {
      expect(drawn(units[wrong])).toHaveLength(1);
      expect(drawn(units[wrong])[0]).toContain(`Write for example \`${units[kind]}\`.`);
    }
  });

  test("the value of a term counts as what it is, and the report names the term", () => {
    const text = `term X { ${T} 60 EUR } charge C { ${T} for each commenced X of length of Message in addition to Base }`;
    expect(unitErrors({ "a.sdl": inService(text) })).toEqual([
      "SDL3004 at `X`: This is an amount of money (X), where a length of time is needed. Write for example `60 seconds`.",
    ]);
  });
});

describe("what a rule names has a title", () => {
  const titleless = (elements: string) =>
    shown(compileFiles({ "a.sdl": inService(elements) })).flatMap((d) =>
      d.startsWith("SDL5002") ? [/`(.*?)`/.exec(d)![1]] : [],
    );
  const event = `event Fax { ${T} line phone pages count size size kind first en "x" vi "x" | last }`;

  test.each([
    ["fields in conditions, and values", "forbid F { T Fax where kind is last and pages is above 3 }", ["pages", "kind", "last"]],
    ["fields of keys", "window W { T 1 hour from the last Fax per line } forbid F { T Fax inside W }", ["line"]],
    ["fields that are counted", "measure M { T sum of size of Fax }", ["size"]],
    ["fields that prices depend on", "charge C { T for each Fax priced by line }", ["line"]],
    ["nothing else", "charge C { T for each Fax }", []],
  ])("%s", (_, rule, expected) => expect(titleless(`${event} ${rule.replaceAll(" T ", ` ${T} `)}`)).toEqual(expected));
});
