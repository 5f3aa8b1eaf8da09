/**
 * Vietnamese sentences: conditions, counts and rules. Nouns do not change; titles bring their own classifier
 * ("cuộc gọi", "bản ghi", "tin nhắn"), and loanwords that have none are given one by `noun`.
 */
import type { Phrases } from "./book.ts";
import { phrase } from "./book.ts";
import type {
  Chosen,
  Form,
  SaidBasis,
  SaidCircumstance,
  SaidCondition,
  SaidCounting,
  SaidProhibition,
  SaidRule,
  Subject,
} from "./said.ts";
import { circumstances, onlyWhile, termMeaning, termWords } from "./vi-terms.ts";
import { list, quoted } from "./vi-words.ts";

/** Titles that begin with what somebody does; an occurrence of it is a "lần". */
const ACTIONS =
  /^(bắt đầu|kết thúc|cấp|hủy|thu hồi|xóa|lưu|thêm|gỡ|bật|tắt|mở|đóng|đăng ký|đăng nhập|đăng xuất|kích hoạt|khôi phục|hoàn thành|chuyển) /i;

/** With a classifier where the title lacks one ("tin nhắn SMS", "lần cấp quyền"), and without a word of number in front. */
function noun(title: string): string {
  const text = title.replace(/^(mỗi|một|các|những) /i, "");
  if (/^(SMS|MMS|ZNS|OTP|HSM)\b/.test(text)) return `tin nhắn ${text}`;
  return ACTIONS.test(text) ? `lần ${text}` : text;
}

// ── Conditions ──────────────────────────────────────────────────────────────

const COMPARISONS = {
  above: (value: string) => `trên ${value}`,
  below: (value: string) => `dưới ${value}`,
  atLeast: (value: string) => `từ ${value} trở lên`,
  atMost: (value: string) => `không quá ${value}`,
} as const;

/** What the words of yes-or-no fields are in Vietnamese; any other word is named as it stands. */
const ADJECTIVES: Readonly<Record<string, string>> = {
  yes: "có",
  requested: "có yêu cầu",
  enabled: "có bật",
  used: "có sử dụng",
  recorded: "có ghi lại",
  granted: "có cấp",
  included: "có bao gồm",
  successful: "thành công về",
  accepted: "có chấp nhận",
  verified: "có xác minh",
};

/** "có định dạng là", or "định dạng là". */
function having(field: string, form: Form): string {
  return form === "statement" ? field : `có ${field}`;
}

function key(fields: readonly string[]): string {
  return fields.length === 0 ? "" : ` của ${list(fields)} đó`;
}

export function flag(field: string, adjective: string, yes: boolean): string {
  const said = Object.hasOwn(ADJECTIVES, adjective) ? ADJECTIVES[adjective] : undefined;
  const not = yes ? "" : "không ";
  return said === undefined ? `${not}có ${field} (“${adjective}”)` : `${not}${said} ${field}`;
}

export function condition(form: Form): Phrases<SaidCondition> {
  return {
    all: ({ of }) => list(of.map((part) => part[form])),
    any: ({ of, depth }) => {
      const roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
      const marks = depth === 0 ? [..."abcdefghijklmnopqrstuvwxyz"] : roman;
      return `thuộc trường hợp ${list(
        of.map((part, index) => `(${marks[index] ?? index + 1}) ${part.statement}`),
        "hoặc",
      )}`;
    },
    is: ({ field, values, negated }) =>
      negated
        ? `${having(field, form)} không phải là ${values.join(", cũng không phải là ")}`
        : `${having(field, form)} là ${list(values, "hoặc")}`,
    flag: ({ field, adjective, negated }) => flag(field, adjective, !negated),
    compare: ({ field, operator, value }) => `${having(field, form)} ${COMPARISONS[operator](value)}`,
    window: ({ title, key: fields, negated }) => `phát sinh ${negated ? "ngoài" : "trong"} ${title}${key(fields)}`,
    set: ({ title, key: fields, negated }) => `${having(list(fields), form)} ${negated ? "không " : ""}nằm trong ${title}`,
    session: ({ title, key: fields, negated }) =>
      `phát sinh khi ${negated ? "không có" : "đang có"} ${title}${key(fields)}${negated ? " đang mở" : ""}`,
  };
}

