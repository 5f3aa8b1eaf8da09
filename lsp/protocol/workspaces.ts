/** From addresses to projects: one for each folder of the workspace, and one for each open file that belongs to none. */
import type { Host, Service } from "../../compiler/index.ts";
import { Project, type ProjectEvents } from "../project.ts";
import type { Snapshot } from "../snapshot.ts";
import { folderOf, pathBelow, uriOf } from "./uris.ts";

/** What the server needs of the machine that it runs on. */
export interface Platform {
  /** Told at the beginning what the editor hands over in `initializationOptions`. */
  begin?(options: unknown): void;
  /** The saved files below a folder, by its address. */
  host(root: string): Host;
  /** The address of a page of the documentation of SDL, such as `docs/diagnostics/SDL2001.md`, where it can be opened. */
  page?(path: string): string | undefined;
  /** Runs an example of a service through the generated modules. */
  runExample?(services: readonly Service[], service: Service, example: string): Promise<ExampleOutcome>;
  /** The TypeScript module of a service. */
  generate?(service: Service): Promise<string>;
}

/** What an example came to. */
export interface ExampleOutcome {
  readonly service: string;
  readonly example: string;
  readonly ok: boolean;
  /** In a few words: "3 expectations hold", "total: expected 5.00 EUR, got 4.00 EUR". */
  readonly summary: string;
  /** All there is to say, for reading. */
  readonly report: string;
}

export interface OpenProject {
  readonly root: string;
  readonly project: Project;
  /** Compiled for one file alone. */
  readonly loose: boolean;
}

export interface FileInProject extends OpenProject {
  readonly path: string;
}

export interface WorkspaceEvents {
  onSnapshot(of: OpenProject, snapshot: Snapshot): void;
  onFailure(error: unknown): void;
}

/** Contracts import one another within the folder `contracts`; any other file stands alone. */
function workspaceOf(uri: string): string {
  const contracts = uri.lastIndexOf("/contracts/");
  return contracts === -1 ? folderOf(uri) : uri.slice(0, contracts);
}

export class Workspaces {
  private readonly platform: Platform;
  private readonly events: WorkspaceEvents;
  private readonly folders = new Map<string, OpenProject>();
  private readonly loose = new Map<string, FileInProject>();
  /** Addresses as the editor writes them, by project and path. */
  private readonly addresses = new Map<string, string>();

  constructor(platform: Platform, events: WorkspaceEvents) {
    this.platform = platform;
    this.events = events;
  }

  addFolder(root: string): void {
    if (this.folders.has(root)) return;
    const host = this.platform.host(root);
    // as the commands do: the folder `contracts`, where there is one
    const entries = host.listFiles("contracts").length > 0 ? ["contracts"] : ["."];
    this.folders.set(root, this.opened(root, host, entries, false));
  }

  removeFolder(root: string): OpenProject | undefined {
    const folder = this.folders.get(root);
    this.folders.delete(root);
    return folder;
  }

  /** Where a file belongs, if it belongs anywhere yet. */
  find(uri: string): FileInProject | undefined {
    const loose = this.loose.get(uri);
    if (loose !== undefined) return loose;
    // the innermost folder
    const roots = [...this.folders.values()].sort((a, b) => b.root.length - a.root.length);
    for (const folder of roots) {
      const path = pathBelow(folder.root, uri);
      if (path !== undefined && folder.project.holds(path)) return { ...folder, path };
    }
    return undefined;
  }

  /** Where a file belongs; one that belongs nowhere gets a project of its own. */
  open(uri: string): FileInProject {
    this.addresses.set(decodeURI(uri), uri);
    const found = this.find(uri);
    if (found !== undefined) return found;
    const outer = [...this.folders.keys()].find((root) => pathBelow(root, uri) !== undefined);
    const root = outer ?? workspaceOf(uri);
    const path = pathBelow(root, uri)!;
    const file = { ...this.opened(root, this.platform.host(root), [path], true), path };
    this.loose.set(uri, file);
    return file;
  }

  /** The editor has closed a file. */
  close(uri: string): void {
    const file = this.find(uri);
    if (file === undefined) return;
    if (file.loose) this.loose.delete(uri);
    else file.project.close(file.path);
  }

  all(): OpenProject[] {
    return [...this.folders.values(), ...this.loose.values()];
  }

  /** The path of a file in a project. */
  pathIn({ root }: OpenProject, uri: string): string | undefined {
    return pathBelow(root, uri);
  }

  /** The address of a file of a project, as the editor writes it where it has said so. */
  uri({ root }: OpenProject, path: string): string {
    const uri = uriOf(root, path);
    return this.addresses.get(decodeURI(uri)) ?? uri;
  }

  private opened(root: string, host: Host, entries: readonly string[], loose: boolean): OpenProject {
    const events: ProjectEvents = {
      onSnapshot: (snapshot) => this.events.onSnapshot(open, snapshot),
      onFailure: (error) => this.events.onFailure(error),
    };
    const open: OpenProject = { root, project: new Project(host, entries, events), loose };
    return open;
  }
}
