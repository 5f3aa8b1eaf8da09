/** Document links: imports, rate cards, sections of the source. */
import { type FileLink, linksOf } from "../features/links.ts";
import { toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";

const tooltips: Readonly<Record<FileLink["kind"], string>> = {
  import: "Open the imported file",
  rates: "Open the rate card",
  source: "Open the section of the source",
};

export const links: Feature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: false } }),
  register(server) {
    server.connection.onDocumentLinks(({ textDocument }) => {
      const file = server.workspaces.find(textDocument.uri);
      const source = file?.project.current(file.path);
      if (file === undefined || source === undefined) return null;
      const exists = (path: string) => "text" in file.project.host.readFile(path);
      return linksOf(source, exists).map((link) => ({
        range: toRange(source, link),
        target: server.uri(file, link.path),
        tooltip: tooltips[link.kind],
      }));
    });
  },
};
