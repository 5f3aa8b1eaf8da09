/**
 * Rule engines, event by event: ENGINE PACKAGES USAGE COUNT OUT. They are given more than their due: records are parsed, states are known,
 * and nothing is counted or priced; only which clauses an event meets is asked. Before anything is measured their answers are compared.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { clausesOf, type Facts, RULES, sampleFacts } from "./facts.ts";

type Decide = (facts: Facts) => Promise<readonly string[]>;

interface RulesEngine {
  addRule(rule: object): void;
  run(facts: Facts): Promise<{ readonly events: readonly { readonly type: string }[] }>;
}

interface ZenEngine {
  createDecision(content: object): { evaluate(facts: Facts): Promise<{ readonly result: readonly { clause: string }[] }> };
}

/** One rule per clause: all of its conditions. */
function jsonRulesEngine(require: NodeJS.Require): Decide {
  const { Engine } = require("json-rules-engine") as { Engine: new (rules: [], options: object) => RulesEngine };
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const { clause, where } of RULES) {
    const all = Object.entries(where).map(([fact, values]) =>
      values.length === 1 ? { fact, operator: "equal", value: values[0] } : { fact, operator: "in", value: values },
    );
    engine.addRule({ conditions: { all }, event: { type: clause } });
  }
  return async (facts) => (await engine.run(facts)).events.map(({ type }) => type);
}

/** A decision table: a row per clause, a column per field; all rows that fit are given. */
function zenEngine(require: NodeJS.Require): Decide {
  const { ZenEngine } = require("@gorules/zen-engine") as { ZenEngine: new () => ZenEngine };
  const fields = [...new Set(RULES.flatMap(({ where }) => Object.keys(where)))];
  const table = {
    hitPolicy: "collect",
    inputs: fields.map((field) => ({ id: field, name: field, field })),
    outputs: [{ id: "clause", name: "clause", field: "clause" }],
    rules: RULES.map(({ clause, where }) => ({
      _id: clause,
      clause: JSON.stringify(clause),
      ...Object.fromEntries(
        fields.map((field) => [field, (where[field] ?? []).map((value) => JSON.stringify(value)).join(", ")]),
      ),
    })),
  };
  const node = (id: string, type: string, content: object = {}) => ({ id, type, name: id, position: { x: 0, y: 0 }, content });
  const decision = new ZenEngine().createDecision({
    nodes: [node("in", "inputNode"), node("table", "decisionTableNode", table), node("out", "outputNode")],
    edges: [
      { id: "1", sourceId: "in", targetId: "table", type: "edge" },
      { id: "2", sourceId: "table", targetId: "out", type: "edge" },
    ],
  });
  return async (facts) => (await decision.evaluate(facts)).result.map(({ clause }) => clause);
}

const [engine = "", packages = "", usage = "", count = "", out = ""] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const decide = engine === "zen" ? zenEngine(require) : jsonRulesEngine(require);
const sample = sampleFacts(usage, Number(count));

for (const facts of sample.slice(0, 2000)) {
  const [found, expected] = [[...(await decide(facts))].sort(), clausesOf(facts).sort()];
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${engine}: ${JSON.stringify(facts)} meets ${expected.join(", ")}, but it says ${found.join(", ")}.`);
}
const [began, cpu] = [performance.now(), process.cpuUsage()];
for (const facts of sample) await decide(facts);
const spent = process.cpuUsage(cpu);
writeFileSync(
  out,
  JSON.stringify({
    events: sample.length,
    seconds: (performance.now() - began) / 1000,
    cpu: (spent.user + spent.system) / 1e6,
  }),
);
