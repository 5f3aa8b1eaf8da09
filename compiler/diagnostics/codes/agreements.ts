/** Diagnostics about agreements and rate cards: 6xxx. */
import { define, meant, type Unknown } from "./define.ts";

export const agreements = {
  missingProperty: define<{ agreement: string; property: string; example: string }>(
    "SDL6001",
    "error",
    (p) => `${p.agreement} does not say its ${p.property}.`,
    (p) => `Add \`${p.example}\`.`,
  ),
  missingPrice: define<{ clause: string; example: string }>(
    "SDL6002",
    "error",
    (p) => `There is no price for ${p.clause}.`,
    (p) => `Add for example \`${p.example}\`.`,
  ),
  surplusPrice: define<Unknown>(
    "SDL6003",
    "error",
    (p) => `\`${p.name}\` is not charged by ${p.what}, so it cannot have a price.`,
    meant,
  ),
  notNegotiable: define<{ term: string; value: string }>(
    "SDL6004",
    "error",
    (p) => `${p.term} is not negotiable: the contract fixes it at ${p.value}.`,
    () => "Remove the line, or let the contract say `unless otherwise agreed`.",
  ),
  limitExceeded: define<{ term: string; limit: string }>(
    "SDL6005",
    "error",
    (p) => `${p.term} is limited by the contract: ${p.limit}.`,
    () => "Choose a value within the limit.",
  ),
  wrongCurrency: define<{ what: string; found: string; expected: string }>(
    "SDL6006",
    "error",
    (p) => `${p.what} is in ${p.found}, but the agreement is in ${p.expected}.`,
    () => "Amounts of different currencies cannot be added; SDL converts nothing.",
  ),
  wrongPriceShape: define<{ clause: string; needs: string; example: string }>(
    "SDL6007",
    "error",
    (p) => `${p.clause} needs ${p.needs}.`,
    (p) => `Write for example \`${p.example}\`.`,
  ),
  noOverage: define<{ clause: string }>(
    "SDL6008",
    "error",
    (p) => `The contract says nothing of use beyond the package ${p.clause}, so the agreement cannot price it.`,
    () => "Remove `, then … each`, or add `beyond it charge each` to the contract.",
  ),
  missingOverage: define<{ clause: string }>(
    "SDL6009",
    "error",
    (p) => `The contract charges each unit beyond the package ${p.clause}; the agreement gives no price for it.`,
    () => "Add `, then 0.04 EUR each`.",
  ),
  wrongPriceFields: define<{ clause: string; found: string; allowed: string }>(
    "SDL6010",
    "error",
    (p) => `The price of ${p.clause} cannot depend on ${p.found}.`,
    (p) => `The contract allows: ${p.allowed}.`,
  ),
  onlyWithin: define<{ name: string; category: string }>(
    "SDL6011",
    "error",
    (p) => `${p.name} is available only within ${p.category}.`,
    (p) => `Take a service of ${p.category} too that is available by itself.`,
  ),
  alternatives: define<{ first: string; others: string }>(
    "SDL6012",
    "error",
    (p) => `${p.first} and ${p.others} are alternatives: exactly one of them has a price.`,
  ),
  rateCard: define<{ file: string; message: string; hint?: string | undefined }>(
    "SDL6013",
    "error",
    (p) => `${p.file}: ${p.message}`,
    (p) => p.hint,
  ),
  takenTwice: define<{ service: string }>(
    "SDL6014",
    "error",
    (p) => `${p.service} is taken twice.`,
    () => "Put all its prices into one `take`.",
  ),
  unknownTariff: define<{ clause: string; tariff: string; known?: string | undefined }>(
    "SDL6015",
    "error",
    (p) => `The contract names no external tariff \`${p.tariff}\` for ${p.clause}.`,
    (p) => (p.known === undefined ? "Write `at rates` instead." : `It names \`${p.known}\`.`),
  ),
  datesReversed: define<object>("SDL6016", "error", () => "The agreement ends before it begins."),
  needsProduct: define<{ service: string; products: readonly string[] }>(
    "SDL6017",
    "error",
    (p) => `${p.service} comes as several products.`,
    (p) => `Take one of them: ${p.products.map((x) => `\`take ${p.service}.${x}\``).join(", ")}.`,
  ),
  creditWithoutPrePay: define<object>(
    "SDL6018",
    "warning",
    () => "Credit means nothing in a post-pay agreement.",
    () => "Write `charging model pre-pay`, or remove the credit.",
  ),
  accountTwice: define<{ account: string; other: string }>(
    "SDL6019",
    "error",
    (p) => `The account "${p.account}" also belongs to ${p.other}.`,
    () => "Usage must name one agreement.",
  ),
  rateGap: define<{ file: string; days: string; keys: readonly string[] }>(
    "SDL6301",
    "warning",
    (p) => {
      const [first = "", ...more] = p.keys;
      return `${p.file} has no price for ${first}${more.length === 0 ? "" : ` and ${more.length} more`} ${p.days}.`;
    },
    () => "Usage of these days would stand on an error line. Let a line hold longer, or add one.",
  ),
  takenOutside: define<{ service: string; day: string; time: string }>(
    "SDL6302",
    "error",
    (p) => `${p.service} is taken from ${p.day} on, but the agreement is in force ${p.time}.`,
    () => "Choose a day in the time of the agreement.",
  ),
  notInForce: define<{ clause: string; circumstance: string }>(
    "SDL6020",
    "error",
    (p) => `${p.clause} does not apply in this agreement, so it cannot have a price: the contract says \`${p.circumstance}\`.`,
    () => "Remove the price, or agree on what the circumstance asks for.",
  ),
  missingTerm: define<{ term: string; example: string }>(
    "SDL6021",
    "error",
    (p) => `There is no value for ${p.term}; the contract leaves it to each agreement.`,
    (p) => `Add for example \`${p.example}\`.`,
  ),
} as const;
