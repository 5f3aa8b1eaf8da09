/** What is answered to a usage record at once. */
import type { DecimalText, Text } from "../agreement.ts";
import type { UsageEvent } from "../envelope.ts";
import type { Judged } from "../judgement.ts";
import type { PriceTrace } from "../module.ts";
import { type Bucket, contextReason, rejectedReason } from "../outcome.ts";
import type { Rejection } from "../record.ts";
import type { NotTaken } from "./known-events.ts";

/** A clause under which an event is charged. */
export interface ChargedClause {
  /** Qualified, e.g. "WhatsApp.TemplateMessage". */
  readonly clause: string;
  /** Units that the event counts for; absent when what is charged is counted over the month, e.g. different users. */
  readonly quantity?: string;
  readonly price?: PriceTrace;
}

/**
 * Where a record is counted. Three kinds of records are on no bill: "elsewhere", those of an agreement that is known but not rated
 * here; "late", those that come when what they could change is final; "ahead", those of a month that has not come yet.
 */
export type DecisionBucket = Bucket | "elsewhere" | "late" | "ahead";

export interface Decision {
  readonly bucket: DecisionBucket;
  readonly reason: Text;
  /** True when no record that may still come can change the decision. */
  readonly final: boolean;
  /** The month whose bill counts the record; absent when none does. */
  readonly period?: string;
  readonly agreement?: string;
  readonly id?: string;
  readonly source?: string;
  readonly service?: string;
  /** Name of the event in the contract. */
  readonly event?: string;
  readonly charged: readonly ChargedClause[];
  /** Qualified clauses for which the agreement has no price, and those that the event breaks. */
  readonly unpriced: readonly string[];
  readonly breaches: readonly string[];
  readonly rejection?: Rejection;
  /** What a charged event of a pre-paid agreement costs, and what a refused one would have. */
  readonly cost?: DecimalText;
  /** With this event the credit got short by so much, where the contract says that the client is notified. */
  readonly short?: DecimalText;
  /** A record that is on no bill, given back: a late one can be put into a rating of the month again, one ahead pushed again later. */
  readonly record?: unknown;
}

const nothing = { charged: [], unpriced: [], breaches: [] } as const;

const reasons = {
  late: {
    en: "It comes too late: what it could change is final. It is on no bill; rate the month again with it.",
    vi: "Bản ghi đến quá muộn: những gì nó có thể làm thay đổi đã được chốt. Bản ghi không nằm trong hóa đơn nào; hãy tính cước lại tháng đó với bản ghi này.",
  },
  contradicts: {
    en: "It would change an event that is final. It is on no bill; rate the month again with it.",
    vi: "Bản ghi sẽ làm thay đổi một sự kiện đã được chốt. Bản ghi không nằm trong hóa đơn nào; hãy tính cước lại tháng đó với bản ghi này.",
  },
  corrects: {
    en: "It corrects a record that has not come, or came too long ago. It is on no bill; rate the month again with it.",
    vi: "Bản ghi điều chỉnh một bản ghi chưa được nhận hoặc đã nhận quá lâu. Bản ghi không nằm trong hóa đơn nào; hãy tính cước lại tháng đó với bản ghi này.",
  },
  ahead: {
    en: "Its instant lies beyond the next month: a month before it is not closed yet.",
    vi: "Thời điểm nằm sau tháng kế tiếp: còn một tháng trước đó chưa được chốt.",
  },
  duplicate: {
    en: "It is a copy of an event that came before: it counts once.",
    vi: "Là bản sao của một sự kiện đã nhận: chỉ được tính một lần.",
  },
  conflict: {
    en: "Another record with the same id says something else, and that one is kept.",
    vi: "Có bản ghi khác cùng mã nhưng khác nội dung; bản ghi kia được giữ lại.",
  },
} as const satisfies Record<string, Text>;

/** Whose event a decision is about. */
export interface DecidedEvent {
  readonly agreement: string;
  readonly event: UsageEvent;
  readonly period: string;
  readonly final: boolean;
}

function about({ agreement, event, period, final }: DecidedEvent) {
  return { final, period, agreement, id: event.id, source: event.source, ...ofService(event), event: event.name };
}

/** A void is of no service. */
function ofService({ service }: UsageEvent): { readonly service?: string } {
  return service === "" ? {} : { service };
}

/** The decision on an event that was judged. */
export function decision(
  decided: DecidedEvent,
  { bucket, reason, charged, unpriced, breaches, traces, cost, short }: Judged,
): Decision {
  const { service } = decided.event;
  const clauses = charged.map((clause): ChargedClause => {
    const trace = traces.find((one) => one.holds && `${service}.${one.clause}` === clause);
    return {
      clause,
      ...(trace?.quantity === undefined ? {} : { quantity: trace.quantity }),
      ...(trace?.price === undefined ? {} : { price: trace.price }),
    };
  });
  return {
    bucket,
    reason,
    ...about(decided),
    charged: clauses,
    unpriced,
    breaches,
    ...(cost === undefined ? {} : { cost }),
    ...(short === undefined ? {} : { short }),
  };
}

/** The decision on a record that is not kept because another one with its id is. */
export function copied(decided: DecidedEvent, bucket: "duplicate" | "conflict"): Decision {
  return { bucket, reason: reasons[bucket], ...about(decided), ...nothing };
}

/** The decision on a record that is on no bill. */
export function refused(agreement: string, event: UsageEvent, why: NotTaken | "ahead", record: unknown): Decision {
  const bucket = why === "ahead" ? "ahead" : "late";
  const { id, source, name } = event;
  return {
    bucket,
    reason: reasons[why],
    final: true,
    agreement,
    id,
    source,
    ...ofService(event),
    event: name,
    ...nothing,
    record,
  };
}

/** The decision on a record that cannot be used. */
export function rejected(period: string, rejection: Rejection, id: unknown, agreement?: string): Decision {
  return {
    bucket: "rejected",
    reason: rejectedReason(rejection),
    final: true,
    period,
    ...(agreement === undefined ? {} : { agreement }),
    ...(typeof id === "string" ? { id } : {}),
    ...nothing,
    rejection,
  };
}

/** The decision on a record of an agreement that is not rated here. */
export function elsewhere(agreement: string, id: unknown): Decision {
  return {
    bucket: "elsewhere",
    reason: contextReason("elsewhere"),
    final: true,
    agreement,
    ...(typeof id === "string" ? { id } : {}),
    ...nothing,
  };
}
