/** `sdl build`: what contracts are compiled to. */
import { resolve } from "node:path";
import type { Service } from "../../compiler/index.ts";
import { EXIT } from "../failure.ts";
import { writeFilesAtomically } from "../files.ts";
import { serviceFileNames } from "../names.ts";
import { plural, requireSound } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface BuildOptions {
  readonly out: string;
}

export async function build(paths: readonly string[], { out }: BuildOptions, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.cwd, paths);
  requireSound(workspace, terminal);
  const { services } = workspace.program;
  const files = await builtFiles(services);
  await writeFilesAtomically(resolve(terminal.cwd, out), files);
  terminal.note(
    `Wrote ${plural(files.size, "file")} for ${plural(services.length, "service")} to ${out}: modules/, schemas/, docs/.`,
  );
  return EXIT.ok;
}

/** Modules, schemas and documents of services, by path below the output folder. */
export async function builtFiles(services: readonly Service[]): Promise<Map<string, string>> {
  const [
    { emitService, formatSource },
    { emitSchema, printSchema },
    docs,
    { agreementJsonSchema, billJsonSchema, stateJsonSchema },
  ] = await Promise.all([
    import("../../compiler/emit/typescript/index.ts"),
    import("../../compiler/emit/schema/index.ts"),
    import("../../compiler/emit/docs/index.ts"),
    import("../schemas.ts"),
  ]);
  const names = serviceFileNames(services);
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const files = new Map<string, string>();
  for (const service of services) {
    const name = names.get(service.name)!;
    files.set(`modules/${name}.ts`, await formatSource(emitService(service)));
    files.set(`schemas/${name}.schema.json`, printSchema(emitSchema(service)));
    files.set(`docs/${name}.md`, docs.writeMarkdown(service));
  }
  files.set("schemas/agreement.schema.json", json(agreementJsonSchema()));
  files.set("schemas/bill.schema.json", json(billJsonSchema()));
  files.set("schemas/state.schema.json", json(stateJsonSchema()));
  const module = (service: Pick<Service, "name">) => `../modules/${names.get(service.name)!}.ts`;
  for (const [name, page] of docs.siteFiles(services, { module })) files.set(`docs/${name}`, page);
  return files;
}
