/** A bill as one self-contained page, for people: no script, nothing loaded from elsewhere, every text inert. */
import { escapeHtml, quantityPhrase } from "../../compiler/emit/docs/index.ts";
import type { Text } from "../../compiler/index.ts";
import { type AdjustmentLine, type Bill, type BillLine, Decimal, type RefusedEvent } from "../../runtime/index.ts";
import { adjustedTotal, signed } from "../render/bill-table.ts";
import { type Display, monthTitle, show, showInline, showNumber, WORDS } from "../render/language.ts";
import { dayChart } from "./chart.ts";
import { BILL_STYLE } from "./style.ts";
import { BILL_WORDS } from "./words.ts";

/** What a bill says of a clause that it cites. */
export interface CitedClause {
  readonly kind: string;
  readonly title: Text;
  /** The rule, as the contract has it. */
  readonly text: Text;
  /** Its number in the document of the service. */
  readonly number?: string;
  /** Its place in that document, from the folder of the bill. */
  readonly href?: string;
}

export interface BillPageOptions {
  readonly language: Display;
  /** Titles of services, by name. */
  readonly serviceTitles: ReadonlyMap<string, Text>;
  /** By qualified name. */
  readonly clauses: ReadonlyMap<string, CitedClause>;
  /** Titles of measures, by qualified name. */
  readonly measures: ReadonlyMap<string, Text>;
  /** How many events of each service were charged on each day of the month. */
  readonly days: ReadonlyMap<string, readonly number[]>;
}

type Language = "en" | "vi";

/** The page of a bill. */
export function billHtml(bill: Bill, options: BillPageOptions): string {
  const { language } = options;
  const title = `${showInline(BILL_WORDS.bill, language)} · ${bill.agreement} · ${monthTitle(bill.period, language)}`;
  const facts = [
    [WORDS.period, each(language, (own) => monthTitle(bill.period, own))],
    [BILL_WORDS.client, escapeHtml(bill.client)],
    [BILL_WORDS.agreement, escapeHtml(bill.agreement)],
    [BILL_WORDS.chargingModel, text(WORDS[bill.chargingModel], language)],
    [BILL_WORDS.currency, escapeHtml(bill.currency)],
  ] as const;
  return `<!doctype html>
<html lang="${language === "vi" ? "vi" : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${BILL_STYLE}</style>
</head>
<body>
<main>
<h1>${text(BILL_WORDS.bill, language)}</h1>
${factList(facts, language)}
${errors(bill, language)}${services(bill, options)}
<div class="total"><p>${text(WORDS.total, language)}</p><p>${money(bill.total, bill.currency, language)}</p></div>
<p class="words">${text(quantityPhrase({ kind: "money", amount: bill.total, currency: bill.currency }), language)}</p>
${adjustments(bill, options)}${credit(bill, language)}${measures(bill, options)}${breaches(bill, options)}${notices(bill, language)}${events(bill, language)}
</main>
</body>
</html>
`;
}

/** Once in each language of the display, marked as such; once only where both would be the same. */
function each(display: Display, of: (language: Language) => string): string {
  const languages: readonly Language[] = display === "both" ? ["en", "vi"] : [display];
  const texts = languages.map((own) => [own, of(own)] as const);
  if (texts.length > 1 && texts[0]![1] === texts[1]![1]) return escapeHtml(texts[0]![1]);
  return texts.map(([own, said]) => `<span class="t" lang="${own}">${escapeHtml(said)}</span>`).join("");
}

function text(words: Text, display: Display): string {
  return each(display, (own) => show(words, own));
}

function number(decimal: string, display: Display): string {
  return each(display, (own) => showNumber(decimal, own));
}

function money(decimal: string, currency: string, display: Display): string {
  return each(display, (own) => `${showNumber(decimal, own)} ${currency}`);
}

function factList(facts: readonly (readonly [Text, string])[], display: Display): string {
  return `<dl class="facts">${facts.map(([name, value]) => `<dt>${text(name, display)}</dt><dd>${value}</dd>`).join("")}</dl>`;
}

function section(title: Text, contents: string, display: Display, alert = false): string {
  return `<section${alert ? ' class="alert"' : ""}><h2>${text(title, display)}</h2>${contents}</section>\n`;
}

function errors({ lines }: Bill, display: Display): string {
  if (!lines.some(({ kind }) => kind === "error")) return "";
  return section(BILL_WORDS.unpriced, `<p>${text(BILL_WORDS.unpricedHelp, display)}</p>`, display, true);
}

// ── Lines ───────────────────────────────────────────────────────────────────

