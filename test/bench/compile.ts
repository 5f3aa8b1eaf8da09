/** Compile time of generated services, in a process of its own: SERVICES EMITTED OUT. */
import { writeFileSync } from "node:fs";
import { compile, memoryHost } from "../../compiler/index.ts";
import { generatedService } from "./generated.ts";

const [services = "", emitted = "", out = ""] = process.argv.slice(2);
const texts = Array.from({ length: Number(services) }, (_, i) => [`services/s${i}.sdl`, generatedService(i)] as const);
const host = memoryHost(Object.fromEntries(texts));

const began = performance.now();
const program = compile(host, ["."]);
const check = (performance.now() - began) / 1000;
const wrong = program.diagnostics.filter(({ severity }) => severity === "error");
if (wrong.length > 0) throw new Error(wrong[0]!.message);
if (program.services.length !== texts.length) throw new Error(`Only ${program.services.length} services were compiled.`);

const { emitService } = await import("../../compiler/emit/typescript/index.ts");
const emitting = performance.now();
const some = program.services.slice(0, Number(emitted));
for (const service of some) emitService(service);
const emit = (performance.now() - emitting) / 1000;
const lines = texts.reduce((sum, [, text]) => sum + text.split("\n").length - 1, 0);
writeFileSync(out, JSON.stringify({ lines, check, emit, emitted: some.length }));
