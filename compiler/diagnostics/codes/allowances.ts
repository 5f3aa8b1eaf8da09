/** Diagnostics about warnings that are allowed: 9xxx. */
import { define, meant, type Unknown } from "./define.ts";

export const allowances = {
  unknownCode: define<Unknown>("SDL9001", "error", (p) => `There is no warning \`${p.name}\`.`, meant),
  errorAllowed: define<{ code: string }>(
    "SDL9002",
    "error",
    (p) => `${p.code} is an error and cannot be allowed.`,
    () => "Correct what it is about; only warnings can be allowed.",
  ),
  allowedWithoutReason: define<{ code: string }>(
    "SDL9003",
    "error",
    (p) => `It is not said why ${p.code} is allowed.`,
    (p) => `Write \`allow ${p.code} because "…"\`, for whoever reads the contract next.`,
  ),
  unusedAllowance: define<{ code: string }>(
    "SDL9004",
    "warning",
    (p) => `${p.code} does not occur here, so there is nothing to allow.`,
    () => "Remove the line.",
  ),
  allowedNothing: define<{ code: string }>(
    "SDL9005",
    "error",
    (p) => `Nothing stands behind \`allow ${p.code}\` that it could be about.`,
    () => "Put it directly before a declaration, an import, a description or a `take`.",
  ),
} as const;
