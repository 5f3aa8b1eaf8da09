/** Records that add to the pre-paid credit of an agreement: of no service, in the currency of the agreement, never charged. */
import { z } from "zod";
import type { ChargingModel, DecimalText, Milliseconds } from "./agreement.ts";
import type { UsageEvent } from "./envelope.ts";
import { field } from "./fields.ts";
import type { EventInfo } from "./module.ts";
import { Decimal, minorDigits } from "./money.ts";
import type { Problem } from "./record.ts";
import { excerpt } from "./text.ts";

/** CloudEvents type of a top-up. */
export const TOP_UP_TYPE = "sdl.top-up.v1";

/** Top-ups as a kind of event. */
export const topUpEvent: EventInfo = {
  name: "TopUp",
  type: TOP_UP_TYPE,
  title: { en: "Top-up", vi: "Nạp tiền" },
  schema: z.strictObject({ amount: field.number, currency: field.text.optional() }),
  fields: { amount: { kind: "number" }, currency: { kind: "text", optional: true } },
};

/** Credit that was added. */
export interface TopUp {
  readonly id: string;
  readonly source: string;
  readonly at: Milliseconds;
  readonly amount: DecimalText;
}

interface Account {
  readonly name: string;
  readonly chargingModel: ChargingModel;
  readonly currency: string;
}

/** Why a top-up cannot be taken; undefined when it can, or the event is none. */
export function topUpProblem({ type, data }: UsageEvent, { name, chargingModel, currency }: Account): Problem | undefined {
  if (type !== TOP_UP_TYPE) return undefined;
  if (chargingModel !== "pre-pay")
    return {
      code: "not-pre-paid",
      field: "type",
      reason: `${name} is not pre-paid, so nothing can be topped up`,
      hint: "A pre-paid agreement says `charging model pre-pay`.",
    };
  const { amount, currency: given = currency } = data as { readonly amount: DecimalText; readonly currency?: string };
  if (given !== currency)
    return { code: "field-invalid", field: "currency", reason: `currency must be ${currency}, not "${excerpt(given, 40)}"` };
  if (Decimal.parse(amount).compare(Decimal.zero) <= 0)
    return { code: "field-invalid", field: "amount", reason: "amount must be more than zero", hint: "A wrong top-up is voided." };
  const digits = minorDigits(currency);
  if ((amount.split(".")[1]?.length ?? 0) > digits)
    return { code: "field-invalid", field: "amount", reason: `amount has more than the ${digits} decimals of ${currency}` };
  return undefined;
}

/** What a top-up that was taken adds. */
export function topUpOf({ id, source, at, data }: UsageEvent): TopUp {
  return { id, source, at, amount: (data as { readonly amount: DecimalText }).amount };
}
