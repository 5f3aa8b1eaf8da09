/** The prices of an example's agreement, ready to be put into words. */
import { countedByCharge } from "../../ir/counted.ts";
import type { DecimalText, EachEvent, PriceEntry, Quantity } from "../../ir/model.ts";
import type { SaidAgreed, SaidEach } from "./phrases/said.ts";
import type { Speaker } from "./phrases/speak.ts";

export function saidPrice(speaker: Speaker, { clause, price }: PriceEntry, currency: string): SaidAgreed {
  const title = speaker.title(clause);
  const money = (amount: DecimalText) => speaker.book.money(amount, currency);
  const each = (of: { readonly each?: EachEvent }) =>
    of.each === undefined ? {} : { each: saidEach(speaker, clause, of.each, money) };
  switch (price.kind) {
    case "flat":
      return { kind: "flat", title, amount: money(price.amount), ...each(price) };
    case "dated":
      return { kind: "dated", title, periods: price.periods.map((p) => ({ ...p, amount: money(p.amount) })), ...each(price) };
    case "rates": {
      const by = price.by.map((field) => speaker.fieldPricing(clause, field));
      const tariff = price.tariff === undefined ? {} : { tariff: speaker.tariff(clause, price.tariff) };
      return { kind: "rates", title, file: price.file, by, ...tariff, ...each(price) };
    }
    case "graduated":
    case "volume": {
      const tiers = price.tiers.map(({ upTo, amount, plus }) => ({
        ...(upTo !== undefined && { upTo: speaker.book.number(upTo) }),
        amount: money(amount),
        ...(plus !== undefined && { plus: money(plus) }),
      }));
      return { kind: "tiers", title, mode: price.kind, tiers };
    }
    case "blocks": {
      const { size, free } = price;
      const first = free === undefined ? {} : { free: speaker.book.number(free) };
      return { kind: "blocks", title, size: speaker.book.number(size), amount: money(price.amount), ...first };
    }
    case "package":
      return {
        kind: "package",
        title,
        included: price.included,
        fee: money(price.fee),
        ...(price.overage !== undefined && { overage: money(price.overage) }),
      };
  }
}

function saidEach(
  speaker: Speaker,
  clause: string,
  { increments, per, ...amounts }: EachEvent,
  money: (amount: DecimalText) => string,
): SaidEach {
  const length = (amount: DecimalText) => speaker.quantity(ofField(speaker, clause, amount));
  return {
    ...(per !== undefined && { per: length(per) }),
    ...(increments && { increments: { first: length(increments.first), next: length(increments.next) } }),
    ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, money(amount)])),
  };
}

/** So much of the field that a charge counts: seconds, bytes, or a number. */
function ofField({ service }: Speaker, clause: string, amount: DecimalText): Quantity {
  const charge = service.charges.find(({ name }) => name === clause);
  const counted = charge && countedByCharge(service, charge);
  const event = counted?.kind === "units" ? service.events.find(({ name }) => name === counted.event) : undefined;
  const field = event?.fields.find(({ name }) => counted?.kind === "units" && name === counted.field);
  if (field?.type.kind === "duration") return { kind: "duration", milliseconds: Number(amount) * 1000, amount, unit: "second" };
  if (field?.type.kind === "size") return { kind: "size", bytes: amount, amount, unit: "byte" };
  return { kind: "count", amount };
}
