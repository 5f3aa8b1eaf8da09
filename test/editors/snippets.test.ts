/** Snippets give files that parse, in the style of the formatter, whichever choice is taken. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatText } from "../../grammar/format/index.ts";
import { snippetFile } from "../../grammar/snippets.ts";
import { repository } from "../kit/cli.ts";
import { compileFiles, shown } from "../kit/compile.ts";

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const snippets = JSON.parse(readFileSync(join(repository, "editors/vscode/snippets/sdl.json"), "utf8")) as Record<
  string,
  Snippet
>;

/** What a snippet leaves when every place keeps what it proposes; `pick` chooses among several. */
const accepted = ({ body }: Snippet, pick: (choices: readonly string[]) => string): string =>
  body
    .join("\n")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\{\d+\|([^}]*)\|\}/g, (_, choices: string) => pick(choices.split(",")))
    .replace(/\$\d+/g, "");

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");

const EVENTS = `event Sent {
  title  en "sent"  vi "đã gửi"
  user   phone  en "user" vi "người dùng"
  status delivered en "delivered" vi "đã gửi" | failed en "failed" vi "thất bại"  en "status" vi "trạng thái"
}

event Reply {
  title  en "reply"  vi "trả lời"
  user phone  en "user" vi "người dùng"
}`;
const CHARGE = 'charge Message {\n  title  en "message"  vi "tin nhắn"\n  for each Sent where status is delivered\n}';

/** A file in which the snippet stands where it belongs. */
function fileWith(name: string, text: string): string {
  if (name === "service") return `sdl 1\n\n${text.replace(/\n +\n/, "\n")}\n`;
  const around = [...(name === "event" ? [] : [EVENTS]), ...(name === "event" || name === "charge" ? [] : [CHARGE])];
  const agreement = name === "agreement" ? `\n${text}\n` : "";
  const elements = name === "agreement" ? around : [...around, text];
  const service = `service Reminders in Channels {\n  title  en "Reminders"  vi "Tin nhắc"\n\n${elements.map(indented).join("\n\n")}\n}`;
  return `sdl 1\n\n${service}\n${agreement}`;
}

describe.each(Object.entries(snippets))("%s", (name, snippet) => {
  test.each([
    ["the first", (choices: readonly string[]) => choices[0]!],
    ["the last", (choices: readonly string[]) => choices.at(-1)!],
  ])("compiles with %s of the choices, and is formatted", (_, pick) => {
    const text = fileWith(name, accepted(snippet, pick));
    const program = compileFiles({ "a.sdl": text });
    expect(shown({ ...program, diagnostics: program.diagnostics.filter((each) => each.severity === "error") })).toEqual([]);
    expect(formatText(text)).toEqual({ text });
  });
});

test("the file of VS Code is the one that is generated: run `npm run grammar`", () => {
  expect(snippets).toEqual(snippetFile());
});
