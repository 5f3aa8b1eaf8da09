/** Phone numbers, countries and networks as numbers: every text comes back as it was, and two texts are never the same number. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Slot, wordsOf } from "../../runtime/rows/format.ts";
import { countryText, isPacked, networkText, PhonePool, packed } from "../../runtime/rows/packed.ts";
import { networkField, phoneField } from "../../runtime/rows/scan/values.ts";
import { RowNames, RowWriter } from "../../runtime/rows/writer.ts";

const pool = new PhonePool();

const unpacked = {
  phone: (word: number, second: number) => pool.text(word, second),
  country: countryText,
  network: networkText,
} as const;

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((list) => list.join(""));
const letter = fc.integer({ min: 65, max: 90 }).map((code) => String.fromCharCode(code));

const texts = {
  phone: digits(1, 18).map((number) => `+${number}`),
  country: fc.tuple(letter, letter).map((letters) => letters.join("")),
  network: fc.tuple(digits(2, 4), fc.constantFrom("-", "-", "-", " ", ""), digits(1, 4)).map((parts) => parts.join("")),
};

describe.each(["phone", "country", "network"] as const)("%s", (kind) => {
  test("comes back as it was", () => {
    fc.assert(
      fc.property(texts[kind], (text) => {
        const words = packed(kind, text);
        if (words === undefined) return;
        expect(isPacked(words[0])).toBe(true);
        expect(unpacked[kind](...words)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

test("what is written as usual is packed, and what is not stays a text", () => {
  for (const text of ["+1", "+84901234567", "+999999999999999"]) expect(packed("phone", text)).toBeDefined();
  for (const text of ["+", "+0", "+084", "+1234567890123456", "84901234567", "+84x", "+84\n"])
    expect(packed("phone", text)).toBeUndefined();
  for (const text of ["452-02", "310-410", "000-00"]) expect(packed("network", text)).toBeDefined();
  for (const text of ["452-2", "45-02", "452-0202", "452 02", "Viettel", "", "452-02\n"])
    expect(packed("network", text)).toBeUndefined();
  expect(networkText(packed("network", "452-002")![0])).toBe("452-002");
});

/** The words that a scan of bytes leaves in a row, and those that are left by writing the text itself. */
function both(kind: "phone" | "network", text: string) {
  const bytes = new TextEncoder().encode(`${text}"${" ".repeat(16)}`);
  const piece = { bytes, view: new DataView(bytes.buffer) };
  const [scanned, written] = [new RowWriter(new RowNames()), new RowWriter(new RowNames())];
  const slot: Slot = { kind, name: "field", word: 12, isNumber: false };
  const shape = { index: 0, slots: [slot], texts: 4 * (12 + wordsOf(slot)) };
  for (const writer of [scanned, written]) writer.open(shape as never);
  const end = (kind === "phone" ? phoneField : networkField)(piece, 0, scanned, 12);
  written.field(slot, text);
  const row = (writer: RowWriter) => [...writer.words.subarray(12, writer.finish() >>> 2)];
  return { end, scanned: row(scanned), written: row(written) };
}

test.each(["phone", "network"] as const)("a %s in bytes and as a text are the same words", (kind) => {
  fc.assert(
    fc.property(
      texts[kind].filter((text) => /^[ -~]+$/.test(text)),
      (text) => {
        const { end, scanned, written } = both(kind, text);
        expect(end).toBe(text.length);
        expect(scanned).toEqual(written);
      },
    ),
    { numRuns: 2000 },
  );
});
