/** What changes for clients, as a document in both languages: one self-contained page without scripts, every text inert. */
import { diffWordsWithSpace } from "diff";
import { type Change, type Difference, type Severity, severities } from "../../compiler/diff/index.ts";
import { escapeHtml } from "../../compiler/emit/docs/index.ts";
import type { Text } from "../../compiler/index.ts";
import { type Display, show, showNumber } from "../render/language.ts";
import type { AgreementWorth, Rerating, Worth } from "../rerate.ts";
import { CHANGES_STYLE } from "./style.ts";
import { CHANGES_WORDS, SEVERITY_WORDS } from "./words.ts";

export interface ChangesPageOptions {
  readonly language: Display;
  /** The first day of the new version, "2026-04-01". */
  readonly effective?: string;
  readonly rerating?: Rerating;
  /** Titles of services and agreements, by name. */
  readonly titles: ReadonlyMap<string, Text>;
}

type Language = "en" | "vi";
const languagesOf = (display: Display): readonly Language[] => (display === "both" ? ["en", "vi"] : [display]);

/** The page. */
export function changesHtml({ changes }: Difference, options: ChangesPageOptions): string {
  const { language, effective } = options;
  const heading: Text = {
    en: CHANGES_WORDS.heading.en + (effective === undefined ? "" : ` from ${day(effective, "en")}`),
    vi: CHANGES_WORDS.heading.vi + (effective === undefined ? "" : ` từ ngày ${day(effective, "vi")}`),
  };
  const groups = severities.flatMap((severity) => {
    const own = changes.filter((change) => change.severity === severity);
    return own.length === 0 ? [] : [group(severity, own, options)];
  });
  const nothing = changes.length === 0 ? columns(language, "p", (own) => escapeHtml(show(CHANGES_WORDS.none, own))) : "";
  return `<!doctype html>
<html lang="${languagesOf(language)[0]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(
    languagesOf(language)
      .map((own) => show(heading, own))
      .join(" · "),
  )}</title>
<style>${CHANGES_STYLE}</style>
</head>
<body style="--languages: ${languagesOf(language).length}">
<main>
<h1>${spans(heading, language)}</h1>
${nothing}${groups.join("\n")}
${options.rerating === undefined ? "" : worth(options.rerating, options)}</main>
</body>
</html>
`;
}

/** "1 April 2026", "1 tháng 4 năm 2026". */
function day(date: string, language: Language): string {
  const [year, month, number] = date.split("-").map(Number);
  if (language === "vi") return `${number} tháng ${month} năm ${year}`;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(year!, month! - 1, number));
}

/** Each language in a line of its own; what is the same in both stands there once. */
function spans(text: Text, display: Display): string {
  return languagesOf(display)
    .filter((own, index, all) => index === 0 || show(text, own) !== show(text, all[0]!))
    .map((own) => `<span lang="${own}">${escapeHtml(show(text, own))}</span>`)
    .join("");
}

/** A cell for each language, side by side. `html` gives HTML. */
function columns(display: Display, kind: string, html: (language: Language) => string): string {
  const cells = languagesOf(display).map((own) => `<div lang="${own}">${html(own)}</div>`);
  return `<div class="row ${kind}">${cells.join("")}</div>`;
}

// ── Changes ─────────────────────────────────────────────────────────────────

function group(severity: Severity, changes: readonly Change[], options: ChangesPageOptions): string {
  const { language, titles } = options;
  const owners = [...new Set(changes.map(({ owner }) => owner.name))].map((name) => {
    const own = changes.filter(({ owner }) => owner.name === name);
    return `<h3>${spans(titles.get(name) ?? { en: name, vi: name }, language)}</h3>\n${own.map((change) => item(change, language)).join("\n")}`;
  });
  return `<section class="${severity}"><h2>${spans(SEVERITY_WORDS[severity], language)}</h2>\n${owners.join("\n")}</section>`;
}

