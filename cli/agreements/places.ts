/** Where values stand in the text of a JSON document. The text is known to be valid JSON. */
import type { Span } from "../../grammar/index.ts";
import type { Path } from "./nodes.ts";

/** The values of a list in a text, or the only value that it holds. */
export function elementsIn(text: string): Span[] {
  const start = skipSpace(text, 0);
  if (text[start] !== "[") return [{ start, end: endOf(text, start) }];
  return [...members(text, start)].map(({ value }) => value);
}

/** The value at a path below the value that begins at an offset; what is left out has the place of what it would stand in. */
export function placeOf(text: string, from: number, path: Path): Span {
  let at = from;
  for (const step of path) {
    let found: number | undefined;
    // of a key that comes twice the last one counts
    for (const { key, value } of members(text, at)) if (key === step) found = value.start;
    if (found === undefined) break;
    at = found;
  }
  return { start: at, end: endOf(text, at) };
}

/** The members of an object or a list; none of anything else. */
function* members(text: string, from: number): Generator<{ readonly key: string | number; readonly value: Span }> {
  const isObject = text[from] === "{";
  if (!isObject && text[from] !== "[") return;
  let at = skipSpace(text, from + 1);
  for (let index = 0; text[at] !== "}" && text[at] !== "]"; index += 1) {
    let key: string | number = index;
    if (isObject) {
      const end = endOf(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    const end = endOf(text, at);
    yield { key, value: { start: at, end } };
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text[at]!)) at += 1;
  return at;
}

/** The offset behind the value that begins at an offset. */
function endOf(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  let at = from;
  if (first !== "{" && first !== "[") {
    while (at < text.length && !",]} \t\r\n".includes(text[at]!)) at += 1;
    return at;
  }
  for (let depth = 0; at < text.length; ) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else {
      if (character === "{" || character === "[") depth += 1;
      else if (character === "}" || character === "]") depth -= 1;
      at += 1;
      if (depth === 0) break;
    }
  }
  return at;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
