/**
 * The tokens of SDL. Keywords are contextual: every keyword is also a `Word`, so that it can serve as a name
 * wherever the grammar leaves no doubt. `keywords` is the one list from which editors' grammars are made.
 */
import { createToken, Lexer, type TokenType } from "chevrotain";

/** Any word: a name, or a keyword used as one. */
export const Word = createToken({ name: "Word", pattern: /[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z][A-Za-z0-9_]*)*/, label: "a name" });

/** A name between backticks: never a keyword. */
export const QuotedName = createToken({
  name: "QuotedName",
  pattern: /`[A-Za-z][A-Za-z0-9_]*`/,
  label: "a name",
  categories: [Word],
});

/** A two-letter language tag, told apart by the text that follows it. */
export const LanguageTag = createToken({
  name: "LanguageTag",
  pattern: /[a-z]{2}(?=[ \t\r\n]*")/,
  label: "a language such as `en`",
  line_breaks: false,
});

export const Text = createToken({
  name: "Text",
  pattern: /"(?:[^"\\]|\\[\s\S])*"/,
  label: "a text in quotation marks",
  line_breaks: true,
});
export const DateToken = createToken({ name: "Date", pattern: /\d{4}-\d{2}-\d{2}(?![\d-])/, label: "a date such as 2026-03-01" });
export const MonthToken = createToken({ name: "Month", pattern: /\d{4}-\d{2}(?![\d-])/, label: "a month such as 2026-03" });
export const TimeToken = createToken({
  name: "Time",
  pattern: /\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?![\d:])/,
  label: "a time such as 09:00",
});
export const Phone = createToken({ name: "Phone", pattern: /\+\d+/, label: "a number such as +84901234567" });
export const NumberToken = createToken({ name: "Number", pattern: /\d[\d_]*(?:\.\d+)?(?![\w.])/, label: "a number" });

const punctuation = (name: string, image: string) => createToken({ name, pattern: image, label: `\`${image}\`` });
export const LCurly = punctuation("LCurly", "{");
export const RCurly = punctuation("RCurly", "}");
export const LParen = punctuation("LParen", "(");
export const RParen = punctuation("RParen", ")");
export const Comma = punctuation("Comma", ",");
export const Colon = punctuation("Colon", ":");
export const Pipe = punctuation("Pipe", "|");
export const Dot = punctuation("Dot", ".");
export const Percent = punctuation("Percent", "%");
export const Minus = punctuation("Minus", "-");

/** Units of time and of size, and ISO currency codes: words that may stand behind a number. */
export const Unit = createToken({ name: "Unit", pattern: Lexer.NA, label: "a unit such as `hours` or `GB`", categories: [Word] });
export const TimeUnit = createToken({ name: "TimeUnit", pattern: Lexer.NA, label: "a unit of time", categories: [Unit, Word] });
export const SizeUnit = createToken({ name: "SizeUnit", pattern: Lexer.NA, label: "a unit of size", categories: [Unit, Word] });

const unit = (image: string, pattern: RegExp, category: TokenType) =>
  createToken({ name: image, pattern, label: `\`${image}\``, longer_alt: Word, categories: [category, Unit, Word] });

const timeUnits = ["millisecond", "second", "minute", "hour", "day", "week"].map((u) => unit(u, new RegExp(`${u}s?`), TimeUnit));
/** `day`, where the grammar means the word. */
export const Day = timeUnits[4]!;
const sizeUnits = [
  unit("byte", /bytes?/, SizeUnit),
  ...["KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"].map((u) => unit(u, new RegExp(u), SizeUnit)),
];

/** Three capital letters: an ISO 4217 currency where money is meant. */
export const Currency = createToken({
  name: "Currency",
  pattern: /[A-Z]{3}(?![A-Za-z0-9_-])/,
  label: "a currency such as EUR",
  categories: [Word],
});

