/** Agreements, records and runs for tests of the runtime, over the sample service. */
import type { Agreement, TermValue } from "../../runtime/agreement.ts";
import type { Bill } from "../../runtime/bill.ts";
import { type AgreementResult, type RateRequest, type RateResult, RatingRun } from "../../runtime/engine.ts";
import type { RawRecord } from "../../runtime/record.ts";
import { chat } from "./sample-module.ts";

export type Envelope = Readonly<Record<string, unknown>>;

interface AgreementOptions extends Partial<Omit<Agreement, "takes">> {
  readonly rates?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly minimum?: string;
  readonly takenFrom?: string;
}

/** An agreement that takes the sample service; Vietnam costs 0.0450, Croatia 0.10, the United States have no price. */
export function agreement(options: AgreementOptions = {}): Agreement {
  const { rates = { VN: "0.0450", HR: "0.10" }, platform, minimum, takenFrom, ...rest } = options;
  const terms: { term: string; value: TermValue }[] =
    minimum === undefined ? [] : [{ term: "Minimum", value: { kind: "money", amount: minimum, currency: "EUR" } }];
  const rows = Object.entries(rates).map(([key, price], index) => ({ key: [key], price, line: index + 2 }));
  return {
    name: "Acme",
    client: "Acme JSC",
    accounts: [],
    currency: "EUR",
    timeZone: "Asia/Ho_Chi_Minh",
    chargingModel: "post-pay",
    rounding: "half up",
    ...rest,
    takes: [
      {
        service: "Chat",
        products: [],
        ...(takenFrom === undefined ? {} : { from: takenFrom }),
        prices: [
          { clause: "Message", price: { kind: "rates", file: "rates.csv", by: ["destination"], rows } },
          ...(platform === undefined ? [] : [{ clause: "Platform", price: { kind: "flat", amount: platform } as const }]),
        ],
        terms,
      },
    ],
  };
}

let serial = 0;

/** A message to a user. */
export function sent(time: string, over: Envelope = {}, data: Envelope = {}): Envelope {
  serial += 1;
  return {
    ...{ specversion: "1.0", id: `s${serial}`, source: "/test", type: "sdl.chat.sent.v1", time, subject: "Acme" },
    data: { user: "+8490", destination: "VN", ok: true, ...data },
    ...over,
  };
}

/** A message from a user, which opens the window. */
export function received(time: string, over: Envelope = {}): Envelope {
  serial += 1;
  return {
    ...{ specversion: "1.0", id: `r${serial}`, source: "/test", type: "sdl.chat.received.v1", time, subject: "Acme" },
    data: { user: "+8490" },
    ...over,
  };
}

/** Values as a reader gives them, one per line. */
export function raw(values: readonly unknown[]): RawRecord[] {
  return values.map((value, index) => ({ line: index + 1, value }));
}

/** Rates March 2026 unless told otherwise. */
export function rate(records: readonly unknown[], request: Partial<RateRequest> = {}): RateResult {
  const run = new RatingRun({ agreements: [agreement()], modules: [chat], period: "2026-03", ...request });
  run.add(raw(records));
  return run.finish();
}

/** Rates the first agreement of a request. */
export function rateOne(records: readonly unknown[], request: Partial<RateRequest> = {}): AgreementResult {
  return rate(records, request).agreements[0]!;
}

export function billOf(records: readonly unknown[], request: Partial<RateRequest> = {}): Bill {
  return rateOne(records, request).bill;
}
