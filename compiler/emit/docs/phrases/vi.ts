/** The Vietnamese phrase book. */
import type { Quantity } from "../../../ir/model.ts";
import type { Book, Phrases } from "./book.ts";
import { phrase } from "./book.ts";
import { isOne } from "./numbers.ts";
import type { SaidAgreed, SaidExpectation, SaidField } from "./said.ts";
import { price } from "./vi-prices.ts";
import { condition, flag, rule, unit } from "./vi-sentences.ts";
import { termWords } from "./vi-terms.ts";
import { list, moneyInWords, number, quoted } from "./vi-words.ts";

const UNITS = {
  millisecond: "mili giây",
  second: "giây",
  minute: "phút",
  hour: "giờ",
  day: "ngày",
  week: "tuần",
} as const;

const quantity: Phrases<Quantity> = {
  duration: ({ amount, unit }) => `${number(amount)} ${UNITS[unit]}`,
  size: ({ amount, unit }) => `${number(amount)} ${unit}`,
  money: ({ amount, currency }) => moneyInWords(amount, currency),
  count: ({ amount }) => number(amount),
  percent: ({ amount }) => `${number(amount)}%`,
};

const TYPES: Readonly<Record<SaidField["type"], string>> = {
  phone: "số điện thoại",
  country: "quốc gia",
  network: "mạng",
  text: "văn bản",
  email: "địa chỉ email",
  duration: "khoảng thời gian",
  size: "kích thước",
  count: "số nguyên",
  number: "số",
  flag: "có hoặc không",
  enumeration: "một giá trị trong danh sách",
};

function field({ title, type, values, optional }: SaidField): string {
  const kind = values.length > 0 ? list(values, "hoặc") : TYPES[type];
  return `${title} (${kind}${optional ? "; có thể bỏ trống" : ""})`;
}

const agreed: Phrases<SaidAgreed> = {
  currency: ({ currency }) => `đơn vị tiền tệ: ${currency}`,
  timeZone: ({ timeZone }) => `múi giờ: ${timeZone}`,
  chargingModel: ({ model }) => `mô hình tính phí: ${model === "post-pay" ? "trả sau" : "trả trước"}`,
  from: ({ day }) => `có hiệu lực từ ${day}`,
  credit: ({ amount }) => `số dư ban đầu: ${amount}`,
  ...price,
  term: ({ title, value }) => `${quoted(title)} được đặt là ${value}`,
  subscription: ({ title }) => `khách hàng cũng đăng ký sử dụng ${quoted(title)}`,
};

const expectation: Phrases<SaidExpectation> = {
  clause: ({ title, money }) => `${money ? "số tiền" : "số lượng"} của ${quoted(title)}`,
  measure: ({ title }) => quoted(title),
  breach: ({ title }) => `số vi phạm ${quoted(title)}`,
  bucket: ({ name }) =>
    ({
      charged: "số sự kiện bị tính phí",
      free: "số sự kiện không bị tính phí",
      context: "số sự kiện ngoài tháng",
      duplicate: "số sự kiện lặp lại",
      conflict: "số sự kiện mâu thuẫn",
      rejected: "số sự kiện bị từ chối",
      refused: "số sự kiện bị từ chối do thiếu số dư",
    })[name],
  credit: () => "số dư cuối tháng",
  total: () => "tổng hóa đơn",
  notices: () => "số thông báo cho khách hàng",
};

