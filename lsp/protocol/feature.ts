/** What one file of this folder gives to the server: what it can do, and the handlers that do it. */
import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver";
import type { Server } from "./server.ts";
import type { Platform } from "./workspaces.ts";

export interface Feature {
  /** What is advertised; it may depend on what the editor and the machine can do. */
  capabilities(client: ClientCapabilities, platform: Platform): ServerCapabilities;
  /** Registers a handler for everything that is advertised. */
  register(server: Server): void;
}
