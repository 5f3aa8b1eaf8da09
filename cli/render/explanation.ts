/** An explanation for reading: what the record said, what became of it, and every clause with its conditions. */
import { visible } from "../../compiler/diagnostics/render.ts";
import type { Text } from "../../runtime/index.ts";
import type { ExplainedClause, ExplainedCondition, Explanation } from "../explanation.ts";
import type { Colors } from "../terminal.ts";
import { showInline } from "./language.ts";

const MAX_CONTENT = 300;

export function renderExplanation(explanation: Explanation, colors: Colors): string {
  const { bold, dim } = colors;
  const { id, source, agreement, service, event, time, place, data } = explanation;
  const out = [bold(visible(id)) + (source === undefined ? "" : dim(visible(`  from ${source}`)))];
  const about = [agreement, service, event, time].filter((part) => part !== undefined).map(visible);
  if (about.length > 0) out.push(`  ${about.join(dim(" · "))}`);
  out.push(dim(`  line ${place.line}${place.file === undefined ? "" : visible(` of ${place.file}`)}`));
  if (data !== undefined) out.push(`  ${fields(data)}`);
  out.push("", `${bucketOf(explanation, colors)}  ${visible(explanation.reason.en ?? "")}`);
  if (explanation.reason.vi) out.push(`${" ".repeat(explanation.bucket.length)}  ${visible(explanation.reason.vi)}`);
  if (explanation.replaces !== undefined) out.push(dim(visible(`  It replaces the record ${explanation.replaces}.`)));
  if (explanation.rejection) out.push(dim(`  ${visible(explanation.rejection.raw)}`));
  out.push(...copies(explanation, colors));
  for (const clause of explanation.clauses) out.push("", ...renderClause(clause, explanation, colors));
  return out.join("\n");
}

function bucketOf({ bucket }: Explanation, { bold, green, yellow, red, dim }: Colors): string {
  const paint = bucket === "charged" ? green : bucket === "rejected" ? red : bucket === "conflict" ? yellow : dim;
  return bold(paint(bucket.toUpperCase()));
}

function fields(data: unknown): string {
  if (typeof data !== "object" || data === null) return "";
  return Object.entries(data)
    .map(([name, value]) => visible(`${name} ${String(value)}`))
    .join(", ");
}

/** What a record says that came more than once. */
function copies({ copies }: Explanation, { dim, yellow }: Colors): string[] {
  if (copies === undefined) return [];
  const where = (places: readonly { line: number; file?: string }[]) => places.map(({ line }) => line).join(", ");
  const out: string[] = [];
  if (copies.same.count > 1) {
    out.push(
      `  It came ${copies.same.count} times (lines ${where(copies.same.places)}) and counts once: ${yellow("duplicate")}.`,
    );
  }
  for (const other of copies.different) {
    out.push(
      `  Another record with the same source and id says something else (line ${where(other.places)}): ${yellow("conflict")}.`,
    );
    out.push(dim(`    kept:     ${shortened(copies.same.content)}`), dim(`    not kept: ${shortened(other.content)}`));
  }
  return out;
}

function shortened(text: string): string {
  return visible(text.length > MAX_CONTENT ? `${text.slice(0, MAX_CONTENT)}…` : text);
}

function renderClause(clause: ExplainedClause, explanation: Explanation, colors: Colors): string[] {
  const { bold, dim } = colors;
  const out = [
    `${mark(clause.holds, colors)} ${bold(visible(clause.clause))} ${dim(`(${clause.kind})`)} ${visible(showInline(clause.title, "both"))}`,
  ];
  out.push(...languages(clause.text).map(([language, text]) => `    ${dim(language)}  ${visible(text)}`));
  for (const condition of clause.conditions) out.push(...renderCondition(condition, "    ", colors));
  if (clause.quantity !== undefined && clause.price !== undefined) out.push(`    = ${priceOf(clause, explanation)}`);
  else if (clause.price !== undefined && clause.holds)
    out.push(`    = part of a number of the month at ${rateOf(clause, explanation)}`);
  else if (clause.quantity !== undefined) out.push(`    = ${clause.quantity} × ${visible(clause.unit.en ?? "")}`);
  return out;
}

function priceOf(clause: ExplainedClause, explanation: Explanation): string {
  const unit = clause.price!.unit ?? clause.unit;
  return `${clause.quantity} × ${visible(unit.en ?? "")} at ${rateOf(clause, explanation)}`;
}

function rateOf({ price }: ExplainedClause, { currency }: Explanation): string {
  const dimensions = Object.entries(price!.dimensions).map(([name, value]) => visible(`${name} ${value}`));
  const at = dimensions.length > 0 ? ` for ${dimensions.join(", ")}` : "";
  const { amount, scale, per, each } = price!;
  const money = (text: string) => `${text} ${currency ?? ""}`.trim();
  const by =
    scale === undefined ? "no price" : `a price by the number of ${scale.kind === "blocks" ? "blocks" : "units"} of the month`;
  const limits = [
    ...(each?.plus === undefined ? [] : [`plus ${money(each.plus)} for each event`]),
    ...(each?.atLeast === undefined ? [] : [`at least ${money(each.atLeast)}`]),
    ...(each?.atMost === undefined ? [] : [`at most ${money(each.atMost)}`]),
  ];
  const said = [`${amount === undefined ? by : money(amount)}${per === undefined ? "" : ` per ${per}`}${at}`, ...limits].join(
    ", ",
  );
  return `${said} — ${visible(price!.source)}`;
}

function renderCondition(condition: ExplainedCondition, indent: string, colors: Colors): string[] {
  const { dim } = colors;
  const value = condition.actual === undefined ? "" : dim(` [${visible(condition.actual)}]`);
  const out = [`${indent}${mark(condition.holds, colors)} ${visible(showInline(condition.text, "both"))}${value}`];
  const { span } = condition;
  if (span)
    out.push(`${indent}    ${visible(span.name)}: ${span.opened} ≤ t${span.closes === undefined ? "" : ` < ${span.closes}`}`);
  for (const part of condition.of ?? []) out.push(...renderCondition(part, `${indent}  `, colors));
  return out;
}

function mark(holds: boolean, { green, red }: Colors): string {
  return holds ? green("✓") : red("✗");
}

function languages(text: Text): [string, string][] {
  return Object.entries(text);
}
