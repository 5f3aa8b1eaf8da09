/** Hand-made services for the documentation tests: small builders, and one service that uses every construct. */
import { BOOKS } from "../../compiler/emit/docs/phrases/books.ts";
import { inWords } from "../../compiler/emit/docs/phrases/names.ts";
import type {
  Condition,
  Event,
  EventFilter,
  Field,
  FieldType,
  Named,
  Quantity,
  QuantityOrTerm,
  Service,
  Text,
} from "../../compiler/ir/model.ts";
import { service as emptyService } from "../kit/ir.ts";

const origin = { file: "test.sdl", line: 1, column: 1 };

export function text(en: string, vi: string): Text {
  return { en, vi };
}

export function named(name: string, en?: string, vi?: string): Named {
  const words = inWords(name);
  const title = en === undefined ? Object.fromEntries(BOOKS.map((book) => [book.language, words])) : text(en, vi ?? en);
  return { name, title, titled: en !== undefined, origin };
}

export function field(name: string, type: FieldType | FieldType["kind"], en?: string, vi?: string, optional = false): Field {
  const { title, titled } = named(name, en, vi);
  return { name, title, titled, type: typeof type === "string" ? ({ kind: type } as FieldType) : type, optional };
}

export function event(name: string, fields: readonly Field[], en?: string, vi?: string): Event {
  return { ...named(name, en, vi), type: `sdl.test.${name.toLowerCase()}.v1`, fields };
}

export function on(name: string, ...where: Condition[]): EventFilter {
  if (where.length === 0) return { event: name };
  return { event: name, where: where.length === 1 ? where[0]! : { kind: "all", of: where } };
}

export function is(name: string, ...values: string[]): Condition {
  return { kind: "is", field: name, values, negated: false };
}

export function isNot(name: string, ...values: string[]): Condition {
  return { kind: "is", field: name, values, negated: true };
}

export function duration(amount: number, unit: "second" | "minute" | "hour"): Quantity {
  const milliseconds = amount * { second: 1000, minute: 60_000, hour: 3_600_000 }[unit];
  return { kind: "duration", milliseconds, amount: String(amount), unit };
}

export function count(amount: number): Quantity {
  return { kind: "count", amount: String(amount) };
}

export function money(amount: string, currency = "EUR"): Quantity {
  return { kind: "money", amount, currency };
}

export function constant(value: Quantity): QuantityOrTerm {
  return { kind: "constant", value };
}

export function term(name: string): QuantityOrTerm {
  return { kind: "term", term: name };
}

export function service(parts: Partial<Service> & Pick<Service, "name">): Service {
  return emptyService(parts.name, { ...named(parts.name), ...parts });
}

const status = { kind: "enumeration", enumeration: "Status" } as const;
const answer = { kind: "enumeration", enumeration: "AnsweredBy" } as const;
const plain = { addOn: false, pricedBy: [], inAdditionTo: [], circumstances: [] } as const;

