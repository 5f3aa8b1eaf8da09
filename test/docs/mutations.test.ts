/** A rule that changes is seen in both languages and in every format, at its clause and nowhere else. */
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { buildDocument, writeDocx, writeHtml, writeMarkdown } from "../../compiler/emit/docs/index.ts";
import type { Service } from "../../compiler/ir/model.ts";
import { base, mutations, serviceOf } from "../kit/mutations.ts";

const plain = (markup: string) => markup.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

/** What each clause says, by its anchor. */
const html = (service: Service): Map<string, string> =>
  new Map(
    writeHtml(service)
      .split(/(?=<(?:div|article) class="item )/)
      .slice(1)
      // places name lines of the contract, and not what it says
      .map((part) => [/id="([^"]+)"/.exec(part)![1]!, plain(part.replace(/<p class="places">.*?<\/p>/g, ""))]),
  );

const markdown = (service: Service): Map<string, string> =>
  new Map(
    writeMarkdown(service)
      .split(/(?=^.*<a id=")/m)
      .slice(1)
      .map((part) => [/<a id="([^"]+)"/.exec(part)![1]!, plain(part)]),
  );

async function docx(service: Service): Promise<Map<string, string>> {
  const xml = strFromU8(unzipSync(await writeDocx(service))["word/document.xml"]!);
  const anchors = new Map(
    buildDocument(service).sections.flatMap(({ items }) => items.map(({ number, anchor }) => [number, anchor] as const)),
  );
  const found = new Map<string, string>();
  let anchor = "";
  for (const row of xml.match(/<w:tr\b[\s\S]*?<\/w:tr>/g) ?? []) {
    const cells = (row.match(/<w:tc>[\s\S]*?<\/w:tc>/g) ?? []).map(plain);
    anchor = anchors.get(cells[0]!.trim()) ?? anchor;
    found.set(anchor, `${found.get(anchor) ?? ""}${cells.slice(1).join(" | ")}`);
  }
  return found;
}

const before = serviceOf(base);

describe.each(mutations)("%s", (_, from, to, anchors, en, vi) => {
  expect(base.split(from), `“${from}” stands in the contract once`).toHaveLength(2);
  const after = serviceOf(base.replace(from, to));

  test.each<[string, (service: Service) => Map<string, string> | Promise<Map<string, string>>]>([
    ["HTML", html],
    ["Markdown", markdown],
    ["Word", docx],
  ])("in %s", async (__, read) => {
    const [was, is] = [await read(before), await read(after)];
    expect(was.size).toBeGreaterThan(20);
    const changed = [...is.keys()].filter((anchor) => is.get(anchor) !== was.get(anchor));
    expect(changed.filter((anchor) => !anchor.startsWith("example-")).sort()).toEqual([...anchors].sort());
    const said = is.get(anchors[0]!)!;
    expect(said).toContain(en);
    expect(said).toContain(vi);
    expect(said).not.toBe(was.get(anchors[0]!));
  });
});
