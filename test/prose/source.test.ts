/** Contracts written after sections of the source with their defects: each draws the diagnostic that names its defect, and nothing that is none. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileFiles } from "../kit/compile.ts";

const read = (name: string) => readFileSync(new URL(`source/${name}.sdl`, import.meta.url), "utf8");

/** "SDL5201 at `Active User`: message" for each diagnostic about the text. */
function found(name: string): string[] {
  const text = read(name);
  return compileFiles({ [`${name}.sdl`]: text }).diagnostics.map(
    (d) => `${d.code} at \`${text.slice(d.start.offset, d.end.offset)}\`: ${d.message}`,
  );
}
const undefinedTerm = (term: string) => `SDL5201 at \`${term}\`: “${term}” is used like a defined term and never defined.`;
const instead = (code: string, says: string, other: string) =>
  `${code} at \`${says}\`: The Vietnamese text says “${says}” where the English text says “${other}”.`;

describe("the defects of the source are found", () => {
  test.each<[string, string, string[]]>([
    ["30", "google-business-messages", [undefinedTerm("Active User")]],
    ["31", "apple-business-chat", [undefinedTerm("Active User")]],
    [
      "33",
      "kakao",
      [
        undefinedTerm("Successful Delivery"),
        undefinedTerm("Kakao Session"),
        "SDL5203 at `KakaoTraffic`: These terms are defined by one another: “Kakao Traffic” → “Kakao User” → “Kakao Traffic”.",
      ],
    ],
    ["06", "mms", [instead("SDL5102", "SMS", "MMS")]],
    ["23, 24", "sip-trunking", [instead("SDL5105", "Động", "Static"), instead("SDL5105", "động", "Static")]],
    ["13", "mobile-app-messaging", [undefinedTerm("Cloud Vendors")]],
    ["26", "recording", [instead("SDL5105", "thoại", "video"), instead("SDL5105", "thoại", "video")]],
  ])("section %s", (_, name, expected) => expect(found(name)).toEqual(expected));
});
