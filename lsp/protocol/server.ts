/** The language server: what every request goes through. It knows no feature by name but the list in `features.ts`. */
import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { SourceFile, Stage } from "../../compiler/index.ts";
import { VERSION } from "../../compiler/version.ts";
import type { Snapshot } from "../snapshot.ts";
import { unanswered } from "./ask.ts";
import type { Addresses } from "./diagnostics.ts";
import { features } from "./features.ts";
import { DiagnosticsPublisher } from "./publish.ts";
import { type FileInProject, type OpenProject, type Platform, Workspaces } from "./workspaces.ts";

/** A file as a request sees it. */
export interface Opened extends FileInProject {
  readonly snapshot: Snapshot;
  readonly source: SourceFile;
}

/** What features register themselves with. */
export interface Server {
  readonly connection: Connection;
  readonly platform: Platform;
  readonly workspaces: Workspaces;
  readonly documents: TextDocuments<TextDocument>;
  /** What the editor can do; known from `initialize` on. */
  readonly client: ClientCapabilities;
  /** The file of a request once it is compiled as far as asked; undefined when it is no file of the workspace. */
  opened(uri: string, stage: Stage, token: CancellationToken): Promise<Opened | undefined>;
  /** The address of a file of a project. */
  uri(project: OpenProject, path: string): string;
  addresses(project: OpenProject): Addresses;
}

/** Thrown where a request was given up by the editor. */
export const cancelled = (): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, "The request was given up by the editor.");

/** Serves the language over a connection until it is closed. */
export function serve(connection: Connection, platform: Platform): void {
  const documents = new TextDocuments(TextDocument);
  let client: ClientCapabilities = {};
  const publisher = new DiagnosticsPublisher(connection, () => client);
  const workspaces = new Workspaces(platform, {
    onSnapshot: (project, snapshot) => publisher.reached(snapshot, server.addresses(project), project.project),
    onFailure: (error) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const server: Server = {
    connection,
    platform,
    workspaces,
    documents,
    get client() {
      return client;
    },
    async opened(uri, stage, token) {
      const file = workspaces.find(uri);
      if (file === undefined) return undefined;
      const snapshot = await file.project.at(stage);
      if (token.isCancellationRequested) throw cancelled();
      const source = snapshot.source(file.path);
      return source && { ...file, snapshot, source };
    },
    uri: (project, path) => workspaces.uri(project, path),
    addresses: (project) => ({
      file: (path) => workspaces.uri(project, path),
      page: (path) => platform.page?.(path),
    }),
  };

  connection.onInitialize((params) => {
    client = params.capabilities;
    platform.begin?.(params.initializationOptions);
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    for (const root of roots) workspaces.addFolder(root);
    return {
      serverInfo: { name: "sdl", version: VERSION },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...Object.assign({}, ...features.map((feature) => feature.capabilities(client, platform))),
      },
    };
  });
  connection.onInitialized(() => {
    if (client.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) {
          const folder = workspaces.removeFolder(uri);
          if (folder !== undefined) publisher.closed(folder.project);
        }
        for (const { uri } of added) workspaces.addFolder(uri);
      });
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      unanswered(
        connection.client.register(
          { method: "workspace/didChangeWatchedFiles" } as never,
          { watchers: [{ globPattern: "**/*.{sdl,csv}" }] } as never,
        ),
      );
    for (const { project } of workspaces.all()) void project.at("all").catch(() => {});
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const of of workspaces.all()) {
      const paths = changes.flatMap(({ uri }) => workspaces.pathIn(of, uri) ?? []);
      if (paths.length > 0) of.project.savedChanged(paths);
    }
  });
  connection.onShutdown(() => {
    for (const { project } of workspaces.all()) project.stop();
  });
  // some editors send settings whether or not there are any
  connection.onDidChangeConfiguration(() => {});

  documents.onDidOpen(({ document }) => {
    const file = workspaces.open(document.uri);
    file.project.edit(file.path, document.getText());
    const source = file.project.current(file.path);
    if (source !== undefined) publisher.firstLook(file.project, source, server.addresses(file));
  });
  documents.onDidChangeContent(({ document }) => {
    const file = workspaces.find(document.uri);
    file?.project.edit(file.path, document.getText());
  });
  documents.onDidSave(({ document }) => {
    const file = workspaces.find(document.uri);
    file?.project.savedChanged([file.path]);
  });
  documents.onDidClose(({ document }) => {
    const file = workspaces.find(document.uri);
    workspaces.close(document.uri);
    if (file?.loose === true) publisher.closed(file.project);
  });

  for (const feature of features) feature.register(server);
  documents.listen(connection);
  connection.listen();
}
