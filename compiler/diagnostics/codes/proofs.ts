/** What the compiler proves about conditions: 8xxx. */
import { define } from "./define.ts";

/** A change of one condition after which two clauses exclude each other. */
export interface Remedy {
  readonly condition: string;
  readonly clause: string;
}

const excluding = (remedy: Remedy | undefined): string =>
  `let their conditions exclude each other${remedy === undefined ? "" : `, for example with \`${remedy.condition}\` in \`${remedy.clause}\``}.`;

export const proofs = {
  doubleCharge: define<{ first: string; second: string; event: string; example: string; remedy: Remedy | undefined }>(
    "SDL8001",
    "error",
    (p) => `\`${p.first}\` and \`${p.second}\` both charge ${p.example}.`,
    (p) => `If both are due, write \`in addition to ${p.first}\` in \`${p.second}\`. If not, ${excluding(p.remedy)}`,
  ),
  chargedAndFree: define<{ charge: string; free: string; event: string; example: string; remedy: Remedy | undefined }>(
    "SDL8002",
    "error",
    (p) => `\`${p.charge}\` charges ${p.example}, and \`${p.free}\` declares it free.`,
    (p) => `Only one of them can be meant: ${excluding(p.remedy)}`,
  ),
  gap: define<{ example: string; leftOut: string | undefined; rule: string }>(
    "SDL8003",
    "warning",
    (p) => `No clause charges ${p.example}, and none declares it free.`,
    (p) =>
      p.leftOut === undefined
        ? `If it is free on purpose, say so: \`free NAME { ${p.rule} }\`.`
        : `No condition is met by a field that is left out: remove \`optional\` from \`${p.leftOut}\`, or give it a value that stands for none.`,
  ),
  neverMet: define<{ what: string; name: string; part: string; alone: boolean }>(
    "SDL8004",
    "warning",
    (p) =>
      `No event can meet the condition of ${p.what} \`${p.name}\`: \`${p.part}\` never holds${p.alone ? "" : " together with what stands before it"}.`,
    () => "Correct the condition, or remove what has no effect.",
  ),
  neverInForce: define<{ what: string; name: string }>(
    "SDL8005",
    "warning",
    (p) => `No agreement can have ${p.what} \`${p.name}\`: its circumstances exclude one another.`,
    () => "Correct the lines that begin with `when`, or remove what has no effect.",
  ),
  constantPart: define<{ part: string; holds: "always" | "never" | "covered"; alone: boolean }>(
    "SDL8006",
    "warning",
    (p) => {
      if (p.holds === "covered") return `\`${p.part}\` adds nothing: every event that meets it meets another alternative too.`;
      if (p.holds === "never") return `\`${p.part}\` never holds${p.alone ? "" : " together with what stands before it"}.`;
      return `\`${p.part}\` always holds${p.alone ? "" : " where the rest of the condition does"}.`;
    },
    () => "Correct it, or remove it: it has no effect.",
  ),
  beyondProof: define<{ event: string; conditions: readonly string[]; what: string }>(
    "SDL8007",
    "warning",
    (p) =>
      `The conditions on \`${p.event}\` are beyond what is proved (too many ${p.what}): ${p.conditions.join(", ")}. Double charging, gaps and conditions without effect were not looked for.`,
    () => "Divide the event into several kinds, or let the conditions rest on fewer fields and states.",
  ),
} as const;
