/**
 * Scales: prices that depend on the number of units of the month. Each tier, each fee of a tier and each count of blocks becomes a line
 * of its own that multiplies once; together they hold every unit exactly once.
 */
import type { BlockPrice, DecimalText, Scale, Text, Tier } from "./agreement.ts";
import { atMost, beyond, commencedUnits, compareDecimals, minus } from "./measure/decimal.ts";

/** Which part of what a clause comes to a line is. */
export interface LinePart {
  readonly kind: "tier" | "tierFee" | "blocks" | "event" | "least" | "most";
  /** Of a tier: the units above this number … */
  readonly above?: DecimalText;
  /** … up to and including this one; absent for the last tier. */
  readonly upTo?: DecimalText;
  readonly text: Text;
}

/** What is multiplied on one line. */
export interface PartAmount {
  readonly quantity: DecimalText;
  readonly unitPrice: DecimalText;
  readonly unit: Text;
  readonly part: LinePart;
}

const month: Text = { en: "month", vi: "tháng" };

/** Units of a month, by their numbers: those above `above` up to and including `upTo`, out of `total`. */
export interface Units {
  readonly above: DecimalText;
  readonly upTo: DecimalText;
  readonly total: DecimalText;
}

export const unitsOf = (total: DecimalText): Units => ({ above: "0", upTo: total, total });

/** What units cost by a scale: one amount per tier that they touch, and one per fee of a tier; or the blocks that they start. */
export function scaleAmounts(scale: Scale, units: Units, unit: Text): PartAmount[] {
  switch (scale.kind) {
    case "blocks":
      return blockAmounts(scale, units, unit);
    case "graduated":
      return tiersWithBounds(scale.tiers).flatMap((tier) => {
        const above = compareDecimals(tier.above, units.above) > 0 ? tier.above : units.above;
        const upTo = tier.upTo === undefined ? units.upTo : atMost(units.upTo, tier.upTo);
        const isEntered = compareDecimals(tier.above, units.above) >= 0 && compareDecimals(units.upTo, tier.above) > 0;
        return tierAmounts(tier, beyond(upTo, above), isEntered, unit);
      });
    case "volume": {
      const tiers = tiersWithBounds(scale.tiers);
      const reached = tiers.find(({ upTo }) => upTo === undefined || compareDecimals(units.total, upTo) <= 0) ?? tiers.at(-1);
      return reached === undefined ? [] : tierAmounts(reached, minus(units.upTo, units.above), units.above === "0", unit);
    }
  }
}

interface BoundTier extends Tier {
  readonly above: DecimalText;
}

function tiersWithBounds(tiers: readonly Tier[]): BoundTier[] {
  return tiers.map((tier, index) => ({ ...tier, above: tiers[index - 1]?.upTo ?? "0" }));
}

function tierAmounts(tier: BoundTier, quantity: DecimalText, isEntered: boolean, unit: Text): PartAmount[] {
  if (compareDecimals(quantity, "0") <= 0) return [];
  const { above, upTo, amount, plus } = tier;
  const part = { above, ...(upTo === undefined ? {} : { upTo }), text: tierText(tier) };
  const fee: PartAmount[] =
    plus === undefined || !isEntered
      ? []
      : [{ quantity: "1", unitPrice: plus, unit: month, part: { kind: "tierFee", ...part, text: tierFeeText(tier) } }];
  return [{ quantity, unitPrice: amount, unit, part: { kind: "tier", ...part } }, ...fee];
}

function tierText({ above, upTo }: BoundTier): Text {
  if (upTo === undefined) return { en: `above ${above}`, vi: `trên ${above}` };
  if (above === "0") return { en: `up to ${upTo}`, vi: `đến ${upTo}` };
  return { en: `above ${above} up to ${upTo}`, vi: `trên ${above} đến ${upTo}` };
}

function tierFeeText(tier: BoundTier): Text {
  const { en, vi } = tierText(tier);
  return { en: `${en}, for the tier`, vi: `${vi}, phí của bậc` };
}

/** Started blocks: those that the units start beyond the blocks that earlier units of the month have started. */
function blockAmounts({ size, amount, free = "0" }: BlockPrice, { above, upTo }: Units, unit: Text): PartAmount[] {
  const blocks = (units: DecimalText) => {
    const paid = beyond(units, free);
    return paid === "0" ? "0" : commencedUnits(paid, size);
  };
  const quantity = minus(blocks(upTo), blocks(above));
  if (quantity === "0") return [];
  const text: Text =
    free === "0"
      ? { en: `started blocks of ${size}`, vi: `số khối ${size} đã bắt đầu` }
      : { en: `started blocks of ${size} beyond the first ${free}`, vi: `số khối ${size} đã bắt đầu, sau ${free} đầu tiên` };
  const called = { en: `block of ${size} (${unit.en})`, vi: `khối ${size} (${unit.vi ?? unit.en})` };
  return [{ quantity, unitPrice: amount, unit: called, part: { kind: "blocks", text } }];
}
