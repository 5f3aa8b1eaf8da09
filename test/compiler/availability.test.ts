/** `only within`: what counts as something that is available by itself. */
import { describe, expect, test } from "vitest";
import { compileFiles, shown } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';
const services = `sdl 1
service Suite in SaaS { ${T} product Full { ${T} } product Extra { ${T} only within SaaS } product Add { ${T} only within SaaS } }
service Desk in SaaS { ${T} }
service Feature in SaaS { ${T} only within SaaS }
service Chat in Channels { ${T} only within SaaS }
service Wire in Channels { ${T} product Basic { ${T} } product Secure { ${T} only within SaaS } }
`;

function refused(...takes: string[]): string[] {
  const taken = takes.map((take) => `take ${take}`).join("\n");
  const agreement = `sdl 1 agreement Acme { currency EUR time zone "UTC" charging model post-pay\n${taken} }`;
  const found = shown(compileFiles({ "s.sdl": services, "a.sdl": agreement }));
  expect(found.every((d) => d.startsWith("SDL6011"))).toBe(true);
  return found.map((d) => /: (\S+) is available only within SaaS\. /.exec(d)![1]!);
}

describe("only within", () => {
  test.each<[takes: string[], refused: string[]]>([
    [["Chat"], ["Chat"]],
    [["Chat", "Desk"], []],
    [["Desk", "Chat"], []],
    // a feature that is itself only within the suites does not make a suite
    [
      ["Chat", "Feature"],
      ["Chat", "Feature"],
    ],
    [["Chat", "Feature", "Desk"], []],
    [["Suite.Extra"], ["Suite.Extra"]],
    [["Suite.Extra", "Suite.Full"], []],
    [["Suite.Extra", "Desk"], []],
    // nor do two products that are only within
    [
      ["Suite.Extra", "Suite.Add", "Chat"],
      ["Suite.Extra", "Suite.Add", "Chat"],
    ],
    [["Suite.Full", "Chat"], []],
    [["Wire.Basic"], []],
    [["Wire.Secure"], ["Wire.Secure"]],
    [["Wire.Basic", "Wire.Secure"], ["Wire.Secure"]],
    [["Wire.Secure", "Suite.Full"], []],
  ])("%j", (takes, expected) => {
    expect(refused(...takes)).toEqual(expected);
  });

  test("points at the product that is taken", () => {
    const agreement =
      'sdl 1 agreement Acme { currency EUR time zone "UTC" charging model post-pay take Wire.Basic take Wire.Secure }';
    expect(shown(compileFiles({ "s.sdl": services, "a.sdl": agreement }))).toEqual([
      "SDL6011 at `Secure`: Wire.Secure is available only within SaaS. Take a service of SaaS too that is available by itself.",
    ]);
  });
});
