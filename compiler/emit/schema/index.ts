/** JSON Schema (2020-12) of the usage records of a service: the CloudEvents envelope with the data of each of its events. */
import type { Event, Field, FieldType, Service, Text } from "../../ir/model.ts";

/** A JSON Schema, as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const nonEmpty = { type: "string", minLength: 1 } as const;

/** The schema that exactly the usage records of a service meet. Titles stand in every language under `x-titles`. */
export function emitSchema(service: Service): JsonSchema {
  const events = service.events.map((event) => ({ $ref: `#/$defs/${event.name}` }));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:sdl:usage:${service.name}`,
    ...titled(service.title),
    ...(service.doc === undefined ? {} : { description: service.doc }),
    ...(events.length > 0 ? { oneOf: events } : { not: {} }),
    $defs: Object.fromEntries(service.events.map((event) => [event.name, eventSchema(service, event)])),
  };
}

/** The schema as the text of a file. */
export function printSchema(schema: JsonSchema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function titled(title: Text): JsonSchema {
  return { title: title.en ?? Object.values(title)[0] ?? "", "x-titles": title };
}

/** One kind of usage record. Further attributes of the envelope are allowed, as CloudEvents has it; further fields are not. */
function eventSchema(service: Service, event: Event): JsonSchema {
  return {
    ...titled(event.title),
    ...(event.doc === undefined ? {} : { description: event.doc }),
    type: "object",
    properties: {
      specversion: { const: "1.0" },
      id: { ...nonEmpty, description: "With source, what makes the record one and the same." },
      source: nonEmpty,
      type: { const: event.type },
      time: { type: "string", format: "date-time" },
      subject: { ...nonEmpty, description: "The agreement, or an account of it." },
      datacontenttype: { type: "string" },
      data: {
        type: "object",
        properties: Object.fromEntries(event.fields.map((field) => [field.name, fieldSchema(service, field)])),
        required: event.fields.filter(({ optional }) => !optional).map(({ name }) => name),
        additionalProperties: false,
      },
    },
    required: ["specversion", "id", "source", "type", "time", "subject", "data"],
  };
}

function fieldSchema(service: Service, field: Field): JsonSchema {
  return { ...titled(field.title), ...typeSchema(service, field.type) };
}

/** Numbers may stand as JSON numbers or as decimal text; whole numbers beyond 2⁵³ − 1 only as text. */
function numeric(type: "number" | "integer", minimum: number | undefined, pattern: string): JsonSchema {
  const safe = Number.MAX_SAFE_INTEGER;
  const bounds = { ...(minimum === undefined ? { minimum: -safe } : { minimum }), maximum: safe };
  return {
    anyOf: [
      { type, ...bounds },
      { type: "string", pattern, maxLength: 60 },
    ],
  };
}

function typeSchema(service: Service, type: FieldType): JsonSchema {
  switch (type.kind) {
    case "phone":
      return { type: "string", pattern: "^\\+[0-9]{1,31}$" };
    case "country":
      return { type: "string", pattern: "^[A-Z]{2}$" };
    case "network":
    case "text":
    case "email":
      return nonEmpty;
    case "duration":
      return { description: "Seconds.", ...numeric("number", 0, "^[0-9]+(\\.[0-9]+)?$") };
    case "size":
      return { description: "Bytes.", ...numeric("integer", 0, "^[0-9]+(\\.0+)?$") };
    case "count":
      return numeric("integer", 0, "^[0-9]+(\\.0+)?$");
    case "number":
      return numeric("number", undefined, "^-?[0-9]+(\\.[0-9]+)?$");
    case "flag":
      return { type: "boolean" };
    case "enumeration": {
      const found = service.enumerations.find(({ name }) => name === type.enumeration);
      if (found === undefined) throw new Error(`There is no enumeration ${type.enumeration}.`);
      return { oneOf: found.values.map((value) => ({ const: value.name, ...titled(value.title) })) };
    }
  }
}
