import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SdlParser } from "../../grammar/constructs/service.ts";
import { parse } from "../../grammar/index.ts";
import { shippedContracts } from "../kit/contracts.ts";
import { outsideParents } from "../kit/tree.ts";

test("the grammar is free of ambiguities and left recursion", () => {
  expect(() => new SdlParser(true)).not.toThrow();
});

test("an error on the first line is an error", () => {
  expect(parse("sdl 1 service").errors).toHaveLength(1);
  expect(parse("oops").errors).toHaveLength(1);
});

describe("a file with errors", () => {
  test("keeps what stands before and after the error, and tells all errors", () => {
    const { file, errors } = parse(`sdl 1
service A in Channels {
  charge One { for each Message where status is }
  charge Two { for each Message }
  window W { 24 hours of the last Inbound per user }
  charge Three { for each Message; priced by destination }
}
agreement B { currency EUR }
`);
    const service = file.declarations[0]!;
    expect(service.kind === "service" && service.elements.map((e) => e.name.text)).toEqual(["One", "Two", "W", "Three"]);
    expect(file.declarations[1]).toMatchObject({ kind: "agreement", name: { text: "B" } });
    expect(errors).toHaveLength(3);
  });

  test("a block that is never closed is shown where it begins", () => {
    const text = "sdl 1\nservice A in Channels {\n  charge C {\n    for each E\n";
    const { errors } = parse(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ message: "The block that begins here is never closed.", start: text.lastIndexOf("{") });
  });

  test.each([
    ["x = 3", "SDL uses words, not `=`."],
    ["duration > 3", "SDL compares with words, not `>`."],
    ["a; b", "SDL needs no semicolons."],
    ["title en “Hi”", "Texts stand between straight quotation marks, not “."],
    ["at 5 €", "Currencies are written as codes, not as `€`."],
    ["# note", "Comments start with `//`, not with `#`."],
    ["phí", "Names use the letters A–Z, a–z, digits and _: `í` cannot be one."],
    ['title en "never closed', "This text is never closed."],
    ["\u0000", "The file holds a control character."],
  ])("%s: says what to write instead", (text, message) => {
    const { errors } = parse(`sdl 1\nservice A in Channels { ${text}`);
    expect(errors.map((e) => e.message)).toContain(message);
    expect(errors.find((e) => e.message === message)?.hint).toBeTruthy();
  });
});

describe("names", () => {
  test("keywords can be names where nothing else can stand, and between backticks everywhere", () => {
    const { file, errors } = parse(
      "sdl 1 service service in from { event event { from text  `title` text  month on | charge } charge charge { for each event where month is on } }",
    );
    expect(errors).toEqual([]);
    const service = file.declarations[0]!;
    expect(service).toMatchObject({ kind: "service", name: { text: "service" }, category: { text: "from" } });
    expect(service.kind === "service" && service.elements[0]).toMatchObject({
      name: { text: "event" },
      fields: [{ name: { text: "from" } }, { name: { text: "title" } }, { name: { text: "month" } }],
    });
  });
});

describe("the shipped contracts", () => {
  test.each(shippedContracts)("%s parses without errors, children inside their parents", (_, text) => {
    const { file, errors } = parse(text);
    expect(errors).toEqual([]);
    expect(outsideParents(file)).toEqual([]);
  });

  test("any prefix and any cut parses to a tree, with children inside their parents", () => {
    const texts = shippedContracts.map(([, text]) => text);
    fc.assert(
      fc.property(fc.nat(texts.length - 1), fc.nat(), fc.nat(200), fc.boolean(), (which, at, length, prefix) => {
        const text = texts[which]!;
        const cut = at % (text.length + 1);
        const { file } = parse(prefix ? text.slice(0, cut) : text.slice(0, cut) + text.slice(cut + length));
        expect(outsideParents(file)).toEqual([]);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test("random tokens parse to a tree", () => {
    const words = [
      "service",
      "charge",
      "{",
      "}",
      "for",
      "each",
      "where",
      "is",
      "or",
      "title",
      "en",
      '"text"',
      "24",
      "hours",
      "EUR",
      "per",
      ",",
      "(",
      ")",
      "expect",
      "given",
      "2026-03-01",
      "09:00",
      "+84",
      "X",
      "take",
      "at",
      "|",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (list) => {
        expect(outsideParents(parse(list.join(" ")).file)).toEqual([]);
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});
