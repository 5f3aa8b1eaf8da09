import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../../runtime/checksum.ts";
import { readStates } from "../../runtime/read/states.ts";
import { parseState, type StateFile, StateFileError, stateText, stateTexts } from "../../runtime/state-file.ts";
import { agreement, rateOne, received, sent } from "../kit/usage.ts";

const january = "2026-01-31T20:00:00+07:00";
const february = "2026-02-01T10:00:00+07:00";

function stateAfterJanuary(records: readonly unknown[] = [received(january)]): StateFile {
  return rateOne(records, { period: "2026-01" }).closingState;
}

describe("carrying state from month to month", () => {
  test("a window opened in January covers February's first morning with the carried state, not without", () => {
    const openingStates = new Map([["Acme", stateAfterJanuary()]]);
    expect(rateOne([sent(february)], { period: "2026-02", openingStates }).bill.events).toMatchObject({ free: 1 });
    expect(rateOne([sent(february)], { period: "2026-02" }).bill.events).toMatchObject({ charged: 1 });
  });

  test("January then February with carried state is February with January's events as context, wherever they fall", () => {
    const instant = fc.integer({ min: Date.parse("2026-01-30T00:00:00Z"), max: Date.parse("2026-02-02T00:00:00Z") });
    const message = fc.tuple(instant, fc.boolean(), fc.constantFrom("+1", "+2")).map(([at, fromUser, user]) => {
      const time = new Date(at).toISOString();
      return fromUser ? { ...received(time), data: { user } } : sent(time, {}, { user });
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (records) => {
        const isJanuary = ({ time }: { readonly time?: unknown }) =>
          Date.parse(String(time)) < Date.parse("2026-01-31T17:00:00Z");
        const state = parseState(stateText(stateAfterJanuary(records.filter(isJanuary))));
        const carried = rateOne(
          records.filter((each) => !isJanuary(each)),
          { period: "2026-02", openingStates: new Map([["Acme", state]]) },
        );
        const atOnce = rateOne(records, { period: "2026-02" });
        const resent = rateOne(records, { period: "2026-02", openingStates: new Map([["Acme", state]]) });
        expect({ ...carried.bill, events: null }).toEqual({ ...atOnce.bill, events: null });
        expect(stateText(carried.closingState)).toBe(stateText(atOnce.closingState));
        expect(resent.bill).toEqual(atOnce.bill);
      }),
      { numRuns: 200 },
    );
  });

  test("the file reads back as it was written, byte for byte", () => {
    const state = stateAfterJanuary();
    expect(state).toEqual({
      format: "sdl-state",
      version: 2,
      agreement: "Acme",
      period: "2026-01",
      services: { Chat: { Window: { "+8490": Date.parse(january) } } },
    });
    expect(parseState(stateText(state))).toEqual(state);
    expect(stateText(parseState(stateText(state)))).toBe(stateText(state));
  });

  test("states of services that are no longer taken are carried along", () => {
    const state = { ...stateAfterJanuary(), services: { Former: { Set: ["a"] } } };
    const { closingState } = rateOne([], { period: "2026-02", openingStates: new Map([["Acme", state]]) });
    expect(closingState.services).toMatchObject({ Former: { Set: ["a"] }, Chat: { Window: {} } });
  });

  test.each([
    ["the state of another agreement", { agreement: "Beta" }, "2026-02", /belongs to Beta, not to Acme/],
    ["a gap", {}, "2026-03", /month to rate next is 2026-02, not 2026-03/],
    ["the same month again", {}, "2026-01", /month to rate next is 2026-02, not 2026-01/],
    ["the month after December", { period: "2026-12" }, "2026-02", /month to rate next is 2027-01/],
    [
      "credit in another currency",
      { credit: "1", currency: "USD" },
      "2026-02",
      /credit in the state is in USD, but Acme is in EUR/,
    ],
  ])("%s is refused", (_, change, period, message) => {
    const openingStates = new Map([["Acme", { ...stateAfterJanuary(), ...change }]]);
    expect(() => rateOne([], { period, openingStates, agreements: [agreement()] })).toThrow(message);
  });

  const valid = { format: "sdl-state", version: 2, agreement: "A", period: "2026-01", services: {} };
  const written = (more: object = {}) => stateText({ ...valid, ...more } as StateFile);

  test.each([
    ["{", /not valid JSON; it was cut or changed. Take an unchanged copy of it, or make it again/],
    ["[]", /not a state of an agreement/],
    ["null", /not a state of an agreement/],
    ['{"format":"sdl-state","version":1}', /version 1; this program reads version 2. Rate the month before again/],
    ['{"format":"sdl-state"}', /version none/],
    [JSON.stringify(valid), /not valid: crc32:/],
    [JSON.stringify({ ...valid, crc32: "1" }), /crc32: must be eight hexadecimal digits/],
    [
      JSON.stringify({ ...valid, crc32: "00000000" }),
      /of A was changed after it was written: its checksum is 77408a30, not 0{8}. Take/,
    ],
    [written({ more: 1 }), /not valid: the document: .*more/],
    [written({ period: "2026-1" }), /period: must be a month/],
    [written({ agreement: "" }), /agreement/],
    [written({ credit: 5 }), /credit/],
    [written({ credit: "5." }), /credit: must be a decimal/],
    [written({ credit: "x5" }), /credit: must be a decimal/],
    [written({ currency: "EURO" }), /currency: must be a currency code/],
    [written({ services: [] }), /services/],
  ])("%s is no state file", (text, message) => {
    expect(() => parseState(text)).toThrow(StateFileError);
    expect(() => parseState(text)).toThrow(message);
  });

  test("the checksum is the CRC-32 of the canonical JSON of all the rest, as other programs compute it", () => {
    expect(crc32("")).toBe("00000000");
    expect(crc32("123456789")).toBe("cbf43926");
    expect(crc32("Tiếng Việt")).toBe(ofGzip("Tiếng Việt"));
    const text = stateText(stateAfterJanuary());
    const { crc32: sum, ...rest } = JSON.parse(text);
    expect(sum).toBe(ofGzip(JSON.stringify(rest)));
  });

  test("a state may be laid out anew, its names in another order", () => {
    const state = stateAfterJanuary();
    const { services, ...rest } = JSON.parse(stateText(state));
    expect(parseState(JSON.stringify({ ...rest, services }, null, 2))).toEqual(state);
  });

  test("names that JavaScript gives a meaning are names like any other", () => {
    const services = JSON.parse('{"__proto__":{"constructor":[["__proto__",1]]}}');
    const state = { ...stateAfterJanuary(), services };
    expect(stateText(parseState(stateText(state)))).toBe(stateText(state));
    expect(parseState(stateText(state)).services).toEqual(services);
  });
});

