/** Storage: what an interval holds, in units of size or of time, per started time. */
import { describe, expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { rateText, type Used } from "../pricing/kit.ts";

const T = 'title en "t" vi "t"';
const world = (unit: string) => `sdl 1 service S in SaaS { ${T}
  event Stored { ${T} recording text  length duration  size size }
  event Removed { ${T} recording text }
  interval Recording per recording from Stored until Removed { ${T} }
  term Unit { ${T} 1 minute, unless otherwise agreed }
  charge Storage { ${T} for each ${unit} of Recording per commenced 24 hours }
}`;
const stored = (recording: string, time: string, length: number | string, size = 0): Used => [
  "Stored",
  time,
  { recording, length, size },
];
const removed = (recording: string, time: string): Used => ["Removed", time, { recording }];
const lines = async (unit: string, usage: readonly Used[], set = "", period = "2026-03") =>
  (await rateText({ service: world(unit), take: `${set} Storage at 0.10 EUR`, period }, usage)).lines;

describe("a length of time", () => {
  const day: Used[] = [stored("a", "2026-03-02 09:00", 61), removed("a", "2026-03-03 09:00")];
  const days: Used[] = [stored("a", "2026-03-02 09:00", 61), removed("a", "2026-03-03 09:01")];

  test("in started units, for each started day", async () => {
    expect(await lines("commenced minute of length", day)).toEqual(["Storage charge: 2 × 0.10 = 0.20"]);
    expect(await lines("commenced minute of length", days)).toEqual(["Storage charge: 4 × 0.10 = 0.40"]);
    expect(await lines("commenced 30 seconds of length", days)).toEqual(["Storage charge: 6 × 0.10 = 0.60"]);
  });

  test("in units, as much as there is", async () => {
    expect(await lines("second of length", days)).toEqual(["Storage charge: 122 × 0.10 = 12.20"]);
    expect(await lines("minute of length", [stored("a", "2026-03-02 09:00", 90), removed("a", "2026-03-02 10:00")])).toEqual([
      "Storage charge: 1.5 × 0.10 = 0.15",
    ]);
    expect(await lines("minute of length", day)).toEqual(["Storage charge: 1.016666666667 × 0.10 = 0.10"]);
  });

  test("in the unit that was agreed", async () => {
    expect(await lines("commenced Unit of length", day)).toEqual(["Storage charge: 2 × 0.10 = 0.20"]);
    expect(await lines("commenced Unit of length", day, "set Unit to 10 seconds")).toEqual(["Storage charge: 7 × 0.10 = 0.70"]);
    expect(await lines("Unit of length", day, "set Unit to 10 seconds")).toEqual(["Storage charge: 6.1 × 0.10 = 0.61"]);
  });

  test("each started day in the month in which it starts", async () => {
    const across: Used[] = [stored("a", "2026-03-30 09:00", 60), removed("a", "2026-04-02 09:00")];
    expect(await lines("commenced minute of length", across)).toEqual(["Storage charge: 2 × 0.10 = 0.20"]);
    expect(await lines("commenced minute of length", across, "", "2026-04")).toEqual(["Storage charge: 1 × 0.10 = 0.10"]);
  });
});

test("a size, as before", async () => {
  const usage: Used[] = [stored("a", "2026-03-02 09:00", 0, 1_500_000_000), removed("a", "2026-03-02 10:00")];
  expect(await lines("GB of size", usage)).toEqual(["Storage charge: 1.5 × 0.10 = 0.15"]);
  expect(await lines("commenced GB of size", usage)).toEqual(["Storage charge: 2 × 0.10 = 0.20"]);
});

test.each([
  ["minute of size of I per commenced 24 hours", "SDL3004 at `minute`: This is a length of time, where a size is needed."],
  ["commenced GB of length of I per commenced 24 hours", "SDL3004 at `GB`: This is a size, where a length of time is needed."],
  ["minute of note of I per commenced 24 hours", "SDL3003 at `note`: `note` is"],
  ["minute of length of I", "SDL4003 at `minute of length of I`"],
  ["0 minutes of length of I per commenced 24 hours", "SDL3013 at `0 minutes`: A unit must be longer than nothing."],
  ["minute of length of I per commenced 0 hours", "SDL3013 at `0 hours`: A step of time must be longer than nothing."],
  ["commenced 0 seconds of length of Message", "SDL3013 at `0 seconds`: A unit must be longer than nothing."],
])("%s is reported", (unit, expected) => {
  const interval = `event Stop { ${T} user phone } interval I per user from Message until Stop { ${T} }`;
  const found = shown(compileFiles({ "a.sdl": inService(`${interval} charge C { ${T} for each ${unit} }`) }));
  expect(found).toContainEqual(expect.stringContaining(expected));
});
