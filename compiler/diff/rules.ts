/**
 * The rules of the comparison, as data: an identifier that never means something else, how much a change of that sort matters,
 * and what changed, in every language. Each has a fixture in `test/compiler/diff.test.ts`.
 */
import type { Text } from "../ir/model.ts";
import type { Severity } from "./model.ts";

export interface Rule {
  readonly severity: Severity;
  /** What is said of the element: "the length changed". */
  readonly said: Text;
}

function changed(severity: Severity, en: string, vi: string): Rule {
  return { severity, said: { en: `${en} changed`, vi: `thay đổi ${vi}` } };
}

function said(severity: Severity, en: string, vi: string): Rule {
  return { severity, said: { en, vi } };
}

export const rules = {
  // any element; what comes or goes matters as much as its kind does
  added: said("scope", "is new", "là mới"),
  removed: said("scope", "is gone", "đã bị bỏ"),
  renamed: said("term", "has another name in the contract", "có tên khác trong hợp đồng"),
  title: changed("text", "the title", "tên gọi"),
  "short-form": changed("text", "the short form", "dạng viết tắt"),
  comment: changed("editorial", "the comment", "lời chú thích"),
  product: changed("scope", "the product it belongs to", "sản phẩm mà nó thuộc về"),

  // rules on events
  events: changed("scope", "the kind of event", "loại sự kiện"),
  condition: changed("scope", "the condition", "điều kiện"),
  counting: changed("price", "what is counted and how", "đối tượng được đếm và cách đếm"),
  "most-counted": changed("price", "the most that is counted", "số lượng tối đa được tính"),
  circumstances: changed("scope", "the circumstances in which it applies", "hoàn cảnh áp dụng"),
  alternative: changed("scope", "what it is an alternative to", "khoản mà nó có thể thay thế"),
  key: changed("scope", "for what it is kept separately", "đối tượng được theo dõi riêng"),

  // charges, fees, packages, minimums, prohibitions
  "add-on": changed("price", "whether it is an optional add-on", "việc có phải là dịch vụ bổ sung tùy chọn hay không"),
  "priced-by": changed("price", "what the price depends on", "yếu tố quyết định giá"),
  "priced-as": changed("price", "the charge whose price it uses", "khoản phí mà nó dùng chung giá"),
  "external-tariff": changed("price", "the external tariff", "biểu giá bên ngoài"),
  "in-addition": changed("scope", "what it is charged in addition to", "khoản mà nó được tính thêm vào"),
  "fee-basis": changed("price", "what the fee is due for", "căn cứ thu phí"),
  "in-advance": changed("price", "when the fee is due", "thời điểm thu phí"),
  "first-month": changed("price", "the amount for the first month", "số tiền của tháng đầu tiên"),
  "package-measure": changed("price", "the measure of the package", "số đo của gói"),
  overage: changed("price", "whether use beyond the package is charged", "việc tính phí phần vượt quá gói"),
  "minimum-amount": changed("price", "the least amount", "mức tối thiểu"),
  "minimum-traffic": changed("price", "the charges that count towards it", "các khoản phí được tính vào mức tối thiểu"),
  "minimum-shortfall": changed("price", "what is done with a shortfall", "cách xử lý phần còn thiếu"),
  "what-is-forbidden": changed("scope", "what is forbidden", "điều bị cấm"),

  // states and terms
  "window-length": changed("scope", "the length of the window", "độ dài của cửa sổ"),
  "session-timeout": changed("scope", "the time-out of the session", "thời hạn chờ của phiên"),
  "session-life": changed("scope", "how long the session lasts at most", "thời hạn tối đa của phiên"),
  "set-removal": changed("scope", "what takes off the list", "điều kiện đưa ra khỏi danh sách"),
  ending: changed("scope", "what ends it", "điều kiện kết thúc"),
  "term-value": changed("term", "the value", "giá trị"),
  negotiable: changed("term", "whether an agreement may change it", "việc thỏa thuận có được thay đổi nó hay không"),
  "upper-limit": changed("term", "the upper limit", "giới hạn trên"),
  "lower-limit": changed("term", "the lower limit", "giới hạn dưới"),

  // usage records
  "record-type": changed("scope", "the type by which usage records name it", "kiểu mà bản ghi sử dụng dùng để gọi tên"),
  "field-added": said("scope", "has a new field", "có trường mới"),
  "field-removed": said("scope", "has lost a field", "mất một trường"),
  "field-type": changed("scope", "the type of a field", "kiểu của một trường"),
  "field-title": changed("text", "the title of a field", "tên gọi của một trường"),
  "value-added": said("scope", "has a new value", "có giá trị mới"),
  "value-removed": said("scope", "has lost a value", "mất một giá trị"),
  "value-title": changed("text", "the title of a value", "tên gọi của một giá trị"),

  // prose
  description: changed("text", "the description", "phần mô tả"),
  "included-part": changed("text", "what the service includes", "nội dung dịch vụ"),
  "included-part-added": said("term", "includes something more", "bao gồm thêm một nội dung"),
  "included-part-removed": said("term", "includes something less", "bớt đi một nội dung"),
  "provider-duty": changed("text", "a duty of the provider", "một nghĩa vụ của nhà cung cấp"),
  "provider-duty-added": said("term", "the provider has a new duty", "nhà cung cấp có nghĩa vụ mới"),
  "provider-duty-removed": said("term", "the provider has lost a duty", "nhà cung cấp không còn một nghĩa vụ"),
  "client-duty": changed("text", "a duty of the client", "một nghĩa vụ của khách hàng"),
  "client-duty-added": said("term", "the client has a new duty", "khách hàng có nghĩa vụ mới"),
  "client-duty-removed": said("term", "the client has lost a duty", "khách hàng không còn một nghĩa vụ"),
  meaning: changed("text", "the meaning", "ý nghĩa"),
  question: changed("text", "the question", "câu hỏi"),
  decision: changed("term", "the decision", "quyết định"),
  reason: changed("text", "the reason", "lý do"),
  "source-place": changed("editorial", "the place in the source", "vị trí trong văn bản gốc"),
  example: changed("editorial", "what the example shows", "nội dung của ví dụ"),
  layout: said(
    "editorial",
    "only comments, the order or the layout changed",
    "chỉ thay đổi chú thích, thứ tự hoặc cách trình bày",
  ),

  // services
  category: changed("scope", "the category", "nhóm dịch vụ"),
  "short-credit": changed("term", "what happens when pre-paid credit is short", "cách xử lý khi số dư trả trước không đủ"),
  "only-within": changed("scope", "what it is available with", "điều kiện đi kèm dịch vụ khác"),

  // agreements
  client: changed("text", "the client", "khách hàng"),
  accounts: changed("scope", "the accounts whose usage belongs to it", "các tài khoản có dữ liệu sử dụng thuộc thỏa thuận"),
  currency: changed("price", "the currency", "đồng tiền"),
  "time-zone": changed("scope", "the time zone of its days and months", "múi giờ của ngày và tháng"),
  "charging-model": changed("term", "the charging model", "mô hình tính phí"),
  "first-day": changed("scope", "the first day", "ngày bắt đầu"),
  "last-day": changed("scope", "the last day", "ngày kết thúc"),
  credit: changed("term", "the credit at the start", "số dư ban đầu"),
  rounding: changed("price", "the rounding", "cách làm tròn"),
  "rounding-place": changed("price", "what amounts are rounded to", "đơn vị làm tròn"),
  proration: changed("price", "how a month in part is divided", "cách tính theo tỷ lệ cho tháng không trọn vẹn"),
  "agreed-spend": changed("price", "what a month comes to at least or at most", "mức tối thiểu hoặc tối đa của một tháng"),
  taken: said("scope", "is taken now", "nay được sử dụng"),
  dropped: said("scope", "is no longer taken", "không còn được sử dụng"),
  products: changed("scope", "the products taken", "các sản phẩm được sử dụng"),
  "price-added": said("price", "has a price now", "nay có giá"),
  "price-removed": said("price", "has no price any more", "không còn giá"),
  price: changed("price", "the price", "giá"),
  "rate-rows": changed("price", "rows of the rate card", "các dòng của bảng giá"),
  "rate-file": changed("editorial", "the file of the rate card", "tệp bảng giá"),
  "agreed-value": changed("term", "the value agreed", "giá trị đã thỏa thuận"),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;
