/** Every name in a contract is known to the editor: it declares something, or leads to what it means. */
import { describe, expect, test } from "vitest";
import { compile, memoryHost } from "../../compiler/index.ts";
import { Snapshot } from "../../lsp/snapshot.ts";
import { shippedFiles } from "../kit/contracts.ts";

interface AnyNode {
  readonly [key: string]: unknown;
}

/** Names that stand for nothing that is declared: types, categories, words of the language used as values, tags of languages. */
function isOwnMeaning(key: string, node: AnyNode): boolean {
  if (key === "category" || key === "onlyWithin" || key === "unit" || key === "adjective" || key === "code") return true;
  if (key === "word" || key === "asAgreed" || key === "currency") return true;
  if (key === "which" || key === "total") return true;
  return key === "name" && node.kind === "named";
}

/** What examples say of a field or expect of a bill without a declaration: countries, yes and no, numbers of the bill. */
const WORDS = /^([A-Z]{2}|yes|no|total|notices|charged|free|context|duplicate|conflict|rejected)$/;

function namesIn(root: AnyNode, visit: (start: number, text: string, key: string, parent: AnyNode) => void): void {
  for (const [key, child] of Object.entries(root)) {
    for (const each of Array.isArray(child) ? child : [child]) {
      if (typeof each !== "object" || each === null) continue;
      const node = each as AnyNode;
      if (typeof node.text === "string" && node.missing === false) visit(node.start as number, node.text, key, root);
      namesIn(node, visit);
    }
  }
}

describe("the shipped contracts", () => {
  const program = compile(memoryHost(shippedFiles), ["contracts"]);
  const snapshot = new Snapshot(program);

  test.each([...program.files.keys()])("%s", (path) => {
    const { source } = program.files.get(path)!;
    const at = new Map(snapshot.occurrencesIn(path).map((o) => [o.span.start, o]));
    const adjectives = new Set([...source.text.matchAll(/(\w+) or not\b/g)].map((m) => m[1]));
    const unknown: string[] = [];
    namesIn(source.tree as unknown as AnyNode, (start, text, key, parent) => {
      const found = at.get(start);
      if (found === undefined && (WORDS.test(text) || adjectives.has(text))) return;
      if (found === undefined ? !isOwnMeaning(key, parent) : snapshot.declared(found.id) === undefined)
        unknown.push(`${source.position(start).line}: ${text} (${key} of ${String(parent.kind)}) ${found?.id ?? ""}`);
    });
    expect(unknown).toEqual([]);
  });
});
