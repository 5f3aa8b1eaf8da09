/** Documents as Word files: aligned rows, headings, languages, the same bytes each time, texts that stay texts. */
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { buildDocument, escapeDocx, renderDocx, writeDocx } from "../../compiler/emit/docs/index.ts";
import { english } from "../../compiler/emit/docs/phrases/en.ts";
import { vietnamese } from "../../compiler/emit/docs/phrases/vi.ts";
import { everything, text } from "./fixtures.ts";

function parts(bytes: Uint8Array): { readonly [path: string]: string } {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)]));
}

const bodyOf = (bytes: Uint8Array) => parts(bytes)["word/document.xml"]!;
const plain = (xml: string) =>
  xml
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[name]!);
const rowsOf = (xml: string) => xml.match(/<w:tr\b[\s\S]*?<\/w:tr>/g) ?? [];
const cellsOf = (row: string) => (row.match(/<w:tc>[\s\S]*?<\/w:tc>/g) ?? []).map(plain);

const both = await writeDocx(everything);
const xml = bodyOf(both);
const document = buildDocument(everything);

describe("Word files", () => {
  it("set every clause in one row: its number, English, Vietnamese", () => {
    const rows = rowsOf(xml).map(cellsOf);
    expect(rows.every((cells) => cells.length === 3)).toBe(true);
    const rules = document.sections.flatMap(({ items }) => items).filter(({ kind }) => kind === "rule");
    expect(rules.length).toBeGreaterThan(5);
    for (const { number, blocks } of rules) {
      const [block] = blocks;
      if (block?.kind !== "paragraph") throw new Error("a rule is one paragraph");
      expect(rows).toContainEqual([number, escapeDocx(block.text.en!), escapeDocx(block.text.vi!)]);
    }
  });

  it("repeat the names of the languages on each page, and break no row", () => {
    const rows = rowsOf(xml);
    expect(rows.filter((row) => !row.includes("<w:cantSplit/>"))).toEqual([]);
    const repeated = rows.filter((row) => row.includes("<w:tblHeader/>")).map(cellsOf);
    expect(repeated).toContainEqual(["", "English", "Tiếng Việt"]);
  });

  it("have real headings, which the table of contents lists and links", () => {
    const headings = xml.match(/<w:pStyle w:val="Heading1"\/>/g) ?? [];
    expect(headings.length).toBe(document.sections.length);
    const links = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, anchor]) => anchor);
    expect(new Set(links).size).toBe(document.sections.length);
    for (const anchor of links) expect(xml).toContain(`w:name="${anchor}"`);
  });

  it("have a bookmark for every clause, each under an id of its own", () => {
    const starts = xml.match(/<w:bookmarkStart\b[^>]*>/g)!;
    const values = (name: string) => starts.map((start) => new RegExp(`w:${name}="([^"]+)"`).exec(start)![1]);
    expect(values("name")).toContain("charge_template");
    expect(new Set(values("name")).size).toBe(starts.length);
    expect(new Set(values("id")).size).toBe(starts.length);
  });

  it("say in which language each text is", () => {
    expect(xml).toContain('w:val="en-GB"');
    expect(xml).toContain('w:val="vi-VN"');
  });

  it("are the same bytes for the same contract", async () => {
    expect(Buffer.compare(await writeDocx(everything), both)).toBe(0);
  });

  it("hold one language where one is asked for", async () => {
    for (const [book, other] of [
      [english, "vi-VN"],
      [vietnamese, "en-GB"],
    ] as const) {
      const one = bodyOf(await writeDocx(everything, [book]));
      expect(one).not.toContain(other);
      expect(
        rowsOf(one)
          .map(cellsOf)
          .every((cells) => cells.length === 2),
      ).toBe(true);
    }
  });

  it("show hostile texts as they are: no field, no markup, no control character", async () => {
    const hostile =
      'a</w:t><w:instrText>DDEAUTO c:\\\\x "y"</w:instrText>{ HYPERLINK "http://x" }\u0000\u0007\u202e\ud800\uffff & <b>';
    const bytes = await renderDocx({
      ...document,
      title: text(hostile, hostile),
      sections: document.sections.map((section) => ({ ...section, title: text(hostile, hostile) })),
    });
    const fields = (body: string) =>
      (body.match(/<w:instrText[\s\S]*?<\/w:instrText>/g) ?? [])
        .map(plain)
        .filter((code) => !/^\s*(TOC|PAGEREF|PAGE|NUMPAGES)\b/.test(code));
    for (const part of Object.values(parts(bytes))) {
      expect(fields(part)).toEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
      expect(part).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e\ufffe\uffff]|<b>/);
    }
    expect(plain(bodyOf(bytes))).toContain(escapeDocx(hostile));
  });
});
