/** interval → Intervals, with what its measures and prohibitions need of the starting event */
import type { Interval, Prohibition, Service } from "../../ir/model.ts";
import { describe } from "./clause.ts";
import { every, fieldCode, filterCode, keyCode, presence, presentField, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { literal, propertyName } from "./literal.ts";
import { indent, type Rating } from "./rating.ts";
import type { Marks } from "./states.ts";

type ConcurrentRule = Extract<Prohibition["rule"], { kind: "concurrent" }>;

export function emitInterval(contract: Contract, rating: Rating, marks: Marks, interval: Interval): void {
  const value = contract.value(interval);
  const { from, until } = interval;
  const data = keptFields(contract, interval);
  const type = data.length === 0 ? "" : `<{ ${data.map((name) => fieldType(contract, from.event, name)).join("; ")} }>`;
  rating.declare(
    "states",
    `const ${value} = new ${contract.use("Intervals")}${contract.typed(type)}(setup.period.start, setup.journal);`,
    describe(contract, { kind: "interval", element: interval }),
  );

  const end = `${value}.end(${keyCode(contract, until.event, interval.per)}, event.at);`;
  rating.on("release", until.event, when(filterCode(contract, [until], interval.per), end));

  const limits = concurrentLimits(contract.service, interval);
  const kept = `{ ${data.map((name) => `${propertyName(name)}: ${fieldCode(contract, from.event, name)}`).join(", ")} }`;
  const groups = limits.map(({ element, rule }) => groupCode(contract, from.event, element, rule));
  const args = [keyCode(contract, from.event, interval.per), "event.at", data.length === 0 ? "{}" : kept];
  if (groups.length > 0)
    args.push(
      `[${groups.map(({ there, group }) => (there === undefined ? group : `...(${there} ? [${group}] : [])`)).join(", ")}]`,
    );
  const started = [
    ...(marks.set(contract, rating, interval, "Started") ?? "").split("\n").filter(Boolean),
    ...limits.map(({ element, rule }, i) => {
      const { there, group } = groups[i]!;
      const exceeded = `${value}.together(${group}) > ${contract.count(rule.limit)}`;
      return when(every([there, exceeded]), `${contract.companion(element, "Broken")}.mark(event);`);
    }),
  ];
  const start = `${value}.start(${args.join(", ")})`;
  const test = filterCode(contract, [from], interval.per);
  rating.on(
    "observe",
    from.event,
    started.length === 0 ? when(test, `${start};`) : `if (${every([test, start])}) {\n${indent(started)}\n}`,
  );
  rating.carry(interval.name, value, false);
}

/** Fields of the starting event that measures of storage, and prices, need for as long as the interval lasts. */
function keptFields(contract: Contract, interval: Interval): readonly string[] {
  const { measures, charges, fees } = contract.service;
  const ofMeasures = measures.flatMap(({ counts }) =>
    counts.kind === "storage" && counts.interval === interval.name ? [counts.field] : [],
  );
  const ofCharges = charges.flatMap((charge) => {
    const { counts } = contract.counted(charge.counts);
    if (counts.kind !== "storage" || counts.interval !== interval.name) return [];
    return [
      counts.field,
      ...contract
        .pricing(charge)
        .pricedBy.filter((name) => contract.event(interval.from.event).fields.some((field) => field.name === name)),
    ];
  });
  const ofFees = fees.flatMap(({ basis, pricedBy }) =>
    basis.kind === "monthlyPerInterval" && basis.interval === interval.name ? pricedBy : [],
  );
  return [...new Set([...ofMeasures, ...ofCharges, ...ofFees])];
}

function fieldType(contract: Contract, event: string, name: string): string {
  const { type, optional } = contract.fieldOf(event, name);
  return `readonly ${propertyName(name)}${optional ? "?" : ""}: ${type.kind === "flag" ? "boolean" : "string"}`;
}

function concurrentLimits(
  service: Service,
  interval: Interval,
): { readonly element: Prohibition; readonly rule: ConcurrentRule }[] {
  return service.prohibitions.flatMap((element) =>
    element.rule.kind === "concurrent" && element.rule.interval === interval.name ? [{ element, rule: element.rule }] : [],
  );
}

/** The group of intervals that a limit is about, one per value of its fields. */
function groupCode(contract: Contract, event: string, element: Prohibition, rule: ConcurrentRule) {
  const values = rule.per.map((field) => presentField(contract, event, field));
  return {
    there: every(presence(contract, event, rule.per)),
    group: `${contract.use("key")}(${[literal(element.name), ...values].join(", ")})`,
  };
}
