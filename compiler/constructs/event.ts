/** Events and their fields. */
import type { FieldNode, TypeNode } from "../../grammar/index.ts";
import { inWords, kebab, type ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Event, Field, FieldType } from "../ir/model.ts";
import { checkName } from "../reserved.ts";
import type { ElementOf, ElementSymbol } from "../scope.ts";
import { suggest } from "../suggest.ts";
import { lowerEnumeration, lowerValues } from "./enumeration.ts";

/** Types that are words of the language. */
export const simpleTypes = ["phone", "country", "network", "text", "email", "duration", "size", "count", "number"] as const;

/** What a type is called in messages. */
export function typeName(type: FieldType): string {
  switch (type.kind) {
    case "phone":
      return "a phone number";
    case "duration":
      return "a length of time";
    case "size":
      return "a size";
    case "count":
    case "number":
      return "a number";
    case "flag":
      return `yes or no (\`${type.adjective}\` or not)`;
    case "enumeration":
      return "one of several values";
    case "email":
      return "an e-mail address";
    default:
      return `a ${type.kind}`;
  }
}

function lowerType(ctx: ServiceContext, type: TypeNode | undefined, event: string, field: FieldNode): FieldType | undefined {
  if (type === undefined) return undefined;
  if (type.kind === "flag") return { kind: "flag", adjective: type.adjective.text };
  if (type.kind === "choice") {
    const name = `${event}${field.name.text.charAt(0).toUpperCase()}${field.name.text.slice(1)}`;
    ctx.enumerations.set(name, {
      name,
      title: inWords(field.name.text, false),
      titled: false,
      values: lowerValues(ctx, type.values, `the field \`${field.name.text}\``),
      origin: ctx.source.origin(type),
    });
    return { kind: "enumeration", enumeration: name };
  }
  const name = type.name;
  if (name.missing) return undefined;
  const symbol = ctx.scope.find(name.text);
  if (symbol?.node.kind === "enumeration") {
    const resolved = ctx.scope.resolve(name, ["enumeration"]);
    return resolved && { kind: "enumeration", enumeration: lowerEnumeration(ctx, resolved).name };
  }
  if ((simpleTypes as readonly string[]).includes(name.text)) return { kind: name.text as (typeof simpleTypes)[number] };
  if (/^[A-Z]/.test(name.text)) {
    ctx.scope.resolve(name, ["enumeration"]);
    return undefined;
  }
  ctx.report(
    D.unknownType,
    {
      what: "type",
      name: name.text,
      suggestion: suggest(name.text, simpleTypes),
      known: [...simpleTypes, "an enumeration", "WORD or not"],
    },
    name,
  );
  return undefined;
}

/** Lowers an event once per service. */
export function lowerEvent(ctx: ServiceContext, { node }: ElementSymbol<ElementOf<"event">>, serviceType: string): Event {
  const fields: Field[] = [];
  for (const f of node.fields) {
    if (f.name.missing) continue;
    checkName(ctx, f.name);
    if (fields.some((other) => other.name === f.name.text)) {
      ctx.report(D.duplicateName, { name: f.name.text, what: `in the event \`${node.name.text}\`` }, f.name);
      continue;
    }
    const type = lowerType(ctx, f.type, node.name.text, f);
    if (type === undefined) continue;
    const fromEnumeration =
      type.kind === "enumeration" && f.title === undefined ? ctx.enumerations.get(type.enumeration) : undefined;
    fields.push({
      name: f.name.text,
      title:
        f.title !== undefined
          ? ctx.text([f.title], `The title of \`${f.name.text}\``, f.name)
          : fromEnumeration?.titled
            ? fromEnumeration.title
            : inWords(f.name.text, false),
      titled: f.title !== undefined || fromEnumeration?.titled === true,
      type,
      optional: f.optional,
    });
  }
  const event: Event = { ...ctx.named(node, "the event"), type: `sdl.${serviceType}.${kebab(node.name.text)}.v1`, fields };
  ctx.events.set(event.name, event);
  return event;
}
