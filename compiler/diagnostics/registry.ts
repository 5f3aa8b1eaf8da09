/**
 * Every diagnostic of the compiler: a stable code, a severity, and its words. Codes are never used again for something else.
 * 1xxx files and syntax, 2xxx names, 3xxx types, values and units, 4xxx rules, 5xxx translations, 6xxx agreements and rate cards, 7xxx examples.
 */
import type { Kind, Severity } from "./diagnostic.ts";

function define<P>(code: string, severity: Severity, message: (p: P) => string, hint?: (p: P) => string | undefined): Kind<P> {
  return { code, severity, message, ...(hint === undefined ? {} : { hint }) };
}

/** "Did you mean …?" when there is something to mean. */
const meant = (p: { suggestion?: string | undefined; known?: readonly string[] }): string | undefined =>
  p.suggestion !== undefined
    ? `Did you mean \`${p.suggestion}\`?`
    : p.known !== undefined && p.known.length > 0
      ? `Known here: ${p.known.slice(0, 12).join(", ")}${p.known.length > 12 ? ", …" : ""}.`
      : undefined;

export interface Unknown {
  readonly what: string;
  readonly name: string;
  readonly where?: string;
  readonly suggestion?: string | undefined;
  readonly known?: readonly string[];
}

export const D = {
  // files and syntax
  syntax: define<{ message: string; hint?: string | undefined }>(
    "SDL1001",
    "error",
    (p) => p.message,
    (p) => p.hint,
  ),
  fileMissing: define<{ path: string }>(
    "SDL1002",
    "error",
    (p) => `There is no file ${p.path}.`,
    () => "The path is relative to the file that names it.",
  ),
  fileOutside: define<{ path: string }>(
    "SDL1003",
    "error",
    (p) => `${p.path} lies outside the workspace.`,
    () => "Move the file into the workspace; contracts read nothing else.",
  ),
  fileUnreadable: define<{ path: string; reason: string }>("SDL1004", "error", (p) => `${p.path} cannot be read: ${p.reason}.`),
  importCycle: define<{ path: readonly string[] }>(
    "SDL1005",
    "error",
    (p) => `These files import one another in a circle: ${p.path.join(" → ")}.`,
    () => "Move what they share into a file of its own.",
  ),
  emptyFile: define<object>(
    "SDL1006",
    "error",
    () => "The file is empty.",
    () => "A file begins with `sdl 1` and holds a service, an agreement or shared clauses.",
  ),
  noVersion: define<object>(
    "SDL1007",
    "warning",
    () => "The file does not say in which version of SDL it is written.",
    () => "Begin it with `sdl 1`.",
  ),
  wrongVersion: define<{ version: string }>(
    "SDL1008",
    "error",
    (p) => `This compiler reads SDL 1, not SDL ${p.version}.`,
    () => "Write `sdl 1`.",
  ),
  noFiles: define<{ path: string }>(
    "SDL1009",
    "error",
    (p) => `There is no .sdl file at ${p.path}.`,
    () => "Name a folder that holds contracts, or `sdl init` one.",
  ),
  notSdl: define<{ path: string }>(
    "SDL1010",
    "error",
    (p) => `${p.path} is not an .sdl file.`,
    () => "Imports name .sdl files; rate cards stand in agreements.",
  ),

  // names
  unknownName: define<Unknown>(
    "SDL2001",
    "error",
    (p) => `There is no ${p.what} called \`${p.name}\`${p.where === undefined ? "" : ` ${p.where}`}.`,
    meant,
  ),
  duplicateName: define<{ name: string; what: string }>(
    "SDL2002",
    "error",
    (p) => `\`${p.name}\` is declared twice${p.what === "" ? "" : ` ${p.what}`}.`,
    () => "Give one of them another name.",
  ),
  wrongKind: define<{ name: string; is: string; expected: string }>(
    "SDL2003",
    "error",
    (p) => `\`${p.name}\` is ${p.is}, where ${p.expected} is needed.`,
  ),
  circular: define<{ path: readonly string[] }>(
    "SDL2004",
    "error",
    (p) => `These definitions rest on one another in a circle: ${p.path.join(" → ")}.`,
  ),
  misplaced: define<{ what: string }>(
    "SDL2005",
    "error",
    (p) => `${p.what} belongs into a service.`,
    () => "Move it between the braces of `service … { }`.",
  ),
  notImported: define<{ what: string; name: string; file: string }>(
    "SDL2006",
    "error",
    (p) => `The ${p.what} \`${p.name}\` stands in ${p.file}, which this file does not import.`,
    (p) => `Add \`import\` for ${p.file} at the top.`,
  ),
  unusedImport: define<{ path: string }>(
    "SDL2007",
    "warning",
    (p) => `Nothing of ${p.path} is used here.`,
    () => "Remove the import.",
  ),
  unusedElement: define<{ what: string; name: string }>(
    "SDL2008",
    "warning",
    (p) => `The ${p.what} \`${p.name}\` is never used.`,
    () => "Use it in a rule, or remove it.",
  ),
  repeated: define<{ what: string }>(
    "SDL2009",
    "error",
    (p) => `${p.what} is given twice.`,
    () => "Keep one of the two.",
  ),
  reservedName: define<{ name: string }>(
    "SDL2010",
    "error",
    (p) => `\`${p.name}\` cannot be a name.`,
    () => "Choose another one; the title can still say it.",
  ),

  // types, values and units
  unknownType: define<Unknown>("SDL3001", "error", (p) => `There is no type \`${p.name}\`.`, meant),
  notAValue: define<Unknown>("SDL3002", "error", (p) => `\`${p.name}\` is not one of the values of ${p.what}.`, meant),
  wrongCondition: define<{ field: string; type: string; needed: string; hint: string }>(
    "SDL3003",
    "error",
    (p) => `\`${p.field}\` is ${p.type}; this condition needs ${p.needed}.`,
    (p) => p.hint,
  ),
  wrongUnit: define<{ found: string; expected: string; example: string }>(
    "SDL3004",
    "error",
    (p) => `This is ${p.found}, where ${p.expected} is needed.`,
    (p) => `Write for example \`${p.example}\`.`,
  ),
  unknownCurrency: define<{ code: string; suggestion?: string | undefined }>(
    "SDL3005",
    "error",
    (p) => `\`${p.code}\` is not a currency of ISO 4217.`,
    (p) => meant(p) ?? "Write for example `EUR` or `VND`.",
  ),
  badDate: define<{ text: string }>(
    "SDL3007",
    "error",
    (p) => `There is no day ${p.text} in the calendar.`,
    () => "Write year, month and day: 2026-03-31.",
  ),
  badTime: define<{ text: string }>(
    "SDL3008",
    "error",
    (p) => `${p.text} is not a time of day.`,
    () => "Write hours and minutes from 00:00 to 23:59; seconds and thousandths if needed.",
  ),
  unknownZone: define<{ zone: string; suggestion?: string | undefined }>(
    "SDL3009",
    "error",
    (p) => `"${p.zone}" is not a time zone.`,
    (p) => meant(p) ?? 'Write an IANA name, for example "Asia/Ho_Chi_Minh".',
  ),
  skippedTime: define<{ text: string; zone: string }>(
    "SDL3010",
    "warning",
    (p) => `${p.text} does not exist, or exists twice, in ${p.zone}: clocks were changed then.`,
    () => "Choose another time.",
  ),
  keyMismatch: define<{ state: string; key: string; event: string }>(
    "SDL3011",
    "error",
    (p) => `${p.state} is kept per ${p.key}, which ${p.event} does not have.`,
    (p) => `Add the field ${p.key} to ${p.event}.`,
  ),
  keyTypeMismatch: define<{ key: string; first: string; second: string }>(
    "SDL3012",
    "error",
    (p) => `\`${p.key}\` has different types in ${p.first} and ${p.second}.`,
    () => "A key must have one type in all events that use it.",
  ),
  zeroLength: define<{ what: string }>("SDL3013", "error", (p) => `${p.what} must be longer than nothing.`),

  // rules
  missingPart: define<{ what: string; part: string; example: string }>(
    "SDL4001",
    "error",
    (p) => `${p.what} does not say ${p.part}.`,
    (p) => `Write for example \`${p.example}\`.`,
  ),
  negotiableLimit: define<{ name: string; limit: string }>(
    "SDL4002",
    "error",
    (p) => `The value of ${p.name} is outside its own limits (${p.limit}).`,
  ),
  badPer: define<object>(
    "SDL4003",
    "error",
    () => "Size is charged per started time, and only intervals have both.",
    () => "Write `for each GB of size of INTERVAL per commenced 24 hours`.",
  ),
  badWhich: define<{ word: string; what: string; hint: string }>(
    "SDL4004",
    "error",
    (p) => `\`${p.word}\` cannot be said of ${p.what}.`,
    (p) => p.hint,
  ),
  unpricedField: define<{ field: string }>(
    "SDL4005",
    "error",
    (p) => `A price can only depend on \`${p.field}\` where single events are charged.`,
    () => "Remove `priced by`, or charge `for each` event.",
  ),
  conditionOnState: define<{ what: string }>(
    "SDL4006",
    "error",
    (p) => `A condition cannot be put on ${p.what}.`,
    () => "Put it on the events that it rests on.",
  ),
  optionalKey: define<{ field: string; event: string }>(
    "SDL4007",
    "error",
    (p) => `\`${p.field}\` of ${p.event} may be left out, so it cannot be a key.`,
    () => "Remove `optional` from the field.",
  ),
  membership: define<{ name: string; products: readonly string[] }>(
    "SDL4008",
    "error",
    (p) => `${p.name} belongs to several products: ${p.products.join(", ")}.`,
  ),
  stateRestsOnState: define<{ what: string }>(
    "SDL4009",
    "error",
    (p) => `${p.what} changes state and cannot itself depend on a state.`,
    () => "Use only fields of the event in this condition.",
  ),

  // translations
  missingLanguage: define<{ what: string; language: string }>(
    "SDL5001",
    "error",
    (p) => `${p.what} has no text in "${p.language}".`,
    (p) => `Add \`${p.language} "…"\`.`,
  ),
  missingTitle: define<{ what: string; name: string }>(
    "SDL5002",
    "warning",
    (p) => `The ${p.what} \`${p.name}\` is used in a rule and has no title.`,
    () => 'Add `title en "…" vi "…"`; the documents show it instead of the name.',
  ),
  repeatedLanguage: define<{ language: string }>(
    "SDL5003",
    "error",
    (p) => `The language "${p.language}" is given twice.`,
    () => "Keep one of the two texts.",
  ),
  unknownParameter: define<Unknown>(
    "SDL5004",
    "error",
    (p) => `The text speaks of {${p.name}}, which ${p.what} does not have.`,
    meant,
  ),
  missingArgument: define<{ clause: string; parameter: string }>(
    "SDL5005",
    "error",
    (p) => `The clause ${p.clause} needs \`${p.parameter}\`.`,
    (p) => `Write \`${p.clause}(${p.parameter}: "…")\`.`,
  ),
  differentParameters: define<{ language: string; parameter: string }>(
    "SDL5006",
    "error",
    (p) => `The "${p.language}" text does not mention {${p.parameter}}, the others do.`,
    () => "All languages must say the same.",
  ),

  // agreements and rate cards
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
  onlyWithin: define<{ service: string; category: string }>(
    "SDL6011",
    "error",
    (p) => `${p.service} is available only within ${p.category}.`,
    (p) => `Take a service of ${p.category} too.`,
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

  // examples
  exampleValue: define<{ message: string; hint?: string | undefined }>(
    "SDL7001",
    "error",
    (p) => p.message,
    (p) => p.hint,
  ),
  missingField: define<{ event: string; field: string }>(
    "SDL7002",
    "error",
    (p) => `${p.event} needs the field \`${p.field}\`.`,
    (p) => `Add \`${p.field} …\`, or make the field optional.`,
  ),
  noExpectation: define<{ name: string }>(
    "SDL7003",
    "error",
    (p) => `The example ${p.name} expects nothing.`,
    () => "Add `expect NAME NUMBER`.",
  ),
  noPeriod: define<object>(
    "SDL7004",
    "error",
    () => "It is unclear which month is meant.",
    () => "Write `expect in 2026-03 …`.",
  ),
} as const;
