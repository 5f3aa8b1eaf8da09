/** Documents: what stands in them, that contract texts stay inert in them, and that small edits stay small. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SCRIPT, SCRIPT_HASH } from "../../compiler/emit/docs/html/script.ts";
import {
  BOOKS,
  buildDocument,
  escapeHtml,
  escapeMarkdown,
  htmlFileName,
  renderHtml,
  renderMarkdown,
  siteFiles,
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
  it("marks the language of every text, and lets no script run but its own", () => {
    const html = writeHtml(everything);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(html).toContain('<div lang="vi" data-l="vi"><p>“Trường hợp tính phí” nghĩa là');
    expect(html).toContain('id="charge-template"');
    expect(html).not.toMatch(/<script [^>]*src|<link|<img|@import|url\(/);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain("prefers-color-scheme: dark");
    const hash = `sha256-${createHash("sha256").update(SCRIPT).digest("base64")}`;
    expect(SCRIPT_HASH, "the policy of the pages names the script by its hash").toBe(hash);
    expect(html).toContain(escapeHtml(`script-src '${hash}' 'self' file:`));
  });

  it("links terms to what defines them, in both languages, and no item to itself", () => {
    const html = writeHtml(everything);
    const anchors = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...html.matchAll(/<a class="term" href="#([^"]+)">/g)].map(([, id]) => id!);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
    for (const [, id, inside] of html.matchAll(/<div class="item \w+" id="([^"]+)">(.*?)<\/div><\/div>/gs))
      expect(inside).not.toContain(`class="term" href="#${id}"`);
  });

  it.each(HOSTILE)("keeps %j inert", (hostile) => {
    // which titles are links depends on the texts; everything else does not
    const tags = (html: string) =>
      [...html.replace(/<a class="term" href="#[a-z0-9-]+">([^<]*)<\/a>/g, "$1").matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) =>
        tag.replace(/ (lang|data-l|aria-label)="[^"<>]*"/g, ""),
      );
    const harmless = withTexts(everything, () => "harmless");
    expect(tags(writeHtml(withTexts(everything, () => hostile)))).toEqual(tags(writeHtml(harmless)));
    expect(tags(writeIndex([withTexts(everything, () => hostile)]))).toEqual(tags(writeIndex([harmless])));
    const index = siteFiles([withTexts(everything, () => hostile)]).get("search-index.js")!;
    expect(index).not.toMatch(/</);
    expect(JSON.parse(index.replace("globalThis.SDL_SEARCH = ", "").replace(/;\n$/, ""))[0].service.en).toBe(hostile);
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
      `<a href="${htmlFileName(voice)}"><span lang="en" data-l="en">Voice Messages</span><span lang="vi" data-l="vi">Tin nhắn thoại</span></a>`,
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
    const html = renderHtml(document, { books: [...BOOKS, compass] });
    expect(html).toContain('<div lang="eo" data-l="eo"><p>«Call time» = commenced(60 second)');
    expect(html).toContain('html[data-show="eo"] [data-l]:not([data-l="eo"])');
    expect(renderMarkdown(buildDocument(everything, [compass]))).not.toContain("nghĩa là");
  });
});
