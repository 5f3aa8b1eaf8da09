import { defineConfig } from "vitest/config";

/** Checks that need programs of the system; each names what it left out where one is missing. */
export default defineConfig({
  test: {
    include: ["test/system/**/*.system.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
