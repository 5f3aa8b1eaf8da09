/** The words of the language in a line each, with the section of docs/language.md that says more. */

export interface Word {
  readonly text: string;
  /** The heading in docs/language.md, as an anchor. */
  readonly section: string;
}

const word = (section: string, text: string): Word => ({ section, text });

export const words: Readonly<Record<string, Word>> = {
  sdl: word("files", "The version of the language, at the top of every file."),
  import: word("files", "Another file whose shared declarations this one uses."),
  service: word("service", "What a client can take: its events, rules, prose and examples."),
  product: word("product", "A part of a service that is taken by itself."),
  description: word("description-and-clauses", "What the service is, what it includes, and the duties of both sides."),
  clause: word("description-and-clauses", "Prose that is written once and used by name, with parameters."),
  definition: word("definition", "The meaning of a defined term."),
  names: word("names", "Proper names, which stand in capitals and need no definition."),
  interpretation: word("interpretation", "How an unclear place of the source is read, with the reason."),
  uses: word("uses", "Brings shared definitions and interpretations into the service."),
  enumeration: word("enumeration", "Values with titles, for fields of events."),
  event: word("event", "One kind of usage record, with its fields."),
  window: word("window", "Open for a length of time from the last event of a kind."),
  set: word("set", "Keys that were added and not removed since; in an agreement, the value of a term."),
  interval: word("interval", "From one event until another."),
  session: word("session", "Opened by an event, closed by an event, by silence, or some time after it opened."),
  term: word("term", "A named value, fixed or negotiable."),
  when: word("circumstances", "The clause applies only if this was taken or chosen."),
  measure: word("measure", "One number per agreement and calendar month."),
  distinct: word("measure", "Each value of a field counts once a month."),
  charge: word("charge", "What is charged, per event or per unit."),
  commenced: word("charge", "Each unit that has begun counts as a whole one."),
  priced: word("charge", "The fields on which the price depends."),
  tariff: word("charge", "A price list that somebody else keeps."),
  fee: word("fee", "A fixed amount, monthly or once."),
  package: word("package", "A number of units of a measure for a monthly fee."),
  beyond: word("package", "What use beyond the package costs."),
  minimum: word("minimum", "A least amount of traffic per calendar month."),
  refuse: word("short-credit", "Events that pre-paid credit does not cover are refused: they count for nothing."),
  notify: word("short-credit", "The client is told when its pre-paid credit gets short."),
  forbid: word("forbid-and-free", "What the client must not do; a breach is reported, not billed."),
  free: word("forbid-and-free", "Events that are not charged on purpose."),
  example: word("example", "Events under an agreement, and the numbers that must come out."),
  agreed: word("example", "What the agreement of the example says."),
  given: word("example", "The events of the example."),
  expect: word("example", "A number that the bill of the month must show."),
  allow: word("allow", "Accepts a warning where it stands, with a reason."),
  agreement: word("agreement", "Which services a client takes, at which prices, on which terms."),
  take: word("agreement", "A service that the agreement takes, with prices and terms."),
  rates: word("prices", "A rate card: prices by the fields of the charge, in a CSV file."),
  graduated: word("prices", "Each unit costs the price of the tier in which it falls."),
  volume: word("prices", "All units cost the price of the tier that their number reaches."),
  rounding: word("spending-rounding-parts-of-months", "How amounts are rounded, line by line."),
  proration: word("spending-rounding-parts-of-months", "How a month in part is divided."),
  where: word("conditions", "Only events for which this holds."),
  inside: word("states", "While the window or session is open at the instant of the event."),
  outside: word("states", "While the window or session is not open at the instant of the event."),
};
