/** event → the zod schema and the type of its data, its description, and its place in the unions of all events */
import type { Event, Field } from "../../ir/model.ts";
import { type Contract, words } from "./contract.ts";
import { asWritten, docComment, isInherited, literal, objectLiteral, propertyName, textLiteral } from "./literal.ts";
import { indent } from "./rating.ts";
import { constant, type Statement, typeAlias } from "./statement.ts";

export function emitEvent(contract: Contract, event: Event): Statement[] {
  const name = contract.dataName(event);
  const fields = event.fields.map(
    (field) => `${docComment(words(field.title))}\n${propertyName(field.name)}: ${schemaCode(contract, field)},`,
  );
  const object = `z.object({\n${indent(fields)}\n})`;
  const schema = event.fields.some((field) => isInherited(field.name)) ? `${contract.use("ownFields")}(${object})` : object;
  const doc = docComment(`Data of ${event.name}: ${words(event.title)}.`, event.doc);
  return [constant(name, schema, { doc, exported: true }), typeAlias(name, `z.output<typeof ${name}>`)];
}

function schemaCode(contract: Contract, { type, optional }: Field): string {
  const schema =
    type.kind === "enumeration"
      ? contract.typeName(contract.element("enumerations", type.enumeration))
      : `${contract.use("field")}.${type.kind}`;
  return optional ? `${schema}.optional()` : schema;
}

/** What the engine knows of an event. */
export function eventInfo(contract: Contract, event: Event): string {
  const fields = event.fields.map(
    (field) => `${propertyName(field.name)}: ${fieldInfo(contract, field)}${contract.typed(asWritten(field.name))}`,
  );
  return objectLiteral([
    ["name", literal(event.name)],
    ["type", literal(event.type)],
    ["title", textLiteral(event.title)],
    ["schema", contract.dataName(event)],
    ["fields", `{ ${fields.join(", ")} }`],
  ]);
}

function fieldInfo(contract: Contract, { type, optional }: Field): string {
  const values =
    type.kind === "enumeration" ? `${contract.typeName(contract.element("enumerations", type.enumeration))}.options` : undefined;
  return objectLiteral([
    ["kind", literal(type.kind)],
    ...(optional ? [["optional", "true"] as const] : []),
    ...(values === undefined ? [] : [["values", values] as const]),
  ]);
}

/** The events as the rating sees them, and as usage records bring them. */
export function eventUnions(contract: Contract, record: string): Statement[] {
  const { events } = contract.service;
  const usage = events.map(
    (event) => `${contract.useType("CloudEvent")}<${literal(event.type)}, z.input<typeof ${contract.dataName(event)}>>`,
  );
  const records = events.map(
    (event) => `${contract.useType("ServiceEvent")}<${literal(event.name)}, ${contract.dataName(event)}>`,
  );
  return [
    typeAlias(
      "UsageEvent",
      usage.join(" | ") || "never",
      docComment("A usage record of the service: a CloudEvent with typed data."),
    ),
    ...(events.length === 0
      ? []
      : [typeAlias(record, records.join(" | "), docComment("A usage record that passed validation."))]),
  ];
}
