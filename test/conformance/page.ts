/** The page of peer cases, made from the fixture and from what the tests cover. */
import cases from "../fixtures/peer-cases.json" with { type: "json" };
import { calls } from "./calls.ts";
import type { Cases, PeerCase } from "./kit.ts";
import { months } from "./months.ts";
import { outside } from "./outside.ts";
import { units } from "./units.ts";

export const covered: Cases = { ...units, ...calls, ...months };
export const peers: readonly PeerCase[] = cases.cases;

const HOW = { contract: "a contract and an agreement, rated", runtime: "functions of the runtime" } as const;

function row({ id, feature, core }: PeerCase): string {
  const { by, policy = "" } = covered[id] ?? {};
  const how = by === undefined ? "outside" : HOW[by];
  return `| \`${id}\` | ${feature} | ${core ? "core" : ""} | ${how} | ${by === undefined ? outside[id] : policy} |`;
}

export function page(): string {
  const count = (list: readonly PeerCase[]) => `${list.length} (${list.filter(({ core }) => core).length} of them core)`;
  const [inside, others] = [
    peers.filter(({ id }) => covered[id] !== undefined),
    peers.filter(({ id }) => covered[id] === undefined),
  ];
  return `# What peers do

Published rating and billing systems state in their own tests and documents what comes out of their prices. \`test/fixtures/peer-cases.json\` holds ${peers.length} such facts; every figure was computed again with exact
fractions. \`test/conformance/\` compares SDL with them: each case is rated from a contract and an agreement, or by the functions of the runtime that decide it; a case outside the model has a reason. Where peers
differ, the page says how SDL decides.

Covered: ${count(inside)}. Outside: ${count(others)}.

| case | what | | compared by | how SDL decides, or why it is outside |
|---|---|---|---|---|
${peers.map(row).join("\n")}
`;
}
