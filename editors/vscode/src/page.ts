/** A page of the documentation in the editor: it stays where the reader is when it is made anew. */
import { createHash } from "node:crypto";

/** Fixed text: nothing from a contract stands in it. The page allows it by its hash, as it does its own script. */
const SCRIPT = `"use strict";
(() => {
  const editor = acquireVsCodeApi();
  const { y } = editor.getState() ?? { y: 0 };
  addEventListener("scroll", () => editor.setState({ y: scrollY }));
  scrollTo(0, y);
})();
`;
const HASH = `sha256-${createHash("sha256").update(SCRIPT).digest("base64")}`;

/** The page with the script that keeps the place. Its policy is the strictest: two scripts by their hashes, and nothing from elsewhere. */
export function keepingPlace(page: string): string {
  return page
    .replace(/(<meta http-equiv="Content-Security-Policy" content=")([^"]*)/, (_, before: string, policy: string) => {
      const scripts = [...(policy.match(/sha256-[\w+/=]+/g) ?? []), HASH].map((hash) => `'${hash}'`);
      return `${before}default-src 'none'; style-src 'unsafe-inline'; script-src ${scripts.join(" ")}; base-uri 'none'; form-action 'none'`;
    })
    .replace(/<\/body>\s*<\/html>\s*$/, (end) => `<script>${SCRIPT}</script>\n${end}`);
}
