/** Reading numbers in prose, and comparing two languages. */
import { describe, expect, test } from "vitest";
import { figuresOf } from "../../compiler/prose/figures.ts";
import { proseLanguages } from "../../compiler/prose/languages/index.ts";
import { differences } from "../../compiler/prose/parallel.ts";
import { passagesIn } from "../../compiler/prose/passage.ts";
import { SourceFile } from "../../compiler/source.ts";
import { shippedContracts } from "../kit/contracts.ts";

const en = proseLanguages.en!;
const vi = proseLanguages.vi!;
const read = (text: string, language = en) =>
  figuresOf(text, language)
    .filter((f) => f.sure)
    .map((f) => (f.unit === undefined ? f.value : `${f.value} ${f.unit}`));
/** "concept: says / instead of" for each difference. */
const compared = (english: string, vietnamese: string) =>
  differences([en, english], [vi, vietnamese]).map(
    (d) => `${d.kind}: ${d.says}${d.insteadOf === undefined ? "" : ` / ${d.insteadOf}`}`,
  );

describe("figures", () => {
  test.each([
    ["within 24 hours", ["24 hour"]],
    ["a 24-hour window", ["24 hour"]],
    ["5 working days' notice", ["5 working day"]],
    ["within five business days", ["5 working day"]],
    ["10 (ten) simultaneous calls", ["10"]],
    ["sixteen years", ["16 year"]],
    ["twenty-four messages", ["24"]],
    ["one hundred and twenty minutes", ["120 minute"]],
    ["two thousand five hundred", ["2500"]],
    ["10,000 EUR, €300, EUR 5 and 0.05 EUR", ["10000 EUR", "300 EUR", "5 EUR", "0.05 EUR"]],
    ["5 % or 5 per cent", ["5 percent", "5 percent"]],
    ["5GB for 2 days", ["5 GB", "2 day"]],
    ["on 2026-03-01 at 09:00 and 23:59", ["2026", "3", "1", "9", "23", "59"]],
    ["under number B184956, L-1536 Luxembourg", []],
    ["https://example.com/2026/5 and {limit5}", []],
    ["one of the two, both, the first and a third party", []],
    ["a hundred reasons", []],
    ["300 SMS", ["300"]],
  ])("English: %s", (text, expected) => expect(read(text)).toEqual(expected));

  test.each([
    ["trong vòng 24 giờ", ["24 hour"]],
    ["chậm nhất 5 ngày làm việc", ["5 working day"]],
    ["mười sáu tuổi", ["16"]],
    ["hai mươi bốn giờ", ["24 hour"]],
    ["một trăm hai mươi phút", ["120 minute"]],
    ["hai nghìn năm trăm", ["2500"]],
    ["24 (hai mươi bốn) giờ", ["24", "24 hour"].slice(0, 1)],
    ["10.000 EUR và 0,05 EUR", ["10000 EUR", "0.05 EUR"]],
    ["1.234,5 đồng", ["1234.5 VND"]],
    ["năm phần trăm", ["5 percent"]],
    ["bên thứ ba, tháng Ba, thứ hai", []],
    ["phí hàng năm, tỷ lệ, hai bên", []],
    ["trong năm ngày", ["5 day"]],
  ])("Vietnamese: %s", (text, expected) => expect(read(text, vi)).toEqual(expected));
});

describe("two languages", () => {
  test.each([
    ["10,000 messages in 24 hours", "10.000 tin nhắn trong 24 giờ"],
    ["the age of 16", "đủ mười sáu tuổi"],
    ["within five days", "trong vòng 5 ngày"],
    ["once a month", "một lần mỗi tháng"],
    ["half a second", "0,5 giây"],
    ["two calls on 5 March 2026", "hai cuộc gọi ngày 5 tháng 3 năm 2026"],
    ["at 09:00", "lúc 9 giờ"],
    ["a monthly fee of 300 EUR per calendar month", "phí 300 EUR mỗi tháng"],
    ["through the API", "qua giao diện lập trình ứng dụng"],
    ["IP addresses and SMS", "địa chỉ IP và SMS"],
    ["a mobile phone call, active", "cuộc gọi điện thoại di động, hoạt động"],
  ])("agree: %s – %s", (english, vietnamese) => expect(compared(english, vietnamese)).toEqual([]));

  test.each([
    ["within 24 hours", "trong vòng 48 giờ", ["figure: 48 giờ / 24 hours"]],
    ["within 24 hours", "trong vòng 24 ngày", ["figure: 24 ngày / 24 hours"]],
    ["within 5 working days", "trong vòng 5 ngày", ["figure: 5 ngày / 5 working days"]],
    ["300 EUR", "300 USD", ["figure: 300 USD / 300 EUR"]],
    ["10,000 EUR", "10,000 EUR", ["figure: 10,000 EUR / 10,000 EUR"]],
    ["5 %", "15 %", ["figure: 15 % / 5 %"]],
    ["16 years", "16 tuổi hoặc 18 tuổi", ["figure: 18"]],
    ["5 and 5 again", "5", ["figure: 5"]],
    ["an MMS is validated; an MMS that fails", "MMS được xác thực; SMS không đạt", ["name: SMS / MMS"]],
    ["calls over SIP", "cuộc gọi", ["name: SIP"]],
    ["WhatsApp and Viber", "Viber", ["name: WhatsApp"]],
    ["see https://example.com/a", "xem https://example.com/b", ["link: https://example.com/b / https://example.com/a"]],
    ["a static public IP address", "địa chỉ IP động-tĩnh", ["concept: động / static"]],
    ["a recorded video call", "bản ghi cuộc gọi thoại", ["concept: thoại / video"]],
    ["a monthly fee", "phí hàng năm", ["concept: hàng năm / monthly"]],
    ["at least 10", "tối đa 10", ["concept: tối đa / at least"]],
  ])("differ: %s – %s", (english, vietnamese, expected) => expect(compared(english, vietnamese)).toEqual(expected));
});

describe("in the shipped contracts", () => {
  const passages = shippedContracts.flatMap(([path, text]) => {
    const source = new SourceFile(path, text);
    return passagesIn(source.tree, source);
  });

  test("any change of a figure in one language is found", () => {
    let changed = 0;
    for (const { text } of passages) {
      for (const figure of figuresOf(text.vi ?? "", vi).filter((f) => f.sure && /^\d+(?![.,]\d)/.test(text.vi!.slice(f.start)))) {
        const other = `${text.vi!.slice(0, figure.start)}7${text.vi!.slice(figure.start)}`;
        expect(
          compared(text.en!, other).some((d) => d.startsWith("figure")),
          other,
        ).toBe(true);
        changed++;
      }
    }
    expect(changed).toBeGreaterThan(80);
  });

  test("a part of a text has its place in the file, across line breaks and escapes", () => {
    const source = new SourceFile(
      "a.sdl",
      'sdl 1 clause K { en "say \\"ten\\" or\n      24 hours" vi "nói \\"ten\\" hoặc 24 giờ" }',
    );
    const [passage] = passagesIn(source.tree, source);
    const at = passage!.text.en!.indexOf("24 hours");
    const { span } = passage!.place("en", at, at + 8);
    expect(source.text.slice(span.start, span.end)).toBe("24 hours");
    const whole = passage!.place("en", 0, passage!.text.en!.length).span;
    expect(source.text.slice(whole.start, whole.end)).toBe('say \\"ten\\" or\n      24 hours');
  });
});
