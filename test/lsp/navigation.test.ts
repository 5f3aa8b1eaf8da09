/** From names to what they mean and back, over the protocol: at the start, in the middle and at the end of a name. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Location, PrepareRenameResult, Range, WorkspaceEdit } from "vscode-languageserver";
import { type Editor, edited, positionAt, slice, startEditor, uriOf } from "../kit/lsp.ts";

const shared = `sdl 1
enumeration Status { title en "status" vi "trạng thái" delivered en "delivered" vi "đã gửi" failed en "failed" vi "hỏng" }
term Pause { 24 hours, unless otherwise agreed title en "pause" vi "thời gian nghỉ" }
clause Handling(traffic) { en "We carry {traffic} and only {traffic}." vi "Chúng tôi chỉ chuyển {traffic}." }
`;
const service = `sdl 1
import "common.sdl"
service Chat in Channels {
  title en "Chat" vi "Trò chuyện"
  description { en "Chat." vi "Trò chuyện." includes Handling(traffic: en "messages" vi "tin nhắn") }
  event Message { title en "message" vi "tin nhắn" user phone en "user" vi "người dùng" status Status }
  event Answer { title en "answer" vi "trả lời" user phone en "user" vi "người dùng" }
  window Care { Pause from the last Answer per user title en "Care" vi "Chăm sóc" }
  charge Delivered { title en "delivered" vi "đã gửi" for each Message where status is delivered outside Care }
  free Rest { title en "rest" vi "còn lại" Message where status is failed }
}
`;
const agreement = `sdl 1
import "chat.sdl"
agreement Acme {
  client "Acme" account "a-1" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay
  take Chat { Delivered at 0.05 EUR set Pause to 12 hours }
}
`;
const files = { "common.sdl": shared, "chat.sdl": service, "agreement.sdl": agreement };

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor(files);
  for (const path of Object.keys(files)) await editor.open(path);
});
afterAll(() => editor.stop());

/** The n-th place of a word in a file. */
function place(path: keyof typeof files, word: string, n = 1): number {
  let at = -1;
  for (let i = 0; i < n; i++) at = editor.text(path).indexOf(word, at + 1);
  return at;
}

const shown = ({ uri, range }: Location) => {
  const path = Object.keys(files).find((p) => uriOf(p) === uri)!;
  return `${path}:${range.start.line + 1} ${slice(editor.text(path), range)}`;
};

const everywhere = (at: number, word: string) => [at, at + Math.floor(word.length / 2), at + word.length];

describe("definition", () => {
  test.each([
    ["chat.sdl", "Message where", "Message", "chat.sdl:6 Message"],
    ["chat.sdl", "delivered outside", "delivered", "common.sdl:2 delivered"],
    ["chat.sdl", "status is", "status", "chat.sdl:6 status"],
    ["chat.sdl", "Pause from", "Pause", "common.sdl:3 Pause"],
    ["chat.sdl", "Care }", "Care", "chat.sdl:8 Care"],
    ["chat.sdl", "traffic:", "traffic", "common.sdl:4 traffic"],
    ["agreement.sdl", "Chat {", "Chat", "chat.sdl:3 Chat"],
    ["agreement.sdl", "Delivered at", "Delivered", "chat.sdl:9 Delivered"],
    ["agreement.sdl", "Pause to", "Pause", "common.sdl:3 Pause"],
  ] as const)("in %s, from %s", async (path, context, word, expected) => {
    for (const offset of everywhere(place(path, context), word)) {
      const found = await editor.at<Location[]>("textDocument/definition", path, offset);
      expect(found.map(shown)).toEqual([expected]);
    }
  });

  test("a text, a number, a keyword lead nowhere", async () => {
    for (const word of ['"Care"', "24 hours", "window", "in Channels"]) {
      const path = editor.text("chat.sdl").includes(word) ? "chat.sdl" : "common.sdl";
      expect(await editor.at("textDocument/definition", path, place(path, word) + 1)).toEqual([]);
    }
  });
});

test("type definition: the enumeration of a field, the event of a window, the owner of a value", async () => {
  const of = async (path: keyof typeof files, word: string, n = 1) =>
    (await editor.at<Location[]>("textDocument/typeDefinition", path, place(path, word, n))).map(shown);
  expect(await of("chat.sdl", "status is")).toEqual(["common.sdl:2 Status"]);
  expect(await of("chat.sdl", "Care }")).toEqual(["chat.sdl:7 Answer"]);
  expect(await of("common.sdl", "delivered en")).toEqual(["common.sdl:2 Status"]);
});

