/** Pages in a real browser, read from the disk as their readers do. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { withBrowser } from "../../cli/browser.ts";

/** A narrow screen. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 800 } };
export const dark: BrowserContextOptions = { colorScheme: "dark" };

/** The address of a file in a folder, with what stands behind `?` or `#`. */
export const urlIn = (folder: string, file: string): string =>
  pathToFileURL(join(folder, file.split(/[?#]/)[0]!)).href + (/[?#].*/.exec(file)?.[0] ?? "");

/** A browser for the pages in a folder. */
export function browserAt(folder: string) {
  let browser: Browser;
  let end = () => {};
  let ended: Promise<unknown> = Promise.resolve();
  return {
    open: () =>
      new Promise<void>((ready, failed) => {
        ended = withBrowser(async (started) => {
          browser = started;
          ready();
          await new Promise<void>((done) => {
            end = done;
          });
        }).catch(failed);
      }),
    close: async () => {
      end();
      await ended;
    },
    /** Opens a page; whatever its console or its scripts complain of fails the test. */
    async reading(file: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
      const context = await browser.newContext({
        viewport: { width: 1300, height: 900 },
        locale: "en-GB",
        reducedMotion: "reduce",
        ...options,
      });
      const complaints: string[] = [];
      try {
        const page = await context.newPage();
        page.on("console", (message) => {
          if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
        });
        page.on("pageerror", (error) => complaints.push(error.message));
        page.on("dialog", (dialog) => {
          complaints.push(`dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        await page.goto(urlIn(folder, file));
        await look(page);
        expect(complaints).toEqual([]);
      } finally {
        await context.close();
      }
    },
  };
}

/** What axe-core finds that keeps people from reading a page. */
export async function seriousIssues(page: Page): Promise<string[]> {
  // evaluated as code of the debugger, which the policy of the page does not bind
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
}
