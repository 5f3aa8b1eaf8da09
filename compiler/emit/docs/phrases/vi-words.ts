/** Vietnamese words: numbers and money in words. */
import type { DecimalText } from "../../../ir/model.ts";
import { grouped, parts, triples } from "./numbers.ts";

export function number(value: DecimalText): string {
  return grouped(value, ".", ",");
}

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const SCALES = ["", "nghìn", "triệu", "tỷ"];

/** Up to three digits; `full` says the hundreds even when there are none, as it must be inside a longer number. */
function belowThousand(value: number, full: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const words: string[] = [];
  if (hundreds > 0 || full) words.push(`${DIGITS[hundreds]} trăm`);
  if (tens > 1) words.push(`${DIGITS[tens]} mươi`);
  else if (tens === 1) words.push("mười");
  else if (ones > 0 && words.length > 0) words.push("lẻ");
  if (ones === 1 && tens > 1) words.push("mốt");
  else if (ones === 5 && tens > 0) words.push("lăm");
  else if (ones > 0) words.push(DIGITS[ones]!);
  return words.join(" ");
}

/** "ba trăm", "không phẩy không năm"; undefined for numbers too great to be read. */
export function numberInWords(value: DecimalText): string | undefined {
  const { negative, whole, fraction } = parts(value);
  const groups = triples(whole, SCALES.length);
  if (groups === undefined) return undefined;
  const words = groups.flatMap((group, index) => {
    const scale = SCALES[groups.length - 1 - index];
    return group === 0 ? [] : [belowThousand(group, index > 0) + (scale ? ` ${scale}` : "")];
  });
  const said = words.length > 0 ? words.join(" ") : DIGITS[0];
  const digits = [...fraction].map((digit) => DIGITS[Number(digit)]);
  return `${negative ? "âm " : ""}${said}${digits.length > 0 ? ` phẩy ${digits.join(" ")}` : ""}`;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  AUD: "đô la Úc",
  CHF: "franc Thụy Sĩ",
  CNY: "nhân dân tệ",
  EUR: "euro",
  GBP: "bảng Anh",
  IDR: "rupiah Indonesia",
  INR: "rupee Ấn Độ",
  JPY: "yên Nhật",
  KRW: "won Hàn Quốc",
  MYR: "ringgit Malaysia",
  PHP: "peso Philippines",
  SGD: "đô la Singapore",
  THB: "baht Thái",
  USD: "đô la Mỹ",
  VND: "đồng",
};

/** "300 EUR (ba trăm euro)". */
export function moneyInWords(amount: DecimalText, currency: string): string {
  const figures = `${number(amount)} ${currency}`;
  const words = numberInWords(amount);
  return words === undefined ? figures : `${figures} (${words} ${CURRENCIES[currency] ?? currency})`;
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/** "a, b và c"; longer items are set apart by semicolons: "a; b; hoặc c". */
export function list(items: readonly string[], word = "và", separator: "," | ";" = ","): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(`${separator} `)}${separator === ";" ? ";" : ""} ${word} ${items.at(-1)}`;
}
