/**
 * Every diagnostic of the compiler: a stable code, a severity, and its words. Codes are never used again for something else.
 * 1xxx files and syntax, 2xxx names, 3xxx types, values and units, 4xxx rules, 5xxx translations, 6xxx agreements and rate cards, 7xxx examples.
 */
import { agreements } from "./codes/agreements.ts";
import { examples } from "./codes/examples.ts";
import { files } from "./codes/files.ts";
import { names } from "./codes/names.ts";
import { rules } from "./codes/rules.ts";
import { translations } from "./codes/translations.ts";
import { types } from "./codes/types.ts";

export type { Unknown } from "./codes/define.ts";

export const D = { ...files, ...names, ...types, ...rules, ...translations, ...agreements, ...examples } as const;
