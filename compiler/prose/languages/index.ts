/** The languages whose prose is checked, by tag. */
import { en } from "./en.ts";
import type { ProseLanguage } from "./language.ts";
import { vi } from "./vi.ts";

export type { ProseLanguage } from "./language.ts";

export const proseLanguages: Readonly<Record<string, ProseLanguage>> = { en, vi };
