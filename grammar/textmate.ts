/** The TextMate grammar for editors, made from the tokens: what an editor colours before the language server has answered. */
import { keywords, unitNames } from "./tokens.ts";

/** Keywords that begin something with a name. */
const DECLARATIONS = [
  ...["agreement", "charge", "clause", "definition", "enumeration", "event", "example", "fee", "forbid", "free"],
  ...[
    "interpretation",
    "interval",
    "measure",
    "minimum",
    "package",
    "product",
    "service",
    "session",
    "set",
    "tariff",
    "term",
    "window",
  ],
];
/** Words that join conditions. */
const OPERATORS = ["above", "and", "below", "inside", "is", "least", "most", "not", "on", "or", "outside", "where"];
const TYPES = ["phone", "country", "network", "text", "email", "duration", "size", "count", "number"];

/** A word by itself: not a part of a name, nor of a word with a hyphen. */
const word = (words: readonly string[]): string =>
  `(?<![\\w\`-])(?:${[...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|")})(?![\\w-])`;

/** The grammar as a plain object; editors read it as JSON. */
export function textMateGrammar(): object {
  const name = "[A-Za-z][A-Za-z0-9_]*|`[A-Za-z][A-Za-z0-9_]*`";
  const rest = keywords.filter((each) => !OPERATORS.includes(each));
  const rule = (scope: string, match: string) => ({ name: `${scope}.sdl`, match });
  return {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "SDL",
    scopeName: "source.sdl",
    fileTypes: ["sdl"],
    patterns: [
      rule("comment.line.documentation", "///.*$"),
      rule("comment.line.double-slash", "//.*$"),
      {
        name: "string.quoted.double.sdl",
        begin: '"',
        end: '"',
        patterns: [
          rule("constant.character.escape", "\\\\."),
          rule("variable.parameter.template", "\\{[A-Za-z][A-Za-z0-9_]*\\}"),
        ],
      },
      rule("storage.modifier.language", '(?<![\\w`-])[a-z]{2}(?=[ \\t]*")'),
      rule("constant.numeric.date", "\\d{4}-\\d{2}(?:-\\d{2})?(?![\\d-])"),
      rule("constant.numeric.time", "\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?![\\d:])"),
      rule("constant.numeric.phone", "\\+\\d+"),
      {
        match: `(\\d[\\d_]*(?:\\.\\d+)?)(?![\\w.])(?:[ \\t]*(%|${word(unitNames.flatMap((unit) => [`${unit}s`, unit]))}|[A-Z]{3}(?![A-Za-z0-9_-])))?`,
        captures: { 1: { name: "constant.numeric.sdl" }, 2: { name: "keyword.other.unit.sdl" } },
      },
      {
        match: `(${word(DECLARATIONS)})[ \\t]+(${name})(?=[ \\t]*(?:\\{|\\(|(?:short|in|of|per|as)(?![\\w-])))`,
        captures: { 1: { name: "keyword.declaration.sdl" }, 2: { name: "entity.name.type.sdl" } },
      },
      rule("keyword.operator.word", word(OPERATORS)),
      {
        match: `^[ \\t]*(${name})[ \\t]+(${word(TYPES)})(?=[ \\t]+(?:optional|[a-z]{2}[ \\t]*")|[ \\t]*$)`,
        captures: { 1: { name: "variable.other.member.sdl" }, 2: { name: "support.type.sdl" } },
      },
      rule("keyword.control", word(rest)),
      rule("variable.other.quoted", "`[A-Za-z][A-Za-z0-9_]*`"),
      rule("entity.name.type", "(?<![\\w`])[A-Z][A-Za-z0-9_]*"),
      rule("variable.other", "(?<![\\w`])[a-z][A-Za-z0-9_]*"),
      rule("punctuation.separator", "[,:|.]"),
      rule("punctuation.section", "[{}()]"),
    ],
  };
}