function services(bill: Bill, options: BillPageOptions): string {
  const { language, serviceTitles } = options;
  if (bill.lines.length === 0) return `<p>${text(WORDS.nothing, language)}</p>`;
  return runs(bill.lines, ({ service }) => service)
    .map((lines) => {
      const name = lines[0]!.service;
      const head = [BILL_WORDS.details, WORDS.quantity, WORDS.unit, WORDS.price, WORDS.amount].map(
        (word, column) => `<th scope="col"${column === 0 || column === 2 ? "" : ' class="n"'}>${text(word, language)}</th>`,
      );
      const clauses = runs(lines, ({ clause }) => clause).map(
        (own) => `<tbody>${clauseRow(own[0]!, options)}${own.map((line) => lineRow(line, language)).join("\n")}</tbody>`,
      );
      return section(
        serviceTitles.get(name) ?? { en: name },
        `${chart(name, options)}<table><thead><tr>${head.join("")}</tr></thead>
${clauses.join("\n")}
<tbody><tr class="sum"><th scope="row" colspan="4">${text(BILL_WORDS.subtotal, language)}</th><td class="n">${money(sum(lines, bill.total), bill.currency, language)}</td></tr></tbody></table>`,
        language,
      );
    })
    .join("");
}

/** The month of a service; nothing when no event of it was charged. */
function chart(service: string, { days, language }: BillPageOptions): string {
  const counts = days.get(service) ?? [];
  const most = Math.max(0, ...counts);
  if (most === 0) return "";
  const format = (value: number) => showNumber(String(value), language === "vi" ? "vi" : "en");
  const name = `${showInline(BILL_WORDS.days, language)}; ${showInline(BILL_WORDS.mostOn, language)} ${counts.indexOf(most) + 1}: ${format(most)}`;
  return `<figure class="chart"><figcaption>${text(BILL_WORDS.days, language)}</figcaption>${dayChart(counts, name, format)}</figure>`;
}

/** Neighbours that are alike. */
function runs(lines: readonly BillLine[], of: (line: BillLine) => string): BillLine[][] {
  const result: BillLine[][] = [];
  for (const line of lines) {
    const last = result.at(-1);
    if (last && of(last[0]!) === of(line)) last.push(line);
    else result.push([line]);
  }
  return result;
}

/** With as many decimals as the total has. */
function sum(lines: readonly BillLine[], total: string): string {
  const amount = lines.reduce((all, line) => all.plus(Decimal.parse(line.amount)), Decimal.zero);
  return amount.toFixed(total.split(".")[1]?.length ?? 0);
}

function clauseRow(line: BillLine, { clauses, language }: BillPageOptions): string {
  const clause = clauses.get(line.clause);
  const title = `<strong>${text(line.title, language)}</strong>`;
  const rule = clause ? `<p class="rule">${text(clause.text, language)}</p>` : "";
  return `<tr class="clause"><th scope="colgroup" colspan="5">${title}${citation(line.clause, clause, language)}${rule}</th></tr>`;
}

/** "Clause 2.1", which leads to the document where there is one. */
function citation(name: string, clause: CitedClause | undefined, display: Display): string {
  const cited = each(display, (own) => `${show(BILL_WORDS.clause, own)} ${clause?.number ?? name}`);
  if (clause?.href === undefined) return cited;
  return `<a href="${escapeHtml(clause.href)}" data-clause="${escapeHtml(name)}">${cited}</a>`;
}

function lineRow(line: BillLine, display: Display): string {
  const details = [
    ...(line.kind === "minimum" ? [text(WORDS.shortfall, display)] : []),
    ...(line.kind === "overage" ? [text(WORDS.overage, display)] : []),
    ...Object.values(line.dimensions).map(escapeHtml),
    ...(line.part ? [text(line.part.text, display)] : []),
    ...(line.proration ? [escapeHtml(line.proration)] : []),
  ];
  const price =
    line.unitPrice === null
      ? text(WORDS.error, display)
      : each(
          display,
          (own) => showNumber(line.unitPrice!, own) + (line.per === undefined ? "" : ` / ${showNumber(line.per, own)}`),
        );
  return `<tr${line.kind === "error" ? ' class="error"' : ""}><td>${details.join(" · ") || "–"}</td><td class="n">${number(line.quantity, display)}</td><td>${text(line.unitTitle, display)}</td><td class="n">${price}</td><td class="n">${number(line.amount, display)}</td></tr>`;
}

// ── What changed after it was issued ────────────────────────────────────────

