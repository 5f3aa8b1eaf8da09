/** `included in`: what something else that the agreement takes covers with its fee. */
import { expect, test } from "vitest";
import { ruleSentence } from "../../compiler/emit/docs/phrases.ts";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { rateText, type Used } from "../pricing/kit.ts";

const T = 'title en "t" vi "t"';
const service = `sdl 1 service S in SaaS { ${T}
  event Stored { ${T} recording text }
  interval Seat per recording from Stored until Stored { ${T} }
  charge Storage { title en "storage" vi "lưu trữ" for each Stored included in Pack.Full }
  fee Setup { title en "set-up fee" vi "phí cài đặt" monthly included in Pack.Full included in Desk when not subscribed to Pack.Basic }
}`;
const others = `sdl 1
service Pack in SaaS { title en "Pack" vi "Bộ" product Full { ${T} } product Basic { ${T} } }
service Desk in SaaS { title en "Desk" vi "Bàn" }`;
const usage: Used[] = [["Stored", "2026-03-02 09:00", { recording: "a" }]];
const lines = async (take: string, agreement = "") =>
  (await rateText({ service, take, agreement, files: { "o.sdl": others } }, usage)).lines;

test("is charged where that is not taken, and not where it is", async () => {
  expect(await lines("Storage at 1 EUR Setup at 5 EUR")).toEqual(["Storage charge: 1 × 1 = 1.00", "Setup fee: 1 × 5 = 5.00"]);
  expect(await lines("Storage at 1 EUR", "take Desk")).toEqual(["Storage charge: 1 × 1 = 1.00"]);
  expect(await lines("Storage at 1 EUR", "take Pack.Basic")).toEqual(["Storage charge: 1 × 1 = 1.00"]);
  expect(await lines("", "take Pack.Full")).toEqual([]);
});

test("an agreement that has it included cannot price it", async () => {
  await expect(lines("Storage at 1 EUR", "take Pack.Full")).rejects.toThrow(
    "SDL6020: S.Storage does not apply in this agreement, so it cannot have a price: the contract says `included in Pack.Full`.",
  );
});

test("the documents say what includes it", () => {
  const s = compileFiles({ "s.sdl": service, "o.sdl": others }).services.find(({ name }) => name === "S")!;
  expect(ruleSentence(s, { kind: "charge", element: s.charges[0]! })).toEqual({
    en: "“storage” means each t; for a client that subscribes to “Pack – t”, it is included in the fee of “Pack – t” and not charged separately.",
    vi: "“lưu trữ” nghĩa là mỗi t; đối với khách hàng đăng ký sử dụng “Bộ – t”, khoản này đã bao gồm trong phí của “Bộ – t” và không bị tính riêng.",
  });
  const fee = ruleSentence(s, { kind: "fee", element: s.fees[0]! });
  expect(fee.en).toMatch(
    /; this applies only while the client does not subscribe to “Pack – t”; for a client that subscribes to “Pack – t”.*; for a client that subscribes to “Desk”/,
  );
});

test.each([
  ["included in Nothing", "SDL2001 at `Nothing`: There is no service called `Nothing`."],
  ["included in Sample.Nothing", "SDL2001 at `Nothing`: There is no product called `Nothing` in Sample."],
])("%s is reported", (line, expected) => {
  const text = inService(`charge C { ${T} for each Message ${line} in addition to Base }`);
  expect(shown(compileFiles({ "a.sdl": text }))).toContainEqual(expect.stringContaining(expected));
});
