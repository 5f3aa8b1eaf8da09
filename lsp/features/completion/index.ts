/** Completion: what can stand at a place, so that accepting it leaves a file that can be read. */
import type { SourceFile } from "../../../compiler/index.ts";
import { continuations } from "../../../grammar/continuations.ts";
import { Text } from "../../../grammar/tokens.ts";
import { AgreedScope } from "./agreed.ts";
import { type Item, itemsAt, textsOf } from "./items.ts";
import { type CursorPlace, placeAt } from "./place.ts";
import type { Surroundings } from "./scope.ts";

export type { Item } from "./items.ts";
export { relativeTo } from "./scope.ts";
export { withoutStops } from "./write.ts";

/** All items for an offset. */
export function complete(source: SourceFile, offset: number, surroundings: Surroundings): Item[] {
  const place = placeAt(source, offset);
  if (place === undefined) return [];
  const scope = new AgreedScope(place, surroundings);
  return place.typed?.tokenType === Text ? insideText(place, scope) : itemsAt(place, scope);
}

/** Between quotation marks all of the text is replaced. */
function insideText(place: CursorPlace, scope: AgreedScope): Item[] {
  const { startOffset, image } = place.typed!;
  const [start, end] = [startOffset + 1, startOffset + image.length - 1];
  return continuations()
    .expected(place.point)
    .filter(({ type }) => type === Text)
    .flatMap(({ place: rules }) => textsOf(rules, scope))
    .map(({ name, kind, rank = 0 }) => ({
      label: name,
      kind,
      detail: "",
      start,
      end,
      snippet: name.replaceAll("$", "\\$"),
      rank,
    }));
}
