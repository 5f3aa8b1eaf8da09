/** Vietnamese. */
import type { NumberWord, ProseLanguage } from "./language.ts";

const word = (value: number, sure: NumberWord["sure"]): NumberWord => ({ value, sure });
/** What no letter may follow or stand before. */
const whole = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])(?:${pattern})(?![\\p{L}\\p{M}])`, "giu");

export const vi: ProseLanguage = {
  tag: "vi",
  name: "Vietnamese",
  decimalMark: ",",
  numbers: {
    ...Object.fromEntries("hai ba bốn năm sáu bảy tám chín mười".split(" ").map((w, i) => [w, word(i + 2, "beforeUnit")])),
    tư: word(4, "never"),
    lăm: word(5, "never"),
    bẩy: word(7, "beforeUnit"),
    mươi: { value: 10, times: true, sure: "always" },
    trăm: { value: 100, times: true, sure: "always" },
    nghìn: { value: 1000, times: true, sure: "always" },
    ngàn: { value: 1000, times: true, sure: "always" },
    triệu: { value: 1_000_000, times: true, sure: "always" },
    tỷ: { value: 1_000_000_000, times: true, sure: "always" },
    ...Object.fromEntries(["một", "mốt", "mỗi", "từng", "nhất", "đầu", "tiên"].map((w) => [w, word(1, "never")])),
    ...Object.fromEntries(["đôi", "nhì"].map((w) => [w, word(2, "never")])),
    không: word(0, "never"),
    ...Object.fromEntries(["nửa", "rưỡi"].map((w) => [w, word(0.5, "never")])),
  },
  joins: ["linh", "lẻ"],
  notBefore: ["thứ", "tháng", "bên"],
  units: [
    ["mili ?giây|phần nghìn giây", "millisecond"],
    ["giây", "second"],
    ["phút", "minute"],
    ["giờ|tiếng", "hour"],
    ["ngày làm việc", "working day"],
    ["ngày(?: dương lịch)?", "day"],
    ["tuần", "week"],
    ["tháng(?: dương lịch)?", "month"],
    ["quý", "quarter"],
    ["năm", "year"],
    ["phần trăm", "percent"],
    ["megabyte", "MB"],
    ["gigabyte", "GB"],
    ["terabyte", "TB"],
    ["byte", "byte"],
    ["đồng", "VND"],
    ["đô la(?: Mỹ)?", "USD"],
    ["euro", "EUR"],
  ],
  singular: (w) => w,
  capitalised: false,
  plainWords: new Set(),
  concepts: {
    static: whole("tĩnh"),
    // "hoạt động", "tự động", "di động" … are words of their own
    dynamic:
      /(?<!(?:hoạt|tự|di|hành|tác|lao|chủ|khởi|vận|cử|biến|sự|bị|cảm|linh|điện thoại di)\s)(?<![\p{L}\p{M}])động(?![\p{L}\p{M}])(?!\s(?:từ|lực|cơ|sản|vật|thái|viên))/giu,
    voice:
      /(?<!(?:điện|đàm|hội|đối)\s)(?<![\p{L}\p{M}])thoại(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])(?:ghi âm|giọng nói)(?![\p{L}\p{M}])/giu,
    video: whole("video|ghi hình|hình ảnh"),
    "pre-paid": whole("trả trước"),
    "post-paid": whole("trả sau"),
    minimum: whole("tối thiểu|ít nhất"),
    maximum: whole("tối đa|nhiều nhất"),
    daily: whole("hàng ngày|hằng ngày|mỗi ngày"),
    weekly: whole("hàng tuần|hằng tuần|mỗi tuần"),
    monthly: whole("hàng tháng|hằng tháng|mỗi tháng|từng tháng"),
    quarterly: whole("hàng quý|hằng quý|mỗi quý"),
    yearly: whole("hàng năm|hằng năm|mỗi năm"),
  },
  writtenOut: {
    API: ["giao diện lập trình ứng dụng"],
    MO: ["chiều đi"],
    MT: ["chiều về"],
    USA: ["Hoa Kỳ"],
    US: ["Hoa Kỳ"],
    UK: ["Vương quốc Anh"],
    EU: ["Liên minh châu Âu"],
  },
};
