/** `sdl docs`: the documents of services in all formats, and the pages that follow the contracts while they are written. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { ComputedExamples, withResults } from "../../cli/docs/computed.ts";
import { watch } from "../../cli/docs/watch.ts";
import { Terminal } from "../../cli/terminal.ts";
import { openWorkspace } from "../../cli/workspace.ts";
import { writeMarkdown } from "../../compiler/emit/docs/index.ts";
import { folderWith, sdl } from "../kit/cli.ts";

const contract = (hours: number) => `sdl 1
service Reminders in Channels {
  title en "Reminders" vi "Tin nhắc"
  event Sent { title en "reminder sent" vi "tin nhắc đã gửi" user phone en "user" vi "người dùng" }
  event Reply { title en "reply" vi "tin trả lời" user phone en "user" vi "người dùng" }
  window Open { title en "conversation" vi "cuộc trao đổi" ${hours} hours from the last Reply per user }
  charge Reminder { title en "Reminder" vi "Tin nhắc" for each Sent outside Open }
  free Answered { title en "reminder in a conversation" vi "tin nhắc trong cuộc trao đổi" Sent inside Open }
}
`;
const other = contract(5).replaceAll("Reminders", "Letters").replace('vi "Tin nhắc"\n  event', 'vi "Thư"\n  event');
const workspace = () => folderWith({ "reminders.sdl": contract(24), "letters.sdl": other });

describe("formats and languages", () => {
  test("all formats of all services, the same bytes each time", async () => {
    const cwd = workspace();
    expect(await sdl(["docs", ".", "--out", "a"], { cwd })).toMatchObject({ code: 0 });
    const names = readdirSync(join(cwd, "a")).sort();
    expect(names).toEqual([
      ...["index.html", "letters.docx", "letters.html", "letters.md", "letters.pdf"],
      ...["reminders.docx", "reminders.html", "reminders.md", "reminders.pdf", "search-index.js"],
    ]);
    expect(await sdl(["docs", ".", "--out", "b"], { cwd })).toMatchObject({ code: 0 });
    for (const name of names)
      expect(readFileSync(join(cwd, "b", name)).equals(readFileSync(join(cwd, "a", name))), name).toBe(true);
    const pdf = readFileSync(join(cwd, "a/reminders.pdf"), "latin1");
    expect(pdf).toMatch(/^%PDF-1/);
    expect(pdf).toMatch(/\/Lang \(en\)/);
    expect(pdf).not.toMatch(/CreationDate \(D:[1-9]/);
  });

  test("one service in one language", async () => {
    const cwd = workspace();
    const flags = ["--service", "Reminders", "--language", "vi", "--format", "html,markdown"];
    expect(await sdl(["docs", ".", "--out", "out", ...flags], { cwd })).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, "out")).sort()).toEqual(["index.html", "reminders.html", "reminders.md", "search-index.js"]);
    const markdown = readFileSync(join(cwd, "out/reminders.md"), "utf8");
    expect(markdown).toContain("24 giờ");
    expect(markdown).not.toContain("24 hours");
    const html = readFileSync(join(cwd, "out/reminders.html"), "utf8");
    expect(html).toContain('<html lang="vi"');
    expect(html).not.toContain('data-choose="en"');
  });

  test.each([
    [["--service", "Reminder"], /There is no service Reminder\.[\s\S]*Did you mean Reminders\?/],
    [["--language", "fr"], /There is no language fr\.[\s\S]*There are: en, vi\./],
    [["--format", "doc"], /There is no format doc\.[\s\S]*Did you mean docx\?/],
  ])("%j is refused with what there is", async (flags, words) => {
    const { code, err } = await sdl(["docs", ".", "--out", "out", ...flags], { cwd: workspace() });
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  test("without a browser the other formats are written, and the reason is said; PDF alone is refused", async () => {
    const cwd = workspace();
    const env = { CHROMIUM_PATH: join(cwd, "nothing") };
    const all = await sdl(["docs", ".", "--out", "out"], { cwd, env });
    expect(all).toMatchObject({ code: 0, err: expect.stringContaining("PDF files are left out: CHROMIUM_PATH names") });
    expect(readdirSync(join(cwd, "out")).filter((name) => name.endsWith(".pdf"))).toEqual([]);
    expect(await sdl(["docs", ".", "--out", "out", "--format", "pdf"], { cwd, env })).toMatchObject({ code: 1 });
  });

  test("contracts with errors have no documents", async () => {
    const cwd = folderWith({ "a.sdl": "sdl 1 service A in SaaS { title en" });
    expect((await sdl(["docs", ".", "--out", "out"], { cwd })).code).toBe(1);
  });
});

/** Serves a workspace; `next` waits for what the pages are told. */
async function served(
  cwd: string,
  use: (site: {
    url: string;
    next: () => Promise<{ problems: string }>;
    get: (path: string, headers?: object) => Promise<[number, string]>;
  }) => Promise<void>,
): Promise<void> {
  const end = new AbortController();
  const quiet = () => new PassThrough().resume();
  const terminal = new Terminal({ stdin: quiet(), stdout: quiet(), stderr: quiet() }, {}, cwd);
  const url = await new Promise<string>((ready, failed) => {
    watch(["."], { ready, signal: end.signal }, terminal).catch(failed);
  });
  const messages: { problems: string }[] = [];
  const waiting: ((message: { problems: string }) => void)[] = [];
  const live = request(`${url}live`, (response) => {
    response.setEncoding("utf8").on("data", (text: string) => {
      for (const [, data] of text.matchAll(/^data: (.*)$/gm)) {
        const message = JSON.parse(data!);
        if (message.first) continue;
        const one = waiting.shift();
        if (one) one(message);
        else messages.push(message);
      }
    });
  });
  live.on("error", () => {});
  live.end();
  const next = () =>
    new Promise<{ problems: string }>((told) => {
      const first = messages.shift();
      if (first) told(first);
      else waiting.push(told);
    });
  const get = (path: string, headers: object = {}) =>
    new Promise<[number, string]>((done, failed) => {
      const asked = request(url, { path, headers: { ...headers } }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () => done([response.statusCode!, text]));
      });
      asked.on("error", failed);
      asked.end();
    });
  try {
    await new Promise((open) => setTimeout(open, 100));
    await use({ url, next, get });
  } finally {
    live.destroy();
    end.abort();
  }
}

