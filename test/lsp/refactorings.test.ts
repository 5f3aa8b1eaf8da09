/** Refactorings: what they write, where they are offered, and that a service means the same before and after. */
import { describe, expect, test } from "vitest";
import { compile, type Host, Memo, memoryHost, type Program, type Service } from "../../compiler/index.ts";
import { type Action, actionsAt } from "../../lsp/features/actions/index.ts";
import { applied, byFile } from "../../lsp/features/edits.ts";
import { Snapshot } from "../../lsp/snapshot.ts";
import { actionsIn, choose } from "../kit/actions.ts";
import { shippedFiles } from "../kit/contracts.ts";

const chat = (elements: string, description = "") => `sdl 1

import "common.sdl"

service Chat in Channels {
  title  en "Chat"  vi "Trò chuyện"
${description}
  event Message {
    title  en "message"  vi "tin nhắn"
    user phone  en "user" vi "người dùng"
    status ok en "ok" vi "tốt" | failed en "failed" vi "hỏng"  en "status" vi "trạng thái"
  }
${elements}}
`;
const common = `sdl 1

names "Common Name"
`;
const files = (text: string, shared = common) => ({ "common.sdl": shared, "chat.sdl": text });

describe("a term", () => {
  const window = (length: string) => `
  /// For support.
  window Care {
    title  en "care"  vi "chăm sóc"
    ${length} from the last Message per user
  }
`;
  const declared = `
  term CareTime {
    title  en "care time"  vi "… care time"
    24 hours
  }
`;

  test.each(["┆24 hours", "2┆4 hours", "24 ┆hours", "24 hours┆", "┆24 hours┆"])("is extracted from %s", async (length) => {
    const result = await choose(files(chat(window(length))), "Extract into a term", ["refactor"]);
    expect(result["chat.sdl"]).toBe(chat(`${declared}${window("CareTime")}`));
  });

  test("goes into a shared file that is imported", async () => {
    const result = await choose(files(chat(window("24 ho┆urs"))), "Extract into a term of common.sdl", ["refactor.extract"]);
    expect(result["chat.sdl"]).toBe(chat(window("CareTime")));
    expect(result["common.sdl"]).toBe(`${common}${declared.replaceAll("\n  ", "\n")}`);
  });

  test.each(["Care┆Time {", "window"])("is inlined, from its declaration or from its use: %s", async (where) => {
    const text = chat(`${declared}${window("CareTime")}`);
    const marked = where === "window" ? text.replace("CareTime from", "Care┆Time from") : text.replace("CareTime {", where);
    expect((await choose(files(marked), "Inline the term `CareTime`", ["refactor.inline"]))["chat.sdl"]).toBe(
      chat(window("24 hours")),
    );
  });

  test("that agreements can change keeps its name", async () => {
    const text = chat(`${declared.replace("24 hours", "24 hours, unless otherwise agreed")}${window("Care┆Time")}`);
    const found = await actionsIn(files(text), ["refactor"]);
    expect(found.titles).toEqual([]);
    await found.stop();
  });
});

describe("a vocabulary", () => {
  test("is extracted from the values of a field, and inlined back", async () => {
    const result = await choose(files(chat("").replace("| failed", "| fai┆led")), "Extract into an enumeration", ["refactor"]);
    expect(result["chat.sdl"]).toContain(`  enumeration MessageStatus {
    title  en "status"  vi "trạng thái"
    ok     en "ok"      vi "tốt"
    failed en "failed"  vi "hỏng"
  }

  event Message {
`);
    expect(result["chat.sdl"]).toContain("status MessageStatus");
    const back = await choose(
      files(result["chat.sdl"]!.replace("status MessageStatus", "status Message┆Status")),
      "Inline the enumeration `MessageStatus`",
      ["refactor"],
    );
    expect(back["chat.sdl"]).toBe(chat(""));
  });

  test("one that two fields have stays", async () => {
    const text = chat("").replace("| failed", "| fai┆led");
    const once = (await choose(files(text), "Extract into an enumeration of common.sdl", ["refactor"]))["chat.sdl"]!;
    const twice = once
      .replace(/^( +status .*)$/m, '$1\n    other MessageStatus en "other" vi "khác"')
      .replace("other Mess", "other Me┆ss");
    const found = await actionsIn(
      files(twice, `${common}\nenumeration MessageStatus {\n  ok en "ok" vi "tốt"\n  failed en "failed" vi "hỏng"\n}\n`),
      ["refactor"],
    );
    expect(found.titles).toEqual([]);
    await found.stop();
  });
});

