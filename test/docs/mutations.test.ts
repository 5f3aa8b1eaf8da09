/** A rule that changes is seen in both languages and in every format, at its clause and nowhere else. */
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { buildDocument, writeDocx, writeHtml, writeMarkdown } from "../../compiler/emit/docs/index.ts";
import type { Service } from "../../compiler/ir/model.ts";
import { contract } from "../compiler/diff/base.ts";
import { compileFiles } from "../kit/compile.ts";

/** What to write instead of what; the clauses that say it; and words that are new in each language. */
type Mutation = readonly [name: string, from: string, to: string, anchors: readonly string[], en: string, vi: string];

const mutations: readonly Mutation[] = [
  [
    "key",
    "24 hours from the last Asked per user }",
    "24 hours from the last Asked per line }",
    ["window-answering", "charge-letter", "free-plain"],
    "for each line separately",
    "đối với riêng mỗi số máy",
  ],
  ["status", "kind is express and", "kind is parcel and", ["charge-express"], "parcel", "bưu kiện"],
  ["window", "24 hours from the last Asked", "72 hours from the last Asked", ["window-answering"], "72 hours", "72 giờ"],
  ["set", "added on Closed removed on Opened", "added on Opened removed on Closed", ["set-blocked"], "box opened", "mở hộp thư"],
  [
    "interval",
    "interval Box per user from Opened until Closed",
    "interval Box per user from Asked until Closed",
    ["interval-box"],
    "question",
    "câu hỏi",
  ],
  ["session", "opens on Asked\n", "opens on Opened\n", ["session-talk"], "box opened", "mở hộp thư"],
  [
    "term",
    "30 minutes, unless configured",
    "45 minutes, unless configured",
    ["term-silence", "session-talk"],
    "45 minutes",
    "45 phút",
  ],
  ["measure", "distinct user of Sent", "distinct place of Sent", ["measure-users"], "places", "nơi"],
  ["charge of units", "where kind is plain outside", "where kind is parcel outside", ["charge-letter"], "parcel", "bưu kiện"],
  ["charge of events", "for each Asked }", "for each Closed }", ["charge-slow"], "box closed", "đóng hộp thư"],
  ["condition of a set", "and user not on Blocked", "and user on Blocked", ["charge-express"], "blocked", "bị chặn"],
  ["fee", "monthly for each Box at its peak", "monthly for each Box", ["fee-rent"], "each box", "hộp thư"],
  ["fee for events", "once for each Opened", "once for each Closed", ["fee-setup"], "box closed", "đóng hộp thư"],
  [
    "package",
    'package Bundle of Users { title en "bundle" vi "gói" monthly fee }',
    'package Bundle of Users { title en "bundle" vi "gói" monthly fee beyond it charge each }',
    ["package-bundle"],
    "in addition",
    "tính phí bổ sung",
  ],
  [
    "minimum",
    "300 EUR per calendar month",
    "200 EUR per calendar month",
    ["minimum-least"],
    "200 EUR (two hundred euros)",
    "200 EUR (hai trăm euro)",
  ],
];

const serviceOf = (text: string): Service => {
  const { services, diagnostics } = compileFiles({ "post.sdl": text });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return services[0]!;
};

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

/** With a second field that a state can be kept by. */
const base = contract
  .replace(/(event Asked \{.*?vi "người dùng") \}/, '$1 line text en "line" vi "số máy" }')
  .replace("place VN, read", 'place VN, line "1", read')
  .replace("    read requested or not", '    line text en "line" vi "số máy"\n    read requested or not');
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