export const vietnamese: Book = {
  language: "vi",
  languageName: "Tiếng Việt",
  labels: {
    description: "Mô tả dịch vụ",
    includes: "Dịch vụ bao gồm:",
    providerDuties: "Nhà cung cấp phải:",
    clientDuties: "Khách hàng phải:",
    products: "Sản phẩm",
    definitions: "Định nghĩa",
    definitionsNote:
      "Mọi khoảng thời gian bao gồm thời điểm bắt đầu và không bao gồm thời điểm kết thúc; 24 giờ luôn là đúng 24 giờ. “Tháng” nghĩa là tháng dương lịch; tháng và ngày được tính theo múi giờ của thỏa thuận.",
    charges: "Trường hợp tính phí, các khoản phí và cam kết",
    prohibitions: "Hành vi bị cấm và trường hợp không bị tính phí",
    records: "Bản ghi sử dụng",
    interpretations: "Diễn giải",
    examples: "Ví dụ",
    agreed: "Thỏa thuận",
    given: "Dữ kiện",
    time: "Thời gian",
    timeline: "Dòng thời gian",
    expected: "Kết quả",
    month: "Tháng",
    question: "Vấn đề",
    decision: "Quyết định",
    reason: "Lý do",
    source: "Nguồn",
    category: "Nhóm dịch vụ",
    contents: "Mục lục",
    services: "Các dịch vụ",
    search: "Tìm trong tất cả dịch vụ",
    noResults: "Không tìm thấy kết quả nào.",
    sideBySide: "Song ngữ",
    language: "Ngôn ngữ",
    skip: "Chuyển đến nội dung",
    contract: "Hợp đồng",
    ratingCode: "Mã tính cước",
    nothing: "không phát sinh sử dụng",
  },
  quoted,
  list,
  number,
  money: (amount, currency) => `${number(amount)} ${currency}`,
  quantity,
  step: (value) => {
    if (!isOne(value.amount)) return phrase(quantity, value);
    return value.kind === "duration" ? UNITS[value.unit] : value.kind === "size" ? value.unit : phrase(quantity, value);
  },
  term: (term) => `${term.title} (${termWords(term)})`,
  condition,
  rule,
  unit,
  onlyWithin: (category, product) =>
    `${product === undefined ? "Dịch vụ" : quoted(product)} chỉ được cung cấp cho khách hàng đồng thời sử dụng một dịch vụ hoặc sản phẩm thuộc nhóm ${quoted(category)} được cung cấp độc lập.`,
  shortCredit: {
    refuse:
      "Theo mô hình tính phí trả trước, nhà cung cấp từ chối sự kiện có chi phí mà số dư của khách hàng không đủ để thanh toán. Sự kiện bị từ chối không bị tính phí và không được tính cho bất kỳ mục đích nào khác. Sự kiện không phát sinh chi phí không bị từ chối, và các khoản đến hạn vào cuối tháng được khấu trừ trong mọi trường hợp.",
    allow:
      "Theo mô hình tính phí trả trước, sự kiện có chi phí mà số dư của khách hàng không đủ để thanh toán vẫn bị tính phí; số dư khi đó trở thành số âm, và phần còn thiếu được bù trước tiên từ lần nạp tiền kế tiếp.",
    notify:
      "Theo mô hình tính phí trả trước, sự kiện có chi phí mà số dư của khách hàng không đủ để thanh toán vẫn bị tính phí; số dư khi đó trở thành số âm, và nhà cung cấp thông báo cho khách hàng về sự kiện làm cho số dư không đủ.",
  },
  category: (name) => ({ Channels: "Kênh", SaaS: "SaaS", Voice: "Thoại" })[name] ?? name,
  negotiable: (term) => `Có thể thỏa thuận cách hiểu khác: xem ${quoted(term)}.`,
  record: (title, fields) =>
    fields.length === 0
      ? `${quoted(title)} được ghi nhận cùng thời điểm phát sinh.`
      : `${quoted(title)} được ghi nhận cùng thời điểm phát sinh và: ${fields.map(field).join("; ")}.`,
  definition: (title, short, text) =>
    `${quoted(short === undefined ? title : `${title} (${short})`)} nghĩa là ${text.replace(/[.;\s]+$/, "")}.`,
  flagValue: (adjective, yes) => flag("", adjective, yes).trim(),
  given: (title, fields, client) =>
    `${title}${fields.length > 0 ? ": " : ""}${fields.map(([name, value]) => `${name} ${value}`).join(", ")}${client === undefined ? "" : ` (khách hàng ${quoted(client)})`}`,
  agreed,
  expectation,
};