/** CRC-32 as gzip stores it, in the eighth to fifth byte from the end. */
function ofGzip(text: string): string {
  const packed = gzipSync(text);
  return packed
    .readUInt32LE(packed.length - 8)
    .toString(16)
    .padStart(8, "0");
}

describe("files of states", () => {
  const states = (count: number) =>
    Array.from({ length: count }, (_, n): StateFile => ({ ...stateAfterJanuary(), agreement: `Client${n} “ệ”` }));
  const bytes = (of: readonly StateFile[]) => new TextEncoder().encode([...stateTexts(of)].join(""));

  async function read(file: Uint8Array, cut = file.length): Promise<StateFile[]> {
    const chunks = async function* () {
      for (let from = 0; from < file.length; from += cut) yield file.slice(from, from + cut);
    };
    const found: StateFile[] = [];
    for await (const state of readStates(chunks())) found.push(state);
    return found;
  }

  test.each([0, 1, 2, 7])("%i states read back as they were written, however the bytes are cut", async (count) => {
    const written = states(count);
    for (const cut of [1, 3, 64, 1_000_000]) expect(await read(bytes(written), cut)).toEqual(written);
  });

  test("an error says what it is about, and what was wrong below it", async () => {
    const caught = async (file: Uint8Array) => read(file).catch((error: unknown) => error as Error);
    const invalid = await caught(new TextEncoder().encode("{"));
    expect([invalid instanceof StateFileError && invalid.name, (invalid as Error).cause]).toEqual([
      "StateFileError",
      expect.any(SyntaxError),
    ]);
    const { crc32: _, ...state } = JSON.parse(stateText(stateAfterJanuary()));
    const wrong = JSON.stringify({ ...state, crc32: 5 });
    expect(await caught(new TextEncoder().encode(wrong))).toMatchObject({
      message: expect.stringContaining("not valid: crc32: "),
    });
    const deep = JSON.stringify({ ...state, crc32: "00000000", services: { Chat: 7 } });
    expect(await caught(new TextEncoder().encode(deep))).toMatchObject({ message: expect.stringContaining("services.Chat") });
    const cut = await caught(bytes(states(2)).subarray(0, -20));
    expect((cut as Error).message).toMatch(/The list of states ends early, on line \d+\./);
  });

  test("a state of several megabytes in a list is read", async () => {
    const long = {
      ...stateAfterJanuary(),
      services: { Chat: { Set: [Array.from({ length: 300_000 }, (_, n) => `user ${n}`)] } },
    };
    expect(await read(bytes([long, ...states(1)]), 1 << 16)).toEqual([long, ...states(1)]);
  });

  test("every cut is noticed; only the line end after the last bracket may be missing", async () => {
    for (const count of [1, 3]) {
      const file = bytes(states(count));
      expect(await read(file.subarray(0, -1))).toEqual(states(count));
      for (let length = 0; length < file.length - 1; length += 1)
        await expect(read(file.subarray(0, length)), String(length)).rejects.toThrow(StateFileError);
    }
  });

  test.each([
    ["bytes that are no UTF-8", Uint8Array.of(0x7b, 0xff, 0x7d), /not valid UTF-8/],
    [
      "bytes that are no UTF-8 in a list",
      Uint8Array.of(0x5b, 0xff, 0x5d),
      /Line 1 of the states is not valid UTF-8. Take a whole copy/,
    ],
    ["nothing", new Uint8Array(0), /not valid JSON/],
    ["more after the end of the list", new TextEncoder().encode("[] x"), /stands after the end of the array/],
    ["the same agreement twice", bytes([...states(2), ...states(1)]), /two states of Client0/],
    ["something else in a list", new TextEncoder().encode("[\n\n1]"), /Line 3: This is not a state/],
  ])("a file with %s is refused", async (_, file, message) => {
    await expect(read(file)).rejects.toThrow(StateFileError);
    await expect(read(file)).rejects.toThrow(message);
  });
});
