/** From counts to lines: money once per line, in whole numbers. */
import { type PackagePrice, type Plan, SMS, VOICE, WHATSAPP } from "./plan.ts";
import type { Counts } from "./rater.ts";

/** Parts of one, of prices and of quantities that no decimal can write. */
const PRICE_DIGITS = 6;
const STATED_DIGITS = 12;

/** What all raters are compared by: a line per line of the bills and per count, sorted as text. */
export function billText(plan: Plan, counts: Counts): string {
  const lines: string[] = [];
  for (const [who, name] of plan.names.entries()) {
    const digits = plan.digits[who]!;
    const line = (clause: string, kind: string, key: string, quantity: number | string, price: string, amount: bigint) =>
      lines.push([name, clause, kind, key, quantity, price, decimal(amount, digits)].join("\t"));
    const charge = (clause: string, kind: string, key: string, quantity: number, price: string) => {
      if (quantity > 0) line(clause, kind, key, quantity, price, money(BigInt(quantity), scaled(price), PRICE_DIGITS, digits));
    };
    const byRow = (clause: string, service: number, counted: Uint32Array | Float64Array) => {
      const { price, key, keys } = plan.rates[service]!;
      for (let row = 0; row < price.length; row += 1)
        charge(clause, "charge", keys[key[row]!]!, counted[who * price.length + row]!, price[row]!);
    };
    const bundle = (clause: string, used: number, { included, fee, overage }: PackagePrice) => {
      charge(clause, "package", "", 1, fee);
      charge(clause, "overage", "", used - included, overage);
    };
    byRow("SMS.MobileTerminated", SMS, counts.terminated);
    charge("SMS.MobileOriginated", "charge", "", counts.originated[who]!, plan.originated[who]!);
    byRow("WhatsApp.TemplateMessage", WHATSAPP, counts.templates);
    bundle("WhatsApp.MonthlyActiveUserFee", counts.users[who]!, plan.activeUsers[who]!);
    byRow("VoiceMessages.CallTime", VOICE, counts.callUnits);
    charge("VoiceMessages.MachineDetection", "charge", "", counts.detections[who]!, plan.detection[who]!);
    charge("Email.SubmittedEmail", "charge", "", counts.emails[who]!, plan.email[who]!);
    charge("Email.SuppressedEmail", "charge", "", counts.suppressed[who]!, plan.email[who]!);
    bundle("Answers.SessionPackage", counts.sessions[who]!, plan.sessions[who]!);
    if (counts.stored[who]! > 0) {
      // Minutes, stated to twelve digits, half up.
      const minutes = divided(BigInt(counts.stored[who]!) * 10n ** BigInt(STATED_DIGITS), 60n);
      const amount = money(minutes, scaled(plan.storage[who]!), STATED_DIGITS + PRICE_DIGITS, digits);
      line("Recording.StorageByLength", "charge", "", shortest(minutes, STATED_DIGITS), plan.storage[who]!, amount);
    }
    for (const count of ["received", "context", "duplicate", "breaches"] as const)
      lines.push(`${name}\t#${count}\t${counts[count][who]}`);
  }
  return `${lines.sort().join("\n")}\n`;
}

function scaled(price: string): bigint {
  const [whole = "", fraction = ""] = price.split(".");
  return BigInt(whole + fraction.padEnd(PRICE_DIGITS, "0"));
}

/** A product with so many digits behind the point, rounded half up to those of the currency. */
function money(quantity: bigint, price: bigint, places: number, digits: number): bigint {
  return divided(quantity * price, 10n ** BigInt(places - digits));
}

function divided(amount: bigint, by: bigint): bigint {
  return (2n * amount + by) / (2n * by);
}

function decimal(amount: bigint, digits: number): string {
  if (digits === 0) return String(amount);
  const text = String(amount).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function shortest(amount: bigint, digits: number): string {
  return decimal(amount, digits).replace(/\.?0+$/, "");
}
