/**
 * What an editor sees after any edits is what a fresh server would see, over the protocol; every request is answered.
 * `npm run prove:incremental` makes ten thousand edits; here it is a few.
 */

import { describe, expect, test } from "vitest";
import type { Diagnostic, DocumentSymbol, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { compile, type Host, Memo, memoryHost, type Program } from "../../compiler/index.ts";
import { shippedFiles } from "../kit/contracts.ts";
import { type Editor, positionAt, startEditor, uriOf } from "../kit/lsp.ts";
import { random } from "../kit/random.ts";

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** An edit where it does something: words, braces, quotation marks, whole lines. */
function spliceOf(text: string, next: (below: number) => number): Splice {
  const words = [...text.matchAll(/[A-Za-z]\w*|[{}(),"]|\d+/g)];
  const at = words[next(words.length || 1)];
  if (at === undefined) return { start: 0, end: 0, put: "sdl 1\n" };
  const [start, end] = [at.index, at.index + at[0].length];
  const other = words[next(words.length)]![0];
  const lineStart = text.lastIndexOf("\n", start) + 1;
  const lineEnd = text.indexOf("\n", start);
  switch (next(6)) {
    case 0:
      return { start, end, put: "" };
    case 1:
      return { start, end, put: other };
    case 2:
      return { start: end, end, put: "x" };
    case 3:
      return { start: lineStart, end: lineEnd === -1 ? text.length : lineEnd + 1, put: "" };
    case 4:
      return { start: lineStart, end: lineStart, put: "// " };
    default:
      return { start, end: start, put: `${other} ` };
  }
}

const edited = (text: string, { start, end, put }: Splice): string => text.slice(0, start) + put + text.slice(end);

/** Parts of the shipped contracts that stand by themselves, so that a fresh start is quick. */
const workspaces: readonly (readonly string[])[] = [
  ["common/messaging", "common/apps", "channels/whatsapp", "channels/viber", "channels/viber-bot"],
  ["common/messaging", "common/mobile", "channels/sms", "channels/mms"],
  [
    "common/messaging",
    "common/saas",
    "common/voice",
    "common/within-saas",
    "voice/byoc",
    "voice/recording",
    "saas/conversations",
  ],
  ["common/messaging", "common/voice", "voice/voice-messages", "voice/ivr", "voice/sip-trunking"],
];
const filesOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`contracts/${name}.sdl`, shippedFiles[`contracts/${name}.sdl`]!]));

/** What every file is told, and what it holds. */
async function seen(editor: Editor, paths: readonly string[]) {
  const report = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  const diagnostics = report.items.map((item) => [item.uri, "items" in item ? (item.items as Diagnostic[]) : []] as const);
  const symbols = await Promise.all(paths.map((path) => editor.ask<DocumentSymbol[]>("textDocument/documentSymbol", path)));
  return { diagnostics: diagnostics.sort(([a], [b]) => (a < b ? -1 : 1)), symbols };
}

const asked = [
  "textDocument/completion",
  "textDocument/hover",
  "textDocument/definition",
  "textDocument/references",
  "textDocument/documentHighlight",
  "textDocument/prepareRename",
  "textDocument/signatureHelp",
  "textDocument/typeDefinition",
  "textDocument/implementation",
  "textDocument/prepareCallHierarchy",
  "textDocument/linkedEditingRange",
] as const;

const edits = Number(process.env.SDL_EDITS ?? 40);

describe("random edits over the protocol", () => {
  test.each(workspaces.map((names, seed) => [seed + 1, names] as const))("seed %i", async (seed, names) => {
    const next = random(seed);
    const original = filesOf(names);
    const paths = Object.keys(original);
    const editor = await startEditor(original);
    for (const path of paths) await editor.open(path);
    const answers: Promise<unknown>[] = [];
    for (let made = 0; made < edits / workspaces.length; ) {
      // several edits at once: those in between are never looked at
      for (let burst = next(3); burst >= 0; burst--, made++) {
        const path = paths[next(paths.length)]!;
        // now and then a file is mended, so that there is something left to break
        if (next(4) === 0) await editor.change(path, original[path]!);
        else {
          const { start, end, put } = spliceOf(editor.text(path), next);
          await editor.splice(path, start, end, put);
        }
        const text = editor.text(path);
        const position = positionAt(text, next(text.length + 1));
        answers.push(editor.ask(asked[next(asked.length)]!, path, { position, context: { includeDeclaration: true } }));
      }
      const now = await seen(editor, paths);
      const fresh = await startEditor(Object.fromEntries(paths.map((path) => [path, editor.text(path)])));
      for (const path of paths) await fresh.open(path);
      expect(now).toEqual(await seen(fresh, paths));
      await fresh.stop();
    }
    expect((await Promise.allSettled(answers)).filter(({ status }) => status === "rejected")).toEqual([]);
    expect(editor.requests.filter(({ method }) => method === "window/showMessage")).toEqual([]);
    await editor.stop();
  });
});

test("all shipped contracts, with rate cards that come and go, compiled with what is kept", () => {
  const next = random(7);
  const files: Record<string, string> = { ...shippedFiles };
  const original = { ...files };
  const host: Host = { readFile: (p) => memoryHost(files).readFile(p), listFiles: (p) => memoryHost(files).listFiles(p) };
  const memo = new Memo();
  const names = Object.keys(files);
  const what = ({ diagnostics, allowed, services, agreements, links, ok }: Program) => ({
    ...{ diagnostics, allowed, services, agreements, ok },
    links: links.map(({ source, at, to }) => `${source.path}:${at.start}-${at.end} ${to}`).sort(),
  });
  compile(host, ["contracts"], { memo });
  for (let i = 0; i < Math.max(4, edits / 100); i++) {
    const path = names[next(names.length)]!;
    if (next(4) === 0) files[path] = original[path]!;
    else if (path.endsWith(".sdl")) files[path] = edited(files[path] ?? "", spliceOf(files[path] ?? "", next));
    else if (next(2) === 0) delete files[path];
    else files[path] = (files[path] ?? original[path]!).replace(/\d/, (d) => String((Number(d) + 1) % 10));
    expect(what(compile(host, ["contracts"], { memo }))).toEqual(what(compile(host, ["contracts"])));
  }
});

test("files that are made, changed and removed on the disk are seen", async () => {
  const files = filesOf(workspaces[1]!);
  const [path] = Object.keys(files).slice(-1) as [string];
  const editor = await startEditor(files);
  const codes = async () => {
    const report = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds: [],
    });
    return report.items.flatMap((item) =>
      "items" in item ? item.items.map(({ code }) => `${item.uri.split("/").at(-1)} ${code}`) : [],
    );
  };
  const before = await codes();
  const changed = (type: number, of = path) =>
    editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(of), type }] });
  editor.stored[path] = files[path]!.replace("title  en", "titel  en");
  await changed(2);
  expect(await codes()).toContain(`${path.split("/").at(-1)} SDL1001`);
  delete editor.stored["contracts/common/mobile.sdl"];
  await changed(3, "contracts/common/mobile.sdl");
  expect((await codes()).some((code) => /SDL1002|SDL1003/.test(code))).toBe(true);
  Object.assign(editor.stored, files);
  await changed(1);
  await changed(1, "contracts/common/mobile.sdl");
  expect(await codes()).toEqual(before);
  await editor.stop();
});
