/** Defined terms in prose: used alike in both languages, defined when used, used when defined, not defined by one another. */
import { describe, expect, test } from "vitest";
import { compileFiles, inService } from "../kit/compile.ts";

/** "SDL5201 Kakao Session" for each diagnostic about prose: its code and the text that it points at. */
function found(elements: string, more: Readonly<Record<string, string>> = {}, head = ""): string[] {
  const files = { "a.sdl": inService(elements).replace("sdl 1\n", `sdl 1\n${head}`), ...more };
  return compileFiles(files).diagnostics.map((d) => {
    const text = files[d.file as keyof typeof files].slice(d.start.offset, d.end.offset);
    return `${d.code} ${text}`;
  });
}
const says = (en: string, vi = en) => `description { en "${en}" vi "${vi}" }`;
const means = (name: string, en: string, vi: string, text = "x", dich = text) =>
  `definition ${name} { title en "${en}" vi "${vi}" en "${text}" vi "${dich}" }`;
const endUser = means("EndUser", "End User", "Người dùng cuối", "a person", "một người");

describe("a term that is not defined", () => {
  test.each([
    ["two words within a sentence", "Sent to the Active User of today.", ["Active User"]],
    ["one word within a sentence", "Sent through the Portal only.", ["Portal"]],
    ["in the plural, once", "Sent to Active Users, and to each Active User.", ["Active Users"]],
    ["with a hyphen", "Sent to Third-Party agents.", ["Third-Party"]],
    ["at the beginning of a sentence, from its second word on", "Send it. Kakao Sessions end.", ["Sessions"]],
    ["behind an article at the beginning", "An Active User is one.", ["Active User"]],
    ["behind a known name", "Sent to the WhatsApp Session.", ["WhatsApp Session"]],
  ])("%s", (_, text, terms) => expect(found(says(text, "x"))).toEqual(expect.arrayContaining(terms.map((t) => `SDL5201 ${t}`))));

  test.each([
    ["the first word of a sentence", "Sent today. Tomorrow none; all: Nobody asks."],
    ["acronyms and names in mixed capitals", "Sent as SMS over IP and to iOS."],
    ["days and months", "Sent on Monday in March."],
    ["parts of documents", "Sent as Schedule 2 and Section 14 say."],
    ["what is quoted", "Called “Active User” or 'x' there."],
    ["the title of an element", "Counted as Base is."],
    ["a title that goes on in small letters", "Counted for each Base and Message."],
  ])("not: %s", (_, text) => {
    const same = text.includes("Base") ? 'title en "Base and message" vi "x"' : 'title en "x" vi "x"';
    expect(
      found(
        `${says(text, text.match(/SMS|IP|iOS/g)?.join(" ") ?? "x")} forbid F { ${same} Message where status is failed } forbid G { title en "Base" vi "g" Message where status is ok } forbid H { title en "Message" vi "h" Message where status is ok }`,
      ).filter((d) => d.startsWith("SDL52")),
    ).toEqual([]);
  });

  test("not: what stands untranslated in the other language", () => {
    expect(found(says("Seated at Menlo Park there.", "Có trụ sở tại Menlo Park."))).toEqual([]);
  });

  test("not: in an interpretation, which discusses the source, unless in the decision", () => {
    const asked = (decision: string) =>
      `interpretation I { title en "The Active User" vi "x" question en "Who is the Active User?" vi "x" decision en "${decision}" vi "x" reason en "The Active User is unclear." vi "x" }`;
    expect(found(asked("Nobody."))).toEqual([]);
    expect(found(asked("It is the Active User."))).toEqual(["SDL5201 Active User"]);
  });

  test("not: a proper name, of the service, of the file or of an imported file", () => {
    const text = says("Formed in the United States of America there.", "x");
    expect(found(text)).toEqual(["SDL5201 United States", "SDL5201 America"]);
    expect(found(`names "United States of America" ${text}`)).toEqual([]);
    expect(found(text, {}, 'names "United States of America"\n')).toEqual([]);
    const shared = { "b.sdl": 'sdl 1 names "United States of America"' };
    expect(found(text, shared, 'import "b.sdl"\n')).toEqual([]);
  });

  test("a proper name that stands nowhere is told", () => {
    expect(found('names "United States of America"')).toEqual(['SDL5204 "United States of America"']);
  });
});

