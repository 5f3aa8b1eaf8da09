/** Completion over the protocol: what an author is offered, and what is put in. */

import { afterEach, describe, expect, test } from "vitest";
import type { CompletionItem, InsertReplaceEdit, TextEdit } from "vscode-languageserver";
import { parse } from "../../grammar/index.ts";
import { withoutStops } from "../../lsp/features/completion/index.ts";
import { type Editor, edited, marked, startEditor } from "../kit/lsp.ts";

const shared = `sdl 1
enumeration Status { title en "status" vi "trạng thái" delivered en "delivered" vi "đã gửi" failed en "failed" vi "hỏng" }
clause Handling(traffic, partner) { en "We carry {traffic} of {partner}." vi "Chúng tôi chuyển {traffic} của {partner}." }
`;
const chat = (elements: string) => `sdl 1
import "./common.sdl"
service Chat in Channels {
  title en "Chat" vi "Trò chuyện"
  event Message { title en "message" vi "tin nhắn" user phone en "user" vi "người dùng" status Status size size en "size" vi "cỡ" urgent requested or not en "u" vi "k" kind a en "a" vi "a" | b en "b" vi "b" en "kind" vi "loại" }
  event Answer { title en "answer" vi "trả lời" user phone en "user" vi "người dùng" }
  window Care { title en "Care" vi "Chăm sóc" 24 hours from the last Answer per user }
  term Limit { title en "limit" vi "giới hạn" 5 GB }
  term Reading { title en "r" vi "r" eachCall en "each" vi "mỗi" or wholeMonth en "whole" vi "cả", unless otherwise agreed }
  charge Base { title en "base" vi "cơ bản" for each Message priced by kind }
${elements}
}
`;
const agreement = (body: string) => `sdl 1
import "./chat.sdl"
agreement Acme {
  client "Acme" account "a-1" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay
${body}
}
`;

let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

async function at(path: string, text: string, others: Record<string, string> = {}) {
  const { text: plain, offsets } = marked(text);
  editor = await startEditor({ "common.sdl": shared, "chat.sdl": chat(""), "rates/eu.csv": "a\n", ...others, [path]: plain });
  await editor.open(path);
  await editor.diagnostics(path);
  const items = await editor.at<CompletionItem[]>("textDocument/completion", path, offsets[0]!);
  const accept = (label: string): string => {
    const item = items.find((i) => i.label === label)!;
    const edit = item.textEdit as InsertReplaceEdit;
    return edited(plain, [{ range: edit.replace, newText: edit.newText }, ...(item.additionalTextEdits ?? [])]);
  };
  return { items, labels: items.map(({ label }) => label), accept, plain };
}

/** Another look, at another agreement. */
async function again(body: string) {
  await editor!.stop();
  return at("acme.sdl", agreement(body));
}

describe("what is offered", () => {
  test.each([
    ["events", "charge C { for each ┆ }", ["Message", "Answer"], ["Base", "Status"]],
    ["events, in a word", "charge C { for each Me┆ss where status is failed }", ["Message", "Answer"], []],
    ["events, behind a word", "charge C { for each Mess┆ }", ["Message"], []],
    ["fields of the event", "charge C { for each Message where ┆ is failed }", ["status", "kind", "urgent"], ["Message"]],
    ["values of an enumeration", "charge C { for each Message where status is ┆ }", ["delivered", "failed", "not"], ["a"]],
    ["values written in the event", "charge C { for each Message where kind is a or ┆ }", ["a", "b"], ["delivered"]],
    ["the word of a yes-or-no field", "charge C { for each Message where urgent ┆ }", ["requested", "not"], ["above"]],
    ["comparisons of a size", "charge C { for each Message where size ┆ }", ["above", "below", "at"], ["requested"]],
    ["terms and no number", "charge C { for each Message where size above ┆ }", ["Limit"], ["Message"]],
    ["units", "term T { 5 ┆ }", ["GB", "hours", "EUR", "%"], ["Message"]],
    ["windows", "charge C { for each Message outside ┆ }", ["Care"], ["Message"]],
    ["members of a charge", "charge C { ┆ }", ["for", "title", "priced", "in", "when"], ["source", "description"]],
    ["members of a service", "┆", ["charge", "event", "description", "uses"], ["agreement", "take"]],
    ["shared clauses", "description { includes ┆ }", ["Handling"], ["Message"]],
    ["parameters", "description { includes Handling(┆ }", ["traffic", "partner"], ["Message"]],
    ["types and enumerations", "event E { user ┆ }", ["phone", "text", "Status"], ["Message"]],
    ["choices of a term", "charge C { for each Message when Reading is ┆ }", ["eachCall", "wholeMonth"], []],
    ["languages that are missing", 'charge C { title en "x" ┆ for each Message }', ["vi"], ["en"]],
    ["what an example expects", "example E { expect ┆ }", ["Base", "total", "free"], ["Message"]],
    ["events of an example", "example E { given 2026-03-01 09:00 ┆ }", ["Message", "Answer"], ["Base"]],
    ["fields of an example's event", "example E { given 2026-03-01 09:00 Answer { ┆ } }", ["user"], ["status"]],
    ["values in an example", "example E { given 2026-03-01 09:00 Message { status ┆ } }", ["delivered"], ["Base"]],
    ["codes of warnings", "allow ┆", ["SDL2008"], ["SDL2001"]],
  ])("%s", async (_, elements, some, none) => {
    const { labels } = await at("chat.sdl", chat(elements));
    expect(labels).toEqual(expect.arrayContaining(some));
    expect(labels.filter((label) => none.includes(label))).toEqual([]);
  });

  test.each([
    ["services", "take ┆", ["Chat"]],
    ["prices and terms of the service", "take Chat { ┆ }", ["Base", "set"]],
    ["terms to set", "take Chat { set ┆ }", ["Reading"]],
    ["choices to set", "take Chat { set Reading to ┆ }", ["eachCall", "wholeMonth"]],
    ["fields of the price", 'take Chat { Base at rates "rates/eu.csv" by ┆ }', ["kind"]],
    ["rate cards", 'take Chat { Base at rates "┆" by kind }', ["./rates/eu.csv"]],
    ["currencies of the workspace first", "take Chat { Base at 5 ┆ }", ["EUR"]],
  ])("in an agreement: %s", async (_, body, some) => {
    const other = agreement('take Chat { Base at rates "./rates/eu.csv" by kind }')
      .replace("Acme", "Other")
      .replace("a-1", "a-2");
    const { labels } = await at("acme.sdl", agreement(body), { "other.sdl": other });
    expect(labels).toEqual(expect.arrayContaining(some));
  });

  test("time zones between quotation marks, all of them replaced", async () => {
    const { accept, plain } = await at("acme.sdl", agreement("take Chat").replace("Asia/Ho_Chi_Minh", "Asia/┆Ho"));
    expect(accept("Europe/Berlin")).toBe(plain.replace("Asia/Ho", "Europe/Berlin"));
  });

  test.each([
    ["a comment", "// charge ┆ me"],
    ["a text", 'charge C { title en "a ┆ b" vi "c" for each Message }'],
    ["a new name", "charge ┆ { for each Message }"],
    ["a number", "term T { 24┆ hours }"],
  ])("nothing in %s", async (_, elements) => {
    expect((await at("chat.sdl", chat(elements))).labels).toEqual([]);
  });
});

