/** What every table of diagnostics is made with. */
import type { Kind, Severity } from "../diagnostic.ts";

export function define<P>(
  code: string,
  severity: Severity,
  message: (p: P) => string,
  hint?: (p: P) => string | undefined,
): Kind<P> {
  return { code, severity, message, ...(hint === undefined ? {} : { hint }) };
}

/** "Did you mean …?" when there is something to mean. */
export const meant = (p: { suggestion?: string | undefined; known?: readonly string[] }): string | undefined =>
  p.suggestion !== undefined
    ? `Did you mean \`${p.suggestion}\`?`
    : p.known !== undefined && p.known.length > 0
      ? `Known here: ${p.known.slice(0, 12).join(", ")}${p.known.length > 12 ? ", …" : ""}.`
      : undefined;

export interface Unknown {
  readonly what: string;
  readonly name: string;
  readonly where?: string;
  readonly suggestion?: string | undefined;
  readonly known?: readonly string[];
  /** The event that was looked at, and its field. */
  readonly event?: string;
  readonly field?: string;
}