// ── Events and counts ───────────────────────────────────────────────────────

function chosen(of: Chosen): string {
  return [noun(of.noun), of.where?.one].filter(Boolean).join(" ");
}

function each(of: Chosen): string {
  return `mỗi ${chosen(of)}`;
}

function all(of: Chosen): string {
  return `các ${chosen(of)}`;
}

function eachKey(fields: readonly string[]): string {
  return fields.length > 1 ? `mỗi tổ hợp ${list(fields)}` : `mỗi ${fields.join("")}`;
}

function separately(fields: readonly string[]): string {
  return fields.length === 0 ? "" : `đối với riêng ${eachKey(fields)}`;
}

function sumUnit({ field, type }: { readonly field: string; readonly type: string }): string {
  if (type === "duration") return "giây";
  if (type === "size") return "byte";
  return type === "count" ? field.replace(/^số (lượng )?/, "") : `đơn vị ${field}`;
}

function unitOf(measure: string, countable: boolean): string {
  return countable ? measure : `đơn vị ${measure}`;
}

const SESSIONS = {
  opened: "được mở trong tháng",
  closed: "được đóng trong tháng",
  active: "đang mở tại bất kỳ thời điểm nào trong tháng",
} as const;

const STEP_MONTH = ", mỗi lần tính thuộc về tháng mà lần đó bắt đầu";

/** The number of a whole month. */
const total: Phrases<SaidCounting> = {
  events: ({ of }) => `số lượng ${list(of.map(chosen))}`,
  distinct: ({ of }) =>
    of.length === 1
      ? `số lượng ${of[0]!.field} khác nhau của ${all(of[0]!)}`
      : new Set(of.map((part) => part.field)).size === 1
        ? `số lượng ${of[0]!.field} khác nhau của ${list(of.map(all), "và của")}, mỗi ${of[0]!.field} chỉ được tính một lần`
        : `số lượng giá trị khác nhau, mỗi giá trị chỉ được tính một lần, trong số ${list(of.map((part) => `${part.field} của ${all(part)}`))}`,
  sum: ({ of, field }) => `tổng ${field} của tất cả ${all(of)}`,
  commenced: ({ of, field, unit }) =>
    `số lượng có được khi đếm mỗi ${unit} hoặc phần lẻ, tính ít nhất một lần, trong ${field} của ${each(of)}`,
  commencedTotal: ({ of, field, unit }) =>
    `số lượng có được khi đếm mỗi ${unit} hoặc phần lẻ, tính ít nhất một lần, trong tổng ${field} của tất cả ${all(of)}`,
  peak: ({ interval }) => `số lượng tối đa ${interval} tồn tại đồng thời`,
  alive: ({ interval, key: fields }) =>
    `số lượng ${interval} tồn tại trong bất kỳ phần nào của tháng, ${eachKey(fields)} được tính một lần`,
  storage: ({ interval, field, unit, commencedUnit, step }) =>
    `tổng ${field}, tính theo ${unit}${commencedUnit ? " hoặc phần lẻ" : ""}, của tất cả các ${interval}, ` +
    `tính cho mỗi ${step} hoặc phần lẻ mà từng ${interval} tồn tại${STEP_MONTH}`,
  sessions: ({ session, which }) => `số lượng ${session} ${SESSIONS[which]}`,
  measure: ({ measure }) => `số lượng bằng ${quoted(measure)}`,
};

