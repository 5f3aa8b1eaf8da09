/** `uses`: definitions and interpretations of other files, filled in and part of the service. */
import { expect, test } from "vitest";
import { verifyService } from "../../compiler/ir/verify.ts";
import { compileFiles, inService, shown } from "../kit/compile.ts";

const words = `sdl 1
definition EndUser(role) {
  title en "End User" vi "Người dùng cuối"
  en "a person who {role}" vi "người {role}"
}
definition Platform { title en "Platform" vi "Nền tảng" en "the provider's platform" vi "nền tảng của nhà cung cấp" }
interpretation Rounding(what) {
  title    en "Rounding of {what}" vi "Làm tròn {what}"
  question en "Is {what} rounded?" vi "{what} có được làm tròn không?"
  decision en "Once." vi "Một lần."
  reason   en "Twice would charge more." vi "Hai lần sẽ tính nhiều hơn."
  source   "GENERAL, {what}"
}
clause Pay { en "pay" vi "trả phí" }
`;
const sample = (uses: string, own = "") =>
  compileFiles({
    "common/words.sdl": words,
    "a.sdl": inService(`${uses}\n${own}`).replace("sdl 1", 'sdl 1\nimport "common/words.sdl"'),
  });

test("shared definitions and interpretations are part of the service, with their parameters filled in", () => {
  const program = sample(
    'uses EndUser(role: en "gets messages" vi "nhận tin nhắn"), Platform\nuses Rounding(what: "VAT")',
    'definition Own { title en "Own" vi "Riêng" en "its own" vi "của riêng" }',
  );
  // no text of the sample uses the terms
  expect(shown(program).filter((d) => !d.startsWith("SDL5202"))).toEqual([]);
  const service = program.services[0]!;
  expect(verifyService(service)).toEqual([]);
  expect(service.definitions.map(({ name, text, origin }) => [name, text, origin.file])).toEqual([
    ["EndUser", { en: "a person who gets messages", vi: "người nhận tin nhắn" }, "common/words.sdl"],
    ["Platform", { en: "the provider's platform", vi: "nền tảng của nhà cung cấp" }, "common/words.sdl"],
    ["Own", { en: "its own", vi: "của riêng" }, "a.sdl"],
  ]);
  expect(service.interpretations).toMatchObject([
    {
      name: "Rounding",
      title: { en: "Rounding of VAT", vi: "Làm tròn VAT" },
      question: { en: "Is VAT rounded?", vi: "VAT có được làm tròn không?" },
      decision: { en: "Once.", vi: "Một lần." },
      source: "GENERAL, VAT",
      origin: { file: "common/words.sdl" },
    },
  ]);
});

test("the reference of an interpretation takes the argument of the first language where an argument differs by language", () => {
  const program = sample('uses Rounding(what: en "the line" vi "dòng")');
  expect(shown(program)).toEqual([]);
  expect(program.services[0]!.interpretations[0]!.source).toBe("GENERAL, the line");
});

test("the same service as one that says it itself, but for where it was written", () => {
  const used = sample('uses EndUser(role: en "gets messages" vi "nhận tin nhắn")').services[0]!;
  const own = sample(
    "",
    'definition EndUser { title en "End User" vi "Người dùng cuối" en "a person who gets messages" vi "người nhận tin nhắn" }',
  ).services[0]!;
  const anywhere = (json: unknown) => JSON.stringify(json).replace(/"origin":\{[^}]*\}/g, "");
  expect(anywhere(used.definitions)).toBe(anywhere(own.definitions));
});

test.each([
  [
    "a name that is unknown",
    "uses EndUsr",
    "SDL2001 at `EndUsr`: There is no definition or interpretation called `EndUsr`. Did you mean `EndUser`?",
  ],
  ["a clause", "uses Pay", "SDL2003 at `Pay`: `Pay` is a clause, where a definition or an interpretation is needed."],
  [
    "a missing argument",
    "uses EndUser",
    'SDL5005 at `EndUser`: The definition EndUser needs `role`. Write `EndUser(role: "…")`.',
  ],
  [
    "an unknown argument",
    'uses EndUser(role: "x", roll: "y")',
    "SDL2001 at `roll`: There is no parameter called `roll` in the definition EndUser. Did you mean `role`?",
  ],
  [
    "an argument twice",
    'uses EndUser(role: "x", role: "y")',
    'SDL2009 at `role: "y"`: `role` is given twice. Keep one of the two.',
  ],
  ["an argument in one language", 'uses EndUser(role: en "x")', 'SDL5001 at `en "x"`: `role` has no text in "vi". Add `vi "…"`.'],
  ["a definition twice", "uses Platform, Platform", "SDL2009 at `Platform`: `Platform` is given twice. Keep one of the two."],
  [
    "nothing of the import",
    "",
    'SDL2007 at `import "common/words.sdl"`: Nothing of common/words.sdl is used here. Remove the import.',
  ],
])("%s is reported", (_, uses, expected) => {
  expect(shown(sample(uses))).toContain(expected);
});

test("what is not imported is named with its file", () => {
  const program = compileFiles({ "words.sdl": words, "a.sdl": inService("uses Platform") });
  expect(shown(program)).toEqual([
    "SDL2006 at `Platform`: The definition `Platform` stands in words.sdl, which this file does not import. Add `import` for words.sdl at the top.",
  ]);
});

test("a shared text is checked although nobody uses it, each text by itself", () => {
  const program = compileFiles({
    "words.sdl": `sdl 1 interpretation I(what) {
      title en "t" vi "t" question en "of {what}" vi "của {wat}" decision en "a" vi "b {what}" reason en "c" vi "d" source "{wat}" }`,
  });
  expect(shown(program)).toEqual([
    'SDL5006 at `en "of {what}" vi "của {wat}"`: The "vi" text does not mention {what}, the others do. All languages must say the same.',
    'SDL5004 at `"của {wat}"`: The text speaks of {wat}, which the interpretation I does not have. Did you mean `what`?',
    'SDL5006 at `en "a" vi "b {what}"`: The "en" text does not mention {what}, the others do. All languages must say the same.',
    'SDL5004 at `"{wat}"`: The text speaks of {wat}, which the interpretation I does not have. Did you mean `what`?',
  ]);
});
