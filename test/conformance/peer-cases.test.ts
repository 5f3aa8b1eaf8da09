/** What published systems say of their own prices, and what SDL makes of it. UPDATE_GOLDEN=1 writes the page anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { outside } from "./outside.ts";
import { covered, page, peers } from "./page.ts";

const file = new URL("../../docs/peer-cases.md", import.meta.url);

describe("every peer case", () => {
  test("is either covered or outside, with a reason", () => {
    const ids = peers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(covered).filter((id) => Object.hasOwn(outside, id))).toEqual([]);
    expect([...Object.keys(covered), ...Object.keys(outside)].sort()).toEqual([...ids].sort());
    for (const reason of Object.values(outside)) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  test.each(peers.filter(({ id }) => Object.hasOwn(covered, id)).map((peer) => [peer.id, peer] as const))(
    "%s",
    async (id, peer) => {
      expect.hasAssertions();
      await covered[id]!.check(peer);
    },
  );

  test("stands on the page as it is", () => {
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, page());
    expect(readFileSync(file, "utf8")).toBe(page());
  });
});
