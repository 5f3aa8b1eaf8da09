/** One editor and one server, as a process of its own: how long things take until the editor has the answer. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { positionAt } from "../../kit/lsp.ts";
import { random } from "../../kit/random.ts";
import type { Prepared } from "./workspaces.ts";

export interface Subject {
  readonly name: "SDL" | "TypeSpec";
  readonly program: string;
  readonly arguments: readonly string[];
  readonly language: string;
  readonly workspace: Prepared;
  /** Inserted behind a line break, it is a syntax error; and a name that nobody declares. */
  readonly syntaxError: string;
  /** From a text to one with an error that only the last pass finds. */
  readonly lateError: (text: string, turn: number) => string;
}

export interface Figures {
  readonly cold: number;
  readonly completion: readonly number[];
  readonly syntax: readonly number[];
  readonly all: readonly number[];
  /** Megabytes. */
  readonly memory: number;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly message: string }[];
}

/** Everything once: cold start, completions after a keystroke, errors that come and go. */
export async function measure(subject: Subject, turns: number): Promise<Figures> {
  const { workspace } = subject;
  const uri = pathToFileURL(join(workspace.folder, workspace.file)).href;
  const text = readFileSync(join(workspace.folder, workspace.file), "utf8");
  const began = performance.now();
  const child = spawn(subject.program, subject.arguments, { cwd: workspace.folder, stdio: ["pipe", "pipe", "ignore"] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  let waiting: ((published: Published) => void) | undefined;
  connection.onNotification("textDocument/publishDiagnostics", (published: Published) => {
    if (published.uri === uri) waiting?.(published);
  });
  connection.onRequest(() => null);
  connection.onUnhandledNotification(() => {});
  connection.listen();
  const until = (holds: (found: Published["diagnostics"]) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${subject.name} has not said what was waited for in 60 s`)), 60_000);
      waiting = ({ diagnostics }) => {
        if (!holds(diagnostics)) return;
        clearTimeout(timer);
        waiting = undefined;
        resolve();
      };
    });
  const root = pathToFileURL(workspace.folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: root,
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} } },
    workspaceFolders: [{ uri: root, name: "bench" }],
  });
  await connection.sendNotification("initialized", {});
  let version = 1;
  const broken = `${text}\n${subject.syntaxError}`;
  const first = until((found) => found.length > 0);
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: subject.language, version, text: broken },
  });
  await first;
  const cold = performance.now() - began;

  const change = (next: string) =>
    connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: ++version },
      contentChanges: [{ text: next }],
    });
  const timed = async (next: string, holds: (found: Published["diagnostics"]) => boolean): Promise<number> => {
    const done = until(holds);
    const start = performance.now();
    await change(next);
    await done;
    return performance.now() - start;
  };
  // warm: what an editor that has been open for a minute is like
  await timed(text, (found) => found.length === 0);
  for (let i = 0; i < 10; i++) {
    await timed(broken, (found) => found.length > 0);
    await timed(text, (found) => found.length === 0);
  }
  const syntax: number[] = [];
  const all: number[] = [];
  const completion: number[] = [];
  const next = random(1);
  const lines = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  const words = [...text.matchAll(/\b[a-zA-Z]\w+/g)];
  /** A letter is typed, and what may follow is asked for. */
  const complete = async (): Promise<number> => {
    const word = words[next(words.length)]!;
    const typed = `${text.slice(0, word.index + 1)}${text.slice(word.index + word[0].length)}`;
    const start = performance.now();
    await change(typed);
    await connection.sendRequest("textDocument/completion", {
      textDocument: { uri },
      position: positionAt(typed, word.index + 1),
    });
    const took = performance.now() - start;
    await change(text);
    await new Promise((resolve) => setTimeout(resolve, 150));
    return took;
  };
  for (let i = 0; i < 3; i++) await complete();
  for (let turn = 0; turn < turns; turn++) {
    const at = lines[next(lines.length)]!;
    syntax.push(await timed(`${text.slice(0, at)}${subject.syntaxError}\n${text.slice(at)}`, (found) => found.length > 0));
    await timed(text, (found) => found.length === 0);
    all.push(await timed(subject.lateError(text, turn), (found) => found.length > 0));
    await timed(text, (found) => found.length === 0);
    completion.push(await complete());
  }
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]) / 1024;
  connection.dispose();
  child.kill("SIGKILL");
  return { cold, completion, syntax, all, memory };
}
