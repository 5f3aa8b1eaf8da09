/** Hover, as Markdown for editors that show it, else as plain text. */
import { MarkupKind } from "vscode-languageserver";
import { escapeMarkdown } from "../../compiler/emit/docs/escape.ts";
import type { Explanation, Fact } from "../features/explain.ts";
import { type Hovered, hoverAt } from "../features/hover.ts";
import { toOffset, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";
import type { Opened, Server } from "./server.ts";

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(server) {
    server.connection.onHover(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      const found = file && hoverAt(file.snapshot, file.path, toOffset(file.source, position));
      if (file === undefined || found === undefined) return null;
      const markdown = server.client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) !== false;
      const contents = markdown
        ? { kind: MarkupKind.Markdown, value: inMarkdown(server, file, found) }
        : { kind: MarkupKind.PlainText, value: inPlainText(found) };
      return { contents, range: toRange(file.source, found.span) };
    });
  },
};

function inMarkdown(server: Server, file: Opened, found: Hovered): string {
  if (found.kind === "note") return escapeMarkdown(found.text);
  if (found.kind === "word") {
    const page = server.platform.page?.("docs/language.md");
    const more = page === undefined ? "" : ` [More](${page}#${found.of.section})`;
    return `\`${found.word}\`: ${escapeMarkdown(found.of.text)}${more}`;
  }
  return explanationInMarkdown(found.of, (fact) => {
    if (fact.place === undefined) return undefined;
    const { source, span } = fact.place;
    return `${server.uri(file, source.path)}#L${source.position(span.start).line}`;
  });
}

/** An explanation as Markdown; names and texts of contracts cannot act as markup. */
export function explanationInMarkdown(of: Explanation, link: (fact: Fact) => string | undefined = () => undefined): string {
  const { kind, name, titles, sentences, doc, facts } = of;
  const titled = titles.length === 0 ? "" : ` — ${titles.map(escapeMarkdown).join(" · ")}`;
  const fact = (f: Fact): string => {
    const target = link(f);
    const label = target === undefined ? escapeMarkdown(f.label) : `[${escapeMarkdown(f.label)}](${target})`;
    return `- ${label}: ${escapeMarkdown(f.value)}`;
  };
  const parts = [
    `**${escapeMarkdown(kind)}** \`${name}\`${titled}`,
    ...sentences.map(escapeMarkdown),
    ...(doc === undefined ? [] : [`*${escapeMarkdown(doc)}*`]),
    facts.map(fact).join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function inPlainText(found: Hovered): string {
  if (found.kind === "note") return found.text;
  if (found.kind === "word") return `${found.word}: ${found.of.text}`;
  return explanationInPlainText(found.of);
}

export function explanationInPlainText({ kind, name, titles, sentences, doc, facts }: Explanation): string {
  const lines = [`${kind} ${name}`, titles.join(" · "), ...sentences, doc ?? "", ...facts.map((f) => `${f.label}: ${f.value}`)];
  return lines.filter((line) => line !== "").join("\n");
}
