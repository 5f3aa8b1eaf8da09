/** Diagnostics about files and syntax: 1xxx. */
import { define } from "./define.ts";

export const files = {
  syntax: define<{ message: string; hint?: string | undefined }>(
    "SDL1001",
    "error",
    (p) => p.message,
    (p) => p.hint,
  ),
  fileMissing: define<{ path: string }>(
    "SDL1002",
    "error",
    (p) => `There is no file ${p.path}.`,
    () => "The path is relative to the file that names it.",
  ),
  fileOutside: define<{ path: string }>(
    "SDL1003",
    "error",
    (p) => `${p.path} lies outside the workspace.`,
    () => "Move the file into the workspace; contracts read nothing else.",
  ),
  fileUnreadable: define<{ path: string; reason: string }>("SDL1004", "error", (p) => `${p.path} cannot be read: ${p.reason}.`),
  importCycle: define<{ path: readonly string[] }>(
    "SDL1005",
    "error",
    (p) => `These files import one another in a circle: ${p.path.join(" → ")}.`,
    () => "Move what they share into a file of its own.",
  ),
  emptyFile: define<object>(
    "SDL1006",
    "error",
    () => "The file is empty.",
    () => "A file begins with `sdl 1` and holds a service, an agreement or shared clauses.",
  ),
  noVersion: define<object>(
    "SDL1007",
    "warning",
    () => "The file does not say in which version of SDL it is written.",
    () => "Begin it with `sdl 1`.",
  ),
  wrongVersion: define<{ version: string }>(
    "SDL1008",
    "error",
    (p) => `This compiler reads SDL 1, not SDL ${p.version}.`,
    () => "Write `sdl 1`.",
  ),
  noFiles: define<{ path: string }>(
    "SDL1009",
    "error",
    (p) => `There is no .sdl file at ${p.path}.`,
    () => "Name a folder that holds contracts, or `sdl init` one.",
  ),
  notSdl: define<{ path: string }>(
    "SDL1010",
    "error",
    (p) => `${p.path} is not an .sdl file.`,
    () => "Imports name .sdl files; rate cards stand in agreements.",
  ),
} as const;
