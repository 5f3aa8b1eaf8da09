/** Workspaces of equal length for both servers: contracts, and TypeSpec of as many files and characters. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedService } from "../generated.ts";
import { repository } from "../prepare.ts";

export interface Prepared {
  readonly folder: string;
  /** The file that is edited. */
  readonly file: string;
  readonly files: number;
  readonly characters: number;
}

/** Contracts as they are shipped, or so many generated services. */
export function contracts(folder: string, services: number | undefined): Prepared {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "contracts"), { recursive: true });
  if (services === undefined) cpSync(join(repository, "contracts"), join(folder, "contracts"), { recursive: true });
  else for (let i = 0; i < services; i++) writeFileSync(join(folder, `contracts/service-${i}.sdl`), generatedService(i));
  return {
    folder,
    file: services === undefined ? "contracts/saas/conversations.sdl" : "contracts/service-7.sdl",
    ...lengths(folder, ".sdl"),
  };
}

/** TypeSpec with the same number of files, each as long as its counterpart. */
export function typespec(folder: string, like: Prepared): Prepared {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names: string[] = [];
  let file = "";
  for (const path of filesBelow(like.folder, ".sdl")) {
    const { length } = readFileSync(join(like.folder, path), "utf8");
    const name = `service${names.length}.tsp`;
    if (path === like.file) file = name;
    writeFileSync(join(folder, name), typespecOf(names.length, length));
    names.push(name);
  }
  writeFileSync(join(folder, "main.tsp"), names.map((name) => `import "./${name}";\n`).join(""));
  writeFileSync(join(folder, "tspconfig.yaml"), "emit: []\n");
  return { folder, file, ...lengths(folder, ".tsp") };
}

/** Models, enumerations and operations with documentation, of about a length: what TypeSpec is written for. */
function typespecOf(index: number, length: number): string {
  const parts = [`namespace Service${index};\n`];
  let written = parts[0]!.length;
  for (let i = 0; written < length; i++) {
    const part = `
/** A message of kind ${i} that the client sends, with all that a reader has to know about it to understand the bill. */
@doc("message ${i}")
model Message${i} {
  /** The person who receives it. */
  user: string;
  status: Status${i};
  size?: int64;
  sentAt: utcDateTime;
}

/** What became of a message of kind ${i}. */
enum Status${i} {
  delivered,
  failed,
  rejected,
}

op send${i}(message: Message${i}, @maxLength(64) note?: string): Status${i};
`;
    parts.push(part);
    written += part.length;
  }
  return parts.join("");
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort();
}

function lengths(folder: string, ending: string): Pick<Prepared, "files" | "characters"> {
  const files = filesBelow(folder, ending);
  return {
    files: files.length,
    characters: files.reduce((sum, name) => sum + readFileSync(join(folder, name), "utf8").length, 0),
  };
}
