/** References as VS Code shows them: beside the place that they belong to. */
import { commands, Location, Position, Range, Uri } from "vscode";
import type { Location as Found, Position as Place } from "vscode-languageclient";

const position = ({ line, character }: Place) => new Position(line, character);

/** Shows places that come with a lens. */
export function showReferences(uri: string, at: Place, places: readonly Found[]): Thenable<unknown> {
  const locations = places.map((p) => new Location(Uri.parse(p.uri), new Range(position(p.range.start), position(p.range.end))));
  return commands.executeCommand("editor.action.showReferences", Uri.parse(uri), position(at), locations);
}