describe("what is put in", () => {
  test("a keyword with all that it needs, so that the file can be read", async () => {
    for (const label of ["charge", "window", "example", "description", "title", "allow"]) {
      const { accept } = await at("chat.sdl", chat("  ┆"));
      const text = accept(label);
      expect(parse(withoutStops(text)).errors, text).toEqual([]);
      await editor!.stop();
    }
    editor = undefined;
  });

  test("what belongs to a statement, and no more", async () => {
    const { accept, plain } = await at("chat.sdl", chat('charge C { title en "c" vi "c" for ┆ Message }'));
    expect(accept("each")).toBe(plain.replace("for  Message", "for each Message"));
  });

  test("a price that is missing, as it is written for the clause, and the terms of the contract", async () => {
    const { accept, items, plain } = await at("acme.sdl", agreement("take Chat { ┆ }"));
    expect(accept("Base")).toBe(plain.replace("{  }", '{ Base at rates "rates.csv" by kind }'));
    expect(items.find(({ label }) => label === "Base")!.sortText).toBe("0Base");
    const { accept: set, plain: text } = await again("take Chat { set ┆ }");
    expect(set("Reading")).toBe(text.replace("set  }", "set Reading to eachCall }"));
    const { items: priced } = await again('take Chat { Base at rates "rates/eu.csv" by kind ┆ }');
    expect(priced.find(({ label }) => label === "Base")!.sortText).toBe("2Base");
  });

  test("a name that is imported brings its import", async () => {
    const without = chat("description { includes ┆ }").replace('import "./common.sdl"\n', "").replace("status Status", "");
    const { accept } = await at("chat.sdl", without);
    expect(accept("Handling")).toContain('sdl 1\n\nimport "./common.sdl"\nservice Chat');
  });

  test("plain text for editors without snippets", async () => {
    const { text, offsets } = marked(chat("  ┆"));
    editor = await startEditor({ "common.sdl": shared, "chat.sdl": text }, { capabilities: {} });
    await editor.open("chat.sdl");
    const items = await editor.at<CompletionItem[]>("textDocument/completion", "chat.sdl", offsets[0]!);
    for (const item of items) {
      const edit = item.textEdit as TextEdit;
      expect(parse(edited(text, [edit])).errors, edit.newText).toEqual([]);
    }
  });

  test("an item that is looked at says what it stands for", async () => {
    const { items } = await at("chat.sdl", chat("charge C { for each ┆ }"));
    const resolved = await editor!.connection.sendRequest<CompletionItem>(
      "completionItem/resolve",
      items.find(({ label }) => label === "Message"),
    );
    expect(resolved.documentation).toMatchObject({ value: expect.stringContaining("**event** `Message` — message · tin nhắn") });
  });
});

test("in a file with errors before and behind", async () => {
  const { labels } = await at("chat.sdl", chat("oops ( charge C { for ech } } charge D { for each ┆ } free {"));
  expect(labels).toContain("Message");
});
