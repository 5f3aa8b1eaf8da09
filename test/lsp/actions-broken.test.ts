/** Fixes in files that are broken in any way: they never fail, their edits do not overlap, and no syntax error comes by them. */
import { expect, test } from "vitest";
import { compile, Memo, memoryHost } from "../../compiler/index.ts";
import { parse } from "../../grammar/index.ts";
import { actionsAt } from "../../lsp/features/actions/index.ts";
import { applied, byFile } from "../../lsp/features/edits.ts";
import { Snapshot } from "../../lsp/snapshot.ts";
import { shippedFiles } from "../kit/contracts.ts";

/** A sequence of numbers below 1 that is the same each time. */
function* chance(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const paths = ["contracts/channels/telegram.sdl", "contracts/channels/zns.sdl", "contracts/voice/number-masking.sdl"];

test.each(paths)("%s with words taken out, doubled or exchanged", (path) => {
  const memo = new Memo();
  const next = chance(path.length);
  const pick = (n: number) => Math.floor(next.next().value * n);
  const text = shippedFiles[path]!;
  const { tokens } = parse(text);
  let offered = 0;
  for (let round = 0; round < 8; round++) {
    const at = tokens[pick(tokens.length)]!;
    const other = tokens[pick(tokens.length)]!.image;
    const end = at.startOffset + at.image.length;
    const put = ["", `${at.image} ${at.image}`, other, at.image.slice(0, -1), `${other} ${at.image}`][pick(5)]!;
    const broken = applied(text, [{ start: at.startOffset, end, text: put }]);
    const files: Record<string, string> = { ...shippedFiles, [path]: broken };
    const program = compile(memoryHost(files), [path], { memo });
    const snapshot = new Snapshot(program);
    const here = program.diagnostics.filter((d) => d.file === path);
    const looked = here.length === 0 ? undefined : here[pick(here.length)]!;
    const span = { start: looked?.start.offset ?? at.startOffset, end: looked?.end.offset ?? end };
    for (const action of actionsAt(snapshot, path, span, () => true)) {
      offered++;
      for (const [file, edits] of byFile(action.edits())) {
        const sorted = [...edits].sort((a, b) => a.start - b.start);
        const where = `${action.title}, with “${put}” for “${at.image}” at ${at.startOffset}`;
        for (const [i, edit] of sorted.entries()) {
          expect(edit.start, where).toBeLessThanOrEqual(edit.end);
          if (i > 0) expect(edit.start, where).toBeGreaterThanOrEqual(sorted[i - 1]!.end);
        }
        const errors = (of: string) => parse(of).errors.length;
        expect(errors(applied(files[file]!, edits)), where).toBeLessThanOrEqual(errors(files[file]!));
      }
    }
  }
  expect(offered).toBeGreaterThan(3);
});
