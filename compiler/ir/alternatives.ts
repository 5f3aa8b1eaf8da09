/** Fees, packages and charges that exclude each other. */
import type { Named, Service } from "./model.ts";

type Groups = readonly (readonly string[])[];

const known = new WeakMap<Service, Groups>();

/** Groups of clauses of which an agreement prices exactly one, as far as they are in force. */
export function alternativeGroups(service: Service): Groups {
  const groups = known.get(service) ?? groupsOf(service);
  known.set(service, groups);
  return groups;
}

function groupsOf(service: Service): string[][] {
  const groups: string[][] = [];
  for (const clause of [...service.fees, ...service.packages]) {
    for (const other of clause.alternativeTo) {
      const group = groups.find((g) => g.includes(other) || g.includes(clause.name));
      if (group === undefined) groups.push([other, clause.name]);
      else for (const n of [other, clause.name]) if (!group.includes(n)) group.push(n);
    }
  }
  return groups;
}

/** Whether the agreement prices either this or something else; what it does not price it does not have. */
export function isAlternative(service: Service, { name }: Named): boolean {
  return alternativeGroups(service).some((group) => group.includes(name));
}
