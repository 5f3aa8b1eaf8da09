import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Left to itself Vitest keeps one processor free: on two, half of the machine.
    maxWorkers: "100%",
  },
});
