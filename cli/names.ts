/** File names from names of the contract. */
import { kebab, serviceKebab } from "../compiler/context.ts";
import type { Service } from "../compiler/index.ts";

/** One file name for each service, as its CloudEvents types write it: "WhatsApp" → "whatsapp". */
export function serviceFileNames(services: readonly Service[]): ReadonlyMap<string, string> {
  return distinct(services.map(({ name, title }) => [name, serviceKebab(name, title.en ?? name)]));
}

/** One file name for each agreement: "AcmeRetail" → "acme-retail". */
export function agreementFileNames(names: readonly string[]): ReadonlyMap<string, string> {
  return distinct(names.map((name) => [name, kebab(name)]));
}

/** None twice, and made of a–z, 0–9 and hyphens only. */
function distinct(names: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const result = new Map<string, string>();
  for (const [name, wish] of names) {
    const base = wish.replace(/[^a-z0-9-]/g, "-");
    let file = base;
    for (let number = 2; used.has(file); number++) file = `${base}-${number}`;
    used.add(file);
    result.set(name, file);
  }
  return result;
}
