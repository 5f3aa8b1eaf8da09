/** Names and titles: plain ones, and now and then ones that mean something in SDL, in TypeScript or in both. */
import type { Chance } from "./chance.ts";

/** Words of the language, reserved words of TypeScript, what every object has, and what generated modules call their own things. */
const strange = [
  ...["service", "event", "charge", "where", "is", "at", "per", "from", "month", "title", "set", "free", "on", "or", "optional"],
  ...["class", "default", "return", "await", "new", "this", "null", "undefined", "arguments", "eval", "let", "yield", "NaN"],
  ...["constructor", "toString", "valueOf", "hasOwnProperty", "then", "length", "name"],
  ...["Map", "Set", "String", "Date", "Prices", "Terms", "rules", "clauses", "events", "bind", "create", "data", "time", "id"],
];

const texts = [
  ...["t", "t", "t", "t", "một", 'a \\"quoted\\" word', "back\\\\slash", "`${tick}`", "*/ comment /*", "// more", "<b>&amp;"],
];

/** `title en "…" vi "…"` */
export const titled = (chance: Chance): string => `title ${both(chance)}`;

/** A text in both languages. */
export function both(chance: Chance): string {
  const text = chance.pick(texts);
  return `en "${text}" vi "${text}"`;
}

/** As it stands in a contract: between backticks wherever a word may mean something else. */
export const written = (name: string): string => (strange.includes(name) ? `\`${name}\`` : name);

/** Gives out names, no two of which are alike, not even in small letters. */
export class Names {
  readonly #chance: Chance;
  readonly #given = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  next(word: string): string {
    const name = this.#chance.percent(8) ? this.#chance.pick(strange) : `${word}${this.#given.size}`;
    const taken = this.#given.has(name.toLowerCase());
    const free = taken ? `${word}${this.#given.size}` : name;
    this.#given.add(free.toLowerCase());
    return free;
  }
}
