/** What stands around changes in a page for clients. */
import type { Severity } from "../../compiler/diff/index.ts";
import type { Text } from "../../compiler/index.ts";

export const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  price: { en: "What you pay", vi: "Mức phí phải trả" },
  scope: { en: "What is charged, free or not allowed", vi: "Phạm vi tính phí, miễn phí hoặc không được phép" },
  term: { en: "Other terms", vi: "Các điều khoản khác" },
  text: { en: "Wording", vi: "Câu chữ" },
  editorial: { en: "Examples and presentation", vi: "Ví dụ và trình bày" },
};

export const CHANGES_WORDS = {
  heading: { en: "What changes for clients", vi: "Những thay đổi đối với khách hàng" },
  none: { en: "Nothing changes.", vi: "Không có thay đổi." },
  worth: { en: "The same usage under both versions", vi: "Cùng dữ liệu sử dụng theo hai phiên bản" },
  clause: { en: "Clause", vi: "Điều khoản" },
  before: { en: "Before", vi: "Trước" },
  after: { en: "After", vi: "Sau" },
  difference: { en: "Difference", vi: "Chênh lệch" },
  total: { en: "Total", vi: "Tổng cộng" },
  noUsage: { en: "There is no usage of these agreements.", vi: "Không có dữ liệu sử dụng của các thỏa thuận này." },
} as const satisfies Record<string, Text>;
