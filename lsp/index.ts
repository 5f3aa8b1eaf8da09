/** The language server. No Node API in here: saved files come through the `Platform`, messages through the connection. */
export { serve } from "./protocol/server.ts";
export type { ExampleOutcome, Platform } from "./protocol/workspaces.ts";
