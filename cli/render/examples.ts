/** Examples that fail, for reading: what was expected, what came out, and the events that make the difference. */
import { visible } from "../../compiler/diagnostics/render.ts";
import type { ConditionTrace } from "../../runtime/index.ts";
import type { CheckedExpectation, ExampleResult, ExplainedEvent } from "../examples/run.ts";
import type { Colors } from "../terminal.ts";

/** A failed example. */
export function renderFailure({ service, example, expectations, problem }: ExampleResult, colors: Colors): string {
  const { bold, red, dim } = colors;
  const { file, line, column } = example.origin;
  const out = [
    `${red("✗")} ${bold(visible(`${service}.${example.name}`))}: ${visible(example.title.en ?? "")}`,
    dim(`  ${file}:${line}:${column}`),
  ];
  if (problem !== undefined) out.push(`  ${red("It could not be rated")}: ${visible(problem)}`);
  for (const expectation of expectations.filter(({ ok }) => !ok))
    out.push("", ...renderExpectation(service, expectation, colors));
  return out.join("\n");
}

function renderExpectation(service: string, expectation: CheckedExpectation, colors: Colors): string[] {
  const { green, red, dim } = colors;
  const { file, line } = expectation.origin;
  const out = [
    `  ${expectation.name} in ${expectation.period} ${dim(`(${file}:${line})`)}`,
    `    expected  ${green(expectation.expected)}`,
    `    actual    ${red(expectation.actual)}`,
  ];
  if (expectation.events.length > 0) out.push("    events of the month:");
  for (const event of expectation.events) out.push(...renderEvent(service, expectation, event, colors));
  return out;
}

function renderEvent(
  service: string,
  { name }: CheckedExpectation,
  { example, outcome }: ExplainedEvent,
  colors: Colors,
): string[] {
  const { dim, green, yellow } = colors;
  const trace = outcome.traces.find(({ clause }) => clause === name);
  const breached = outcome.breaches.includes(`${service}.${name}`);
  const counted = outcome.charged.includes(`${service}.${name}`) || breached;
  const verdict = counted ? green(breached ? "breach" : (trace?.quantity ?? "charged")) : yellow(trace ? "0" : outcome.bucket);
  const why = trace === undefined || counted ? (counted ? "" : (outcome.reason.en ?? "")) : failing(trace.conditions);
  const values = Object.entries(example.data)
    .map(([field, value]) => visible(`${field} ${String(value)}`))
    .join(", ");
  const out = [
    `      ${verdict.padEnd(2)} ${dim(example.written)} ${example.event} { ${values} }${example.client === undefined ? "" : ` from ${visible(example.client)}`}`,
  ];
  if (why) out.push(dim(`         because ${visible(why)}`));
  return out;
}

/** The conditions that do not hold, with what the event said instead. */
function failing(conditions: readonly ConditionTrace[]): string {
  return conditions
    .filter(({ holds }) => !holds)
    .map(({ text, actual, span, of }) => {
      if (of && of.length > 0) return failing(of);
      const detail = actual ?? (span === undefined ? undefined : `${span.name} opened ${new Date(span.opened).toISOString()}`);
      return `not: ${text.en}${detail === undefined ? "" : ` (it is ${detail})`}`;
    })
    .join("; ");
}
