/** What holds of countings. */
import type { Counting } from "./model.ts";

/** Whether the number is one of the month as a whole, rather than added up from single events that each have a price. */
export function isWhole({ kind }: Counting): boolean {
  return kind === "distinct" || kind === "peak" || kind === "alive" || kind === "sessions" || kind === "measure";
}
