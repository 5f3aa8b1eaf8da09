/** Fixes as somebody uses them: where they are offered, what they write, and what they leave alone. */
import { describe, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { compile, memoryHost } from "../../compiler/index.ts";
import { actionsIn, choose } from "../kit/actions.ts";
import { CURSOR, positionAt, startEditor, uriOf } from "../kit/lsp.ts";

const service = (elements: string) => `sdl 1

service Chat in Channels {
  title  en "Chat"  vi "Trò chuyện"

  event Message {
    title  en "message"  vi "tin nhắn"
    user phone  en "user" vi "người dùng"
    status      ok en "ok" vi "tốt"
                | failed en "failed" vi "hỏng"
                en "status" vi "trạng thái"
  }

${elements}
}
`;
const charge = (rule: string, name = "Sent") => `  charge ${name} {
    title  en "sent"  vi "đã gửi"
    ${rule}
  }`;
const agreement = (take: string) => `sdl 1

agreement Acme {
  currency       EUR
  time zone      "Asia/Ho_Chi_Minh"
  charging model post-pay

${take}
}
`;

describe("where", () => {
  test("at the start, in the middle and at the end of the word; not behind it, not in another line", async () => {
    for (const rule of ["for each ┆Mesage", "for each Mes┆age", "for each Mesage┆"]) {
      const found = await actionsIn({ "a.sdl": service(charge(rule)) });
      expect(found.titles).toContain("Change to `Message`");
      await found.stop();
    }
    for (const rule of ["for ┆each Mesage", "┆for each Mesage"]) {
      const found = await actionsIn({ "a.sdl": service(charge(rule)) });
      expect(found.titles).not.toContain("Change to `Message`");
      await found.stop();
    }
  });

  test("in a file with another mistake", async () => {
    const broken = service(`${charge("for each Mes┆age where status is okk")}\n  charge Other { title en "x" vi "y" for each }`);
    const mended = await choose(
      { "a.sdl": broken.replace("Mes┆age where status is okk", "Message where status is o┆kk") },
      "Change to `ok`",
    );
    expect(mended["a.sdl"]).toContain("status is ok\n");
    expect(mended["a.sdl"]).toContain("for each }");
  });

  test("only of the kinds that are asked for", async () => {
    const file = { "a.sdl": service(charge("for each Mes┆age where status is nothing")) };
    expect((await actionsIn(file, ["refactor"])).titles).toEqual([]);
    const quick = await actionsIn({ "a.sdl": service(charge("for each Mes┆age").replace("Message", "Mesage")) }, ["quickfix"]);
    expect(new Set(quick.actions.map((a) => a.kind))).toEqual(new Set(["quickfix"]));
    expect(quick.actions[0]!.isPreferred).toBe(true);
    await quick.stop();
  });

  test("editors that cannot ask for the edit later get it at once", async () => {
    const text = service(charge("for each Mesage"));
    const editor = await startEditor({ "a.sdl": text }, { capabilities: {} });
    await editor.open("a.sdl");
    const at = positionAt(text, text.indexOf("Mesage"));
    const [first] = await editor.ask<CodeAction[]>("textDocument/codeAction", "a.sdl", {
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    expect(first!.edit!.changes![uriOf("a.sdl")]!.map((e) => e.newText)).toEqual(["Message"]);
    await editor.stop();
  });
});

describe("names", () => {
  test("what is missing is made, and what stood there stays as it is", async () => {
    const before = { "a.sdl": service(charge("for each Message inside ┆Care")) };
    expect((await choose(before, "Create the window `Care`"))["a.sdl"]).toBe(
      service(`${charge("for each Message inside Care")}

  window Care {
    title  en "care"  vi "… care"
    24 hours from the last Message per user
  }`),
    );
  });

  test.each([
    ["for each ┆New", "event"],
    ["for each ┆New", "interval"],
    ["for each ┆New", "measure"],
    ["for each ┆New opened", "session"],
    ["for each Message inside ┆New", "window"],
    ["for each Message inside ┆New", "session"],
    ["for each Message where user on ┆New", "set"],
    ["for each Message\n    in addition to ┆New", "fee"],
    ["for each Message where status is ok\n    priced as ┆New", "charge"],
    ["for each distinct user of Message\n    at most ┆New", "term"],
  ])("%s: %s", async (rule, kind) => {
    const mended = await choose({ "a.sdl": service(charge(rule)) }, `Create the ${kind} \`New\``);
    expect(mended["a.sdl"]).toContain(`\n  ${kind} New`);
    const codes = compile(memoryHost(mended), ["a.sdl"]).diagnostics.map((d) => `${d.code} ${d.message}`);
    // what is new is of the right kind; of which type a term is, what is charged twice or not used, is for the author to say
    expect(codes.filter((code) => !/^SDL(2008|3004|8\d{3})/.test(code))).toEqual([]);
  });

  test("a value is added where the values stand, in another file too", async () => {
    const shared = `sdl 1

enumeration Status {
  title     en "status"     vi "trạng thái"
  delivered en "delivered"  vi "đã gửi"
}
`;
    const text = `import "common.sdl"\n${service(charge("for each Message where state is ┆failed"))
      .replace("sdl 1\n\n", "")
      .replace("    status ", '    state Status en "state" vi "trạng thái"\n    status ')}`;
    const mended = await choose({ "common.sdl": shared, "a.sdl": `sdl 1\n\n${text}` }, "Add the value `failed` to `Status`");
    expect(mended["common.sdl"]).toBe(
      shared.replace('  vi "đã gửi"\n', '  vi "đã gửi"\n  failed    en "failed"     vi "… failed"\n'),
    );
  });

  test("a shared declaration is imported, in order", async () => {
    const shared = (name: string) => `sdl 1\n\nterm ${name} {\n  title  en "term"  vi "điều khoản"\n  24 hours\n}\n`;
    const window = `  window Care {\n    title  en "care"  vi "chăm sóc"\n    Day┆ from the last Message per user\n  }\n\n${charge("for each Message inside Care where status is ok")}`;
    const text = service(window).replace("sdl 1\n", 'sdl 1\n\nimport "../z.sdl"\n');
    const mended = await choose(
      { "z.sdl": shared("Week"), "b/day.sdl": shared("Day"), "a/a.sdl": text },
      "Import it from b/day.sdl",
    );
    expect(mended["a/a.sdl"]).toContain('sdl 1\n\nimport "../b/day.sdl"\nimport "../z.sdl"\n\nservice');
  });
});

describe("syntax", () => {
  test.each([
    ["where status ┆= ok", "Write `is`", "where status is ok"],
    ["wher┆ status is ok", "Change to `where`", "where status is ok"],
    ["where status is ok┆;", "Remove the `;`", "where status is ok"],
    ["where status is not ok ┆&& status is not failed", "Write `and`", "where status is not ok and status is not failed"],
  ])("%s", async (rule, title, expected) => {
    const mended = await choose({ "a.sdl": service(charge(`for each Message ${rule}`)) }, title);
    expect(mended["a.sdl"]).toContain(`for each Message ${expected}\n`);
  });

  test("a brace that is missing, by the indentation", async () => {
    const text = service(
      `${charge("for each Message where status is ok")}\n\n${charge("for each Message where status is failed", "Failed")}`,
    );
    const broken = text.replace("is ok\n  }", "is ok").replace("in Channels {", "in Channels ┆{");
    expect((await choose({ "a.sdl": broken }, "Put a `}` at the end of the block"))["a.sdl"]).toBe(text);
  });

  test("a sign that the grammar asks for", async () => {
    const text = service(charge("for each Message"));
    const mended = await choose({ "a.sdl": text.replace("charge Sent {\n    title", "charge Sent\n    ┆title") }, "Add `{`");
    expect(mended["a.sdl"]).toBe(text);
  });

  test("quotation marks", async () => {
    const text = service(charge("for each Message"));
    expect((await choose({ "a.sdl": text.replace('vi "đã gửi"', 'vi ┆"đã gửi') }, 'Put a `"` at the end'))["a.sdl"]).toBe(text);
    expect((await choose({ "a.sdl": text.replace('vi "đã gửi"', "vi ┆“đã gửi”") }, 'Write `"`'))["a.sdl"]).toBe(text);
  });
});

describe("agreements", () => {
  const two = service(
    `${charge("for each Message where status is ok")}\n\n${charge("for each Message where status is failed", "Failed")}`,
  );

  test("all missing prices at once", async () => {
    const mended = await choose(
      { "chat.sdl": two, "a.sdl": agreement("  take ┆Chat {\n  }") },
      "Add all 2 prices that are missing",
    );
    expect(mended["a.sdl"]).toBe(agreement("  take Chat {\n    Failed at 0.05 EUR\n    Sent   at 0.05 EUR\n  }"));
  });

  test("a service is taken", async () => {
    const mended = await choose({ "chat.sdl": two, "a.sdl": agreement("").replace("Acme", "Ac┆me") }, "Take `Chat`");
    expect(mended["a.sdl"]).toMatch(/\n {2}take Chat \{\s*\}\n\}\n$/);
  });

  test("all missing properties at once", async () => {
    const text = "sdl 1\n\nagreement ┆Acme {\n  take Chat {\n    Sent   at 0.05 EUR\n    Failed at 0.05 EUR\n  }\n}\n";
    const mended = await choose({ "chat.sdl": two, "a.sdl": text }, "Add all properties that are missing");
    const after = await actionsIn({ "chat.sdl": two, "a.sdl": mended["a.sdl"]!.replace("Acme", "A┆cme") });
    expect(after.titles).toEqual([]);
    await after.stop();
  });
});

describe("proofs and warnings", () => {
  test("charged in addition; or the conditions exclude each other", async () => {
    const text = (name: string, rule: string) => service(`${charge("for each Message")}\n\n${charge(rule, name)}`);
    const wrong = { "a.sdl": text("Fai┆led", "for each Message where status is failed") };
    expect((await choose(wrong, "Charge `Failed` in addition to `Sent`"))["a.sdl"]).toBe(
      text("Failed", "for each Message where status is failed\n    in addition to Sent"),
    );
    expect((await choose(wrong, "Add `where status is ok` to `Sent`"))["a.sdl"]).toBe(
      text("Failed", "for each Message where status is failed").replace(
        "for each Message\n",
        "for each Message where status is ok\n",
      ),
    );
  });

  test("a gap is declared free under a name that nothing has", async () => {
    const text = service(`${charge("for each Message where status is ok", "FreeMessage")}`).replace(
      "event Message",
      "event ┆Message",
    );
    const mended = await choose({ "a.sdl": text }, "Declare it free");
    expect(mended["a.sdl"]).toContain(`  free FreeMessage2 {
    title  en "message, free of charge"  vi "tin nhắn, không tính phí"
    Message where status is failed
  }
`);
  });

  test("a warning is allowed above what it is about, and its comment", async () => {
    const window =
      '  /// For support.\n  window ┆Care {\n    title  en "care"  vi "chăm sóc"\n    24 hours from the last Message per user\n  }';
    const text = service(`${charge("for each Message")}\n\n${window}`);
    expect((await choose({ "a.sdl": text }, "Allow SDL2008 here"))["a.sdl"]).toBe(
      text.replace(CURSOR, "").replace("  /// For", '  allow SDL2008 because "…"\n  /// For'),
    );
  });
});

describe("whole files", () => {
  const shared = (name: string) => `sdl 1\n\nenumeration ${name} {\n  title en "t" vi "t"\n  one   en "1" vi "1"\n}\n`;
  const files = {
    "a.sdl": shared("A"),
    "b.sdl": shared("B"),
    "c.sdl": shared("C"),
    "chat.sdl": `sdl 1┆

import "c.sdl"
import "b.sdl"
import "a.sdl"

service Chat in Channels {
  title  en "Chat"  vi "Trò chuyện"

  event Message {
    title  en "message"  vi "tin nhắn"
    user phone  en "user" vi "người dùng"
    kind A      en "kind" vi "loại"
    other C     en "other" vi "loại khác"
  }

  charge Sent {
    title  en "sent"  vi "đã gửi"
    for each Message
  }
}
`,
  };

  test("imports are sorted, and those that nothing needs are gone", async () => {
    const mended = await choose(files, "Organise imports", ["source.organizeImports"]);
    expect(mended["chat.sdl"]).toContain('sdl 1\n\nimport "a.sdl"\nimport "c.sdl"\n\nservice');
  });

  test("what changes no meaning is mended at once; all else stays", async () => {
    const mended = await choose(
      {
        ...files,
        "chat.sdl": files["chat.sdl"]
          .replace("sdl 1┆\n\n", "┆")
          .replace("for each Message\n", "for each Message where kind is two\n"),
      },
      "Mend all that changes no meaning",
      ["source.fixAll"],
    );
    expect(mended["chat.sdl"]).toContain('sdl 1\n\nimport "c.sdl"\nimport "a.sdl"\n\nservice');
    expect(mended["chat.sdl"]).toContain("kind is two");
  });

  test("they are given to those who ask for them only", async () => {
    const found = await actionsIn(files);
    expect(found.titles).toEqual([]);
    await found.stop();
  });
});
