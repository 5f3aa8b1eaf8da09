/** A browser without a window, for printing pages and for looking at them in tests. */
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { Failure } from "./failure.ts";

/** Where browsers are installed; `CHROMIUM_PATH` names another. */
const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const NONE = "No browser was found.";
const HOW =
  "Install Chromium or Chrome, name one in the environment variable CHROMIUM_PATH, or add the npm packages playwright-core and @sparticuz/chromium.";

/**
 * Runs something with a browser and ends the browser. The one that is named is taken, then the one of the npm package, then an installed
 * one. Throws BrowserMissing when there is none.
 */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>, env: NodeJS.ProcessEnv = process.env): Promise<T> {
  const browser = await startBrowser(env);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** A browser, to be closed by whoever asked for it. Throws BrowserMissing when there is none. */
export async function startBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const playwright = await import("playwright-core").catch(() => undefined);
  if (playwright === undefined) throw new BrowserMissing(NONE, { hint: HOW });
  const executablePath = await program(env);
  try {
    return await playwright.chromium.launch({ executablePath, args: FLAGS, headless: true });
  } catch (error) {
    throw new BrowserMissing(
      `The browser ${executablePath} does not start: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
    );
  }
}

/** There is no browser that can be used. */
export class BrowserMissing extends Failure {}

/** A page shown here is our own text, loads nothing, and may be printed by root in a container, where there is no sandbox. */
const FLAGS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

async function program(env: NodeJS.ProcessEnv): Promise<string> {
  const named = env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new BrowserMissing(`CHROMIUM_PATH names ${named}, where there is no program.`);
    return named;
  }
  // the package brings the libraries that small machines lack; it looks for this when it is loaded
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  const packaged = await import("@sparticuz/chromium").catch(() => undefined);
  if (packaged !== undefined && process.platform === "linux" && process.arch === "x64") {
    return await packaged.default.executablePath();
  }
  const installed = USUAL.find((path) => existsSync(path));
  if (installed === undefined) throw new BrowserMissing(NONE, { hint: HOW });
  return installed;
}
