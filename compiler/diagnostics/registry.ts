/**
 * Every diagnostic of the compiler: a stable code, a severity, and its words. Codes are never used again for something else.
 * 1xxx files and syntax, 2xxx names, 3xxx types, values and units, 4xxx rules, 5xxx translations (51xx what prose says differently, 52xx defined terms), 6xxx agreements and rate cards (61xx prices, 62xx circumstances, 63xx when they hold), 7xxx examples,
 * 8xxx proofs about conditions, 9xxx allowed warnings. Each code has a page in docs/diagnostics.
 */
import { agreements } from "./codes/agreements.ts";
import { allowances } from "./codes/allowances.ts";
import { examples } from "./codes/examples.ts";
import { files } from "./codes/files.ts";
import { names } from "./codes/names.ts";
import { prices } from "./codes/prices.ts";
import { proofs } from "./codes/proofs.ts";
import { prose } from "./codes/prose.ts";
import { rules } from "./codes/rules.ts";
import { translations } from "./codes/translations.ts";
import { types } from "./codes/types.ts";
import type { Kind } from "./diagnostic.ts";

export type { Unknown } from "./codes/define.ts";

export const D = {
  ...files,
  ...names,
  ...types,
  ...rules,
  ...translations,
  ...prose,
  ...agreements,
  ...prices,
  ...examples,
  ...proofs,
  ...allowances,
} as const;

/** All kinds, in the order of their codes. */
export const kinds: readonly Kind<never>[] = Object.values<Kind<never>>(D).sort((a, b) => (a.code < b.code ? -1 : 1));

const byCode = new Map(kinds.map((k) => [k.code, k]));

/** The kind of a code, if there is one. */
export const kindOf = (code: string): Kind<never> | undefined => byCode.get(code);
