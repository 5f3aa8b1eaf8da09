/** Text and names chosen to break out of where they are put: nothing of a contract may become code, markup or a formula. */
import { describe, expect, test } from "vitest";
import { writeHtml, writeMarkdown } from "../../compiler/emit/docs/index.ts";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import { rateAgreements } from "../../runtime/index.ts";
import { codes, compileFiles, shown } from "../kit/compile.ts";
import { loadModule } from "../kit/load-module.ts";
import { cloudEvents } from "../kit/rating.ts";

const hostile =
  "*/ globalThis.pwned = 1; /* ` ${globalThis.pwned = 1} ${'x'} </script><script>globalThis.pwned=1</script> | <img src=x onerror=alert(1)> [a](javascript:alert(1)) \\u2028 =cmd()";
const written = JSON.stringify(hostile);
const title = `title en ${written} vi ${written}`;
const names = [
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "default",
  "class",
  "event",
  "setup",
  "verdict",
  "z",
  "data",
  "Object",
  "arguments",
  "await",
];

const contract = `sdl 1
/// ${hostile.replaceAll("\n", " ")}
service Hostile in Channels {
  ${title}
  source ${written}
  description { en ${written} vi ${written} includes Words(what: ${written}) }
  clause Words(what) { en "a {what}" vi "b {what}" }
  definition Meaning { ${title} en ${written} vi ${written} }
  event Sent {
    ${title}
    ${names.map((n) => `\`${n}\` text en ${written} vi ${written}`).join("\n    ")}
    kind \`constructor\` en ${written} vi ${written} | \`default\` en ${written} vi ${written} en ${written} vi ${written}
  }
  window Open { ${title} 1 hour from the last Sent where kind is \`constructor\` per \`constructor\` }
  charge \`constructor\` { ${title} for each Sent where kind is \`constructor\` priced by \`toString\` }
  charge \`default\` { ${title} for each Sent where kind is \`default\` inside Open }
  free Outside { ${title} Sent outside Open }
}
`;
const agreement = `sdl 1
agreement Acme { client ${written} currency EUR time zone "UTC" charging model post-pay
  take Hostile { \`constructor\` at rates "r.csv" by \`toString\`  \`default\` at 2 EUR } }
`;
const program = compileFiles({ "h.sdl": contract, "a.sdl": agreement, "r.csv": "toString,price\n=cmd(),1\n" });

describe("a hostile contract", () => {
  test("compiles, and rates by its rules", async () => {
    expect(shown(program)).toEqual([]);
    const module = loadModule(emitService(program.services[0]!), "Hostile");
    const data = { ...Object.fromEntries(names.map((n) => [n, "x"])), toString: "=cmd()" };
    const usage = ["constructor", "default"].map((kind, i) => ({
      type: "sdl.hostile.sent.v1",
      time: `2026-03-01T00:${i}0:00Z`,
      data: { ...data, kind },
    }));
    const result = await rateAgreements({
      agreements: program.agreements,
      modules: [module],
      period: "2026-03",
      records: cloudEvents(usage).map((value, i) => ({ line: i + 1, value })),
    });
    expect(result.agreements[0]!.rejections).toEqual([]);
    expect(result.agreements[0]!.bill.lines.map((l) => [l.clause, l.amount])).toEqual([
      ["Hostile.constructor", "1.00"],
      ["Hostile.default", "2.00"],
    ]);
    expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
  });

  test("leaves no markup in its documents", () => {
    const html = writeHtml(program.services[0]!);
    expect(html).not.toMatch(/<img/i);
    expect(html.match(/<script/gi), "its own, and no other").toHaveLength(1);
    const markdown = writeMarkdown(program.services[0]!);
    expect(markdown.replaceAll("\\<", "")).not.toMatch(/<script|<img/i);
    expect(markdown).not.toMatch(/(?<!\\)\]\(javascript:/);
  });

  test("a name that JavaScript gives a meaning of its own is refused with a reason", () => {
    expect(codes(compileFiles({ "h.sdl": contract.replace("`valueOf` text", "prototype text") }).diagnostics)).toContain(
      "SDL2010",
    );
    const refused = shown(compileFiles({ "h.sdl": contract.replace("`valueOf` text", "__proto__ text") }));
    expect(refused.join("\n")).toContain("A name starts with a letter.");
  });
});

test("a usage record cannot reach the prototype of anything", async () => {
  const module = loadModule(emitService(program.services[0]!), "Hostile");
  const value = JSON.parse(
    `{"specversion":"1.0","id":"1","source":"/t","type":"sdl.hostile.sent.v1","time":"2026-03-01T00:00:00Z","subject":"Acme","__proto__":{"polluted":1},"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}`,
  );
  const result = await rateAgreements({
    agreements: program.agreements,
    modules: [module],
    period: "2026-03",
    records: [{ line: 1, value }],
  });
  expect(result.agreements[0]!.bill.events).toMatchObject({ received: 1, rejected: 1 });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
