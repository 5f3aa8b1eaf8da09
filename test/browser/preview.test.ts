/** The document as VS Code shows it beside the text: its policy lets it work, and it stays where the reader is when it is made anew. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkspace } from "../../cli/workspace.ts";
import { writeHtml } from "../../compiler/emit/docs/html/index.ts";
import { keepingPlace } from "../../editors/vscode/src/page.ts";
import { browserAt, urlIn } from "../kit/browser.ts";
import { folderWith, repository } from "../kit/cli.ts";

const folder = folderWith({ "empty.html": "<!doctype html><title>empty</title>" });
const { reading, open, close } = browserAt(folder);

beforeAll(async () => {
  const [service] = openWorkspace(repository, ["contracts/channels/whatsapp.sdl"]).program.services;
  writeFileSync(join(folder, "preview.html"), keepingPlace(writeHtml(service!)));
  await open();
});
afterAll(close);

test("works, and keeps the place", () =>
  reading("empty.html", async (page) => {
    // what the editor gives to the page; it outlives the page
    await page.addInitScript(() => {
      Object.assign(globalThis, {
        acquireVsCodeApi: () => ({
          getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null"),
          setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
        }),
      });
    });
    const url = urlIn(folder, "preview.html");
    await page.goto(url);
    await page.getByRole("button", { name: "Tiếng Việt" }).click();
    expect(await page.locator('.row [data-l="en"]:visible').count()).toBe(0);
    await page.evaluate(() => scrollTo(0, 700));
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem("state"))).toBe('{"y":700}');
    await page.goto("about:blank");
    await page.goto(url);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(700);
  }));