describe("while contracts are written", () => {
  test("a saved rule is on its page at once, and a mistake is shown until it is mended", async () => {
    const cwd = workspace();
    await served(cwd, async ({ next, get }) => {
      expect((await get("/reminders.html"))[1]).toContain("24 hours");
      writeFileSync(join(cwd, "reminders.sdl"), contract(72));
      expect(await next()).toEqual({ problems: "" });
      const [, page] = await get("/reminders.html");
      expect(page).toContain("72 hours");
      expect(page).toContain('<script src="live.js"></script>');
      expect((await get("/letters.html"))[1]).toContain("5 hours");
      await next(); // the longer checks have no complaint, or only warnings
      writeFileSync(join(cwd, "reminders.sdl"), contract(72).replace("outside Open", "outside Opened"));
      expect((await next()).problems).toMatch(/Opened[\s\S]*reminders\.sdl:7/);
      expect((await get("/reminders.html"))[1], "the last good page stays").toContain("72 hours");
      await next();
      writeFileSync(join(cwd, "reminders.sdl"), contract(48));
      expect(await next()).toEqual({ problems: "" });
      expect((await get("/reminders.html"))[1]).toContain("48 hours");
    });
  });

  test("gives nothing but its pages, to nobody but this machine", async () => {
    await served(workspace(), async ({ get }) => {
      expect((await get("/"))[1]).toContain("Services");
      expect((await get("/../reminders.sdl"))[0]).toBe(404);
      expect((await get("/%2e%2e/reminders.sdl"))[0]).toBe(404);
      expect((await get("/reminders.sdl"))[0]).toBe(404);
      expect((await get("/__proto__"))[0]).toBe(404);
      expect((await get("/", { host: "evil.example:80" }))[0]).toBe(403);
    });
  });
});

describe("examples show what the modules compute", () => {
  const example = (expected: string) =>
    contract(24).replace(
      /\}\n$/,
      `  example One {
    title en "One reminder" vi "Một tin nhắc"
    agreed { Reminder at 0.05 EUR }
    given 2026-03-01 09:00 Sent { user +84901234567 }
    expect Reminder ${expected}
  }
}
`,
    );

  test("a contract whose example does not hold has no documents", async () => {
    const cwd = folderWith({ "reminders.sdl": example("2") });
    const { code, err } = await sdl(["docs", ".", "--out", "out"], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(
      /Reminders\.One[\s\S]*reminders\.sdl:\d+[\s\S]*expected {2}2[\s\S]*actual {4}1[\s\S]*there are no documents/,
    );
    expect(err).toContain("Mend the rule or the number");
    expect(existsSync(join(cwd, "out"))).toBe(false);
    const one = folderWith({ "reminders.sdl": example("2"), "letters.sdl": other });
    expect((await sdl(["docs", ".", "--out", "out", "--service", "Letters", "--format", "html"], { cwd: one })).code).toBe(0);
  });

  test("the numbers are those that came out, in the digits of the contract", async () => {
    const { program } = openWorkspace(folderWith({ "reminders.sdl": example("0.0500 EUR") }), ["."]);
    const [computed] = (await ComputedExamples.load()).of(program.services, program.services, pc.createColors(false));
    expect(computed!.examples[0]!.expect[0]!.value).toMatchObject({ amount: "0.0500" });
    const [was] = program.services[0]!.examples;
    const value = { ...was!.expect[0]!, name: "Reminder", expected: "", actual: "", ok: false, events: [], value: "7.25" };
    expect(writeMarkdown({ ...program.services[0]!, examples: [withResults(was!, { expectations: [value] })] })).toContain(
      "7.25 EUR",
    );
  });

  test("while one writes, an example that does not hold any more is shown", async () => {
    const cwd = folderWith({ "reminders.sdl": example("1") });
    await served(cwd, async ({ next, get }) => {
      expect((await get("/reminders.html"))[1]).toContain("24 hours");
      writeFileSync(join(cwd, "reminders.sdl"), example("3"));
      expect((await next()).problems).toMatch(/expected {2}3[\s\S]*actual {4}1/);
      expect((await next()).problems).toMatch(/expected {2}3/);
      writeFileSync(join(cwd, "reminders.sdl"), example("1").replace("24 hours", "72 hours"));
      expect(await next()).toEqual({ problems: "" });
      expect((await get("/reminders.html"))[1]).toContain("72 hours");
    });
  });
});
