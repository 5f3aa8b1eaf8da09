/** `sdl diff --html`: what changes for clients, as a document in both languages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changesHtml } from "../../cli/changes/html.ts";
import type { Change } from "../../compiler/diff/index.ts";
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
const agreement = `sdl 1
agreement Acme { client "Acme" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay take Reminders { Reminder at 2 EUR } }
`;
const usage = [
  `{"specversion":"1.0","id":"r1","source":"x","type":"sdl.reminders.reply.v1","time":"2026-03-01T10:00:00+07:00","subject":"Acme","data":{"user":"+84901"}}`,
  `{"specversion":"1.0","id":"s1","source":"x","type":"sdl.reminders.sent.v1","time":"2026-03-03T10:00:00+07:00","subject":"Acme","data":{"user":"+84901"}}`,
].join("\n");
const versions = (before = contract(24), after = contract(72)) =>
  folderWith({ "old/r.sdl": before, "old/a.sdl": agreement, "new/r.sdl": after, "new/a.sdl": agreement, "u.ndjson": usage });

describe("the page", () => {
  test("says from when, what changes in both languages, with the changed words marked, and what it is worth", async () => {
    const cwd = versions();
    const flags = ["--html", "changes.html", "--effective", "2026-04-01", "--usage", "u.ndjson"];
    expect(await sdl(["diff", "old", "new", ...flags], { cwd })).toMatchObject({ code: 0 });
    const html = readFileSync(join(cwd, "changes.html"), "utf8");
    expect(html).toContain('<span lang="en">What changes for clients from 1 April 2026</span>');
    expect(html).toContain('<span lang="vi">Những thay đổi đối với khách hàng từ ngày 1 tháng 4 năm 2026</span>');
    expect(html).toMatch(/period of <del>24<\/del> hours/);
    expect(html).toMatch(/period of <ins>72<\/ins> hours/);
    expect(html).toMatch(/<del>24<\/del> giờ/);
    expect(html).toMatch(/<ins>72<\/ins> giờ/);
    // the reminder was charged at 2 EUR outside 24 hours, and is free inside 72
    expect(html).toMatch(/<tr class="total">.*<span>2\.00<\/span>.*<span>0\.00<\/span>.*<span>−2\.00<\/span>/s);
    expect(html, "clients know titles, not names").not.toContain("(Open)");
    expect(html).not.toMatch(/<script/);
  });

  test("in one language has one column", async () => {
    const cwd = versions();
    await sdl(["diff", "old", "new", "--html", "c.html", "--language", "vi"], { cwd });
    const html = readFileSync(join(cwd, "c.html"), "utf8");
    expect(html).toContain('<html lang="vi">');
    expect(html).not.toContain('lang="en"');
  });

  test("says that nothing changes", async () => {
    const cwd = versions(contract(24), contract(24));
    await sdl(["diff", "old", "new", "--html", "c.html"], { cwd });
    expect(readFileSync(join(cwd, "c.html"), "utf8")).toContain("Không có thay đổi.");
  });

  test("is printed when asked", async () => {
    const cwd = versions();
    expect(await sdl(["diff", "old", "new", "--pdf", "c.pdf"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "c.pdf"), "latin1")).toMatch(/^%PDF-1/);
  });

  test.each([
    [["--effective", "2026-02-30", "--html", "c.html"], /calendar day is written like/],
    [["--effective", "2026-04-01"], /no page is written/],
  ])("%j is refused", async (flags, words) => {
    const { code, err } = await sdl(["diff", "old", "new", ...flags], { cwd: versions() });
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  test("texts of contracts do nothing in it", () => {
    const hostile = `</p><script>alert(1)</script><img src=x onerror="alert(1)">`;
    const text = { en: hostile, vi: hostile };
    const change: Change = {
      rule: hostile,
      severity: "price",
      owner: { kind: "service", name: hostile },
      element: { kind: "charge", name: hostile, title: text },
      summary: text,
      before: text,
      after: { en: `${hostile} more`, vi: hostile },
      to: { file: hostile, line: 1, column: 1 },
    };
    const counts = { price: 1, scope: 0, term: 0, text: 0, editorial: 0 };
    const html = changesHtml(
      { changes: [change], counts, languages: ["en", "vi"] },
      { language: "both", titles: new Map([[hostile, text]]) },
    );
    expect(html).not.toMatch(/<script|<img/i);
    expect(html).toContain("<ins> more</ins>");
  });
});