/** One thing that is charged. */
const unitCharged: Phrases<SaidCounting> = {
  events: ({ of }) => list(of.map(each)),
  distinct: ({ of }) =>
    `${list(
      of.map((part) => `mỗi ${part.field} khác nhau của ${all(part)}`),
      "hoặc",
    )}, được tính một lần trong mỗi tháng`,
  sum: (said) => {
    const field = said.type === "duration" || said.type === "size" ? ` của ${said.field}` : "";
    return `mỗi ${sumUnit(said)}${field} của ${each(said.of)}`;
  },
  commenced: ({ of, field, unit }) => `mỗi ${unit} hoặc phần lẻ, tính ít nhất một lần, trong ${field} của ${each(of)}`,
  commencedTotal: ({ of, field, unit }) =>
    `mỗi ${unit} hoặc phần lẻ, tính ít nhất một lần, trong tổng ${field}, được cộng trong mỗi tháng và riêng cho từng mức giá, của tất cả ${all(of)}`,
  peak: ({ interval }) => `mỗi ${interval}, tính theo số lượng tối đa ${interval} tồn tại đồng thời trong mỗi tháng`,
  alive: ({ interval, key: fields }) =>
    `mỗi ${interval} tồn tại trong bất kỳ phần nào của tháng, ${eachKey(fields)} được tính một lần trong tháng đó`,
  storage: ({ interval, field, unit, commencedUnit, step }) =>
    `mỗi ${unit}${commencedUnit ? " hoặc phần lẻ" : ""} của ${field} của mỗi ${interval}, cho mỗi ${step} hoặc phần lẻ mà ${interval} đó tồn tại${STEP_MONTH}`,
  sessions: ({ session, which }) => `mỗi ${session} ${SESSIONS[which]}`,
  measure: ({ measure, countable }) => `mỗi ${unitOf(measure, countable)}`,
};

const countingUnit: Phrases<SaidCounting> = {
  events: () => "sự kiện",
  distinct: ({ of }) => of[0]?.field ?? "đơn vị",
  sum: sumUnit,
  commenced: ({ unit }) => unit,
  commencedTotal: ({ unit }) => unit,
  peak: ({ interval }) => interval,
  alive: ({ interval }) => interval,
  storage: ({ unit, commencedUnit, step }) => `${unit}${commencedUnit ? " hoặc phần lẻ" : ""} mỗi ${step}`,
  sessions: ({ session }) => session,
  measure: ({ measure, countable }) => unitOf(measure, countable),
};

const basis: Phrases<SaidBasis> = {
  monthlyFlat: () => "khoản phí hàng tháng",
  monthlyPerInterval: ({ interval, key: fields, count }) =>
    count === "peak"
      ? `khoản phí hàng tháng cho mỗi ${interval}, tính theo số lượng tối đa ${interval} tồn tại đồng thời trong tháng đó`
      : `khoản phí hàng tháng cho mỗi ${interval} tồn tại trong bất kỳ phần nào của tháng đó, ${eachKey(fields)} được tính một lần`,
  oncePerEvent: ({ of }) => `khoản phí phát sinh một lần cho ${each(of)}`,
};

const prohibition: Phrases<SaidProhibition> = {
  event: ({ of }) => `không được có ${chosen(of)}`,
  concurrent: ({ interval, limit, key: fields }) =>
    `số lượng ${interval} tồn tại đồng thời${forTheSame(fields)} không được vượt quá ${limit}`,
  distinct: ({ of, field, limit, key: fields }) =>
    `số lượng ${field} khác nhau của ${all(of)}${forTheSame(fields)} không bao giờ được vượt quá ${limit}`,
};

function forTheSame(fields: readonly string[]): string {
  return fields.length === 0 ? "" : ` đối với cùng một ${list(fields)}`;
}

// ── Rules ───────────────────────────────────────────────────────────────────

function named({ title, short, product }: Subject): string {
  const head = quoted(short === undefined ? title : `${title} (${short})`);
  return product === undefined ? head : `${head} thuộc ${quoted(product)}`;
}

function means(subject: Subject, ...parts: readonly (string | false)[]): string {
  return `${named(subject)} nghĩa là ${parts.filter(Boolean).join("")}.`;
}

/** The scope comes first, followed by a comma: "nghĩa là, đối với riêng mỗi người dùng, …". */
function meansFor(scope: string, subject: Subject, ...parts: readonly (string | false)[]): string {
  return `${named(subject)} nghĩa là${scope === "" ? "" : `, ${scope},`} ${parts.filter(Boolean).join("")}.`;
}