test("implementation: the agreements that take a service, or price a clause", async () => {
  for (const word of ["Chat in", "Delivered {"]) {
    const found = await editor.at<Location[]>("textDocument/implementation", "chat.sdl", place("chat.sdl", word));
    expect(found.map(shown)).toEqual(["agreement.sdl:3 Acme"]);
  }
});

test("references, with and without the declaration, texts included", async () => {
  const of = async (includeDeclaration: boolean, path: keyof typeof files, word: string) =>
    (await editor.at<Location[]>("textDocument/references", path, place(path, word), { context: { includeDeclaration } })).map(
      shown,
    );
  expect(await of(false, "common.sdl", "Pause")).toEqual(["agreement.sdl:5 Pause", "chat.sdl:8 Pause"]);
  expect(await of(true, "agreement.sdl", "Pause to")).toEqual([
    "agreement.sdl:5 Pause",
    "chat.sdl:8 Pause",
    "common.sdl:3 Pause",
  ]);
  expect(await of(true, "common.sdl", "traffic)")).toEqual([
    "chat.sdl:5 traffic",
    ...Array<string>(4).fill("common.sdl:4 traffic"),
  ]);
});

test("highlights are the places in this file", async () => {
  const at = place("chat.sdl", "Message where");
  const found = await editor.at<{ range: Range; kind: number }[]>("textDocument/documentHighlight", "chat.sdl", at);
  expect(found.map(({ range, kind }) => [slice(service, range), kind])).toEqual([
    ["Message", 3],
    ["Message", 2],
    ["Message", 2],
  ]);
});

describe("rename", () => {
  const renamed = async (path: keyof typeof files, offset: number, newName: string) => {
    const edit = await editor.at<WorkspaceEdit>("textDocument/rename", path, offset, { newName });
    return Object.fromEntries(
      Object.entries(files).map(([p, text]) => [p, edited(text, edit.changes?.[uriOf(p)] ?? [])]),
    ) as typeof files;
  };

  test("from every place of the name, in all files", async () => {
    const expected = {
      "common.sdl": shared.replace("term Pause", "term Silence"),
      "chat.sdl": service.replace("{ Pause", "{ Silence"),
      "agreement.sdl": agreement.replace("set Pause", "set Silence"),
    };
    for (const [path, context] of [
      ["common.sdl", "Pause"],
      ["chat.sdl", "Pause"],
      ["agreement.sdl", "Pause"],
    ] as const) {
      for (const offset of everywhere(place(path, context), "Pause")) {
        const prepared = await editor.at<Exclude<PrepareRenameResult, Range>>("textDocument/prepareRename", path, offset);
        expect(prepared).toMatchObject({ placeholder: "Pause" });
        expect(await renamed(path, offset, "Silence")).toEqual(expected);
      }
    }
  });

  test("a parameter is renamed in the texts that name it", async () => {
    const result = await renamed("chat.sdl", place("chat.sdl", "traffic:"), "what");
    expect(result["common.sdl"]).toBe(shared.replaceAll("traffic", "what"));
    expect(result["chat.sdl"]).toBe(service.replace("traffic:", "what:"));
  });

  test("a word of the language is quoted where it must be", async () => {
    const result = await renamed("chat.sdl", place("chat.sdl", "Care }"), "and");
    const again = await startEditor(result);
    await again.open("chat.sdl");
    expect((await again.diagnostics("chat.sdl")).map((d) => d.code)).toEqual(
      (await editor.diagnostics("chat.sdl")).map((d) => d.code),
    );
    await again.stop();
  });

  test.each([
    ["Two words", "cannot be a name"],
    ["", "cannot be a name"],
    ["Answer", "here already"],
  ])("to `%s` is refused with a reason", async (name, reason) => {
    await expect(editor.at("textDocument/rename", "chat.sdl", place("chat.sdl", "Message {"), { newName: name })).rejects.toThrow(
      reason,
    );
  });

  test("there is nothing to rename in a keyword or a text", async () => {
    for (const word of ["window", '"Care"'])
      expect(await editor.at("textDocument/prepareRename", "chat.sdl", place("chat.sdl", word) + 1)).toBeNull();
  });
});

test("in a broken file names still lead to what they mean", async () => {
  const broken = `${service.replace("free Rest {", "free Rest { oops (")} charge Half { for each Message where`;
  await editor.change("chat.sdl", broken);
  const at = place("chat.sdl", "Message where status is delivered");
  const found = await editor.at<Location[]>("textDocument/definition", "chat.sdl", at);
  expect(found.map(shown)).toEqual(["chat.sdl:6 Message"]);
  expect(positionAt(broken, at).line).toBe(8);
  await editor.change("chat.sdl", service);
});
