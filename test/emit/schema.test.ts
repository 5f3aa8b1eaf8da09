import { describe, expect, it } from "vitest";
import { emitSchema, type JsonSchema, printSchema } from "../../compiler/emit/schema/index.ts";
import { allServices, empty, strange, voice, whatsApp } from "../kit/services.ts";

const definition = (schema: JsonSchema, name: string) =>
  (schema.$defs as Record<string, { properties: Record<string, JsonSchema> }>)[name]!;

describe("JSON schemas of usage records", () => {
  it("describe the envelope and the data of each event, with titles in both languages", () => {
    const schema = emitSchema(whatsApp);
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "WhatsApp",
      oneOf: [{ $ref: "#/$defs/Outbound" }, { $ref: "#/$defs/Inbound" }],
    });
    const outbound = definition(schema, "Outbound");
    expect(outbound).toMatchObject({ title: "message sent by the client", "x-titles": { vi: "tin nhắn do khách hàng gửi" } });
    expect(outbound.properties.type).toEqual({ const: "sdl.whatsapp.outbound.v1" });
    expect(outbound.properties.data).toMatchObject({
      properties: { format: { oneOf: [{ const: "template" }, { const: "freeForm" }] }, destination: { pattern: "^[A-Z]{2}$" } },
      required: ["user", "format", "status", "destination"],
      additionalProperties: false,
    });
  });

  it("leave optional fields out of what is required, and take numbers as text too", () => {
    expect(definition(emitSchema(voice), "Call").properties.data).toMatchObject({
      required: ["duration", "answeredBy", "destination"],
      properties: { duration: { anyOf: [{ type: "number", minimum: 0 }, { type: "string" }] } },
    });
  });

  it("are plain data for every contract, also for strange ones", () => {
    for (const service of allServices) expect(JSON.parse(printSchema(emitSchema(service)))).toEqual(emitSchema(service));
    expect(emitSchema(empty)).toMatchObject({ not: {}, $defs: {} });
    const data = definition(emitSchema(strange), "toString").properties.data as { properties: object };
    expect(Object.hasOwn(data.properties, "constructor")).toBe(true);
  });
});