/** One service that uses every construct once. */
export const everything: Service = service({
  ...named("Everything", "Everything", "Tất cả"),
  name: "Everything",
  source: "EVERYTHING",
  onlyWithin: "SaaS",
  description: {
    text: text("Delivers messages.", "Chuyển tin nhắn."),
    includes: [{ name: "Connectivity", text: text("A connection to the platform", "Kết nối đến nền tảng"), origin }],
    providerDuties: [{ name: "Test", text: text("test the connection", "kiểm tra kết nối"), origin }],
    clientDuties: [{ name: "Pay", text: text("pay", "thanh toán"), origin }],
  },
  mentioned: [
    { name: "Conversations", title: text("Conversations", "Đàm thoại") },
    { name: "Conversations.FullSolution", title: text("Conversations Full solution", "Giải pháp Đàm thoại đầy đủ") },
  ],
  products: [{ ...named("Full", "Full solution", "Giải pháp đầy đủ"), text: text("The whole.", "Toàn bộ."), onlyWithin: "SaaS" }],
  enumerations: [
    {
      ...named("Status", "status", "trạng thái"),
      values: [
        { name: "delivered", title: text("delivered", "đã gửi thành công"), titled: true },
        { name: "submitted", title: text("submitted", "đã chuyển đi"), titled: true },
        { name: "failed", title: text("failed", "gửi thất bại"), titled: true },
      ],
    },
    {
      ...named("AnsweredBy", "answered by", "bên trả lời"),
      values: [
        { name: "person", title: text("a person", "một người"), titled: true },
        { name: "machine", title: text("an answering machine", "máy trả lời tự động"), titled: true },
        { name: "nobody", title: text("nobody", "không ai trả lời"), titled: true },
      ],
    },
    {
      ...named("OutboundFormat"),
      values: [
        { name: "template", title: text("template", "mẫu"), titled: true },
        { name: "freeForm", title: text("free form", "free form"), titled: false },
      ],
    },
  ],
  events: [
    event(
      "Outbound",
      [
        field("user", "phone", "user", "người dùng"),
        field("number", "phone", "number", "số điện thoại"),
        field("format", { kind: "enumeration", enumeration: "OutboundFormat" }, "format", "định dạng"),
        field("status", status, "delivery status", "trạng thái gửi"),
        field("destination", "country", "destination", "điểm đến"),
        field("segments", "count", "segments", "phân đoạn", true),
      ],
      "message sent by the client",
      "tin nhắn do khách hàng gửi",
    ),
    event(
      "Inbound",
      [field("user", "phone", "user", "người dùng")],
      "message received from the user",
      "tin nhắn nhận được từ người dùng",
    ),
    event(
      "Call",
      [
        field("answeredBy", answer, "answered by", "bên trả lời"),
        field("duration", "duration", "duration", "thời lượng"),
        field("machineDetection", { kind: "flag", adjective: "requested" }, "machine detection", "phát hiện máy trả lời tự động"),
        field("destination", "phone", "destination", "điểm đến"),
      ],
      "call",
      "cuộc gọi",
    ),
    event(
      "Granted",
      [field("user", "text", "user", "người dùng"), field("licence", "text", "licence", "giấy phép")],
      "grant of access",
      "lần cấp quyền truy cập",
    ),
    event("Revoked", [field("user", "text", "user", "người dùng")], "withdrawal of access", "lần thu hồi quyền truy cập"),
    event(
      "Stored",
      [field("recording", "text", "recording", "bản ghi"), field("size", "size", "size", "dung lượng")],
      "storing of a recording",
      "lần lưu trữ bản ghi",
    ),
    event("Removed", [field("recording", "text", "recording", "bản ghi")], "removal of a recording", "lần xóa bản ghi"),
    event("Email", [field("address", "email", "address", "địa chỉ")], "email", "email"),
    event(
      "Bounce",
      [
        field("address", "email", "address", "địa chỉ"),
        field("permanent", { kind: "flag", adjective: "yes" }, "permanent failure", "lỗi vĩnh viễn"),
      ],
      "bounce",
      "thông báo không gửi được",
    ),
    event("Reinstatement", [field("address", "email", "address", "địa chỉ")], "reinstatement", "lần khôi phục"),
  ],
  terms: [
    {
      ...named("Increment", "charging increment", "đơn vị tính cước"),
      kind: "duration",
      value: duration(60, "second"),
      choices: [],
      negotiable: "agreed",
    },
    {
      ...named("Timeout", "session time-out", "thời gian chờ của phiên"),
      kind: "duration",
      value: duration(30, "minute"),
      choices: [],
      negotiable: "configured",
      atLeast: duration(1, "minute"),
      atMost: duration(24, "hour"),
    },
    {
      ...named("Limit", "recording limit", "giới hạn ghi âm"),
      kind: "count",
      value: count(10),
      choices: [],
      negotiable: "agreed",
    },
    {
      ...named("Grace", "grace period", "thời gian ân hạn"),
      kind: "duration",
      value: duration(1, "hour"),
      choices: [],
      negotiable: "no",
    },
  ],
  windows: [
    {
      ...named("Window", "Customer Support Window", "Cửa sổ Hỗ trợ Khách hàng"),
      short: "CSW",
      length: constant(duration(24, "hour")),
      opens: on("Inbound"),
      per: ["user"],
    },
  ],
  sets: [
    {
      ...named("Suppressed", "suppression list", "danh sách chặn"),
      of: ["address"],
      added: [on("Bounce", { kind: "flag", field: "permanent", negated: false })],
      removed: [on("Reinstatement")],
    },
  ],
  intervals: [
    { ...named("Seat", "seat", "chỗ ngồi"), per: ["user"], from: on("Granted"), until: on("Revoked") },
    {
      ...named("StoredRecording", "stored recording", "bản ghi được lưu trữ"),
      per: ["recording"],
      from: on("Stored"),
      until: on("Removed"),
    },
  ],
  sessions: [
    {
      ...named("BotSession", "session", "phiên"),
      per: ["user"],
      opens: on("Inbound"),
      timeout: term("Timeout"),
      life: constant(duration(24, "hour")),
      closes: [on("Revoked")],
    },
  ],
  measures: [
    {
      ...named("Active", "Monthly Active Users", "Người dùng hoạt động hàng tháng"),
      short: "MAU",
      counts: { kind: "distinct", of: [{ ...on("Outbound", is("status", "delivered")), field: "user" }] },
    },
    {
      ...named("Engaged", "engaged persons", "người tương tác"),
      counts: {
        kind: "distinct",
        of: [
          { ...on("Outbound", is("status", "delivered")), field: "user" },
          { ...on("Inbound"), field: "user" },
        ],
      },
    },
    {
      ...named("Deliveries", "deliveries", "lượt gửi"),
      counts: { kind: "events", of: [on("Outbound", is("status", "delivered")), on("Email")] },
    },
    { ...named("Volume", "volume", "khối lượng"), counts: { kind: "sum", of: on("Stored"), field: "size" } },
    {
      ...named("TalkTime", "talk time", "thời gian đàm thoại"),
      counts: {
        kind: "commenced",
        of: on("Call", is("answeredBy", "person")),
        field: "duration",
        unit: constant(duration(60, "second")),
      },
    },
    {
      ...named("TotalTalkTime", "talk time of the month", "tổng thời gian đàm thoại"),
      counts: {
        kind: "commencedTotal",
        of: on("Call", is("answeredBy", "person")),
        field: "duration",
        unit: constant(duration(60, "second")),
      },
    },
    { ...named("Concurrent", "concurrent seats", "chỗ ngồi đồng thời"), counts: { kind: "peak", interval: "Seat" } },
    { ...named("Agents", "Monthly Active Agents", "Đại lý hoạt động hàng tháng"), counts: { kind: "alive", interval: "Seat" } },
    {
      ...named("StorageUse", "storage use", "mức sử dụng lưu trữ"),
      counts: {
        kind: "storage",
        interval: "StoredRecording",
        field: "size",
        unit: constant({ kind: "size", bytes: "1000000000", amount: "1", unit: "GB" }),
        commencedUnit: true,
        per: constant(duration(24, "hour")),
      },
    },
    {
      ...named("Sessions", "sessions opened", "phiên được mở"),
      counts: { kind: "sessions", session: "BotSession", which: "opened" },
      atMost: constant(count(1000)),
    },
    { ...named("Same", "the same again", "lặp lại"), counts: { kind: "measure", measure: "Active" } },
  ],
  charges: [
    {
      ...named("Template", "Chargeable Event", "Trường hợp tính phí"),
      ...plain,
      counts: {
        kind: "events",
        of: [
          on("Outbound", is("format", "template"), is("status", "delivered"), {
            kind: "window",
            window: "Window",
            key: ["user"],
            negated: true,
          }),
        ],
      },
      pricedBy: ["destination"],
      externalTariff: { name: "Operator", title: text("the operator's price list", "bảng giá của nhà mạng"), titled: true },
    },
    {
      ...named("CallTime", "Call time", "Thời gian gọi"),
      ...plain,
      counts: {
        kind: "commenced",
        of: on("Call", is("answeredBy", "person", "machine")),
        field: "duration",
        unit: term("Increment"),
      },
      pricedBy: ["destination"],
    },
    {
      ...named("Detection", "Answering machine detection", "Phát hiện máy trả lời tự động"),
      ...plain,
      addOn: true,
      counts: {
        kind: "events",
        of: [on("Call", { kind: "flag", field: "machineDetection", negated: false }, isNot("answeredBy", "nobody"))],
      },
      inAdditionTo: ["CallTime"],
    },
    {
      ...named("Blocked", "Suppressed email", "Email bị chặn"),
      ...plain,
      counts: { kind: "events", of: [on("Email", { kind: "set", set: "Suppressed", key: ["address"], negated: false })] },
      pricedAs: "Template",
    },
    {
      ...named("User", "Active user", "Người dùng hoạt động"),
      ...plain,
      counts: { kind: "measure", measure: "Active" },
      atMost: constant(count(500)),
    },
    { ...named("Talk", "Talk", "Đàm thoại"), ...plain, counts: { kind: "measure", measure: "TalkTime" } },
    {
      ...named("TotalTime", "Call time of the month", "Thời gian gọi trong tháng"),
      ...plain,
      counts: {
        kind: "commencedTotal",
        of: on("Call", is("answeredBy", "person")),
        field: "duration",
        unit: term("Increment"),
      },
      pricedBy: ["destination"],
    },
    {
      ...named("Storage", "Storage", "Lưu trữ"),
      ...plain,
      counts: {
        kind: "storage",
        interval: "StoredRecording",
        field: "size",
        unit: constant({ kind: "size", bytes: "1000000000", amount: "1", unit: "GB" }),
        commencedUnit: false,
        per: constant(duration(24, "hour")),
      },
      circumstances: [
        { kind: "subscription", service: "Conversations", product: "FullSolution", negated: false },
        { kind: "subscription", service: "Everything", product: "Full", negated: true },
        { kind: "subscription", service: "Conversations", product: "Api", negated: true, included: true },
      ],
    },
    { ...named("Bot", "Bot use", "Sử dụng bot"), ...plain, counts: { kind: "sessions", session: "BotSession", which: "active" } },
    {
      ...named("Segments", "Message segment", "Phân đoạn tin nhắn"),
      ...plain,
      counts: { kind: "sum", of: on("Outbound"), field: "segments" },
    },
    { ...named("Bytes", "Stored byte", "Byte được lưu"), ...plain, counts: { kind: "sum", of: on("Stored"), field: "size" } },
    { ...named("PeakSeat", "Concurrent seat", "Chỗ ngồi đồng thời"), ...plain, counts: { kind: "peak", interval: "Seat" } },
    { ...named("LiveSeat", "Seat", "Chỗ ngồi"), ...plain, counts: { kind: "alive", interval: "Seat" } },
    {
      ...named("Person", "Person reached", "Người được tiếp cận"),
      ...plain,
      counts: { kind: "distinct", of: [{ ...on("Outbound"), field: "user" }] },
    },
  ],
  fees: [
    {
      ...named("NamedUser", "Named User Licence", "Giấy phép theo Tên Người dùng"),
      product: "Full",
      basis: { kind: "monthlyPerInterval", interval: "Seat", count: "peak" },
      atMost: constant(count(50)),
      pricedBy: [],
      inAdvance: true,
      firstMonthProrated: true,
      firstMonthIf: [],
      alternativeTo: ["AgentPackage"],
      circumstances: [],
    },
    {
      ...named("Rental", "Seat rental", "Thuê chỗ ngồi"),
      basis: { kind: "monthlyPerInterval", interval: "Seat", count: "alive" },
      pricedBy: ["user"],
      inAdvance: false,
      firstMonthProrated: false,
      firstMonthIf: [],
      alternativeTo: [],
      circumstances: [],
    },
    {
      ...named("Setup", "Setup fee", "Phí Cài đặt"),
      basis: { kind: "oncePerEvent", of: on("Granted") },
      pricedBy: [],
      inAdvance: false,
      firstMonthProrated: false,
      firstMonthIf: [],
      alternativeTo: [],
      circumstances: [],
    },
    {
      ...named("Platform", "Platform fee", "Phí nền tảng"),
      basis: { kind: "monthlyFlat" },
      pricedBy: [],
      inAdvance: true,
      firstMonthProrated: true,
      firstMonthIf: [],
      alternativeTo: [],
      circumstances: [],
    },
  ],
  packages: [
    {
      ...named("ActiveFee", "Monthly Active User Fee", "Phí người dùng hoạt động hàng tháng"),
      measure: "Active",
      overage: true,
      overageIf: [],
      alternativeTo: [],
      circumstances: [],
    },
    {
      ...named("AgentPackage", "agent package", "gói đại lý"),
      measure: "Agents",
      overage: false,
      overageIf: [],
      alternativeTo: ["NamedUser"],
      circumstances: [],
    },
  ],
  minimums: [
    {
      ...named("Traffic", "monthly traffic commitment", "cam kết lưu lượng hàng tháng"),
      amount: constant(money("300")),
      firstMonthProrated: false,
      firstMonthIf: [],
      circumstances: [],
      of: ["Template", "CallTime"],
      postPay: { action: "invoice" },
      prePay: { action: "deduct", notify: true },
    },
  ],
  prohibitions: [
    {
      ...named("OutsideWindow", "free-form message outside the window", "tin nhắn dạng tự do ngoài cửa sổ"),
      circumstances: [],
      rule: {
        kind: "event",
        of: on("Outbound", is("format", "freeForm"), { kind: "window", window: "Window", key: ["user"], negated: true }),
      },
    },
    {
      ...named("Shared", "shared licence", "dùng chung giấy phép"),
      circumstances: [],
      rule: { kind: "concurrent", interval: "Seat", limit: constant(count(1)), per: ["licence"] },
    },
    {
      ...named("Moved", "transferred licence", "chuyển nhượng giấy phép"),
      circumstances: [],
      rule: { kind: "distinct", of: on("Granted"), field: "user", limit: term("Limit"), per: ["licence"] },
    },
  ],
  freeRules: [
    {
      ...named("Failed", "message not delivered", "tin nhắn không gửi được"),
      circumstances: [],
      of: on("Outbound", isNot("status", "delivered")),
    },
  ],
  definitions: [
    { ...named("EndUser", "End User", "Người dùng cuối"), text: text("a person who receives messages", "người nhận tin nhắn") },
  ],
  interpretations: [
    {
      ...named("FirstMonth", "First month", "Tháng đầu tiên"),
      question: text("Is it full?", "Có trọn vẹn không?"),
      decision: text("Yes.", "Có."),
      reason: text("Any month.", "Bất kỳ tháng nào."),
      source: "EVERYTHING, months",
    },
  ],
  examples: [
    {
      ...named("Inside", "Inside the window", "Trong cửa sổ"),
      agreement: {
        currency: "EUR",
        timeZone: "Asia/Ho_Chi_Minh",
        chargingModel: "pre-pay",
        credit: "250",
        from: "2026-03-01",
        prices: [
          { clause: "Template", price: { kind: "flat", amount: "0.05" }, origin },
          { clause: "ActiveFee", price: { kind: "package", included: "10000", fee: "500", overage: "0.04" }, origin },
        ],
        terms: [{ term: "Increment", value: duration(30, "second"), origin }],
        subscriptions: [{ service: "Conversations", product: "FullSolution" }],
      },
      events: [
        {
          event: "Inbound",
          time: "2026-03-01T09:00:00+07:00",
          written: "2026-03-01 09:00",
          id: "e1",
          data: { user: "+84901234567" },
          origin,
        },
        {
          event: "Call",
          time: "2026-03-02T09:00:00+07:00",
          written: "2026-03-02 09:00",
          id: "e2",
          client: "Another",
          data: { answeredBy: "person", duration: "61", machineDetection: false, destination: "+84901234567" },
          origin,
        },
      ],
      expect: [
        { period: "2026-03", what: { kind: "clause", name: "Template" }, value: { kind: "quantity", amount: "1" }, origin },
        { period: "2026-03", what: { kind: "total" }, value: { kind: "money", amount: "0.05", currency: "EUR" }, origin },
        { period: "2026-03", what: { kind: "bucket", name: "free" }, value: { kind: "quantity", amount: "2" }, origin },
      ],
    },
  ],
});
