import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { emitService, formatSource } from "../../compiler/emit/typescript/index.ts";
import { commentLines, docComment, literal } from "../../compiler/emit/typescript/literal.ts";
import type { Price, TermValue } from "../../runtime/index.ts";
import * as ir from "../kit/ir.ts";
import { loadModule } from "../kit/load-module.ts";
import { allServices, empty, strange, whatsApp } from "../kit/services.ts";

const golden = fileURLToPath(new URL("../golden/emit/whatsapp.ts", import.meta.url));

describe("emitted modules", () => {
  it("read like the golden file (UPDATE_GOLDEN=1 writes it anew)", async () => {
    const text = await formatSource(emitService(whatsApp));
    if (process.env.UPDATE_GOLDEN === "1") {
      mkdirSync(dirname(golden), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(text).toBe(readFileSync(golden, "utf8"));
  });

  it("are the same every time", () => {
    for (const service of allServices) expect(emitService(service)).toBe(emitService(JSON.parse(JSON.stringify(service))));
  });

  it("import the runtime and zod only, under the name asked for", () => {
    const imports = (text: string) => [...text.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
    for (const service of allServices)
      expect(["sdl-lang/runtime", "zod"]).toEqual(expect.arrayContaining(imports(emitService(service))));
    expect(imports(emitService(empty))).toEqual(["sdl-lang/runtime"]);
    expect(imports(emitService(whatsApp, { runtime: "./runtime.js" }))).toEqual(["./runtime.js", "zod"]);
  });

  it("load in memory, with nothing else to import", () => {
    for (const service of allServices) expect(loadModule(emitService(service), service.name).service).toBe(service.name);
    expect(() => loadModule('import fs from "node:fs"; export default fs;', "Evil")).toThrow(/imports "node:fs"/);
    expect(() => loadModule('export default await import("node:fs");', "Evil")).toThrow();
    expect(() => loadModule("export default {};", "Nothing")).toThrow(/not a generated module/);
  });
});

describe("texts of contracts in code", () => {
  const vile = [
    "*/ globalThis.broken = true; /*",
    "`${globalThis.broken = 1}`",
    "</script><script>",
    '"; globalThis.broken = 1; //',
    "\\",
    "a\nb\r\nc\u2028d\u2029e",
    "\u0000\u001b[31m",
    "\u202egnp",
    "// @ts-nocheck",
    "__proto__",
    "constructor",
    "'",
  ];

  it("stay what they are as literals, and show nothing hidden", () => {
    for (const text of vile) {
      const code = literal(text);
      expect(runInNewContext(code)).toBe(text);
      expect(code).not.toMatch(/<\/script/i);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      expect(code).not.toMatch(/[\u0000-\u001f\u2028\u2029\u202e]/);
    }
  });

  it("cannot end a comment or steer a tool", () => {
    for (const text of vile) {
      const comment = docComment(text, text);
      expect(comment.slice(0, -2)).not.toContain("*/");
      expect(comment).not.toContain("@");
      for (const line of commentLines(text)) expect(line).not.toMatch(/[\n\r\u2028\u2029\u202e]/);
    }
  });

  it("do nothing in a module, wherever they stand", () => {
    for (const text of vile) {
      const title = ir.text(text);
      const titled = { title, titled: true, doc: text, short: text };
      const service = ir.service("Vile", {
        ...titled,
        origin: { file: `contracts/${text}.sdl`, line: 1, column: 1 },
        products: [ir.named("P", titled)],
        enumerations: [
          {
            ...ir.enumeration("Kind", "a", "b"),
            ...titled,
            values: [
              { name: "a", title, titled: true },
              { name: "b", title, titled: true },
            ],
          },
        ],
        events: [ir.event(text, "Used", [{ ...ir.choice("kind", "Kind", true), title, titled: true }], titled)],
        measures: [ir.measure("Uses", ir.events(ir.of("Used")), titled)],
        charges: [
          ir.charge("Use", ir.events(ir.of("Used", ir.is("kind", "a"))), {
            ...titled,
            circumstances: [{ kind: "subscription", service: text, negated: false }],
          }),
        ],
        fees: [ir.fee("Fee", { kind: "monthlyFlat" }, { ...titled, product: "P" })],
        minimums: [ir.minimum("Least", ir.constant(ir.money("1")), ["Use"], titled)],
      });
      const module = loadModule(emitService(service), "Vile");
      expect(module.title.en).toBe(text);
      expect(module.clauses.find(({ name }) => name === "Use")?.title.vi).toBe(text);
      expect(Object.keys(module.events)).toEqual([text]);
    }
    expect("broken" in globalThis).toBe(false);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("are refused where a name is due", () => {
    for (const name of ["__proto__", "a b", "a;b", "", "1a", "a\u2028b", "é"]) {
      const service = ir.service("S", { events: [ir.event("sdl.s.e.v1", "E", [ir.field(name, "text")])] });
      expect(() => emitService(service)).toThrow(/is not a name/);
      expect(() => emitService(ir.service(name))).toThrow(/is not a name/);
      expect(() => emitService(ir.service("S", { charges: [ir.charge(name, ir.events())] }))).toThrow(/is not a name/);
      expect(() => emitService(ir.service("S", { products: [ir.named(name)] }))).not.toThrow();
    }
  });

  it("name things that every object inherits without inheriting them", () => {
    const module = loadModule(emitService(strange), "Class");
    const flat: Price = { kind: "flat", amount: "1" };
    const one: TermValue = { kind: "count", amount: "1" };
    const sure = { default: flat, Tally: flat, setup: flat, return: flat };
    expect(module.bind({ ...sure, constructor: flat }, {}).prices.constructor).toEqual(flat);
    expect(module.bind(sure, {}).prices.constructor).toBeUndefined();
    expect(() => module.bind(Object.fromEntries([...Object.entries(sure), ["toString", flat]]), {})).toThrow(
      "Class.toString takes no price.",
    );
    expect(() => module.bind(sure, Object.fromEntries([["constructor", one]]))).toThrow("Class has no term constructor.");
    const parsed = module.events["sdl.class.to-string.v1"]!.schema.parse({ valueOf: 1, event: "x" }) as object;
    expect(Object.keys(parsed).sort()).toEqual(["event", "valueOf"]);
  });
});
