/** What an editor sees after any edits is what a fresh start would see. */
import { describe, expect, test } from "vitest";
import { compile, type Host, Memo, memoryHost, type Program } from "../../compiler/index.ts";
import { shippedFiles } from "../kit/contracts.ts";

/** Mulberry32: the same numbers for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A place in a text where an edit does something: words, braces, quotation marks, whole lines. */
function editOf(text: string, next: (below: number) => number): string {
  const words = [...text.matchAll(/[A-Za-z]\w*|[{}(),"]|\d+/g)];
  const at = words[next(words.length)];
  if (at === undefined) return `sdl 1\n${text}`;
  const { index, 0: word } = at;
  const other = words[next(words.length)]![0];
  const lineStart = text.lastIndexOf("\n", index) + 1;
  const lineEnd = text.indexOf("\n", index);
  switch (next(6)) {
    case 0:
      return text.slice(0, index) + text.slice(index + word.length);
    case 1:
      return text.slice(0, index) + other + text.slice(index + word.length);
    case 2:
      return `${text.slice(0, index)}${word}x${text.slice(index + word.length)}`;
    case 3:
      return text.slice(0, lineStart) + text.slice(lineEnd === -1 ? text.length : lineEnd + 1);
    case 4:
      return `${text.slice(0, lineStart)}// ${text.slice(lineStart)}`;
    default:
      return `${text.slice(0, index)}${other} ${text.slice(index)}`;
  }
}

const seen = ({ diagnostics, allowed, services, agreements, links, ok }: Program) => ({
  diagnostics,
  allowed,
  services,
  agreements,
  ok,
  links: links.map(({ source, at, to }) => `${source.path}:${at.start}-${at.end} ${to}`).sort(),
});

const runs = Number(process.env.SDL_EDITS ?? 9);

describe("random edits", () => {
  test.each([1, 2, 3])("compiled with what is kept, seed %i", (seed) => {
    const next = random(seed);
    const files: Record<string, string> = { ...shippedFiles };
    const original = { ...files };
    const host: Host = { readFile: (p) => memoryHost(files).readFile(p), listFiles: (p) => memoryHost(files).listFiles(p) };
    const memo = new Memo();
    const names = Object.keys(files);
    compile(host, ["contracts"], { memo });
    for (let i = 0; i < runs / 3; i++) {
      const path = names[next(names.length)]!;
      // now and then everything is undone, so that there is something left to break
      if (next(4) === 0) files[path] = original[path]!;
      else if (path.endsWith(".sdl")) files[path] = editOf(files[path] ?? "", next);
      else if (next(2) === 0) delete files[path];
      else files[path] = (files[path] ?? original[path]!).replace(/\d/, (d) => String((Number(d) + 1) % 10));
      expect(seen(compile(host, ["contracts"], { memo }))).toEqual(seen(compile(host, ["contracts"])));
    }
  });
});