function titles(names: readonly string[]): string {
  return list(names.map(quoted));
}

/** What limits a part of a clause, before that part. */
function where(provisos: readonly SaidCircumstance[]): string {
  return provisos.length === 0 ? "" : `khi ${circumstances(provisos)} thì `;
}

function alternativeTo(names: readonly string[]): string | false {
  return (
    names.length > 0 &&
    `; thỏa thuận chỉ quy định giá cho ${list(["khoản này", ...names.map(quoted)], "hoặc cho")}, không cho ${names.length > 1 ? "nhiều khoản" : "cả hai"}`
  );
}

export const rule: Phrases<SaidRule> = {
  charge: (said) =>
    means(
      said.subject,
      phrase(unitCharged, said.counts),
      said.atMost !== undefined && `, nhưng không quá ${said.atMost} trong mỗi tháng`,
      said.pricedBy.length > 0 && `, được tính giá theo ${list(said.pricedBy)}`,
      said.pricedAs !== undefined && `, được tính theo giá của ${quoted(said.pricedAs)}`,
      said.tariff !== undefined && `, hoặc, nếu thỏa thuận có dẫn chiếu, được tính giá theo ${said.tariff}`,
      said.addOn && "; đây là dịch vụ bổ sung tùy chọn, chỉ bị tính phí khi thỏa thuận có quy định giá",
      said.inAdditionTo.length > 0 && `; khoản này được tính thêm ngoài ${titles(said.inAdditionTo)}`,
      onlyWhile(said.circumstances),
    ),
  fee: (said) => {
    const interval = said.basis.kind === "monthlyPerInterval" ? said.basis.interval : undefined;
    const additions = interval
      ? ` cho các ${interval} hiện có vào ngày đó, và được tính đầy đủ cho mỗi ${interval} bổ sung tại thời điểm bổ sung`
      : "";
    const existing = interval ? `các ${interval} hiện có vào ngày dịch vụ bắt đầu chỉ bị tính phí` : "phí chỉ được tính";
    return means(
      said.subject,
      phrase(basis, said.basis),
      said.atMost !== undefined && `, nhưng không quá ${said.atMost}`,
      said.pricedBy.length > 0 && `, được tính giá theo ${list(said.pricedBy)}`,
      said.inAdvance && `; phí được lập hóa đơn trước vào ngày đầu tiên của tháng${additions}`,
      said.firstMonthProrated &&
        `; ${where(said.firstMonthIf)}trong tháng đầu tiên, ${existing} cho những ngày còn lại, kể cả ngày đầu, theo tỷ lệ trên số ngày của tháng đó`,
      interval !== undefined && said.firstMonthProrated && ", còn phần bổ sung sau đó bị tính phí đầy đủ",
      alternativeTo(said.alternativeTo),
      onlyWhile(said.circumstances),
    );
  },
  package: (said) => {
    const unit = unitOf(said.measure, said.countable);
    return means(
      said.subject,
      `khoản phí hàng tháng cho số lượng ${unit} được quy định trong thỏa thuận`,
      said.overage
        ? `; ${where(said.overageIf)}mỗi ${unit} vượt quá số lượng đó bị tính phí bổ sung theo giá quy định trong thỏa thuận${said.overageIf.length > 0 ? ", trường hợp khác thì được báo cáo và không bị tính phí" : ""}`
        : "; việc sử dụng vượt quá số lượng đó được báo cáo và không bị tính phí",
      alternativeTo(said.alternativeTo),
      onlyWhile(said.circumstances),
    );
  },
  minimum: (said) =>
    means(
      said.subject,
      `cam kết của khách hàng tạo ra lưu lượng trị giá ít nhất ${said.amount} trong mỗi tháng, kể cả tháng không có lưu lượng, `,
      `trong đó số tiền tính cho ${titles(said.of)} được coi là lưu lượng`,
      said.postPay && "; theo mô hình tính phí trả sau, nhà cung cấp lập hóa đơn cho phần còn thiếu",
      said.prePay !== "no" && "; theo mô hình tính phí trả trước, nhà cung cấp khấu trừ phần còn thiếu vào số dư của khách hàng",
      said.prePay === "deductAndNotify" && " và thông báo cho khách hàng khi số dư không đủ",
      said.firstMonthProrated &&
        `; ${where(said.firstMonthIf)}cam kết của tháng đầu tiên được giảm theo tỷ lệ số ngày còn lại của tháng đó, kể cả ngày đầu`,
      onlyWhile(said.circumstances),
    ),
  prohibition: (said) =>
    `${named(said.subject)} bị cấm: ${phrase(prohibition, said.rule)}; mỗi vi phạm được báo cáo và không bao giờ bị tính phí${onlyWhile(said.circumstances) || ""}.`,
  free: (said) =>
    means(
      said.subject,
      each(said.of),
      "; theo hợp đồng này, bản thân trường hợp này không bị tính phí",
      onlyWhile(said.circumstances),
    ),
  window: ({ subject, key: fields, length, opens }) =>
    meansFor(separately(fields), subject, `khoảng thời gian ${length} kể từ lần gần nhất có ${chosen(opens)}`),
  set: (said) =>
    means(
      said.subject,
      `danh sách gồm mọi ${list(said.key)} đã được thêm vào bởi ${list(said.added.map(chosen), "hoặc")}`,
      said.removed.length > 0 && ` và chưa bị xóa khỏi danh sách sau đó bởi ${list(said.removed.map(chosen), "hoặc")}`,
    ),
  interval: (said) =>
    meansFor(
      separately(said.key),
      said.subject,
      `mỗi khoảng thời gian bắt đầu khi có ${chosen(said.from)} và kết thúc khi sau đó có ${chosen(said.until)}`,
      `; việc có thêm ${noun(said.from.noun)} trong khoảng thời gian đó không làm thay đổi khoảng thời gian`,
    ),
  session: (said) => {
    const closes = [
      ...(said.timeout === undefined
        ? []
        : [
            `sau ${said.timeout} mà không có thêm ${noun(said.opens.noun)} (bất kể bản thân sự kiện đó có thể mở khoảng thời gian này hay không)`,
          ]),
      ...(said.life === undefined ? [] : [`sau ${said.life} kể từ khi được mở`]),
      ...said.closes.map((event) => `khi có ${chosen(event)}`),
    ];
    const lettered =
      closes.length > 1 ? closes.map((close, index) => `(${"abcdefghijklmnopqrstuvwxyz"[index]}) ${close}`) : closes;
    return meansFor(
      separately(said.key),
      said.subject,
      `mỗi khoảng thời gian được mở khi có ${chosen(said.opens)}`,
      closes.length > 0 &&
        ` và được đóng ${list(lettered, "hoặc", ";")}${closes.length > 1 ? ", tùy theo trường hợp nào xảy ra trước" : ""}`,
    );
  },
  measure: (said) =>
    meansFor(
      "trong mỗi tháng",
      said.subject,
      phrase(total, said.counts),
      said.atMost !== undefined && `, nhưng không quá ${said.atMost}`,
    ),
  term: ({ subject, term }) => means(subject, termMeaning(term)),
};

export const unit: Phrases<SaidRule> = {
  charge: ({ counts }) => phrase(countingUnit, counts),
  fee: ({ basis }) =>
    basis.kind === "monthlyFlat" ? "tháng" : basis.kind === "oncePerEvent" ? "sự kiện" : `${basis.interval} mỗi tháng`,
  package: ({ measure, countable }) => unitOf(measure, countable),
  minimum: () => "tháng",
  prohibition: () => "vi phạm",
  free: () => "sự kiện",
  window: ({ subject }) => subject.title,
  set: ({ key: fields }) => list(fields),
  interval: ({ subject }) => subject.title,
  session: ({ subject }) => subject.title,
  measure: ({ counts }) => phrase(countingUnit, counts),
  term: ({ term }) => term.value ?? termWords(term),
};