describe("texts of shared files", () => {
  const shared = `sdl 1
clause Route(partner) { en "route it to {partner}, and to Cloud Vendors" vi "định tuyến đến {partner} và đám mây" }`;
  const use = (partner: string) => `description { provider shall Route(partner: ${partner}) }`;

  test("are told once, in the shared file, though several services use them", () => {
    const second = inService(use('en "them" vi "họ"'), "Second").replace("sdl 1\n", 'sdl 1\nimport "b.sdl"\n');
    const files = { "b.sdl": shared, "c.sdl": second };
    const program = compileFiles({
      "a.sdl": inService(use('en "us" vi "ta"')).replace("sdl 1\n", 'sdl 1\nimport "b.sdl"\n'),
      ...files,
    });
    expect(program.diagnostics).toMatchObject([
      { code: "SDL5201", file: "b.sdl", related: [{ file: expect.stringMatching(/[ac]\.sdl/) }] },
    ]);
  });

  test("an argument is told where it is given", () => {
    const clean = { "b.sdl": shared.replace(", and to Cloud Vendors", "").replace(" và đám mây", "") };
    expect(found(use('en "the Cloud Vendors" vi "đám mây"'), clean, 'import "b.sdl"\n')).toEqual(["SDL5201 Cloud Vendors"]);
  });

  test("have their places also behind parameters that were filled in", () => {
    const { diagnostics } = compileFiles({
      "a.sdl": inService(use('en "a long list of partners" vi "x"')).replace("sdl 1\n", 'sdl 1\nimport "b.sdl"\n'),
      "b.sdl": shared,
    });
    const [d] = diagnostics;
    expect(shared.slice(d!.start.offset, d!.end.offset)).toBe("Cloud Vendors");
  });
});

describe("the same term in both languages", () => {
  test.each([
    ["used in both", "Sent to End Users.", "Gửi cho người dùng cuối.", []],
    ["used in none", "Sent to people.", "Gửi cho mọi người.", []],
    ["only in English", "Sent to End Users.", "Gửi cho khách.", ["SDL5104 End Users"]],
    ["only in Vietnamese", "Sent to people.", "Gửi cho các Người dùng cuối.", ["SDL5104 Người dùng cuối"]],
    ["a capital that only begins the sentence is no sign", "Sent to people.", "Người dùng cuối nhận.", []],
  ])("%s", (_, en, vi, expected) =>
    expect(found(`${endUser} ${says(en, vi)}`).filter((d) => d.startsWith("SDL5104"))).toEqual(expected),
  );

  test("also of measures and windows, and by their short form", () => {
    const measure = 'measure Users short "MAU" { title en "Active Users" vi "Người dùng hoạt động" distinct user of Message }';
    expect(found(`${measure} ${says("Sold by Active Users here.", "Bán theo người.")}`)).toEqual(["SDL5104 Active Users"]);
    expect(
      found(`${measure} ${says("Sold by Active Users here.", "Bán theo MAU.")}`).filter((d) => d.startsWith("SDL5104")),
    ).toEqual([]);
  });

  test("a longer term hides the shorter one inside it", () => {
    const two = `${endUser} ${means("EndUserApp", "End User App", "Ứng dụng")}`;
    expect(
      found(`${two} ${says("Made for the End User App.", "Dành cho Ứng dụng.")}`).filter((d) => d.startsWith("SDL5104")),
    ).toEqual([]);
  });
});

describe("definitions", () => {
  test.each([
    ["used in no text", "", ["SDL5202 EndUser"]],
    ["used in its own text only", "own", ["SDL5202 EndUser"]],
    ["used in a title", 'forbid F { title en "end users" vi "f" Message where status is failed }', []],
    ["used in one language", says("Sent to people.", "Gửi cho Người dùng cuối đó.").replace("people", "End Users"), []],
  ])("%s", (_, elements, expected) => {
    const definition =
      elements === "own" ? endUser.replace("a person", "an End User").replace("một người", "Người dùng cuối") : endUser;
    expect(found(`${definition} ${elements === "own" ? "" : elements}`).filter((d) => d.startsWith("SDL5202"))).toEqual(expected);
  });

  test("a shared one that a service brings in and does not use is told at its `uses`", () => {
    const shared = { "b.sdl": `sdl 1 ${endUser}` };
    expect(found("uses EndUser", shared, 'import "b.sdl"\n')).toEqual(["SDL5202 EndUser"]);
  });

  test("in a circle are told once, from the first on; a term in its own definition is none", () => {
    const a = means("A", "Alpha", "Anpha", "what has a Gamma", "cái có Gama");
    const b = means("B", "Beta", "Beta", "what has an Alpha", "cái có Anpha");
    const c = means("C", "Gamma", "Gama", "what has a Beta and a Gamma", "cái có Beta và Gama");
    expect(found(`${a} ${b} ${c}`)).toEqual(["SDL5203 A"]);
    const { diagnostics } = compileFiles({ "a.sdl": inService(`${a} ${b} ${c}`) });
    expect(diagnostics[0]!.message).toContain("“Alpha” → “Gamma” → “Beta” → “Alpha”");
    expect(
      found(
        `${means("A", "Alpha", "Anpha", "the Alpha company", "công ty Anpha")} ${says("Sent by Alpha there.", "Gửi bởi Anpha.")}`,
      ),
    ).toEqual([]);
  });
});
