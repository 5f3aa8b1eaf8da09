/** The compiler's view of the disk: the files below the workspace root, and nothing else. */
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { FileText, Host } from "../compiler/index.ts";
import { Failure, systemReason } from "./failure.ts";

/** Contracts and rate cards are written by people; anything larger is a mistake. */
const MAX_BYTES = 64 * 1024 * 1024;
const SKIPPED = new Set(["node_modules"]);

/** A host whose paths are relative to `root`, with forward slashes. Symbolic links are followed only where they stay inside. */
export function nodeHost(root: string): Host {
  const realRoot = realpathSync(root);
  return {
    readFile: (path) => readWithin(realRoot, path),
    listFiles: (path) => {
      const start = resolve(realRoot, path);
      if (!isWithin(realRoot, start)) return [];
      const kind = kindAt(start);
      if (kind === "file") return [slashed(relative(realRoot, start))];
      return kind === "folder" ? [...sdlFiles(realRoot, start)].sort() : [];
    },
  };
}

function readWithin(root: string, path: string): FileText {
  const target = resolve(root, path);
  if (isAbsolute(path) || !isWithin(root, target)) return { error: "outside" };
  try {
    if (!isWithin(root, realpathSync(target))) return { error: "outside" };
    const { size } = statSync(target);
    if (size > MAX_BYTES) return { error: "unreadable", reason: `it is larger than ${MAX_BYTES / 1024 / 1024} MB` };
    return decode(readFileSync(target));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return { error: "missing" };
    return { error: "unreadable", reason: systemReason(error) };
  }
}

/** The text of UTF-8 bytes without a byte order mark; or where they stop being UTF-8. */
function decode(bytes: Uint8Array): FileText {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { error: "unreadable", reason: "it is written in UTF-16; save it with the encoding UTF-8" };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    let valid = 0;
    let invalid = bytes.length;
    while (valid + 1 < invalid) {
      const middle = (valid + invalid) >>> 1;
      if (startsValid(bytes.subarray(0, middle))) valid = middle;
      else invalid = middle;
    }
    const line = bytes.subarray(0, valid).reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1);
    return { error: "unreadable", reason: `line ${line} is not valid UTF-8; save the file with the encoding UTF-8` };
  }
}

/** Whether bytes are UTF-8, perhaps cut off within the last character. */
function startsValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function* sdlFiles(root: string, folder: string): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new Failure(`The folder ${folder} cannot be read: ${systemReason(error)}.`);
  }
  for (const entry of entries) {
    const path = resolve(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith(".") && !SKIPPED.has(entry.name)) yield* sdlFiles(root, path);
    } else if (entry.name.endsWith(".sdl") && (entry.isFile() || kindAt(path) === "file")) yield slashed(relative(root, path));
  }
}

function kindAt(path: string): "file" | "folder" | undefined {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    // A link that leads nowhere is a file that cannot be read; what is not there at all is nothing.
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : "file";
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

function slashed(path: string): string {
  return sep === "/" ? path : path.split(sep).join("/");
}
