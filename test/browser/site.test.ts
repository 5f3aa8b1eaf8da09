/** The documentation in a real browser, read from the disk as its readers do. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkspace } from "../../cli/workspace.ts";
import { siteFiles } from "../../compiler/emit/docs/index.ts";
import { everything, text } from "../docs/fixtures.ts";
import { browserAt, phone, seriousIssues, urlIn } from "../kit/browser.ts";

const folder = mkdtempSync(join(tmpdir(), "sdl-site-"));
const url = (file: string) => urlIn(folder, file);

const { reading, open, close } = browserAt(folder);

beforeAll(async () => {
  const { services } = openWorkspace(join(import.meta.dirname, "../.."), ["contracts"]).program;
  for (const [name, page] of siteFiles(services, { module: ({ name }) => `../modules/${name}.ts` }))
    writeFileSync(join(folder, name), page);
  await open();
});

afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const visible = (page: Page, language: string) => page.locator(`.row [data-l="${language}"]:visible`).count();

describe("both languages", () => {
  test.each(["whatsapp.html", "conversations.html", "sip-trunking.html"])("stand level, clause by clause: %s", (file) =>
    reading(file, async (page) => {
      const rows = await page.locator(".row").evaluateAll((all) =>
        all
          .map((row) => [...row.querySelectorAll(":scope > [data-l]")].map((cell) => cell.getBoundingClientRect()))
          .map((cells) => ({
            tops: cells.map(({ top }) => Math.round(top)),
            lefts: cells.map(({ left }) => Math.round(left)),
          })),
      );
      expect(rows.length).toBeGreaterThan(50);
      for (const { tops, lefts } of rows) {
        expect(tops[0]).toBe(tops[1]);
        expect(lefts).toEqual(rows.find((row) => row.lefts[0] === lefts[0])!.lefts);
        expect(lefts[1]).toBeGreaterThan(lefts[0]!);
      }
    }),
  );

  test("or one of them, which is remembered", () =>
    reading("whatsapp.html", async (page) => {
      await page.getByRole("button", { name: "Tiếng Việt" }).click();
      expect(await visible(page, "en")).toBe(0);
      expect(await visible(page, "vi")).toBeGreaterThan(50);
      await page.goto(url("viber.html"));
      expect(await visible(page, "en")).toBe(0);
      await page.getByRole("button", { name: "Side by side" }).click();
      expect(await visible(page, "en")).toBe(await visible(page, "vi"));
    }));

  test("one at a time on a narrow screen, with a switch, and nothing wider than the screen", () =>
    reading(
      "conversations.html",
      async (page) => {
        expect(await visible(page, "vi")).toBe(0);
        await page.getByRole("button", { name: "Tiếng Việt" }).click();
        expect(await visible(page, "vi")).toBeGreaterThan(50);
        expect(await visible(page, "en")).toBe(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      },
      phone,
    ));

  test("a reader whose language is Vietnamese begins in it on a narrow screen", () =>
    reading("whatsapp.html", async (page) => expect(await visible(page, "en")).toBe(0), { ...phone, locale: "vi-VN" }));
});

describe("finding one's way", () => {
  test.each(["nguoi dung hoat dong hang thang", "Người dùng hoạt động hàng tháng", "monthly active users"])(
    "the search finds in all services, with marks or without: %s",
    (words) =>
      reading("index.html", async (page) => {
        await page.getByRole("searchbox").fill(words);
        const first = page.locator("#results a").first();
        await first.waitFor();
        expect(await first.textContent()).toContain("Monthly Active Users");
        await first.click();
        await page.waitForURL(/#measure-/);
        const target = await page.locator(":target").boundingBox();
        expect(target!.y).toBeGreaterThanOrEqual(0);
        expect(target!.y).toBeLessThan(500);
      }),
  );

  test("says when nothing is found", () =>
    reading("index.html", async (page) => {
      await page.getByRole("searchbox").fill("zzzz nothing");
      await expect
        .poll(() => page.locator("#results li").allTextContents())
        .toEqual([expect.stringContaining("Nothing was found")]);
    }));

  test("a clause can be linked to, and shows that it is meant", () =>
    reading("whatsapp.html#charge-template-message", async (page) => {
      const box = await page.locator("#charge-template-message").boundingBox();
      expect(box!.y).toBeGreaterThanOrEqual(0);
      expect(box!.y).toBeLessThan(900);
      expect(await page.locator("#charge-template-message > .places").textContent()).toMatch(/whatsapp\.sdl:\d+/);
    }));

  test("every link within a page has a target, and every page of the index exists", () =>
    reading("index.html", async (page) => {
      const pages = await page.locator("ul.services a").evaluateAll((all) => all.map((a) => a.getAttribute("href")!));
      expect(pages).toHaveLength(33);
      for (const file of pages.slice(0, 8)) {
        await page.goto(url(file));
        const missing = await page
          .locator('a[href^="#"]')
          .evaluateAll((all) => all.map((a) => a.getAttribute("href")!.slice(1)).filter((id) => !document.getElementById(id)));
        expect(missing).toEqual([]);
      }
    }));
});

describe("what a term means", () => {
  test("is shown on hover in the language that is read, and goes away", () =>
    reading("answers.html", async (page) => {
      const term = page.locator('[lang="vi"] a.term', { hasText: "Người dùng cuối" }).first();
      await term.hover();
      const tip = page.getByRole("tooltip");
      expect(await tip.textContent()).toMatch(/^“Người dùng cuối” nghĩa là/);
      await page.keyboard.press("Escape");
      expect(await tip.isVisible()).toBe(false);
    }));

  test("is read out with the keyboard, too", () =>
    reading("answers.html", async (page) => {
      const term = page.locator('[lang="en"] a.term', { hasText: "End User" }).first();
      await term.focus();
      expect(await term.getAttribute("aria-describedby")).toBe("tip");
      expect(await page.locator("#tip").textContent()).toMatch(/^“End User” means/);
    }));
});

test("timelines show when windows are open", () =>
  reading("whatsapp.html", async (page) => {
    const drawings = page.locator("#examples svg[role=img]");
    expect(await drawings.count()).toBeGreaterThan(4);
    expect(await drawings.first().getAttribute("aria-label")).toMatch(/^Timeline: Customer Support Window \S* ?2026-/);
  }));

describe("on paper and in the dark", () => {
  test("prints both columns without the controls, on A4", () =>
    reading("whatsapp.html", async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".bar").isVisible()).toBe(false);
      expect(await visible(page, "en")).toBe(await visible(page, "vi"));
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const text = pdf.toString("latin1");
      expect(text).toMatch(/MediaBox \[0 0 59[45](\.\d+)? 84[12]/);
      expect(text.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(5);
    }));

  test("follows the system into the dark", () =>
    reading(
      "viber.html",
      async (page) => {
        const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(Math.max(...colour.match(/\d+/g)!.map(Number))).toBeLessThan(60);
      },
      { colorScheme: "dark" },
    ));
});

describe("accessibility", () => {
  test.each<[string, BrowserContextOptions]>([
    ["index.html", {}],
    ["conversations.html", {}],
    ["whatsapp.html", { colorScheme: "dark" }],
    ["sip-trunking.html", phone],
  ])("%s %j has no serious issue", (file, options) =>
    reading(
      file,
      async (page) => {
        expect(await seriousIssues(page)).toEqual([]);
      },
      options,
    ),
  );
});

test("texts of a contract do nothing", async () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(1)"> ]]> ' onmouseover='alert(1)`;
  const service = { ...everything, name: "Hostile", title: text(hostile, hostile), source: hostile };
  for (const [name, page] of siteFiles([service]))
    writeFileSync(join(folder, name === "index.html" ? "hostile-index.html" : name), page);
  const file = [...siteFiles([service]).keys()][0]!;
  await reading(file, async (page) => {
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("h1").first().textContent()).toContain(hostile);
    await page.getByRole("searchbox").fill("script");
    await page.locator("#results li").first().waitFor();
    expect(await page.locator("img").count()).toBe(0);
  });
});
