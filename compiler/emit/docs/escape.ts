/**
 * One function per target. Every text that comes from a contract passes through the one of its target, so that nothing
 * in it can act as markup.
 */
import { visible } from "../../diagnostics/render.ts";

const MARKDOWN: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", $: "&#36;" };

/** Text as inline Markdown on one line: no emphasis, code, link, table cell, heading, list or HTML can begin in it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, " ")
    .replace(/[<>&$]/g, (character) => MARKDOWN[character]!)
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/^(\s*)([-+=#])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

const HTML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character]!);
}

/** The name of an element as the anchor of its place: "TemplateMessage" is "template-message". */
export function anchorOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
}

/**
 * Text for a run of a Word file: one line, and every character one that XML can hold and that does not steer the text
 * around it. Markup and field codes cannot begin in a run; the writer of the file escapes `<` and `&`.
 */
export function escapeDocx(text: string): string {
  return visible(text.replace(/\s*[\t\r\n\u2028\u2029]+\s*/g, " ")).replace(/\p{Surrogate}|[\ufffe\uffff]/gu, "\ufffd");
}
