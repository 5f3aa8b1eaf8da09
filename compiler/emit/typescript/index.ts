/** The TypeScript back-end. Importing it loads ts-morph: import it only when something is written; what only runs needs `script.ts` alone. */
export { type EmitOptions, emitService } from "./file.ts";
export { formatSource } from "./format.ts";
