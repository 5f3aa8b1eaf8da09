/** The TypeScript back-end. Importing it loads ts-morph: import it only when something is emitted. */
export { formatSource } from "./format.ts";
export { type EmitOptions, emitService } from "./module.ts";
