/** What a user can turn off. Asked for from editors that have settings; everything is on elsewhere. */
import type { Server } from "./server.ts";

export interface Settings {
  readonly inlayHints: { readonly windows: boolean; readonly terms: boolean; readonly prices: boolean };
  readonly codeLens: { readonly references: boolean; readonly examples: boolean };
}

/** Everything is on. */
export const defaults: Settings = {
  inlayHints: { windows: true, terms: true, prices: true },
  codeLens: { references: true, examples: true },
};

type Group = Readonly<Record<string, unknown>>;
const group = (value: unknown, key: string): Group => {
  const found = typeof value === "object" && value !== null ? (value as Group)[key] : undefined;
  return typeof found === "object" && found !== null ? (found as Group) : {};
};

/** The settings of the section `sdl`; what is missing or of another type is on. */
export async function settingsOf({ client, connection }: Server): Promise<Settings> {
  if (client.workspace?.configuration !== true) return defaults;
  const said: unknown = await connection.workspace.getConfiguration("sdl");
  const hints = group(said, "inlayHints");
  const lens = group(said, "codeLens");
  return {
    inlayHints: { windows: hints.windows !== false, terms: hints.terms !== false, prices: hints.prices !== false },
    codeLens: { references: lens.references !== false, examples: lens.examples !== false },
  };
}
