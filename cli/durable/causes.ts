/** Why the lines of an issued bill change: which records came late, replaced or voided others, and what else is not as it was. */
import type { BillLine, Cause, CauseKind, EventOutcome, Text } from "../../runtime/index.ts";
import type { Basis } from "./bills.ts";

/** Causes that are named with a line. */
const NAMED = 20;

export type CausesOf = (line: BillLine) => { readonly causes: readonly Cause[]; readonly moreCauses?: number };

/** What became of the records that came late, and of those that they name. */
export interface LateRecords {
  readonly late: readonly EventOutcome[];
  /** By id, as the late records name them. */
  readonly named: ReadonlyMap<string, EventOutcome>;
}

const texts = {
  contract: { en: "The contract was changed.", vi: "Hợp đồng đã được sửa đổi." },
  agreement: { en: "The agreement was changed.", vi: "Thỏa thuận đã được sửa đổi." },
  openingState: {
    en: "The state at the beginning of the month was changed.",
    vi: "Trạng thái vào đầu tháng đã thay đổi.",
  },
} as const satisfies Record<string, Text>;

/** Of two bases; what stands in records is told apart from the rest. */
export function causesOfChange(before: Basis, now: Basis, { late, named }: LateRecords): CausesOf {
  const changes: Cause[] = [];
  if (before.contract !== now.contract) changes.push({ kind: "contract", text: texts.contract });
  if (before.agreement !== now.agreement) changes.push({ kind: "agreement", text: texts.agreement });
  if (before.openingState !== now.openingState) changes.push({ kind: "opening-state", text: texts.openingState });
  const touching = (line: BillLine, outcome: EventOutcome): number => {
    const about = outcome.service === undefined || outcome.service === "" ? named.get(targetOf(outcome) ?? "") : outcome;
    if ([...outcome.charged, ...outcome.unpriced].includes(line.clause)) return 2;
    return about?.service === line.service ? 1 : 0;
  };
  return (line) => {
    // Those that are charged under the clause; else those of the service, which may have moved its windows; else all of them.
    const by = late.map((outcome) => ({ outcome, how: touching(line, outcome) }));
    const most = Math.max(0, ...by.map(({ how }) => how));
    const corrections = ({ outcome, how }: (typeof by)[number]) => how > 0 && targetOf(outcome) !== undefined;
    const chosen = by.filter((each) => each.how === most || corrections(each)).map(({ outcome }) => recordCause(outcome));
    const all = [...changes, ...chosen];
    return { causes: all.slice(0, NAMED), ...(all.length > NAMED ? { moreCauses: all.length - NAMED } : {}) };
  };
}

/** The id of the record that another one corrects. */
export function targetOf({ replaces, voids }: Pick<EventOutcome, "replaces" | "voids">): string | undefined {
  return replaces ?? voids;
}

function recordCause(outcome: EventOutcome): Cause {
  const { id, source, place, replaces, voids } = outcome;
  const kind: CauseKind = voids !== undefined ? "void" : replaces !== undefined ? "replacement" : "late-record";
  const of = targetOf(outcome);
  const text: Text =
    kind === "void"
      ? { en: `The record ${id} voids ${of}.`, vi: `Bản ghi ${id} hủy bỏ ${of}.` }
      : kind === "replacement"
        ? { en: `The record ${id} replaces ${of}.`, vi: `Bản ghi ${id} thay thế ${of}.` }
        : { en: `The record ${id} came after the bill was issued.`, vi: `Bản ghi ${id} đến sau khi bảng kê đã được phát hành.` };
  return {
    kind,
    record: id,
    ...(source === undefined ? {} : { source }),
    ...(place.file === undefined ? {} : { file: place.file }),
    line: place.line,
    ...(of === undefined ? {} : { of }),
    text,
  };
}
