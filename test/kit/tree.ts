/** Invariants of syntax trees. */

/** The nodes that do not lie inside their parents, from the root down. */
export function outsideParents(node: unknown, low = 0, high = Number.POSITIVE_INFINITY, path = "file"): string[] {
  if (Array.isArray(node)) return node.flatMap((n, i) => outsideParents(n, low, high, `${path}[${i}]`));
  if (node === null || typeof node !== "object") return [];
  const { start, end } = node as { start?: number; end?: number };
  const here = typeof start === "number" && typeof end === "number";
  const wrong = here && (Number.isNaN(start) || Number.isNaN(end) || start > end || start < low || end > high);
  const inner = Object.entries(node).flatMap(([key, child]) =>
    outsideParents(child, here ? start : low, here ? end : high, `${path}.${key}`),
  );
  return wrong ? [`${path} ${start}–${end} in ${low}–${high}`, ...inner] : inner;
}
