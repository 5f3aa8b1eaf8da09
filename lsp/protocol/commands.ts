/** Commands: run examples, show the generated code, preview the documents. */
import { CodeLensRefreshRequest, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Service } from "../../compiler/index.ts";
import { unanswered } from "./ask.ts";
import type { Feature } from "./feature.ts";
import { keepResult } from "./results.ts";
import type { Opened, Server } from "./server.ts";
import type { ExampleOutcome, Platform } from "./workspaces.ts";

export const COMMANDS = {
  runExample: "sdl.runExample",
  runExamples: "sdl.runExamples",
  showGeneratedTypeScript: "sdl.showGeneratedTypeScript",
  previewDocumentation: "sdl.previewDocumentation",
  /** Carried out by the editor: shows places that come with it. */
  showReferences: "sdl.showReferences",
} as const;

/** The commands that a machine can carry out. */
export function commandsFor(platform: Platform): string[] {
  return [
    ...(platform.runExample ? [COMMANDS.runExample, COMMANDS.runExamples] : []),
    ...(platform.generate ? [COMMANDS.showGeneratedTypeScript] : []),
    COMMANDS.previewDocumentation,
  ];
}

const refused = (message: string): ResponseError<void> => new ResponseError(LSPErrorCodes.RequestFailed, message);

export const commands: Feature = {
  capabilities: (_, platform) => ({ executeCommandProvider: { commands: commandsFor(platform) } }),
  register(server) {
    server.connection.onExecuteCommand(async ({ command, arguments: given = [] }, token) => {
      const [uri, name] = given as unknown[];
      if (typeof uri !== "string") return refused(`${command} needs the address of a file.`);
      const file = await server.opened(uri, "meaning", token);
      if (file === undefined) return refused(`${uri} is no contract of this workspace.`);
      try {
        return await carriedOut(server, file, command, typeof name === "string" ? name : undefined);
      } catch (error) {
        return error instanceof ResponseError ? error : refused(error instanceof Error ? error.message : String(error));
      }
    });
  },
};

async function carriedOut(server: Server, file: Opened, command: string, name: string | undefined): Promise<unknown> {
  const { platform } = server;
  const services = file.snapshot.program.services.filter(({ origin }) => origin.file === file.path);
  switch (command) {
    case COMMANDS.runExample:
    case COMMANDS.runExamples: {
      const chosen = services.flatMap((service) =>
        service.examples
          .filter((e) => command === COMMANDS.runExamples || e.name === name)
          .map(({ name: of }) => ({ service, of })),
      );
      if (chosen.length === 0)
        throw refused(name === undefined ? "There are no examples here." : `There is no example ${name} here.`);
      return await run(server, file, chosen);
    }
    case COMMANDS.showGeneratedTypeScript:
      return await platform.generate!(soundService(file, services, name));
    case COMMANDS.previewDocumentation: {
      const { writeHtml } = await import("../../compiler/emit/docs/html/index.ts");
      return writeHtml(soundService(file, services, name));
    }
    default:
      throw refused(`There is no command ${command}.`);
  }
}

/** The service that is named, or the first of the file. */
function soundService({ snapshot, path }: Opened, services: readonly Service[], name: string | undefined): Service {
  const service = name === undefined ? services[0] : services.find((s) => s.name === name);
  if (service === undefined)
    throw refused(name === undefined ? "There is no service in this file." : `There is no service ${name} in this file.`);
  const error = snapshot.program.diagnostics.find(({ file, severity }) => file === path && severity === "error");
  if (error !== undefined) throw refused(`Line ${error.start.line}: ${error.message}`);
  return service;
}

async function run(
  server: Server,
  file: Opened,
  chosen: readonly { readonly service: Service; readonly of: string }[],
): Promise<ExampleOutcome[]> {
  const { program } = file.snapshot;
  const broken = program.diagnostics.find((d) => d.file === file.path && d.severity === "error");
  if (broken !== undefined) throw refused(`Line ${broken.start.line}: ${broken.message}`);
  const outcomes: ExampleOutcome[] = [];
  for (const { service, of } of chosen) {
    const outcome = await server.platform.runExample!(program.services, service, of);
    keepResult(file.project, service, of, outcome);
    outcomes.push(outcome);
  }
  if (server.client.workspace?.codeLens?.refreshSupport === true)
    unanswered(server.connection.sendRequest(CodeLensRefreshRequest.type));
  return outcomes;
}
