/** File names from names of the contract. */

/** "WhatsApp" → "whats-app", the same words as in CloudEvents types. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}

/** One file name for each name, none of them twice, made of a–z, 0–9 and hyphens only. */
export function fileNames(names: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const result = new Map<string, string>();
  for (const name of names) {
    const base = kebab(name).replace(/[^a-z0-9-]/g, "-");
    let file = base;
    for (let number = 2; used.has(file); number++) file = `${base}-${number}`;
    used.add(file);
    result.set(name, file);
  }
  return result;
}
