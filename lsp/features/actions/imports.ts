/** Imports: adding one, and all of a file in order. */
import type { SourceFile } from "../../../compiler/index.ts";
import type { Snapshot } from "../../snapshot.ts";
import type { Edit } from "./compose.ts";
import { removed } from "./places.ts";

/** How a file names another one. */
export function relativePath(from: string, to: string): string {
  const [a, b] = [from.split("/").slice(0, -1), to.split("/")];
  let same = 0;
  while (same < a.length && same < b.length - 1 && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => ".."), ...b.slice(same)].join("/");
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Adds an import, in order where those that are there are. */
export function withImport(source: SourceFile, path: string): Edit[] {
  const { imports, version } = source.tree;
  const name = relativePath(source.path, path);
  const line = `import "${name}"`;
  const next = imports.find((i) => inOrder(name, i.path.value) < 0);
  if (next !== undefined) return [{ start: next.start, end: next.start, text: `${line}\n` }];
  const last = imports.at(-1);
  if (last !== undefined) return [{ start: last.end, end: last.end, text: `\n${line}` }];
  if (version !== undefined) return [{ start: version.end, end: version.end, text: `\n\n${line}` }];
  return [{ start: 0, end: 0, text: `${line}\n\n` }];
}

/** Sorts imports and takes out those that are not used or given twice. Comments stay where they are. */
export function organised(snapshot: Snapshot, source: SourceFile): Edit[] {
  const { imports } = source.tree;
  const unused = snapshot.program.diagnostics.filter((d) => d.code === "SDL2007" && d.file === source.path);
  const seen = new Set<string>();
  const kept = imports.filter(({ path, start }) => {
    const drop = seen.has(path.value) || unused.some((d) => d.start.offset === start);
    seen.add(path.value);
    return !drop;
  });
  const gone = imports.filter((i) => !kept.includes(i)).map((i) => removed(source, i));
  const sorted = [...kept].sort((a, b) => inOrder(a.path.value, b.path.value));
  const moved = kept.flatMap((node, i): Edit[] =>
    sorted[i] === node ? [] : [{ start: node.start, end: node.end, text: source.text.slice(sorted[i]!.start, sorted[i]!.end) }],
  );
  return [...gone, ...moved];
}
