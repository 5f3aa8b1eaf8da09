/** The tests that judge mutants of the runtime: those that say what it does, the quickest first, so that most are found at once. */
import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longer than the others, from the quicker to the slower; those that compile contracts come after them. */
const SLOW = [
  ...["states.test.ts", "readers.test.ts", "identity.test.ts", "corrections.test.ts", "buckets.test.ts", "field-readers.test.ts"],
  ...["state-file.test.ts", "online.test.ts", "line-scanner.test.ts"],
];

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      /counting|pricing/.test(moduleId) ? SLOW.length : SLOW.indexOf(basename(moduleId));
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: ["test/runtime/**/*.test.ts", "test/emit/{rates,states}.test.ts", "test/{counting,pricing}/*.test.ts"],
    sequence: { sequencer: QuickestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
