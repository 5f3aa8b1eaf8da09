/** Documents: what stands in them, that contract texts stay inert in them, and that small edits stay small. */
import { describe, expect, it } from "vitest";
import {
  BOOKS,
  buildDocument,
  escapeHtml,
  escapeMarkdown,
  htmlFileName,
  renderHtml,
  renderMarkdown,
  writeHtml,
  writeIndex,
  writeMarkdown,
} from "../../compiler/emit/docs/index.ts";
import type { Service } from "../../compiler/ir/model.ts";
import { constant, duration, everything, text } from "./fixtures.ts";
import { compass } from "./third-language.ts";

const HOSTILE = [
  "</script><script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "[x](javascript:alert(1))",
  "a | b",
  "`code` and ``` fence",
  "*/ /* comment",
  "# heading",
  "line\n\n# second | line",
  "1. list",
  "_under_ **bold** ~~gone~~",
  "&lt;b&gt; $x$ \\",
  "' onmouseover='alert(1)",
  "<!-- hidden",
];

/** Every text of the service replaced by a hostile one. */
function withTexts(service: Service, replace: (text: string) => string): Service {
  const walk = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each));
    if (typeof value !== "object" || value === null) return value;
    if (["title", "text", "question", "decision", "reason"].includes(key) && "en" in value) {
      return Object.fromEntries(Object.entries(value).map(([language, each]) => [language, replace(String(each))]));
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(service) as Service;
}

/** What is left of Markdown when escaped characters and our own anchors and line breaks are taken out. */
function activeMarkdown(markdown: string): string {
  return markdown.replace(/\\[\\`*_[\]|~#+=-]/g, "").replace(/<a id="[a-z0-9-]+"><\/a>|<br>/g, "");
}

describe("document model", () => {
  const document = buildDocument(everything);

  it("numbers sections and items and anchors them by name", () => {
    expect(document.sections.map(({ number, anchor }) => `${number} ${anchor}`)).toEqual([
      "1 description",
      "2 products",
      "3 definitions",
      "4 charges",
      "5 limits",
      "6 records",
      "7 interpretations",
      "8 examples",
    ]);
    expect(document.sections[3]!.items[0]).toMatchObject({ number: "4.1", anchor: "charge-template", kind: "rule" });
  });

  it("has an anchor of its own for every item", () => {
    const anchors = document.sections.flatMap((section) => [section.anchor, ...section.items.map((item) => item.anchor)]);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it("has no section without content", () => {
    const bare = buildDocument({ ...everything, products: [], interpretations: [], examples: [] });
    expect(bare.sections.map(({ anchor }) => anchor)).toEqual(["description", "definitions", "charges", "limits", "records"]);
  });

  it("is plain data", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

describe("Markdown", () => {
  it("is the document in both languages", async () => {
    await expect(writeMarkdown(everything)).toMatchFileSnapshot("../golden/docs/everything.md");
  });

  it("changes one line when one rule changes", () => {
    const [window] = everything.windows;
    const changed = { ...everything, windows: [{ ...window!, length: constant(duration(72, "hour")) }] };
    const before = writeMarkdown(everything).split("\n");
    const after = writeMarkdown(changed).split("\n");
    expect(after.length).toBe(before.length);
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
  });

  it.each(HOSTILE)("keeps %j inert", (hostile) => {
    const clean = activeMarkdown(writeMarkdown(withTexts(everything, () => hostile)));
    expect(clean).not.toMatch(/[<>`[\]]/);
    const columns = (line: string) => line.split("|").length - 2;
    const rows = clean.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.every((line) => [2, 3].includes(columns(line)))).toBe(true);
    const headings = (markdown: string) => markdown.split("\n").filter((line) => line.startsWith("#")).length;
    expect(headings(clean)).toBe(headings(writeMarkdown(everything)));
  });

  it("escapes on one line", () => {
    expect(escapeMarkdown("a\n\n# b | <c>")).toBe("a # b \\| &lt;c&gt;");
    expect(escapeMarkdown("# b")).toBe("\\# b");
    expect(escapeMarkdown("1. b")).toBe("1\\. b");
    expect(escapeMarkdown("Ordinary “prose” (with 24 hours) – stays: 0.05 EUR!")).toBe(
      "Ordinary “prose” (with 24 hours) – stays: 0.05 EUR!",
    );
  });
});

describe("HTML", () => {
  it("marks the language of every text and loads nothing", () => {
    const html = writeHtml(everything);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<div lang="vi"><p>“Trường hợp tính phí” nghĩa là');
    expect(html).toContain('<div class="pair" id="charge-template">');
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(/);
    expect(html).toContain("prefers-color-scheme: dark");
  });

  it.each(HOSTILE)("keeps %j inert", (hostile) => {
    const tags = (html: string) => [...html.matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag.replace(/ lang="(en|vi)"/g, ""));
    const harmless = withTexts(everything, () => "harmless");
    expect(tags(writeHtml(withTexts(everything, () => hostile)))).toEqual(tags(writeHtml(harmless)));
    expect(tags(writeIndex([withTexts(everything, () => hostile)]))).toEqual(tags(writeIndex([harmless])));
  });

  it("escapes for elements and attributes", () => {
    expect(escapeHtml(`<a href="x" onclick='y'>&</a>`)).toBe("&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
  });

  it("lists the services by category, each with its page", () => {
    const voice: Service = {
      ...everything,
      name: "VoiceMessages",
      category: "Voice",
      title: text("Voice Messages", "Tin nhắn thoại"),
    };
    const html = writeIndex([everything, voice]);
    expect(html).toContain(
      `<a href="${htmlFileName(voice)}"><span lang="en">Voice Messages</span><span lang="vi">Tin nhắn thoại</span></a>`,
    );
    expect(html.indexOf("Channels")).toBeLessThan(html.indexOf("Thoại"));
  });
});

describe("a third language", () => {
  it("is only one more book", () => {
    const document = buildDocument(everything, [...BOOKS, compass]);
    expect(document.sections[3]!.items[1]!.blocks[0]).toMatchObject({
      kind: "paragraph",
      text: {
        en: expect.stringContaining("means"),
        vi: expect.stringContaining("nghĩa là"),
        eo: "«Call time» = commenced(60 second)",
      },
    });
    expect(renderMarkdown(document)).toContain("| English | Tiếng Việt | Esperanto |");
    expect(renderHtml(document)).toContain('<div lang="eo">');
    expect(renderMarkdown(buildDocument(everything, [compass]))).not.toContain("nghĩa là");
  });
});
