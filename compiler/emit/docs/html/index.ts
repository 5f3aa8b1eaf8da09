/** Pages for browsers. */
export { type HtmlOptions, htmlFileName, renderHtml, writeHtml } from "./service.ts";
export { siteFiles, writeIndex } from "./site.ts";
