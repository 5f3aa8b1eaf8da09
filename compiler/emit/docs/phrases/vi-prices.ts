/** Prices of agreements in Vietnamese. */
import type { Phrases } from "./book.ts";
import type { SaidEach, SaidPrice } from "./said.ts";
import { list, number, quoted } from "./vi-words.ts";

function each({ per, increments, plus, atLeast, atMost }: SaidEach = {}): string {
  const limits = [
    ...(atLeast === undefined ? [] : [`tối thiểu ${atLeast}`]),
    ...(atMost === undefined ? [] : [`tối đa ${atMost}`]),
  ];
  return [
    per === undefined ? "" : ` cho mỗi ${per}`,
    increments === undefined
      ? ""
      : `, ${increments.first} đầu tiên tính trọn, sau đó tính theo mỗi ${increments.next} đã bắt đầu`,
    plus === undefined ? "" : `, cộng ${plus} cho mỗi sự kiện`,
    limits.length === 0 ? "" : `, ${list(limits)} cho mỗi sự kiện`,
  ].join("");
}

const since = (from?: string, until?: string): string =>
  `${from === undefined ? "" : ` từ ngày ${from}`}${until === undefined ? "" : ` đến hết ngày ${until}`}`;

export const price: Phrases<SaidPrice> = {
  flat: ({ title, amount, each: of }) => `${quoted(title)} với giá ${amount}${each(of)}`,
  dated: ({ title, periods, each: of }) =>
    `${quoted(title)} với giá ${list(periods.map(({ amount, from, until }) => `${amount}${since(from, until)}`))}${each(of)}`,
  rates: ({ title, file, by, tariff, each: of }) =>
    `${quoted(title)} theo bảng giá ${file}${by.length > 0 ? ` theo ${list(by)}` : ""}${tariff === undefined ? "" : ` (${tariff})`}${each(of)}`,
  tiers: ({ title, mode, tiers }) => {
    const said = tiers.map(({ upTo, amount, plus }) => {
      const bound = upTo === undefined ? "phần vượt quá" : `đến ${upTo}`;
      return `${bound}: ${amount}${plus === undefined ? "" : ` cộng ${plus}`}`;
    });
    const how =
      mode === "graduated" ? "mỗi đơn vị theo giá của bậc tương ứng" : "toàn bộ đơn vị theo giá của bậc mà tổng số lượng đạt tới";
    return `${quoted(title)}, ${how}: ${said.join("; ")}`;
  },
  blocks: ({ title, size, amount, free }) =>
    `${quoted(title)} với giá ${amount} cho mỗi khối ${size} đã bắt đầu${free === undefined ? "" : `, ${free} đầu tiên miễn phí`}`,
  package: ({ title, included, fee, overage }) =>
    `${quoted(title)}: ${number(included)} với phí ${fee}${overage === undefined ? "" : `, vượt quá tính ${overage} mỗi đơn vị`}`,
};
