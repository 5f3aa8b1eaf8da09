/** Fees, packages and charges that exclude each other. */
import type { Named, Service } from "./model.ts";

type Groups = readonly (readonly string[])[];

const known = new WeakMap<Service, Groups>();

/** Groups of clauses of which an agreement prices exactly one, as far as they are in force: who shares an alternative is one too. */
export function alternativeGroups(service: Service): Groups {
  const groups = known.get(service) ?? groupsOf(service);
  known.set(service, groups);
  return groups;
}

function groupsOf({ fees, packages }: Service): string[][] {
  const groups: string[][] = [];
  for (const { name, alternativeTo } of [...fees, ...packages]) {
    if (alternativeTo.length === 0) continue;
    const joined = [...alternativeTo, name];
    const [group, ...others] = groups.filter((members) => members.some((member) => joined.includes(member)));
    const all = [...new Set([...(group ?? []), ...others.flat(), ...joined])];
    if (group === undefined) groups.push(all);
    else group.splice(0, group.length, ...all);
    for (const other of others) groups.splice(groups.indexOf(other), 1);
  }
  return groups;
}

/** Whether the agreement prices either this or something else; what it does not price it does not have. */
export function isAlternative(service: Service, { name }: Named): boolean {
  return alternativeGroups(service).some((group) => group.includes(name));
}
