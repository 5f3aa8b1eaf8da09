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

/** Where a block was put, and which words it has. */
interface Written {
  readonly spill: TemporaryFile;
  readonly position: number;
  readonly from: number;
  readonly length: number;
}

/** Writes blocks of lengths in turn to the files; a rest for the event loop goes before a block whose number `rests` names. */
async function written(
  spills: readonly TemporaryFile[],
  lengths: readonly number[],
  rests: ReadonlySet<number>,
): Promise<Written[]> {
  const blocks: Written[] = [];
  let from = 0;
  for (const [i, length] of lengths.entries()) {
    if (rests.has(i)) await new Promise((resolve) => setTimeout(resolve, 1));
    const spill = spills[i % spills.length]!;
    blocks.push({ spill, position: spill.write(block(from, length)), from, length });
    from += length;
  }
  return blocks;
}

function readBack(spill: TemporaryFile, { position, from, length }: Written): void {
  const into = new Uint32Array(length);
  spill.read(position, into);
  expect(Buffer.compare(Buffer.from(into.buffer), Buffer.from(block(from, length).buffer))).toBe(0);
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
            const blocks = await written([spill], lengths, new Set(rests));
            const inOrder = blocks.map((each) => ({ each, at: order.next().value as number })).sort((a, b) => a.at - b.at);
            for (const { each } of inOrder) readBack(spill, each);
          } finally {
            spill.close();
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test("that several have gives each what any of them wrote, once it has settled", async () => {
    const own = new TemporaryFile();
    const others = [new TemporaryFile(own.share()), new TemporaryFile(own.share())];
    const spills = [own, ...others];
    try {
      const lengths = [5, WORDS, 7, 3 * WORDS + 1, 100, 9, WORDS - 1, 2 * WORDS, 1, WORDS / 2, WORDS / 2, WORDS / 2, 3];
      const blocks = await written(spills, lengths, new Set([4, 9]));
      for (const each of blocks) readBack(each.spill, each);
      for (const spill of spills) spill.settle();
      for (const each of blocks) for (const spill of spills) readBack(spill, each);
    } finally {
      for (const spill of spills.toReversed()) spill.close();
    }
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
