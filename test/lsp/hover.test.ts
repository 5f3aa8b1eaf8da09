/** Hover and signature help over the protocol. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hover, MarkupContent, SignatureHelp } from "vscode-languageserver";
import { type Editor, slice, startEditor } from "../kit/lsp.ts";
import { files, type Path, service } from "./fixture.ts";

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor(files, { platform: { page: (path) => `file:///sdl/${path}` } });
  for (const path of Object.keys(files)) await editor.open(path);
});
afterAll(() => editor.stop());

const place = (path: Path, context: string): number => {
  const at = editor.text(path).indexOf(context);
  expect(at, context).toBeGreaterThan(-1);
  return at;
};
const hover = async (path: Path, offset: number) => {
  const found = await editor.at<Hover | null>("textDocument/hover", path, offset);
  return found && { text: (found.contents as MarkupContent).value, range: found.range! };
};

describe("hover", () => {
  test("says the sentence of the documents in both languages, at the start, in the middle and at the end of a name", async () => {
    const at = place("chat.sdl", "Delivered {");
    for (const offset of [at, at + 4, at + 9]) {
      const found = await hover("chat.sdl", offset);
      expect(found!.text).toContain("**charge** `Delivered` — delivered message · tin nhắn đã gửi");
      expect(found!.text).toMatch(/means each message .* outside/i);
      expect(found!.text).toContain("nghĩa là mỗi");
      expect(slice(service, found!.range)).toBe("Delivered");
    }
  });

  test("a term has its value, its limits, and the agreements that set it", async () => {
    for (const [path, context] of [
      ["chat.sdl", "Pause from"],
      ["acme.sdl", "Pause to"],
    ] as const) {
      const { text } = (await hover(path, place(path, context)))!;
      expect(text).toContain("- value: 24 hours (unless otherwise agreed)");
      expect(text).toContain("- at most: 48 hours");
      expect(text).toMatch(/- \[Acme\]\(file:.*acme\.sdl#L5\): set Pause to 12 hours/);
    }
  });

  test.each([
    ["chat.sdl", "status is delivered", "**field of Message** `status`", "): Status"],
    ["chat.sdl", "delivered outside", "**value of Status** `delivered` — delivered · đã gửi", ""],
    ["chat.sdl", "Message where status is delivered", "**event** `Message` — message · tin nhắn", ""],
    ["chat.sdl", "Handling(", "**clause** `Handling`", "We carry {traffic} of {partner}."],
    ["chat.sdl", "traffic: en", "**parameter of Handling** `traffic`", ""],
    ["chat.sdl", "Care }", "**window** `Care`", "24 hours"],
    ["acme.sdl", "Chat {", "**service** `Chat`", "- taken by: Acme"],
    ["acme.sdl", "Acme {", "**agreement** `Acme`", "- takes: Chat"],
    ["chat.sdl", "window Care", "`window`: Open for a length of time", "file:///sdl/docs/language.md#window"],
    ["chat.sdl", "where status is delivered outside", "`where`: Only events", ""],
    ["acme.sdl", "EUR set", "EUR: Euro", ""],
    ["acme.sdl", '"Asia/', "time zone, GMT", ""],
  ] as const)("in %s at %s", async (path, context, first, second) => {
    const { text } = (await hover(path, place(path, context)))!;
    expect(text).toContain(first);
    expect(text).toContain(second);
  });

  test("the comment above a declaration is shown", async () => {
    expect((await hover("chat.sdl", place("chat.sdl", "Chat in")))!.text).toContain("*What people write to each other.*");
  });

  test("a word that is a name is no keyword; numbers and texts say nothing", async () => {
    expect(await hover("chat.sdl", place("chat.sdl", '"care"') + 2)).toBeNull();
    expect(await hover("chat.sdl", place("chat.sdl", "24 hours") + 1)).toBeNull();
  });

  test("texts cannot act as markup", async () => {
    const hostile = service.replace('en "delivered message"', 'en "<img src=x> [x](http://evil) **b**"');
    await editor.change("chat.sdl", hostile);
    const { text } = (await hover("chat.sdl", hostile.indexOf("Delivered {")))!;
    expect(text).not.toMatch(/<img|[^\\]\[x\]|\*\*b/);
    await editor.change("chat.sdl", service);
  });

  test("plain text for editors that show no Markdown", async () => {
    const plain = await startEditor(files, { capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] } } } });
    await plain.open("chat.sdl");
    const found = await plain.at<Hover>("textDocument/hover", "chat.sdl", place("chat.sdl", "Pause from"));
    expect(found.contents).toMatchObject({ kind: "plaintext", value: expect.stringContaining("value: 24 hours") });
    expect((found.contents as MarkupContent).value).not.toContain("**");
    await plain.stop();
  });

  test("in a broken file what is known is still said", async () => {
    const broken = service.replace("free Rest {", "free Rest { oops (");
    await editor.change("chat.sdl", broken);
    expect((await hover("chat.sdl", broken.indexOf("Care {")))!.text).toContain("**window** `Care`");
    await editor.change("chat.sdl", service);
  });
});

describe("signature help", () => {
  const help = (context: string, behind: number) =>
    editor.at<SignatureHelp | null>("textDocument/signatureHelp", "chat.sdl", place("chat.sdl", context) + behind);

  test.each([
    ["Handling(", 9, 0],
    ["traffic: en", 10, 0],
    ['"tin nhắn", partner', 12, 1],
    ['partner: "Acme"', 10, 1],
  ])("at %s", async (context, behind, active) => {
    const found = (await help(context, behind))!;
    expect(found.activeParameter).toBe(active);
    const [signature] = found.signatures;
    expect(signature!.label).toBe("Handling(traffic, partner)");
    expect(signature!.parameters!.map(({ label }) => signature!.label.slice(label[0] as number, label[1] as number))).toEqual([
      "traffic",
      "partner",
    ]);
    expect((signature!.documentation as MarkupContent).value).toContain("We carry");
  });

  test("none outside of the parentheses", async () => {
    expect(await help("includes Handling", 10)).toBeNull();
    expect(await help("event Message", 3)).toBeNull();
  });
});
