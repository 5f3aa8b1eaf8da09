/**
 * At the beginning of words of all shipped contracts: whatever is offered can be accepted without a new syntax error, and what the
 * author wrote there is among it. `npm run prove:completion` looks at every word; here it is every so many.
 */
import { expect, test } from "vitest";
import { compile, memoryHost, SourceFile } from "../../compiler/index.ts";
import { parse } from "../../grammar/index.ts";
import { complete, withoutStops } from "../../lsp/features/completion/index.ts";
import { declaredIn } from "../../lsp/symbols.ts";
import { shippedContracts, shippedFiles } from "../kit/contracts.ts";

const every = Number(process.env.SDL_COMPLETION_EVERY ?? 53);
const files = new Map(shippedContracts.map(([path, text]) => [path, new SourceFile(path, text)] as const));
const paths = Object.keys(shippedFiles);
const { services } = compile(memoryHost(shippedFiles), ["contracts"], { quick: true });

/** Words that are the author's own: what is declared, adjectives of yes-or-no fields, words that documents of the source are called by. */
function isOwn(source: SourceFile, index: number, declared: ReadonlySet<number>): boolean {
  const { tokens } = source.parsed;
  const { startOffset } = tokens[index]!;
  if (declared.has(startOffset)) return true;
  const [or, not] = [tokens[index + 1]?.image, tokens[index + 2]?.image];
  return or === "or" && (not === "not" || not === "no");
}

test("every item can be accepted, and what was written is offered", () => {
  const errors: string[] = [];
  const absent: string[] = [];
  let [places, items, word] = [0, 0, 0];
  for (const [path, source] of files) {
    const { text, parsed } = source;
    const declared = new Set(declaredIn(source).map(({ name }) => name.start));
    for (const [index, token] of parsed.tokens.entries()) {
      if (!/^[A-Za-z`]/.test(token.image) || word++ % every !== 0) continue;
      places++;
      const found = complete(source, token.startOffset, { files, services, listed: () => paths });
      const at = `${path}:${source.position(token.startOffset).line} before ${token.image}`;
      // items that differ in the name alone are read alike
      const seen = new Set<string>();
      for (const item of found) {
        items++;
        const shape = `${item.kind} ${item.start} ${item.end} ${item.snippet.replace(item.label, "")}`;
        if (seen.has(shape)) continue;
        seen.add(shape);
        const accepted = text.slice(0, item.start) + withoutStops(item.snippet) + text.slice(item.end);
        if (parse(accepted).errors.length > 0) errors.push(`${at}: ${item.label}`);
      }
      if (!found.some(({ label }) => label === token.image) && !isOwn(source, index, declared)) absent.push(at);
    }
  }
  expect(errors).toEqual([]);
  expect(absent.length / places, `${absent.length} of ${places}:\n${absent.join("\n")}`).toBeLessThan(0.01);
  expect(items).toBeGreaterThan(places);
  if (every === 1)
    console.log(`${places} places, ${items} items, what was written is absent at ${absent.length}:\n${absent.join("\n")}`);
});
