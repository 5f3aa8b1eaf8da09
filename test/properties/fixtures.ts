/** Services with combinations of constructs that neither the contracts nor the other fixtures have. */
import type { Charge, Service } from "../../compiler/ir/model.ts";
import * as ir from "../kit/ir.ts";

const hour = ir.constant(ir.duration(1, "hour"));
const addOn: Partial<Charge> = { addOn: true };

/** States that look at other states, keys of two fields, and closing events of the opening kind. */
export const layered: Service = ir.service("Layered", {
  enumerations: [ir.enumeration("Word", "hello", "bye", "more")],
  events: [
    ir.event("sdl.layered.said.v1", "Said", [
      ir.field("user", "text"),
      ir.field("place", "country", true),
      ir.choice("word", "Word"),
      ir.flag("loud", "yes", true),
      ir.field("length", "duration"),
    ]),
    ir.event("sdl.layered.heard.v1", "Heard", [ir.field("user", "text"), ir.field("place", "country", true)]),
  ],
  terms: [ir.term("Silence", ir.duration(1, "hour"))],
  windows: [
    { ...ir.window("Near", ir.constant(ir.duration(12, "hour")), ir.of("Heard"), []), per: ["user", "place"] },
    ir.window("Calm", hour, ir.of("Said", ir.flagged("loud", true)), ["user"]),
  ],
  sets: [
    {
      ...ir.set("Known", "user", ir.of("Said", ir.is("word", "hello")), ir.of("Said", ir.is("word", "bye"))),
      added: [ir.of("Said", ir.is("word", "hello")), ir.of("Heard")],
    },
  ],
  intervals: [
    ir.interval("Visit", "user", ir.of("Said", ir.is("word", "hello")), ir.of("Said", ir.isNot("word", "hello"))),
    { ...ir.interval("Stay", "user", ir.of("Heard"), ir.of("Said", ir.is("word", "bye"))), per: ["user", "place"] },
  ],
  sessions: [
    ir.session("Talk", "user", {
      opens: ir.of("Said", ir.isNot("word", "bye")),
      timeout: ir.termed("Silence"),
      closes: [ir.of("Said", ir.is("word", "bye")), ir.of("Heard")],
    }),
    ir.session("Endless", "user", { opens: ir.of("Heard"), closes: [ir.of("Said", ir.flagged("loud"))] }),
  ],
  measures: [
    ir.measure("Talks", { kind: "sessions", session: "Talk", which: "active" }),
    ir.measure("Ended", { kind: "sessions", session: "Talk", which: "closed" }),
    ir.measure("EndlessActive", { kind: "sessions", session: "Endless", which: "active" }),
    ir.measure("EndlessClosed", { kind: "sessions", session: "Endless", which: "closed" }),
    ir.measure("Visits", { kind: "peak", interval: "Visit" }),
    ir.measure("Visitors", { kind: "alive", interval: "Visit" }),
    ir.measure("Stays", { kind: "alive", interval: "Stay" }),
    ir.measure("People", {
      kind: "distinct",
      of: [
        { ...ir.of("Said", ir.all(ir.inSession("Talk", "user"), ir.onSet("Known", "user"))), field: "user" },
        { ...ir.of("Heard", ir.inSession("Talk", "user", true)), field: "user" },
      ],
    }),
    ir.measure("Seconds", { kind: "sum", of: ir.of("Said", ir.onSet("Known", "user", true)), field: "length" }),
    ir.measure("Also", { kind: "measure", measure: "Seconds" }),
  ],
  charges: [
    ir.charge("Far", {
      kind: "events",
      of: [
        ir.of("Said", { kind: "window", window: "Near", key: ["user", "place"], negated: true }),
        ir.of("Said", ir.any(ir.is("word", "more"), ir.flagged("loud"))),
      ],
    }),
    ir.charge(
      "Time",
      {
        kind: "commenced",
        of: ir.of("Said", ir.inWindow("Calm", "user")),
        field: "length",
        unit: ir.constant(ir.duration(1, "minute")),
      },
      { pricedBy: ["place"], inAdditionTo: ["Far"] },
    ),
    ir.charge(
      "Length",
      { kind: "sum", of: ir.of("Said", ir.inSession("Endless", "user")), field: "length" },
      { pricedBy: ["place", "word"] },
    ),
    ir.charge("Peak", { kind: "peak", interval: "Stay" }),
    ir.charge("Alive", { kind: "alive", interval: "Visit" }),
    ir.charge("Active", { kind: "sessions", session: "Talk", which: "active" }),
    ir.charge("People", { kind: "measure", measure: "People" }),
    ir.charge("TimeAgain", ir.events(ir.of("Said", ir.flagged("loud"))), { pricedAs: "Time" }),
    ir.charge(
      "Kept",
      {
        kind: "storage",
        interval: "Visit",
        field: "length",
        unit: ir.constant(ir.duration(1, "minute")),
        commencedUnit: true,
        per: hour,
      },
      { pricedBy: ["place"] },
    ),
    ir.charge("Extra", ir.events(ir.of("Heard", ir.onSet("Known", "user"))), addOn),
  ],
  fees: [
    ir.fee("Flat", { kind: "monthlyFlat" }, { firstMonthProrated: true }),
    ir.fee("Visitor", { kind: "monthlyPerInterval", interval: "Visit", count: "alive" }, { firstMonthProrated: true }),
    ir.fee(
      "Place",
      { kind: "monthlyPerInterval", interval: "Stay", count: "peak" },
      { firstMonthProrated: true, inAdvance: true },
    ),
    ir.fee("Guest", { kind: "monthlyPerInterval", interval: "Stay", count: "alive" }, { inAdvance: true }),
    ir.fee(
      "Room",
      { kind: "monthlyPerInterval", interval: "Visit", count: "alive" },
      { pricedBy: ["place", "word"], firstMonthProrated: true, inAdvance: true },
    ),
    ir.fee("Entry", { kind: "oncePerEvent", of: ir.of("Said", ir.is("word", "hello", "more")) }, { pricedBy: ["place"] }),
    ir.fee("Once", { kind: "oncePerEvent", of: ir.of("Said", ir.all(ir.is("word", "hello"), ir.onSet("Known", "user"))) }),
  ],
  packages: [ir.packageOf("Bundle", "Seconds"), ir.packageOf("Fixed", "Talks", { overage: false })],
  minimums: [ir.minimum("Least", ir.constant(ir.money("25.5")), ["Far", "Time", "Length"])],
  prohibitions: [
    ir.prohibition("TooMany", { kind: "concurrent", interval: "Stay", limit: ir.constant(ir.count(1)), per: ["user"] }),
    ir.prohibition("TooManyAtAll", { kind: "concurrent", interval: "Visit", limit: ir.constant(ir.count(2)), per: [] }),
    ir.prohibition("Wandering", {
      kind: "distinct",
      of: ir.of("Said"),
      field: "place",
      limit: ir.constant(ir.count(1)),
      per: ["user"],
    }),
    ir.prohibition("Shouting", { kind: "event", of: ir.of("Said", ir.all(ir.flagged("loud"), ir.inSession("Talk", "user"))) }),
  ],
});

/** A limit on different values that looks at the states of the same instant. */
export const limited: Service = ir.service("Limited", {
  events: [
    ir.event("sdl.limited.opened.v1", "Opened", [ir.field("user", "text")]),
    ir.event("sdl.limited.used.v1", "Used", [ir.field("user", "text"), ir.field("item", "text")]),
  ],
  windows: [ir.window("Open", hour, ir.of("Opened"), ["user"])],
  sets: [ir.set("Users", "user", ir.of("Used", undefined), ir.of("Opened"))],
  prohibitions: [
    ir.prohibition("Items", {
      kind: "distinct",
      of: ir.of("Used", ir.inWindow("Open", "user")),
      field: "item",
      limit: ir.constant(ir.count(1)),
      per: ["user"],
    }),
    ir.prohibition("ItemsOfUsers", {
      kind: "distinct",
      of: ir.of("Used", ir.onSet("Users", "user")),
      field: "item",
      limit: ir.constant(ir.count(1)),
      per: ["user"],
    }),
  ],
});