/** The keywords, in alphabetical order. */
export const keywords = [
  "a",
  "above",
  "account",
  "active",
  "add-on",
  "added",
  "addition",
  "additions",
  "advance",
  "after",
  "agreed",
  "agreement",
  "alive",
  "all",
  "allow",
  "alternative",
  "an",
  "and",
  "answer",
  "as",
  "at",
  "because",
  "below",
  "beyond",
  "block",
  "by",
  "calendar",
  "charge",
  "charges",
  "charging",
  "clause",
  "client",
  "closed",
  "closes",
  "commenced",
  "configured",
  "counted",
  "credit",
  "currency",
  "decision",
  "deduct",
  "definition",
  "description",
  "distinct",
  "duration",
  "each",
  "enumeration",
  "event",
  "example",
  "expect",
  "external",
  "fee",
  "first",
  "for",
  "forbid",
  "free",
  "from",
  "full",
  "given",
  "graduated",
  "if",
  "import",
  "in",
  "included",
  "includes",
  "inside",
  "instructed",
  "interpretation",
  "interval",
  "invoice",
  "is",
  "it",
  "its",
  "last",
  "least",
  "measure",
  "minimum",
  "model",
  "money",
  "month",
  "monthly",
  "more",
  "most",
  "names",
  "negotiable",
  "no",
  "not",
  "notify",
  "number",
  "of",
  "on",
  "once",
  "only",
  "opened",
  "opens",
  "optional",
  "or",
  "otherwise",
  "outside",
  "package",
  "peak",
  "per",
  "percent",
  "plus",
  "post-pay",
  "pre-pay",
  "priced",
  "product",
  "prorated",
  "proration",
  "provider",
  "provisioned",
  "question",
  "rates",
  "reason",
  "record",
  "refuse",
  "removed",
  "rounding",
  "sdl",
  "service",
  "session",
  "set",
  "shall",
  "short",
  "shortfall",
  "size",
  "source",
  "subscribed",
  "sum",
  "take",
  "tariff",
  "term",
  "than",
  "the",
  "then",
  "time",
  "title",
  "to",
  "together",
  "too",
  "total",
  "unless",
  "until",
  "up",
  "uses",
  "volume",
  "when",
  "where",
  "window",
  "with",
  "within",
  "without",
  "zone",
] as const;

export type Keyword = (typeof keywords)[number];

const keywordTokens = new Map<string, TokenType>(
  keywords.map((image) => [
    image,
    createToken({ name: `kw:${image}`, pattern: new RegExp(image), label: `\`${image}\``, longer_alt: Word, categories: [Word] }),
  ]),
);

/** The token of a keyword. */
export function keyword(image: Keyword): TokenType {
  return keywordTokens.get(image)!;
}

/** Images of all units, for completion and editors' grammars. */
export const unitNames = [...timeUnits, ...sizeUnits].map((t) => t.name);

export const WhiteSpace = createToken({
  name: "WhiteSpace",
  pattern: /[ \t\r\n\u00a0\ufeff]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
/** `///`: documentation of the declaration below. */
export const DocComment = createToken({ name: "DocComment", pattern: /\/\/\/[^\n]*/, group: "docs" });
export const Comment = createToken({ name: "Comment", pattern: /\/\/[^\n]*/, group: "comments" });

/** In the order in which the lexer tries them. */
export const allTokens: TokenType[] = [
  WhiteSpace,
  DocComment,
  Comment,
  Text,
  LanguageTag,
  DateToken,
  MonthToken,
  TimeToken,
  NumberToken,
  Phone,
  QuotedName,
  // units before keywords: "bytes" begins with "by"
  ...timeUnits,
  ...sizeUnits,
  // a longer keyword before its prefix: "charges" before "charge"
  ...[...keywords].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map((k) => keywordTokens.get(k)!),
  Currency,
  Word,
  Unit,
  TimeUnit,
  SizeUnit,
  LCurly,
  RCurly,
  LParen,
  RParen,
  Comma,
  Colon,
  Pipe,
  Dot,
  Percent,
  Minus,
];
