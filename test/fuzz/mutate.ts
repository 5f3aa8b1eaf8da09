/** Changes of inputs: of bytes, of tokens, of lines, and of values in JSON, wherever the input has any. */
import type { Choose } from "./target.ts";

/** No input is longer: what goes wrong goes wrong with little, and cases are many. */
export const LONGEST = 6_000;

/** Bytes as text with one character per byte (the decoder itself would make windows-1252 of it), and back. */
const asText = (bytes: Uint8Array): string => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
};
const asBytes = (text: string): Uint8Array => Uint8Array.from(text, (each) => each.charCodeAt(0));

const oddBytes = [
  0x00, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x27, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xc3, 0xef, 0xfe, 0xff,
];
const oddWords = [
  "\u0000",
  "\ufeff",
  "\r\n",
  "\u2028",
  "\\u0000",
  "\\ud800",
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  "//",
  "`",
  "-",
  "e",
  ".",
  "0",
];
const oddValues: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  0,
  -0,
  -1,
  0.1,
  1e21,
  1e-7,
  2 ** 60,
  "0",
  "-1",
  "1e5",
  "١",
  "1".repeat(400),
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "toString",
  "2026-02-29",
  "2026-13",
  "9999-12-31T23:59:59Z",
  "2026-03-01T00:00:00+24:00",
  [],
  {},
  [[[[]]]],
  { __proto__: null, a: { a: {} } },
];

type Change = (text: string, choose: Choose) => string;

const between = (text: string, choose: Choose): readonly [number, number] => {
  const from = choose(text.length + 1);
  return [from, Math.min(text.length, from + choose(choose(3) === 0 ? 200 : 8))];
};

const tokens = (text: string): string[] => text.match(/[\w\x80-\xff]+|\s+|[^\w\s]/g) ?? [];
const pick = <Value>(values: readonly Value[], choose: Choose): Value => values[choose(values.length)]!;

function changedList(list: string[], choose: Choose, other: () => string): string[] {
  const at = choose(list.length + 1);
  const to = choose(list.length + 1);
  const changed = [...list];
  switch (choose(5)) {
    case 0:
      changed.splice(at, 1 + choose(3));
      break;
    case 1:
      changed.splice(at, 0, ...list.slice(to, to + 1 + choose(6)));
      break;
    case 2:
      changed.splice(at, 1, other());
      break;
    case 3:
      changed.splice(at, 0, other());
      break;
    default:
      if (at < list.length && to < list.length) [changed[at], changed[to]] = [list[to]!, list[at]!];
  }
  return changed;
}

/** A JSON value with one value in it replaced, taken out, doubled or renamed. */
function changedJson(value: unknown, choose: Choose): unknown {
  const inner = typeof value === "object" && value !== null ? Object.keys(value) : [];
  if (inner.length === 0 || choose(6) === 0) return pick(oddValues, choose);
  const name = pick(inner, choose);
  const of = (value as Record<string, unknown>)[name];
  if (Array.isArray(value)) {
    const index = Number(name);
    const how = choose(5);
    return how === 0
      ? value.toSpliced(index, 1)
      : how === 1
        ? value.toSpliced(index, 0, of)
        : value.with(index, changedJson(of, choose));
  }
  const how = choose(8);
  const entries = Object.entries(value as object);
  if (how === 0) return Object.fromEntries(entries.filter(([each]) => each !== name));
  if (how === 1) return Object.fromEntries([...entries, [pick(["__proto__", "constructor", "toString", "", "x"], choose), of]]);
  if (how === 2) return Object.fromEntries(entries.toReversed());
  return Object.fromEntries(entries.map(([each, was]) => [each, each === name ? changedJson(was, choose) : was]));
}

function jsonChange(text: string, choose: Choose): string {
  const whole = utf8(text);
  for (const [from, to] of [[0, text.length] as const, lineAt(text, choose)]) {
    try {
      const value: unknown = JSON.parse(whole === undefined ? "" : (utf8(text.slice(from, to).replace(/,$/, "")) ?? ""));
      return text.slice(0, from) + asText(new TextEncoder().encode(JSON.stringify(changedJson(value, choose)))) + text.slice(to);
    } catch {
      // No JSON here.
    }
  }
  return text;
}

function utf8(text: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(asBytes(text));
  } catch {
    return undefined;
  }
}

function lineAt(text: string, choose: Choose): readonly [number, number] {
  const at = choose(text.length + 1);
  const end = text.indexOf("\n", at);
  return [text.lastIndexOf("\n", at - 1) + 1, end < 0 ? text.length : end];
}

const byte = (choose: Choose): string => String.fromCharCode(choose(2) === 0 ? pick(oddBytes, choose) : choose(256));

const byteChanges: readonly Change[] = [
  (text, choose) => {
    const at = choose(text.length + 1);
    return text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << choose(8))) + text.slice(at + 1);
  },
  (text, choose) => {
    const at = choose(text.length + 1);
    return text.slice(0, at) + byte(choose) + text.slice(at + choose(2));
  },
  (text, choose) => {
    const [from, to] = between(text, choose);
    return text.slice(0, from) + text.slice(to);
  },
  (text, choose) => text.slice(0, choose(text.length + 1)),
  (text, choose) => {
    const [from, to] = between(text, choose);
    return text.slice(0, to) + text.slice(from, to).repeat(1 + choose(choose(20) === 0 ? 500 : 3)) + text.slice(to);
  },
];

/** Changes seeds, the same way for the same numbers. */
export class Mutator {
  readonly #seeds: readonly string[];
  readonly #words: readonly string[];

  constructor(seeds: readonly Uint8Array[], words: readonly string[]) {
    this.#seeds = seeds.map(asText);
    this.#words = [...words, ...oddWords].map((word) => asText(new TextEncoder().encode(word)));
  }

  /** One input: random bytes now and then, else a seed that was changed a few times; and the seed, if it was one. */
  input(choose: Choose): { readonly input: Uint8Array; readonly origin?: Uint8Array } {
    if (choose(40) === 0) return { input: Uint8Array.from({ length: choose(300) }, () => choose(256)) };
    const origin = pick(this.#seeds, choose);
    let text = origin;
    for (let left = 1 + choose(choose(3) === 0 ? 12 : 3); left > 0; left -= 1)
      text = this.#changed(text, choose).slice(0, LONGEST);
    return { input: asBytes(text), origin: asBytes(origin) };
  }

  #changed(text: string, choose: Choose): string {
    const other = () => (choose(4) === 0 ? pick(tokens(pick(this.#seeds, choose)), choose) : pick(this.#words, choose)) ?? "";
    switch (choose(7)) {
      case 6: {
        // The same everywhere: what is learned from one line is used for the next.
        const word = pick(tokens(text), choose);
        return word === undefined || word.trim() === "" ? text : text.replaceAll(word, other());
      }
      case 0:
        return pick(byteChanges, choose)(text, choose);
      case 1:
      case 2:
        return changedList(tokens(text), choose, other).join("");
      case 3: {
        const lines = () => pick(this.#seeds, choose).split("\n");
        return changedList(text.split("\n"), choose, () => pick(lines(), choose)).join("\n");
      }
      case 4: {
        const [from, to] = between(pick(this.#seeds, choose), choose);
        const at = choose(text.length + 1);
        return text.slice(0, at) + pick(this.#seeds, choose).slice(from, to) + text.slice(at);
      }
      default:
        return jsonChange(text, choose);
    }
  }
}
