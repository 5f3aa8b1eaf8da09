/** The languages in which bills and explanations are shown. */
import type { Text } from "../../runtime/index.ts";

export type Display = "en" | "vi" | "both";

/** A text in the language of the display; "both" puts them one below the other. */
export function show(text: Text, display: Display): string {
  if (display !== "both") return text[display] ?? text.en ?? Object.values(text)[0] ?? "";
  const en = text.en ?? "";
  const vi = text.vi ?? en;
  return en === vi ? en : `${en}\n${vi}`;
}

/** A text on one line. */
export function showInline(text: Text, display: Display): string {
  return show(text, display).replaceAll("\n", " / ");
}

const SEPARATORS = { en: { group: ",", point: "." }, vi: { group: ".", point: "," } } as const;

/** A decimal text with its thousands grouped, as the language writes it. */
export function showNumber(decimal: string, display: Display): string {
  const { group, point } = SEPARATORS[display === "vi" ? "vi" : "en"];
  const [whole = "0", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** What stands around the contents of a bill. */
export const WORDS = {
  period: { en: "Period", vi: "Kỳ cước" },
  adjustment: { en: "Adjustment", vi: "Điều chỉnh" },
  adjusted: { en: "Total with adjustments", vi: "Tổng cộng sau điều chỉnh" },
  cause: { en: "Cause", vi: "Lý do" },
  charge: { en: "Charge", vi: "Khoản phí" },
  quantity: { en: "Quantity", vi: "Số lượng" },
  unit: { en: "Unit", vi: "Đơn vị" },
  price: { en: "Unit price", vi: "Đơn giá" },
  amount: { en: "Amount", vi: "Thành tiền" },
  total: { en: "Total", vi: "Tổng cộng" },
  events: { en: "Events", vi: "Sự kiện" },
  received: { en: "received", vi: "đã nhận" },
  charged: { en: "charged", vi: "tính phí" },
  free: { en: "free", vi: "miễn phí" },
  context: { en: "context only", vi: "chỉ làm ngữ cảnh" },
  duplicate: { en: "duplicate", vi: "trùng lặp" },
  conflict: { en: "in conflict", vi: "mâu thuẫn" },
  corrected: { en: "corrected", vi: "đã điều chỉnh" },
  rejected: { en: "rejected", vi: "bị từ chối" },
  refused: { en: "refused for want of credit", vi: "bị từ chối do thiếu số dư" },
  time: { en: "Time", vi: "Thời điểm" },
  cost: { en: "Cost", vi: "Chi phí" },
  left: { en: "Credit left", vi: "Số dư còn lại" },
  measures: { en: "Measures", vi: "Chỉ số" },
  breaches: { en: "Breaches", vi: "Vi phạm" },
  notices: { en: "Notices", vi: "Thông báo" },
  credit: { en: "Credit", vi: "Số dư trả trước" },
  opening: { en: "opening", vi: "đầu kỳ" },
  toppedUp: { en: "topped up", vi: "đã nạp" },
  byEvents: { en: "of which event by event", vi: "trong đó theo từng sự kiện" },
  topUp: { en: "Top-up", vi: "Nạp tiền" },
  deducted: { en: "deducted", vi: "đã trừ" },
  outstanding: { en: "outstanding", vi: "còn thiếu" },
  closing: { en: "closing", vi: "cuối kỳ" },
  shortfall: { en: "shortfall to the minimum", vi: "phần thiếu so với mức tối thiểu" },
  overage: { en: "beyond the package", vi: "vượt gói" },
  error: { en: "NO PRICE", vi: "KHÔNG CÓ GIÁ" },
  nothing: { en: "Nothing is owed.", vi: "Không phát sinh khoản phải trả." },
  several: { en: "several", vi: "nhiều mức" },
  more: { en: "more", vi: "khoản khác" },
  "post-pay": { en: "post-pay", vi: "trả sau" },
  "pre-pay": { en: "pre-pay", vi: "trả trước" },
} as const satisfies Record<string, Text>;

/** A month in words: "March 2026", "tháng 3 năm 2026". */
export function monthTitle(period: string, display: Display): string {
  const at = new Date(`${period}-01T00:00:00Z`);
  const en = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" }).format(at);
  const vi = `tháng ${at.getUTCMonth() + 1} năm ${at.getUTCFullYear()}`;
  return showInline({ en, vi }, display);
}
