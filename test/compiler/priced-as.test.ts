/** `priced as`: what is counted must have what the price depends on. */
import { expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';
const priced = `charge D { ${T} for each Message priced by destination in addition to Base }`;
const found = (elements: string) => shown(compileFiles({ "a.sdl": inService(`${priced} ${elements}`) }));

test.each([
  `charge C { ${T} for each Message priced as D in addition to Base, D }`,
  `charge C { ${T} for each commenced 60 seconds of length of Message priced as D in addition to Base, D }`,
  `measure M { ${T} number of Message } charge C { ${T} for each M priced as D in addition to Base, D }`,
  `session S per user { ${T} opens on Message closes after 1 hour without an answer } charge C { ${T} for each S opened priced as D }`,
])("%s", (elements) => {
  expect(found(elements)).toEqual([]);
});

test.each([
  `measure M { ${T} number of Message at most 5 } charge C { ${T} for each M priced as D }`,
  `measure M { ${T} distinct user of Message } charge C { ${T} for each M at most 5 priced as D }`,
  `measure M { ${T} commenced 60 seconds of total length of Message } charge C { ${T} for each M priced as D }`,
  `session S per user { ${T} opens on Message closes after 1 hour without an answer } charge C { ${T} for each S closed priced as D }`,
  `measure M { ${T} number of Message at most 5 } charge C { ${T} for each M priced as E } charge E { ${T} for each Message priced as D in addition to Base, D }`,
])("one number of the month has no fields: %s", (elements) => {
  const [first, ...rest] = found(elements);
  expect(first).toMatch(/^SDL4005 at `[DE]`: A price can only depend on `destination`/);
  expect(rest).toEqual([]);
});

test("an event without the field", () => {
  expect(found(`event Fax { ${T} user phone } charge C { ${T} for each Fax priced as D }`)).toEqual([
    "SDL2001 at `D`: There is no field called `destination` in the event `Fax`, on which the price of `D` depends.",
  ]);
});

test("a field with another type in the event", () => {
  expect(found(`event Fax { ${T} destination phone } charge C { ${T} for each Fax priced as D }`)).toEqual([
    "SDL3012 at `D`: `destination` has different types in Message and Fax. A key must have one type in all events that use it.",
  ]);
});

test("a field with different types in the events that a charge counts", () => {
  const both = `event Fax { ${T} destination phone en "d" vi "đ" } charge C { ${T} for each Fax together with Message priced by destination in addition to Base, D }`;
  expect(found(both)).toEqual([
    "SDL3012 at `destination`: `destination` has different types in Fax and Message. A key must have one type in all events that use it.",
  ]);
});
