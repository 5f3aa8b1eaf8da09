/** Declarations to begin with: what the grammar and the checks ask for, with texts to be written. */
import { inWords } from "../../../compiler/context.ts";
import type { EventNode, ServiceNode } from "../../../grammar/index.ts";
import { GAP } from "./finding.ts";

export const words = (name: string): string => inWords(name, false).en ?? name;

/** A text in both languages: in the second one it is still to be written. */
export const bilingual = (english: string): string => `en "${english}" vi "${GAP} ${english}"`;

export const titled = (name: string): string => `title ${bilingual(words(name))}`;

const creatables = [
  "event",
  "enumeration",
  "term",
  "measure",
  "window",
  "set",
  "interval",
  "session",
  "charge",
  "fee",
  "clause",
  "definition",
] as const;

type Creatable = (typeof creatables)[number];

const events = (service: ServiceNode | undefined): EventNode[] =>
  (service?.elements ?? []).flatMap((e) => (e.kind === "event" ? [e] : []));

/** An event that has a field by which states can be kept. */
function keyed(service: ServiceNode | undefined): { readonly event: string; readonly key: string } | undefined {
  for (const event of events(service)) {
    const key = event.fields.find(
      (f) => !f.optional && f.type?.kind === "named" && ["phone", "text", "email"].includes(f.type.name.text),
    );
    if (key !== undefined) return { event: event.name.text, key: key.name.text };
  }
  return undefined;
}

/** A new declaration of a kind; undefined where the service has nothing for it to rest on. */
export function declaration(kind: string, name: string, service: ServiceNode | undefined): string | undefined {
  const parts = partsOf(kind as Creatable, name, service);
  if (parts === undefined) return undefined;
  const [head, ...members] = parts;
  return [`${kind} ${name}${head === "" ? "" : ` ${head}`} {`, ...members.map((member) => `  ${member}`), "}"].join("\n");
}

/** What stands behind the name, and the members. */
function partsOf(kind: Creatable, name: string, service: ServiceNode | undefined): string[] | undefined {
  const event = events(service)[0]?.name.text;
  const state = keyed(service);
  const title = titled(name);
  switch (kind) {
    case "event":
      return ["", title, `user phone ${bilingual("user")}`];
    case "enumeration":
      return ["", title, `first ${bilingual("first")}`, `second ${bilingual("second")}`];
    case "term":
      return ["", title, "60 seconds, unless otherwise agreed"];
    case "measure":
      return event === undefined ? undefined : ["", title, `number of ${event}`];
    case "charge":
      return event === undefined ? undefined : ["", title, `for each ${event}`];
    case "fee":
      return ["", title, "monthly"];
    case "window":
      return state && ["", title, `24 hours from the last ${state.event} per ${state.key}`];
    case "set":
      return state && [`of ${state.key}`, title, `added on ${state.event}`];
    case "interval":
      return state && [`per ${state.key} from ${state.event} until ${state.event}`, title];
    case "session":
      return state && [`per ${state.key}`, title, `opens on ${state.event}`, "closes 24 hours after it opened"];
    case "clause":
      return ["", bilingual(words(name))];
    case "definition":
      return ["", `title ${bilingual(inWords(name).en ?? name)}`, bilingual(GAP)];
  }
}

/** What can be made where a name of one of these kinds is needed. */
export const creatable = (kinds: readonly string[]): string[] =>
  kinds.filter((kind) => (creatables as readonly string[]).includes(kind));
