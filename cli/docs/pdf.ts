/** Pages printed by a browser: the print style of the HTML documents, A4, with page numbers. */
import type { Browser } from "playwright-core";
import type { Book } from "../../compiler/emit/docs/index.ts";
import { writeHtml } from "../../compiler/emit/docs/index.ts";
import type { Service } from "../../compiler/index.ts";

export interface Printed {
  readonly service: Service;
  readonly bytes: Uint8Array;
}

/** As many tabs as cores print at once. */
const TABS = 2;

/** The documents of services as PDF, in the order of the services, each made ready when its turn comes. */
export async function printed(
  browser: Browser,
  services: readonly (() => Promise<Service> | Service)[],
  books: readonly Book[],
): Promise<Printed[]> {
  const done = new Array<Printed>(services.length);
  let next = 0;
  const tab = async () => {
    const page = await browser.newPage();
    for (let index = next++; index < services.length; index = next++) {
      const service = await services[index]!();
      await page.setContent(writeHtml(service, { books }), { waitUntil: "load" });
      done[index] = { service, bytes: await pdfOf(page) };
    }
  };
  await Promise.all(Array.from({ length: Math.min(TABS, services.length) }, tab));
  return done;
}

/** One page of HTML, on paper. */
export async function printPage(browser: Browser, html: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setContent(html, { waitUntil: "load" });
    return await pdfOf(page);
  } finally {
    await page.close();
  }
}

const FOOTER = `<div style="width:100%;font:9px sans-serif;text-align:center;color:#444"><span class="pageNumber"></span> / <span class="totalPages"></span></div>`;

/** What a page shows, on paper. The same page always gives the same bytes. */
async function pdfOf(page: Pick<Awaited<ReturnType<Browser["newPage"]>>, "pdf">): Promise<Uint8Array> {
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: "<span></span>",
    footerTemplate: FOOTER,
    tagged: true,
    outline: true,
  });
  return withoutDates(bytes);
}

/** The day of printing is not part of a document; another of the same length takes its place, so that nothing moves. */
function withoutDates(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  const dateless = text.replace(/\/(CreationDate|ModDate) \(D:[^)]*\)/g, (found) => found.replace(/\d/g, "0"));
  return Buffer.from(dateless, "latin1");
}
