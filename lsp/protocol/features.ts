/** All features of the server, one file each. */

import { actions } from "./actions.ts";
import { completion } from "./completion.ts";
import { diagnostics } from "./diagnostics.ts";
import type { Feature } from "./feature.ts";
import { folding } from "./folding.ts";
import { formatting } from "./formatting.ts";
import { links } from "./links.ts";
import { navigation } from "./navigation.ts";
import { rename } from "./rename.ts";
import { selection } from "./selection.ts";
import { symbols } from "./symbols.ts";

export const features: readonly Feature[] = [
  diagnostics,
  completion,
  navigation,
  rename,
  symbols,
  folding,
  selection,
  links,
  formatting,
  actions,
];
