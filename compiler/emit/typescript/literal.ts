/** The only ways in which text of a contract enters code: as a string literal, as a comment, or as a checked name. */

/** Characters that end a line for some readers, turn the direction of text, or cannot be seen. */
const unseen = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A string literal. Safe also inside a `<script>`, and with nothing in it that an editor would hide. */
export function literal(text: string): string {
  return JSON.stringify(text)
    .replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/<(?=\/script|!--)/gi, "\\u003c");
}

/** The lines of a comment: nothing in them can end the comment or steer a tool that reads comments. */
export function commentLines(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) =>
      line
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
        .replace(/[\u0000-\u001f]/g, " ")
        .replace(unseen, "")
        .replaceAll("*/", "* /")
        .replaceAll("/*", "/ *")
        .replace(/[@#]/g, (sign) => (sign === "@" ? "＠" : "＃"))
        .trim(),
    )
    .filter((line, i, all) => line !== "" || (i > 0 && all[i - 1] !== ""));
}

/** A comment on one line, without the slashes. */
export function commentLine(text: string): string {
  return commentLines(text).join(" ");
}

const COMMENT_WIDTH = 116;

/** Breaks a line between words. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > COMMENT_WIDTH) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** A doc comment of paragraphs. */
export function docComment(...paragraphs: readonly (string | undefined)[]): string {
  const lines = paragraphs
    .filter((text): text is string => text !== undefined && text.trim() !== "")
    .flatMap((text) => ["", ...commentLines(text).flatMap(wrapped)]);
  const [, ...body] = lines;
  if (body.length <= 1) return `/** ${body[0] ?? ""} */`;
  return ["/**", ...body.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

const namePattern = /^[A-Za-z][A-Za-z0-9_]*$/;

/** A name of a contract; whatever else might stand in the data is refused before it reaches code. */
export function checkedName(name: string): string {
  if (!namePattern.test(name)) throw new Error(`${JSON.stringify(name)} is not a name.`);
  return name;
}

/** True for names that every object has without having been given them. */
export function isInherited(name: string): boolean {
  return name in {};
}

/** The name of a property in an object literal, a type or an interface. */
export function propertyName(name: string): string {
  return isInherited(name) ? literal(checkedName(name)) : checkedName(name);
}

/** Any text as the name of a property in an object literal; `__proto__` would otherwise set the prototype. */
export function textKey(text: string): string {
  return text === "__proto__" ? `[${literal(text)}]` : literal(text);
}

/** Behind a value of such a property: TypeScript finds the inherited type before that of an index signature, so literals must stay as written. */
export function asWritten(name: string): string {
  return isInherited(name) ? " as const" : "";
}

/** An object literal; values are code. */
export function objectLiteral(entries: readonly (readonly [name: string, code: string])[]): string {
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([name, code]) => `${namePattern.test(name) ? name : textKey(name)}: ${code}`).join(", ")} }`;
}

/** A text in every language, as an object literal. */
export function textLiteral(text: Readonly<Record<string, string>>): string {
  return objectLiteral(Object.entries(text).map(([language, words]) => [language, literal(words)]));
}

/** A whole number with separators, as people write it: 86_400_000. */
export function numberLiteral(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "_");
}
