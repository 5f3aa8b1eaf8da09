/** Code lenses. Counting waits until a lens is seen. */
import type { CodeLens, Command } from "vscode-languageserver";
import { type Lens, lensesOf, placesOf } from "../features/lenses.ts";
import { declaredIn } from "../symbols.ts";
import { COMMANDS } from "./commands.ts";
import { toPosition, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";
import { lastResult } from "./results.ts";
import type { Opened, Server } from "./server.ts";
import { settingsOf } from "./settings.ts";

interface Data {
  readonly uri: string;
  readonly id: string;
  readonly kind: Lens["kind"];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export const lenses: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  register(server) {
    const { connection, workspaces } = server;
    connection.onCodeLens(async ({ textDocument: { uri } }) => {
      const file = workspaces.find(uri);
      const source = file?.project.current(file.path);
      if (file === undefined || source === undefined) return null;
      const { codeLens } = await settingsOf(server);
      return lensesOf(source)
        .filter(({ kind }) => (kind === "example" ? codeLens.examples && server.platform.runExample : codeLens.references))
        .map(({ kind, of }): CodeLens => {
          const data: Data = { uri, id: of.id, kind };
          return { range: toRange(source, of.name), data };
        });
    });
    connection.onCodeLensResolve(async (lens, token) => {
      const { uri, id, kind } = lens.data as Data;
      const file = await server.opened(uri, "meaning", token);
      const of = file && declaredIn(file.source).find((d) => d.id === id);
      const found = of && lensesOf(file.source).find((l) => l.of.id === id && l.kind === kind);
      if (file === undefined || found === undefined) return { ...lens, command: { title: "", command: "" } };
      return { ...lens, command: commandOf(server, file, found, uri) };
    });
  },
};

function commandOf(server: Server, file: Opened, lens: Lens, uri: string): Command {
  if (lens.kind === "example") {
    const result = lastResult(file.project, lens.service, lens.of.name.text);
    return {
      title: result === undefined ? "▶ run example" : `${result.ok ? "✓" : "✗"} ${result.summary}`,
      command: COMMANDS.runExample,
      arguments: [uri, lens.of.name.text],
    };
  }
  const places = placesOf(file.snapshot, lens);
  const title =
    lens.kind === "agreements" ? `taken by ${counted(places.length, "agreement")}` : counted(places.length, "reference");
  const locations = places.map(({ source, span }) => ({ uri: server.uri(file, source.path), range: toRange(source, span) }));
  return {
    title,
    command: places.length === 0 ? "" : COMMANDS.showReferences,
    arguments: [uri, toPosition(file.source, lens.of.name.start), locations],
  };
}
