/** Events of an agreement whose contracts say what becomes of those that its pre-paid credit does not cover: told apart before they are rated. */
import type { DecimalText } from "./agreement.ts";
import type { Notice, RefusedEvent } from "./bill.ts";
import { rfc3339 } from "./calendar.ts";
import type { Admission, Candidate, CreditGate } from "./credit-gate.ts";
import type { Judged } from "./judgement.ts";
import { Decimal, type Money } from "./money.ts";
import type { EventSequence, Watch } from "./service-run.ts";
import { compareText } from "./text.ts";
import type { TopUp } from "./top-up.ts";

/** What is said on the bill of events that the credit did not cover. */
export class CreditLog {
  readonly refused: RefusedEvent[] = [];
  readonly #notified: RefusedEvent[] = [];
  readonly #money: Money;
  readonly #timeZone: string;

  constructor(money: Money, timeZone: string) {
    this.#money = money;
    this.#timeZone = timeZone;
  }

  /** Takes note of what was decided, in the order of time. */
  note({ candidate, refused, notified, cost, left }: Admission): void {
    if (!refused && !notified) return;
    const { id, at } = candidate.event();
    (refused ? this.refused : this.#notified).push({
      service: candidate.service,
      record: id,
      time: rfc3339(at, this.#timeZone),
      cost: this.#money.format(cost),
      left: this.#money.format(left),
    });
  }

  notices(): Notice[] {
    const [first] = this.refused;
    const count = this.refused.length;
    const { currency } = this.#money;
    return [
      ...this.#notified.map(({ record, time, cost, left }) => {
        const missing = this.#money.format(Decimal.parse(left).negated());
        return {
          code: "credit-got-short",
          text: {
            en: `At ${time} the credit got short with the record ${record}, which cost ${cost} ${currency}; ${missing} ${currency} was missing.`,
            vi: `Vào lúc ${time}, số dư trả trước bắt đầu thiếu do bản ghi ${record} với chi phí ${cost} ${currency}; số tiền còn thiếu khi đó là ${missing} ${currency}.`,
          },
        };
      }),
      ...(first === undefined
        ? []
        : [
            {
              code: "credit-refused",
              text: {
                en: `The credit did not cover ${count === 1 ? "one event, which was refused" : `${count} events, which were refused`}: the record ${first.record} at ${first.time}${count === 1 ? "" : " was the first"}.`,
                vi: `Số dư trả trước không đủ cho ${count} sự kiện và các sự kiện này đã bị từ chối; bản ghi đầu tiên là ${first.record} vào lúc ${first.time}.`,
              },
            },
          ]),
    ];
  }
}

/** Who wants to know of events that were refused. */
export interface RefusalWatch {
  readonly wants: Watch["wants"];
  readonly tell: (judged: Judged) => void;
}

/**
 * Lets the events of a month through the gate, over all services in the order of time, and gives back those of each service that are not refused.
 * `topUps` are those of the month.
 */
export function admitted(
  gate: CreditGate,
  sequences: ReadonlyMap<string, EventSequence>,
  topUps: readonly TopUp[],
  log: CreditLog,
  watch: RefusalWatch | undefined,
): ReadonlyMap<string, EventSequence> {
  const added = [...topUps].sort((a, b) => a.at - b.at);
  const queues = [...sequences].map(([service, events]) => ({ service, events, next: 0, kept: [] as number[] }));
  let topUp = 0;
  for (;;) {
    let at = Infinity;
    for (const { events, next } of queues) if (next < events.length) at = Math.min(at, events.at(next));
    if (at === Infinity) break;
    for (; topUp < added.length && added[topUp]!.at <= at; topUp += 1) addTo(gate, added[topUp]!);
    const together: (Candidate & { readonly keep: () => void })[] = [];
    for (const queue of queues) {
      const { service, events, kept } = queue;
      for (; queue.next < events.length && events.at(queue.next) === at; queue.next += 1) {
        const index = queue.next;
        const event = () => events.event(index);
        const wanted = watch?.wants(event()) === true ? events.whole(index) : undefined;
        together.push({ service, event, wanted, keep: () => kept.push(index) });
      }
    }
    inOrder(together);
    const admissions = gate.admit(at, together, true);
    for (const [i, admission] of admissions.entries()) {
      log.note(admission);
      if (!admission.refused) together[i]!.keep();
      else if (admission.judged !== undefined) watch!.tell(admission.judged);
    }
  }
  return new Map(queues.map(({ service, events, kept }) => [service, chosen(events, kept)]));
}

/** Puts events of one instant into their order. */
function inOrder(together: Candidate[]): void {
  if (together.length < 2) return;
  const names = new Map(
    together.map((candidate) => {
      const { id, source } = candidate.event();
      return [candidate, [id, source] as const];
    }),
  );
  together.sort((a, b) => {
    const [x, y] = [names.get(a)!, names.get(b)!];
    return compareText(x[0], y[0]) || compareText(x[1], y[1]);
  });
}

function addTo(gate: CreditGate, { at, amount }: { readonly at: number; readonly amount: DecimalText }): void {
  gate.topUp(at, Decimal.parse(amount));
}

function chosen(events: EventSequence, kept: readonly number[]): EventSequence {
  if (kept.length === events.length) return events;
  return {
    length: kept.length,
    at: (index) => events.at(kept[index]!),
    event: (index) => events.event(kept[index]!),
    whole: (index) => events.whole(kept[index]!),
  };
}
