/** What editors colour: the grammar that is shipped is the one of the tokens, and it gives words the scopes that themes know. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";
import { textMateGrammar } from "../../grammar/textmate.ts";
import { keywords } from "../../grammar/tokens.ts";
import { repository } from "../kit/cli.ts";
import { shippedContracts } from "../kit/contracts.ts";

const path = join(repository, "editors/vscode/syntaxes/sdl.tmLanguage.json");
let grammar: textmate.IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(join(repository, "node_modules/vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(JSON.stringify(textMateGrammar()), path),
  });
  grammar = (await registry.loadGrammar("source.sdl"))!;
});

/** The words of a text with their innermost scopes, without the ending `.sdl`. */
function scopes(text: string): [string, string][] {
  const found: [string, string][] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes: names } of tokens) {
      const word = line.slice(startIndex, endIndex).trim();
      if (word !== "" && names.length > 1) found.push([word, names.at(-1)!.replace(/\.sdl$/, "")]);
    }
  }
  return found;
}

test("the shipped grammar is the one of the tokens", () => {
  const expected = `${JSON.stringify(textMateGrammar(), undefined, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, expected);
  expect(readFileSync(path, "utf8")).toBe(expected);
});

test.each<[string, [string, string][]]>([
  ["/// why", [["/// why", "comment.line.documentation"]]],
  [
    "charge Reminder {",
    [
      ["charge", "keyword.declaration"],
      ["Reminder", "entity.name.type"],
      ["{", "punctuation.section"],
    ],
  ],
  [
    "for each Sent",
    [
      ["for", "keyword.control"],
      ["each", "keyword.control"],
      ["Sent", "entity.name.type"],
    ],
  ],
  [
    "where status is delivered",
    [
      ["where", "keyword.operator.word"],
      ["status", "variable.other"],
      ["is", "keyword.operator.word"],
      ["delivered", "variable.other"],
    ],
  ],
  [
    "  user phone",
    [
      ["user", "variable.other.member"],
      ["phone", "support.type"],
    ],
  ],
  [
    "24 hours from",
    [
      ["24", "constant.numeric"],
      ["hours", "keyword.other.unit"],
      ["from", "keyword.control"],
    ],
  ],
  [
    "at 10_000.5 EUR",
    [
      ["at", "keyword.control"],
      ["10_000.5", "constant.numeric"],
      ["EUR", "keyword.other.unit"],
    ],
  ],
  [
    "2026-03-01 09:00:00.000",
    [
      ["2026-03-01", "constant.numeric.date"],
      ["09:00:00.000", "constant.numeric.time"],
    ],
  ],
  [
    "user +84901234567",
    [
      ["user", "variable.other"],
      ["+84901234567", "constant.numeric.phone"],
    ],
  ],
  [
    "charging model pre-pay",
    [
      ["charging", "keyword.control"],
      ["model", "keyword.control"],
      ["pre-pay", "keyword.control"],
    ],
  ],
  [
    "chargesX `charge`",
    [
      ["chargesX", "variable.other"],
      ["`charge`", "variable.other.quoted"],
    ],
  ],
])("%s", (text, expected) => {
  expect(scopes(text)).toEqual(expected);
});

test("texts run over lines and hold escapes and parameters", () => {
  expect(scopes('en "a \\" {x}\nb" vi').map(([, scope]) => scope)).toEqual([
    "storage.modifier.language",
    ...["string.quoted.double", "string.quoted.double", "constant.character.escape"],
    ...["variable.parameter.template", "string.quoted.double", "string.quoted.double", "variable.other"],
  ]);
});

test("every keyword is coloured as one", () => {
  for (const keyword of keywords)
    expect(scopes(`${keyword} Something`)[0]).toEqual([keyword, expect.stringMatching(/^keyword\./)]);
});

test("the shipped contracts have no word without a scope", () => {
  for (const [name, text] of shippedContracts.slice(0, 12)) {
    let state = textmate.INITIAL;
    for (const line of text.split("\n")) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      const bare = tokens.filter((each) => each.scopes.length === 1 && /\w/.test(line.slice(each.startIndex, each.endIndex)));
      expect(bare.map((each) => `${name}: ${line.slice(each.startIndex, each.endIndex)}`)).toEqual([]);
    }
  }
});