function item({ rule, summary, before, after, element, to, from }: Change, display: Display): string {
  const place = to ?? from;
  const anchor = element === undefined ? "" : ` data-element="${escapeHtml(element.name)}"`;
  // clients know the title of a clause, not the name that it has in the contract
  const nameless = (text: string) => (element === undefined ? text : text.replace(` (${element.name})`, ""));
  const parts = [columns(display, "summary", (own) => `<p>${escapeHtml(nameless(show(summary, own)))}</p>`)];
  if (before !== undefined && after !== undefined) {
    parts.push(columns(display, "before", (own) => marked(show(before, own), show(after, own), "before")));
    parts.push(columns(display, "after", (own) => marked(show(before, own), show(after, own), "after")));
  } else if (before !== undefined)
    parts.push(columns(display, "before", (own) => `<p><del>${escapeHtml(show(before, own))}</del></p>`));
  else if (after !== undefined)
    parts.push(columns(display, "after", (own) => `<p><ins>${escapeHtml(show(after, own))}</ins></p>`));
  const where = place === undefined ? "" : ` · ${escapeHtml(`${place.file}:${place.line}`)}`;
  return `<article data-rule="${escapeHtml(rule)}"${anchor}>${parts.join("")}<p class="place">${escapeHtml(rule)}${where}</p></article>`;
}

/** One of two versions of a sentence, with the words that the other does not have marked. */
function marked(before: string, after: string, side: "before" | "after"): string {
  const tag = side === "before" ? "del" : "ins";
  const parts = diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
    if (!added && !removed) return escapeHtml(value);
    return (side === "before" ? removed : added) ? `<${tag}>${escapeHtml(value)}</${tag}>` : "";
  });
  return `<p>${parts.join("")}</p>`;
}

// ── What it is worth ────────────────────────────────────────────────────────

function worth({ periods, agreements }: Rerating, { language, titles }: ChangesPageOptions): string {
  const head = (["clause", "before", "after", "difference"] as const).map(
    (word, index) => `<th scope="col"${index === 0 ? "" : ' class="n"'}>${spans(CHANGES_WORDS[word], language)}</th>`,
  );
  const tables = agreements.map((agreement) => {
    const { currency } = agreement;
    const code = currency.before === currency.after ? currency.after : `${currency.before} → ${currency.after}`;
    return `<table><caption>${escapeHtml(agreement.agreement)} · ${escapeHtml(code)}</caption><thead><tr>${head.join("")}</tr></thead><tbody>${rows(agreement, titles, language)}</tbody></table>`;
  });
  const said = periods.length === 0 ? CHANGES_WORDS.noUsage : undefined;
  return `<section><h2>${spans(CHANGES_WORDS.worth, language)}</h2><p>${said ? spans(said, language) : escapeHtml(periods.join(", "))}</p>${said ? "" : tables.join("\n")}</section>\n`;
}

function rows(agreement: AgreementWorth, titles: ReadonlyMap<string, Text>, display: Display): string {
  const row = (title: Text, of: Worth, kind: string) => {
    const cells = [of.before, of.after].map((amount) => `<td class="n">${number(amount, display)}</td>`).join("");
    const difference = of.difference === undefined ? "–" : signed(of.difference, display);
    return `<tr class="${kind}"><th scope="row">${spans(title, display)}</th>${cells}<td class="n">${difference}</td></tr>`;
  };
  const services = agreement.services.flatMap((service) => [
    row(titles.get(service.service) ?? { en: service.service, vi: service.service }, service, "service"),
    ...service.clauses.map((clause) => row(clause.title, clause, "clause")),
  ]);
  return [...services, row(CHANGES_WORDS.total, agreement, "total")].join("");
}

function number(decimal: string, display: Display): string {
  const said = languagesOf(display).map((own) => showNumber(decimal, own));
  return [...new Set(said)].map((text) => `<span>${escapeHtml(text)}</span>`).join("");
}

function signed(decimal: string, display: Display): string {
  const none = /^-?[0.]+$/.test(decimal);
  const sign = none ? "" : decimal.startsWith("-") ? "−" : "+";
  return number(decimal.replace("-", ""), display).replaceAll("<span>", `<span>${sign}`);
}
