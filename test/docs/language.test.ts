/** The language of the documents of all shipped contracts: no slips of the phrase books, no names of the program, no mixed languages. */
import { describe, expect, test } from "vitest";
import { serviceFileNames } from "../../cli/names.ts";
import { openWorkspace } from "../../cli/workspace.ts";
import { type Block, buildDocument, writeMarkdown } from "../../compiler/emit/docs/index.ts";
import type { Service } from "../../compiler/ir/model.ts";
import { repository } from "../kit/cli.ts";

const { services } = openWorkspace(repository, ["contracts"]).program;
const names = serviceFileNames(services);

/** All texts of a document in one language, each with the place where it stands. */
function texts(
  service: Service,
  language: "en" | "vi",
  kinds?: readonly string[],
): { readonly at: string; readonly text: string }[] {
  const said = (block: Block) => {
    if (block.kind === "list") return block.points;
    return block.kind === "table" ? [block.caption, ...block.rows.map((row) => row.text)] : [block.text];
  };
  return buildDocument(service)
    .sections.flatMap(({ items }) => items)
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .flatMap(({ anchor, heading, blocks }) =>
      [...(heading ? [heading] : []), ...blocks.flatMap(said)].map((text) => ({
        at: `${service.name}#${anchor}`,
        text: text[language] ?? "",
      })),
    );
}

const matching = (found: readonly { readonly at: string; readonly text: string }[], pattern: RegExp) =>
  found.flatMap(({ at, text }) => (pattern.test(text) ? [`${at}: …${pattern.exec(text)![0]}… in “${text}”`] : []));

describe.each(services.map((service) => [service.name, service] as const))("%s", (_, service) => {
  test("its document is the one that was read", async () => {
    await expect(writeMarkdown(service)).toMatchFileSnapshot(`../golden/docs/services/${names.get(service.name)!}.md`);
  });

  test("English: no word twice, no article before another, no space before a stop", () => {
    const english = texts(service, "en");
    expect(english.length).toBeGreaterThan(20);
    expect(matching(english, /\b(of|the|a|an|and|or|for|in|to|is|means|each|that|by|with) \1\b/i)).toEqual([]);
    expect(matching(english, /\b(a|an|the|each) (a|an|the|each)\b/)).toEqual([]);
    expect(matching(english, /\ba (?=[aeio][a-z])(?!one|eu)/)).toEqual([]);
    expect(matching(english, / [,.;:](?!\d)|,,|\.\.(?!\.)|\(\s|\s\)|undefined|\[object/)).toEqual([]);
  });

  test("Vietnamese: no word twice that is not doubled on purpose, no English words, no empty text", () => {
    const vietnamese = texts(service, "vi");
    expect(vietnamese.filter(({ text }) => text.trim() === "")).toEqual([]);
    expect(matching(vietnamese, /(?<![\p{L}\p{M}])(của|là|và|được|mỗi|các|cho|theo|trong|với|khi) \1(?![\p{L}\p{M}])/iu)).toEqual(
      [],
    );
    const generated = texts(service, "vi", ["rule", "record"]);
    expect(
      matching(
        generated,
        /(?<![\p{L}\p{M}-])(the|of|and|with|each|means|which|per|from|by|not|events?|users?|messages?|months?|fees?|charged|calls?)(?![\p{L}\p{M}-])/u,
      ),
    ).toEqual([]);
    // a comma stands before decimals
    expect(matching(vietnamese, /\d\.\d{1,2}(?!\d|\.\d)(?= (EUR|VND|phút|GB|giây|giờ))|\d\.\d{4,} (EUR|VND)/)).toEqual([]);
    expect(matching(vietnamese, / [,.;:](?!\d)|,,|\.\.(?!\.)|\(\s|\s\)|undefined|\[object/)).toEqual([]);
  });

  test("names of elements stay in the contract", () => {
    const written = JSON.stringify([
      service.title,
      ...[service.definitions, service.interpretations, service.examples].flat().map((each) => [each.title]),
    ]);
    const elements = [
      service.charges,
      service.fees,
      service.packages,
      service.minimums,
      service.windows,
      service.sets,
      service.intervals,
      service.sessions,
      service.measures,
      service.terms,
      service.events,
      service.definitions,
    ].flat();
    const inner = elements.map(({ name }) => name).filter((name) => /[a-z][A-Z]/.test(name) && !written.includes(name));
    if (inner.length === 0) return;
    const pattern = new RegExp(`(?<![\\p{L}\\d])(${inner.join("|")})(?![\\p{L}\\d])`, "u");
    for (const language of ["en", "vi"] as const) expect(matching(texts(service, language), pattern)).toEqual([]);
  });
});
