/** Names that cannot be given to anything. */
import type { Reporter } from "./context.ts";
import { D } from "./diagnostics/registry.ts";

/** Names that JavaScript objects give a meaning of their own to; refused so that no back-end has to guard against them. */
const reserved = new Set(["__proto__", "prototype"]);

/** Reports a name that no element, field or value may have. */
export function checkName(reporter: Reporter, name: { text: string; start: number; end: number }): void {
  if (reserved.has(name.text)) reporter.report(D.reservedName, { name: name.text }, name);
}
