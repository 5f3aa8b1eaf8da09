/** Diagnostics about names: 2xxx. */
import { define, meant, type Unknown } from "./define.ts";

export const names = {
  unknownName: define<Unknown>(
    "SDL2001",
    "error",
    (p) => `There is no ${p.what} called \`${p.name}\`${p.where === undefined ? "" : ` ${p.where}`}.`,
    meant,
  ),
  duplicateName: define<{ name: string; what: string }>(
    "SDL2002",
    "error",
    (p) => `\`${p.name}\` is declared twice${p.what === "" ? "" : ` ${p.what}`}.`,
    () => "Give one of them another name.",
  ),
  wrongKind: define<{ name: string; is: string; expected: string }>(
    "SDL2003",
    "error",
    (p) => `\`${p.name}\` is ${p.is}, where ${p.expected} is needed.`,
  ),
  circular: define<{ path: readonly string[] }>(
    "SDL2004",
    "error",
    (p) => `These definitions rest on one another in a circle: ${p.path.join(" → ")}.`,
  ),
  misplaced: define<{ what: string }>(
    "SDL2005",
    "error",
    (p) => `${p.what} belongs into a service.`,
    () => "Move it between the braces of `service … { }`.",
  ),
  notImported: define<{ what: string; name: string; file: string }>(
    "SDL2006",
    "error",
    (p) => `The ${p.what} \`${p.name}\` stands in ${p.file}, which this file does not import.`,
    (p) => `Add \`import\` for ${p.file} at the top.`,
  ),
  unusedImport: define<{ path: string }>(
    "SDL2007",
    "warning",
    (p) => `Nothing of ${p.path} is used here.`,
    () => "Remove the import.",
  ),
  unusedElement: define<{ what: string; name: string }>(
    "SDL2008",
    "warning",
    (p) => `The ${p.what} \`${p.name}\` is never used.`,
    () => "Use it in a rule, or remove it.",
  ),
  repeated: define<{ what: string }>(
    "SDL2009",
    "error",
    (p) => `${p.what} is given twice.`,
    () => "Keep one of the two.",
  ),
  reservedName: define<{ name: string }>(
    "SDL2010",
    "error",
    (p) => `\`${p.name}\` cannot be a name.`,
    () => "Choose another one; the title can still say it.",
  ),
  ownUse: define<{ what: string }>(
    "SDL2011",
    "error",
    (p) => `${p.what} is part of this service already.`,
    () => "Remove it from `uses`, which brings in what other files share.",
  ),
  parametersOfOwn: define<{ what: string }>(
    "SDL2012",
    "error",
    (p) => `${p.what} stands in a service, where nothing fills its parameters in.`,
    () => "Write the words themselves, or move it out of the service and bring it in with `uses`.",
  ),
} as const;
