/** Rows that wait in a temporary file: what is read is what was written, also while some of it is still on its way into the file. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemporaryFile } from "../../cli/spill.ts";

const WORDS = 256 * 1024;

/** Words that tell where they belong. */
function block(from: number, length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => Math.imul(from + i, 0x9e37_79b1) >>> 0);
}

/** Writes blocks of lengths one behind the other; a rest for the event loop goes before a block whose number `rests` names. */
async function written(spill: TemporaryFile, lengths: readonly number[], rests: ReadonlySet<number>): Promise<number[]> {
  const positions: number[] = [];
  let from = 0;
  for (const [i, length] of lengths.entries()) {
    if (rests.has(i)) await new Promise((resolve) => setTimeout(resolve, 1));
    positions.push(spill.write(block(from, length)));
    from += length;
  }
  return positions;
}

describe("a temporary file", () => {
  test("gives back what was written, in any order, however much of it is still on its way", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 * WORDS }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(7)),
        fc.infiniteStream(fc.nat()),
        async (lengths, rests, order) => {
          const spill = new TemporaryFile();
          try {
            const positions = await written(spill, lengths, new Set(rests));
            const blocks = positions.map((position, i) => ({ position, length: lengths[i]!, at: order.next().value as number }));
            for (const { position, length } of blocks.sort((a, b) => a.at - b.at)) {
              const into = new Uint32Array(length);
              spill.read(position, into);
              expect(Buffer.compare(Buffer.from(into.buffer), Buffer.from(block(position, length).buffer))).toBe(0);
            }
          } finally {
            spill.close();
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test("keeps little in memory, when nobody gives it time to write", () => {
    const spill = new TemporaryFile();
    const before = process.memoryUsage().arrayBuffers;
    const part = block(0, WORDS);
    for (let i = 0; i < 64; i += 1) spill.write(part);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(12 * 4 * WORDS);
    spill.close();
  });
});

describe("the folder for temporary files", () => {
  const kept = process.env.TMPDIR;
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sdl-test-"));
    process.env.TMPDIR = folder;
  });

  afterEach(() => {
    if (kept === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = kept;
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  });

  test("has nothing of it, neither while it is in use nor after it was closed with something on its way", async () => {
    const spill = new TemporaryFile();
    for (let i = 0; i < 5; i += 1) spill.write(block(0, WORDS));
    expect(readdirSync(folder)).toEqual([]);
    spill.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that is not there is said, with what to do", () => {
    process.env.TMPDIR = join(folder, "missing");
    const spill = new TemporaryFile();
    expect(() => {
      for (let i = 0; i < 2; i += 1) spill.write(block(0, WORDS));
    }).toThrow(/Temporary files in .*missing cannot be used/);
    spill.close();
  });
});