describe("a clause", () => {
  const described = (text: string) => chat("", `\n  description {\n${text}\n  }\n`);
  const own = '    en "We carry messages."\n    vi "Chúng tôi chuyển tin nhắn."';

  test("is extracted from a description into a shared file, and inlined back", async () => {
    const result = await choose(files(described(own.replace("carry", "ca┆rry"))), "Extract into a clause of common.sdl", [
      "refactor",
    ]);
    expect(result["chat.sdl"]).toBe(described("    includes ChatDescription"));
    expect(result["common.sdl"]).toContain(`clause ChatDescription {\n${own.replaceAll("\n  ", "\n").slice(2)}\n}\n`);
    const back = await choose(
      { ...result, "chat.sdl": result["chat.sdl"]!.replace("ChatDesc", "Chat┆Desc") },
      "Inline the clause `ChatDescription`",
      ["refactor"],
    );
    expect(back["chat.sdl"]).toBe(described(own));
    expect(back["common.sdl"]!.trimEnd()).toBe(common.trimEnd());
  });

  test("with parameters is inlined with what fills them in, in each language", async () => {
    const shared = 'sdl 1\n\nclause Carry(traffic) {\n  en "We carry {traffic}."\n  vi "Chúng tôi chuyển {traffic}."\n}\n';
    const text = described('    includes Ca┆rry(traffic: en "messages" vi "tin nhắn")');
    expect((await choose(files(text, shared), "Inline the clause `Carry`", ["refactor"]))["chat.sdl"]).toBe(described(own));
  });

  test("that is a duty stays one", async () => {
    const shared = 'sdl 1\n\nclause Carry {\n  en "carry messages"\n  vi "chuyển tin nhắn"\n}\n';
    const found = await actionsIn(files(described("    provider shall Ca┆rry"), shared), ["refactor"]);
    expect(found.titles).toEqual([]);
    await found.stop();
  });
});

test("a measure is extracted from a charge, and inlined back", async () => {
  const charge = (counts: string) => `
  charge Users {
    title  en "users"  vi "người dùng"
    for each ${counts}
  }
`;
  const result = await choose(files(chat(charge("dis┆tinct user of Message"))), "Extract into a measure", ["refactor"]);
  expect(result["chat.sdl"]).toBe(
    chat(`
  measure UsersNumber {
    title  en "users number"  vi "… users number"
    distinct user of Message
  }
${charge("UsersNumber")}`),
  );
  const back = await choose(files(result["chat.sdl"]!.replace("each Users", "each Us┆ers")), "Inline the measure `UsersNumber`", [
    "refactor",
  ]);
  expect(back["chat.sdl"]).toBe(chat(charge("distinct user of Message")));
});

describe("shipped contracts mean the same", () => {
  const services = Object.keys(shippedFiles).filter((path) => /^service /m.test(shippedFiles[path]!) && path.endsWith(".sdl"));
  const counted = new Map<string, number>();
  const kindOf = (title: string) => title.replace(/ of .*/, " of a shared file");
  const own = ({ title }: Action) => !title.includes(" of ");
  /** Services that are not looked at are missing before and after. */
  const messages = ({ diagnostics }: Program) => diagnostics.map((d) => `${d.code} ${d.message}`).sort();
  /** Without where things were written. */
  const meaning = (program: Program): Service[] =>
    JSON.parse(JSON.stringify(program.services, (key, value) => (key === "origin" ? undefined : value))) as Service[];

  test.each(services)("%s, after what can be extracted was extracted and inlined", (path) => {
    const memo = new Memo();
    const build = (files: Record<string, string>): Program =>
      compile(memoryHost(files) satisfies Host, [path], { memo, quick: true });
    const edit = (files: Record<string, string>, action: Action) => {
      const result = { ...files };
      for (const [file, edits] of byFile(action.edits())) result[file] = applied(result[file]!, edits);
      return result;
    };
    const before = build(shippedFiles);
    const snapshot = new Snapshot(before);
    // one of each kind, where it comes first: in the file itself, and for every twelfth service in a file that it imports
    const first = new Map<string, Action>();
    const here = before.files.get(path)!.source;
    const described = here.tree.declarations.flatMap((d) => (d.kind === "service" ? d.descriptions : []));
    const promising = (image: string, at: number) =>
      /^(\d.*|\||distinct)$/.test(image) || described.some(({ texts }) => texts[0]?.start === at);
    const shared = services.indexOf(path) % 12 === 0;
    for (const { startOffset } of here.parsed.tokens.filter((t) => promising(t.image, t.startOffset))) {
      if (first.size === (shared ? 6 : 3)) break;
      for (const action of actionsAt(snapshot, path, { start: startOffset, end: startOffset }, (k) => k === "refactor.extract"))
        if (!first.has(kindOf(action.title)) && (own(action) || shared)) first.set(kindOf(action.title), action);
    }
    for (const action of first.values()) {
      const files = edit(shippedFiles, action);
      const extracted = build(files);
      expect(messages(extracted), action.title).toEqual(messages(before));
      const known = new Set(declared(before));
      const name = declared(extracted).find((n) => !known.has(n))!;
      const now = new Snapshot(extracted);
      const id = [...now.allDeclared()].find((d) => d.name.text === name)!;
      const [inline, ...more] = actionsAt(
        now,
        id.source.path,
        { start: id.name.start, end: id.name.start },
        (k) => k === "refactor.inline",
      );
      expect(more).toEqual([]);
      const back = build(edit(files, inline!));
      expect(meaning(back), action.title).toEqual(meaning(before));
      const kind = action.title.replace(/ of .*/, "");
      counted.set(kind, (counted.get(kind) ?? 0) + 1);
    }
  });

  test("and each kind was there to be tried, but for measures, which shipped contracts always declare", () => {
    expect([...counted.keys()].sort()).toEqual(["Extract into a clause", "Extract into a term", "Extract into an enumeration"]);
  });
});

const declared = (program: Program): string[] =>
  [...program.files.values()].flatMap(({ source }) =>
    source.tree.declarations.flatMap((d) => [d.name.text, ...(d.kind === "service" ? d.elements.map((e) => e.name.text) : [])]),
  );
