/** What became of one record, and why: for those who ask about it. Kept only on demand. */
import type { Text } from "./agreement.ts";
import type { EventCounts } from "./bill.ts";
import type { Dropped } from "./corrections.ts";
import type { Copies, Place } from "./identity.ts";
import type { ClauseInfo, ClauseTrace } from "./module.ts";
import type { Rejection } from "./record.ts";

/** Where a record is counted. */
export type Bucket = Exclude<keyof EventCounts, "received">;

export interface EventOutcome {
  /** The agreement; absent when the record could not be assigned to one. */
  readonly agreement?: string;
  readonly id: string;
  readonly source?: string;
  /** "elsewhere": it belongs to an agreement that is not being rated. */
  readonly bucket: Bucket | "elsewhere";
  readonly reason: Text;
  readonly place: Place;
  readonly service?: string;
  /** Name of the event in the contract. */
  readonly event?: string;
  /** CloudEvents type. */
  readonly type?: string;
  /** RFC 3339 in the agreement's time zone. */
  readonly time?: string;
  readonly data?: unknown;
  /** Id of the record that it corrects. */
  readonly replaces?: string;
  readonly voids?: string;
  /** Qualified clauses under which it is charged, for which it has no price, and which it breaks. */
  readonly charged: readonly string[];
  readonly unpriced: readonly string[];
  readonly breaches: readonly string[];
  /** Clause by clause, for an event that was judged. */
  readonly traces: readonly ClauseTrace[];
  /** What a refused event would have cost. */
  readonly cost?: string;
  /** When the record came more than once: copies of what was kept (its own included), and copies that say something else. */
  readonly copies?: { readonly same: Copies; readonly different: readonly Copies[] };
  readonly rejection?: Rejection;
}

const reasons = {
  before: {
    en: "Its instant lies before the billing period: it only counts for windows and other states.",
    vi: "Thời điểm nằm trước kỳ tính cước: chỉ dùng để xác định cửa sổ và các trạng thái khác.",
  },
  after: { en: "Its instant lies after the billing period.", vi: "Thời điểm nằm sau kỳ tính cước." },
  notInForce: {
    en: "The agreement does not take the service at its instant: it only counts for windows and other states.",
    vi: "Tại thời điểm đó thỏa thuận không sử dụng dịch vụ: chỉ dùng để xác định cửa sổ và các trạng thái khác.",
  },
  free: { en: "No charge applies to it.", vi: "Không có khoản phí nào áp dụng." },
  elsewhere: {
    en: "It belongs to an agreement that is not being rated.",
    vi: "Thuộc về một thỏa thuận không được tính cước trong lần này.",
  },
} as const satisfies Record<string, Text>;

/** Why an event that was not judged is only context, or is not looked at. */
export function contextReason(which: "before" | "after" | "notInForce" | "elsewhere"): Text {
  return reasons[which];
}

export function rejectedReason({ reason, hint }: Rejection): Text {
  const detail = hint === undefined ? `${reason}.` : `${reason}. ${hint}`;
  return { en: `It is not a valid usage record: ${detail}`, vi: `Bản ghi sử dụng không hợp lệ: ${detail}` };
}

/** Why an event is refused whose cost the credit does not cover. */
export function refusedReason(cost: string): Text {
  return {
    en: `The credit does not cover its cost of ${cost}: it is refused.`,
    vi: `Số dư trả trước không đủ cho chi phí ${cost} của sự kiện này: sự kiện bị từ chối.`,
  };
}

/** Why an event does not count that others correct, or that voids another one. */
export function droppedReason(why: Dropped["why"], other: string): Text {
  switch (why) {
    case "replaced":
      return { en: `It was replaced by the record ${other}.`, vi: `Đã được thay thế bằng bản ghi ${other}.` };
    case "voided":
      return { en: `It was voided by the record ${other}.`, vi: `Đã bị hủy bỏ bởi bản ghi ${other}.` };
    case "void":
      return { en: `It voids the record ${other}.`, vi: `Bản ghi này hủy bỏ bản ghi ${other}.` };
    case "conflict":
      return {
        en: `The record ${other} corrects the same record, and is kept.`,
        vi: `Bản ghi ${other} cũng điều chỉnh chính bản ghi đó và được giữ lại.`,
      };
  }
}

/** Why a judged event is charged or free. */
export function judgedReason(
  charged: readonly ClauseInfo[],
  unpriced: readonly ClauseInfo[],
  declaredFree: ClauseInfo | undefined,
): Text {
  const parts: Text[] = [];
  if (charged.length > 0)
    parts.push({ en: `It is charged: ${titles(charged, "en")}.`, vi: `Được tính phí: ${titles(charged, "vi")}.` });
  if (unpriced.length > 0) {
    parts.push({
      en: `It is to be charged, but the agreement has no price for it: ${titles(unpriced, "en")}.`,
      vi: `Phải tính phí nhưng thỏa thuận không có giá: ${titles(unpriced, "vi")}.`,
    });
  }
  if (parts.length === 0 && declaredFree !== undefined) {
    return {
      en: `The contract declares it free: ${titles([declaredFree], "en")}.`,
      vi: `Hợp đồng quy định miễn phí: ${titles([declaredFree], "vi")}.`,
    };
  }
  if (parts.length === 0) return reasons.free;
  return { en: parts.map(({ en }) => en).join(" "), vi: parts.map(({ vi }) => vi).join(" ") };
}

function titles(clauses: readonly ClauseInfo[], language: string): string {
  return clauses.map((clause) => titleOf(clause, language)).join(", ");
}

/** The title of a clause in a language, else in English, else its name. */
export function titleOf(clause: ClauseInfo, language: string): string {
  return clause.title[language] ?? clause.title.en ?? clause.name;
}
