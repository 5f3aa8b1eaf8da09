/** What prices depend on, by its titles: fields of the event that is charged, or that begins what is charged. */
import type { Counting, Fee } from "../../../ir/model.ts";
import { inWords, Names } from "./names.ts";

export class PricingNames extends Names {
  /** The title of a field by which a charge or a fee is priced. */
  fieldPricing(clause: string, field: string): string {
    const charge = this.service.charges.find((each) => each.name === clause);
    const fee = this.service.fees.find((each) => each.name === clause);
    const event = charge ? this.eventCounted(charge.counts) : fee ? this.eventDue(fee.basis) : "";
    return this.field(event, field);
  }

  /** The event whose fields the price of a fee depends on. */
  protected eventDue(basis: Fee["basis"]): string {
    if (basis.kind === "oncePerEvent") return basis.of.event;
    return basis.kind === "monthlyFlat" ? "" : this.eventCounted({ kind: "alive", interval: basis.interval });
  }

  /** The title of the external tariff of a charge. */
  tariff(charge: string, tariff: string): string {
    const found = this.service.charges.find((each) => each.name === charge)?.externalTariff;
    return found?.name === tariff ? this.titleOf(found) : inWords(tariff);
  }

  /** The event whose fields a price depends on. */
  protected eventCounted(counting: Counting): string {
    switch (counting.kind) {
      case "events":
      case "distinct":
        return counting.of[0]?.event ?? "";
      case "sum":
      case "commenced":
      case "commencedTotal":
        return counting.of.event;
      case "peak":
      case "alive":
      case "storage":
        return this.service.intervals.find((each) => each.name === counting.interval)?.from.event ?? "";
      case "sessions":
        return this.service.sessions.find((each) => each.name === counting.session)?.opens.event ?? "";
      case "measure": {
        const measure = this.service.measures.find((each) => each.name === counting.measure);
        return measure === undefined ? "" : this.eventCounted(measure.counts);
      }
    }
  }
}