function adjustments({ adjustments: own = [], total, currency }: Bill, { language, clauses }: BillPageOptions): string {
  if (own.length === 0) return "";
  const change = (amount: string) => each(language, (said) => signed(amount, said));
  const head = [BILL_WORDS.details, WORDS.quantity, BILL_WORDS.issued, BILL_WORDS.rated, WORDS.amount].map(
    (word, column) => `<th scope="col"${column === 0 ? "" : ' class="n"'}>${text(word, language)}</th>`,
  );
  const row = (line: AdjustmentLine) => {
    const what = [
      text(line.title, language),
      ...Object.values(line.dimensions).map(escapeHtml),
      citation(line.clause, clauses.get(line.clause), language),
    ];
    const causes = line.causes.map((cause) => `<li>${text(cause.text, language)}</li>`);
    const more = line.moreCauses === undefined ? "" : `<li>… ${line.moreCauses} ${text(WORDS.more, language)}</li>`;
    const cells = [
      change(line.quantity),
      number(line.issued.amount, language),
      number(line.rated.amount, language),
      change(line.amount),
    ];
    return `<tr><td>${what.join(" · ")}<details><summary>${text(WORDS.cause, language)}</summary><ul>${causes.join("")}${more}</ul></details></td>${cells.map((cell) => `<td class="n">${cell}</td>`).join("")}</tr>`;
  };
  const documents = own.map(
    ({ number: which, lines, total: sum }) => `<h3>${text(WORDS.adjustment, language)} ${which}</h3>
<table><thead><tr>${head.join("")}</tr></thead><tbody>${lines.map(row).join("\n")}
<tr class="sum"><th scope="row" colspan="4">${text(BILL_WORDS.subtotal, language)}</th><td class="n">${each(language, (said) => `${signed(sum, said)} ${currency}`)}</td></tr></tbody></table>`,
  );
  const all = `<div class="total"><p>${text(WORDS.adjusted, language)}</p><p>${money(adjustedTotal(total, own), currency, language)}</p></div>`;
  return section(BILL_WORDS.adjustments, `${documents.join("\n")}${all}`, language);
}

// ── What else the bill says ─────────────────────────────────────────────────

function credit({ credit: own, currency }: Bill, display: Display): string {
  if (own === undefined) return "";
  const fact = (name: "opening" | "toppedUp" | "deducted" | "byEvents" | "outstanding" | "closing") =>
    [WORDS[name], money(own[name], currency, display)] as const;
  const topUps = own.topUps.map(
    ({ time, amount }) =>
      [{ en: `${WORDS.topUp.en}, ${time}`, vi: `${WORDS.topUp.vi}, ${time}` }, money(amount, currency, display)] as const,
  );
  const facts = [fact("opening"), ...topUps, fact("deducted"), fact("byEvents"), fact("outstanding"), fact("closing")];
  return section(WORDS.credit, factList(facts, display), display) + refused(own.refused ?? [], currency, display);
}

function refused(events: readonly RefusedEvent[], currency: string, display: Display): string {
  if (events.length === 0) return "";
  const items = events.map(({ record, time, cost, left }) => {
    const amounts = (
      [
        ["cost", cost],
        ["left", left],
      ] as const
    ).map(([word, amount]) => `${text(WORDS[word], display)}: ${money(amount, currency, display)}`);
    return `<li>${escapeHtml(`${record}, ${time}`)} – ${amounts.join("; ")}</li>`;
  });
  return section(BILL_WORDS.refusedEvents, `<ul>${items.join("")}</ul>`, display, true);
}

function measures({ measures: own }: Bill, { measures: titles, language }: BillPageOptions): string {
  const facts = Object.entries(own).map(([name, value]) => [titles.get(name) ?? { en: name }, number(value, language)] as const);
  return facts.length === 0 ? "" : section(WORDS.measures, factList(facts, language), language);
}

function breaches({ breaches: own }: Bill, { clauses, language }: BillPageOptions): string {
  if (own.length === 0) return "";
  const items = own.map(
    ({ clause, title, event, time }) =>
      `<li>${text(title, language)} ${citation(clause, clauses.get(clause), language)} ${escapeHtml(`${event}, ${time}`)}</li>`,
  );
  return section(WORDS.breaches, `<ul>${items.join("")}</ul>`, language, true);
}

function notices({ notices: own }: Bill, display: Display): string {
  if (own.length === 0) return "";
  const items = own.map((notice) => `<li>${text(notice.text, display)}</li>`);
  return section(WORDS.notices, `<ul>${items.join("")}</ul>`, display, true);
}

const BUCKETS = ["received", "charged", "free", "context", "duplicate", "conflict", "corrected", "rejected"] as const;

function events({ events: counts }: Bill, display: Display): string {
  const shown = counts.refused === undefined ? BUCKETS : ([...BUCKETS, "refused"] as const);
  const rows = shown.map(
    (bucket) =>
      `<tr><td>${text(BILL_WORDS[bucket], display)}</td><td class="n">${number(String(counts[bucket] ?? 0), display)}</td></tr>`,
  );
  return section(WORDS.events, `<table><tbody>${rows.join("")}</tbody></table>`, display);
}
