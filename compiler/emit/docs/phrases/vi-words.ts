/** Vietnamese words: numbers and money in words. */
import { toCardinal } from "n2words/vi-VN";
import type { DecimalText } from "../../../ir/model.ts";
import { grouped, MOST_DIGITS, parts } from "./numbers.ts";

export function number(value: DecimalText): string {
  return grouped(value, ".", ",");
}

/** "ba trăm", "không phẩy không năm"; undefined for numbers too great to be read. */
export function numberInWords(value: DecimalText): string | undefined {
  const { negative, whole, fraction } = parts(value);
  if (whole.length > MOST_DIGITS) return undefined;
  const digits = [...fraction].map((digit) => toCardinal(digit));
  return `${negative ? "âm " : ""}${toCardinal(whole)}${digits.length > 0 ? ` phẩy ${digits.join(" ")}` : ""}`;
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
