/** forbid → a breach that is reported */
import type { Prohibition } from "../../ir/model.ts";
import { emitApplies } from "./clause.ts";
import { every, filterCode, keyCode, looksAtStates, textField, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { docComment, literal } from "./literal.ts";
import type { Rating } from "./rating.ts";
import { emitTermCheck } from "./term.ts";
import { traceBreach, traceClause, traceFilter } from "./trace.ts";

export function emitProhibition(contract: Contract, rating: Rating, element: Prohibition): void {
  const applies = emitApplies(contract, rating, element);
  emitTermCheck(contract, rating, element, applies);
  const { rule } = element;
  const breach = `verdict.breach(${literal(element.name)});`;
  if (rule.kind === "event") {
    rating.on("judge", rule.of.event, when(every([applies?.code, filterCode(contract, [rule.of])]), breach), element.name);
    rating.on("trace", rule.of.event, traceClause(contract, element, applies, traceFilter(contract, [rule.of])));
    return;
  }
  // What a limit counts is known when the states have seen the event; here it is only asked for.
  const broken = contract.companion(element, "Broken");
  rating.declare(
    "clauses",
    `const ${broken} = new ${contract.use("EventMarks")}(setup.journal);`,
    docComment(`Events at the instant at hand that break ${element.name}.`),
  );
  const event = rule.kind === "distinct" ? rule.of.event : contract.element("intervals", rule.interval).from.event;
  if (rule.kind === "distinct") distinct(contract, rating, element, rule, broken);
  rating.on("judge", event, when(every([applies?.code, `${broken}.has(event)`]), breach), element.name);
  rating.on("trace", event, traceBreach(contract, element, every([applies?.code, `${broken}.has(event)`])!));
}

function distinct(
  contract: Contract,
  rating: Rating,
  element: Prohibition,
  rule: Extract<Prohibition["rule"], { kind: "distinct" }>,
  broken: string,
): void {
  const seen = contract.companion(element, "Seen");
  const { event } = rule.of;
  rating.declare(
    "states",
    `const ${seen} = new ${contract.use("SeenValues")}(setup.journal);`,
    docComment(`Different values of ${rule.field} seen so far, for ${element.name}.`),
  );
  const group = rule.per.length === 0 ? literal("") : keyCode(contract, event, rule.per);
  const exceeded = `${seen}.add(${group}, ${textField(contract, event, rule.field)}) > ${contract.count(rule.limit)}`;
  const test = filterCode(contract, [rule.of], [rule.field, ...rule.per]);
  // what looks at states waits until all of the instant have changed
  const phase = looksAtStates(rule.of.where) ? "note" : "observe";
  rating.on(phase, event, `if (${every([test, exceeded])}) ${broken}.mark(event);`);
  rating.carry(element.name, seen, false);
}
