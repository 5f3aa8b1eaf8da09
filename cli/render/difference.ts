/** What changes between two versions, for reading: by severity, with the rule before and after; and what it is worth. */
import Table from "cli-table3";
import { visible } from "../../compiler/diagnostics/render.ts";
import { type Change, type Difference, type Severity, severities } from "../../compiler/diff/index.ts";
import type { Text } from "../../compiler/index.ts";
import type { AgreementWorth, Rerating, Worth } from "../rerate.ts";
import type { Colors } from "../terminal.ts";
import { type Display, show, showInline, showNumber } from "./language.ts";

const SEVERITY: Readonly<Record<Severity, Text>> = {
  price: { en: "Changes that affect prices or how units are counted", vi: "Thay đổi ảnh hưởng đến giá hoặc cách đếm" },
  scope: { en: "Changes of what is charged, free or forbidden", vi: "Thay đổi về phạm vi tính phí, miễn phí hoặc bị cấm" },
  term: { en: "Other terms", vi: "Các điều khoản khác" },
  text: { en: "Wording only", vi: "Chỉ thay đổi câu chữ" },
  editorial: { en: "Editorial", vi: "Biên tập" },
};

const WORDS = {
  none: { en: "Nothing changes.", vi: "Không có thay đổi." },
  agreement: { en: "Agreement", vi: "Thỏa thuận" },
  worth: { en: "The same usage under both versions", vi: "Cùng dữ liệu sử dụng theo hai phiên bản" },
  clause: { en: "Clause", vi: "Điều khoản" },
  before: { en: "before", vi: "trước" },
  after: { en: "after", vi: "sau" },
  difference: { en: "difference", vi: "chênh lệch" },
  total: { en: "Total", vi: "Tổng cộng" },
  charged: { en: "records charged", vi: "bản ghi tính phí" },
  rejected: { en: "records rejected", vi: "bản ghi bị từ chối" },
  unpriced: { en: "lines without a price", vi: "dòng không có giá" },
  noUsage: { en: "There is no usage of these agreements.", vi: "Không có dữ liệu sử dụng của các thỏa thuận này." },
  unmatched: { en: "Only in one version", vi: "Chỉ có trong một phiên bản" },
} as const;

/** All changes. */
export function renderDifference({ changes }: Difference, language: Display, colors: Colors): string {
  const { bold, dim } = colors;
  if (changes.length === 0) return showInline(WORDS.none, language);
  const out: string[] = [];
  for (const severity of severities) {
    const own = changes.filter((change) => change.severity === severity);
    if (own.length === 0) continue;
    out.push(`${bold(showInline(SEVERITY[severity], language))} ${dim(`(${own.length})`)}`);
    for (const change of own) out.push(...renderChange(change, language, colors));
    out.push("");
  }
  return out.join("\n").trimEnd();
}

function renderChange({ rule, owner, summary, before, after, to, from }: Change, language: Display, colors: Colors): string[] {
  const { dim, red, green, cyan } = colors;
  const place = to ?? from;
  const out = [`  ${cyan(rule)} ${dim(visible(`${owner.name}${place ? `, ${place.file}:${place.line}` : ""}`))}`];
  const lines = (text: Text) => visible(show(text, language)).split("\n");
  for (const line of lines(summary)) out.push(`    ${line}`);
  if (before) out.push(...lines(before).map((line) => red(`    − ${line}`)));
  if (after) out.push(...lines(after).map((line) => green(`    + ${line}`)));
  return out;
}

/** What the change is worth. */
export function renderRerating({ periods, agreements, unmatched }: Rerating, language: Display, colors: Colors): string {
  const { bold, dim } = colors;
  const out = ["", `${bold(showInline(WORDS.worth, language))} ${dim(periods.join(", "))}`];
  if (periods.length === 0) out.push(`  ${showInline(WORDS.noUsage, language)}`);
  else for (const agreement of agreements) out.push(renderAgreement(agreement, language, colors));
  if (unmatched.length > 0) out.push(`${showInline(WORDS.unmatched, language)}: ${visible(unmatched.join(", "))}`);
  return out.join("\n");
}

function renderAgreement(worth: AgreementWorth, language: Display, colors: Colors): string {
  const { bold, dim } = colors;
  const { currency, events, unpriced } = worth;
  const codes = currency.before === currency.after ? currency.after : `${currency.before} → ${currency.after}`;
  const table = new Table({
    head: [WORDS.clause, WORDS.before, WORDS.after, WORDS.difference].map((word) => bold(showInline(word, language))),
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: colors.isColorSupported ? ["gray"] : [], compact: true },
  });
  const row = (title: string, of: Worth) => [
    title,
    showNumber(of.before, language),
    showNumber(of.after, language),
    signed(of, language, colors),
  ];
  for (const service of worth.services) {
    table.push(row(bold(visible(service.service)), service).map((cell) => cell));
    for (const clause of service.clauses)
      table.push(row(`  ${visible(showInline(clause.title, language))} ${dim(visible(`(${clause.clause})`))}`, clause));
  }
  table.push(row(bold(showInline(WORDS.total, language)), worth).map((cell) => bold(cell)));
  const counts = ([label, before, after]: readonly [Text, number, number]) =>
    `${showInline(label, language)}: ${showNumber(String(before), language)} → ${showNumber(String(after), language)}`;
  const notes = [
    counts([WORDS.charged, events.before.charged, events.after.charged]),
    ...(events.before.rejected + events.after.rejected > 0
      ? [counts([WORDS.rejected, events.before.rejected, events.after.rejected])]
      : []),
    ...(unpriced.before + unpriced.after > 0 ? [counts([WORDS.unpriced, unpriced.before, unpriced.after])] : []),
  ];
  return [`${bold(visible(worth.agreement))} ${dim("·")} ${codes}`, table.toString(), notes.join(dim(" · "))].join("\n");
}

/** "+12.00", "−3.50", "0.00"; nothing where two currencies cannot be compared. */
function signed({ difference }: Worth, language: Display, { red, green, dim }: Colors): string {
  if (difference === undefined) return dim("–");
  if (/^-?[0.]+$/.test(difference)) return dim(showNumber(difference.replace("-", ""), language));
  return difference.startsWith("-")
    ? green(`−${showNumber(difference.slice(1), language)}`)
    : red(`+${showNumber(difference, language)}`);
}
