/** JSON schemas of the documents that the command reads and writes. */
import { z } from "zod";
import { stateFileSchema } from "../runtime/index.ts";

export { billJsonSchema } from "../runtime/index.ts";
export { agreementJsonSchema } from "./agreements/schema.ts";

/** The schema of a carried state. */
export function stateJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(stateFileSchema) as Record<string, unknown>;
}
