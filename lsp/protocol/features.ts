/** All features of the server, one file each. */

import { actions } from "./actions.ts";
import { commands } from "./commands.ts";
import { completion } from "./completion.ts";
import { diagnostics } from "./diagnostics.ts";
import type { Feature } from "./feature.ts";
import { folding } from "./folding.ts";
import { formatting } from "./formatting.ts";
import { hierarchy } from "./hierarchy.ts";
import { hints } from "./hints.ts";
import { hover } from "./hover.ts";
import { lenses } from "./lenses.ts";
import { linked } from "./linked.ts";
import { links } from "./links.ts";
import { navigation } from "./navigation.ts";
import { rename } from "./rename.ts";
import { selection } from "./selection.ts";
import { signature } from "./signature.ts";
import { symbols } from "./symbols.ts";
import { tokens } from "./tokens.ts";

export const features: readonly Feature[] = [
  diagnostics,
  completion,
  hover,
  signature,
  hints,
  lenses,
  commands,
  tokens,
  linked,
  hierarchy,
  navigation,
  rename,
  symbols,
  folding,
  selection,
  links,
  formatting,
  actions,
];
