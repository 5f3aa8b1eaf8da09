/** Sessions that close some time after they opened. */
import { expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { rateText, type Used } from "../pricing/kit.ts";

const T = 'title en "t" vi "t"';
const world = (closes: string) => `sdl 1 service S in Channels { ${T}
  event Message { ${T} user text  from user | bot }
  event Stop { ${T} user text }
  session Talk per user { ${T} opens on Message where from is user ${closes} }
  charge Talks { ${T} for each Talk opened }
  free Within { ${T} Message inside Talk }
}`;
const message = (time: string, from = "user"): Used => ["Message", time, { user: "a", from }];
const stop = (time: string): Used => ["Stop", time, { user: "a" }];
const talks = async (closes: string, usage: readonly Used[], period = "2026-03") =>
  (await rateText({ service: world(closes), take: "Talks at 1 EUR", period }, usage)).lines;
const charged = (count: number) => (count === 0 ? [] : [`Talks charge: ${count} × 1 = ${count}.00`]);

test("a message exactly at the end opens the next one, one a millisecond earlier does not", async () => {
  const first = message("2026-03-02 09:00:00.000");
  expect(await talks("closes 24 hours after it opened", [first, message("2026-03-03 08:59:59.999")])).toEqual(charged(1));
  expect(await talks("closes 24 hours after it opened", [first, message("2026-03-03 09:00:00.000")])).toEqual(charged(2));
});

test("what cannot open a session does not keep the next one from being opened", async () => {
  const usage = [message("2026-03-02 09:00"), message("2026-03-03 09:00", "bot"), message("2026-03-03 09:01")];
  expect(await talks("closes 24 hours after it opened", usage)).toEqual(charged(2));
});

test("messages do not prolong it, and silence or an event may end it earlier", async () => {
  const every = ["09:00", "09:20", "09:40", "10:00", "10:20"].map((time) => message(`2026-03-02 ${time}`));
  expect(await talks("closes 1 hour after it opened", every)).toEqual(charged(2));
  expect(await talks("closes after 30 minutes without an answer", every)).toEqual(charged(1));
  expect(await talks("closes after 10 minutes without an answer closes 1 hour after it opened", every)).toEqual(charged(5));
  const stopped = [...every, stop("2026-03-02 09:05")];
  expect(await talks("closes 1 hour after it opened closes on Stop", stopped)).toEqual(charged(3));
  const twice = [...stopped, stop("2026-03-02 10:20"), message("2026-03-02 10:30")];
  // 09:00 to 09:05, 09:20 to 10:20, and at 10:20 the next one: the stop of that instant comes before it
  expect(await talks("closes 1 hour after it opened closes on Stop", twice)).toEqual(charged(3));
});

test("a session goes on into the next month, and no longer than it may", async () => {
  const usage = [message("2026-03-31 20:00"), message("2026-04-01 19:59"), message("2026-04-01 20:00")];
  expect(await talks("closes 24 hours after it opened", usage, "2026-03")).toEqual(charged(1));
  expect(await talks("closes 24 hours after it opened", usage, "2026-04")).toEqual(charged(1));
});

test.each([
  ["closes 5 GB after it opened", "SDL3004 at `5 GB`: This is a size, where a length of time is needed"],
  ["closes 0 hours after it opened", "SDL3013 at `0 hours`: The session `Talk` must be longer than nothing"],
  [
    "closes 1 hour after it opened closes 2 hours after it opened",
    "SDL2009 at `2 hours`: The time for which the session lasts is given twice",
  ],
  ["", "SDL4001 at `Talk`: The session `Talk` does not say what closes it"],
])("%s", (closes, expected) => {
  const text = `session Talk per user { ${T} opens on Message ${closes} } charge C { ${T} for each Talk opened }`;
  expect(shown(compileFiles({ "a.sdl": inService(text) }))).toContainEqual(expect.stringContaining(expected));
});
