/** Services in the intermediate representation that together use every construct. */
import type { Service } from "../../compiler/ir/model.ts";
import * as ir from "./ir.ts";

const statuses = ir.enumeration("DeliveryStatus", "pending", "delivered", "failed");

/** Template messages outside a window, monthly active users in a package, a prohibition and a free rule. */
export const whatsApp: Service = ir.service("WhatsApp", {
  title: ir.text("WhatsApp"),
  doc: "Business messages to WhatsApp users.",
  origin: { file: "contracts/channels/whatsapp.sdl", line: 6, column: 1 },
  enumerations: [statuses, ir.enumeration("OutboundFormat", "template", "freeForm")],
  events: [
    ir.event(
      "sdl.whatsapp.outbound.v1",
      "Outbound",
      [
        ir.field("user", "phone"),
        ir.choice("format", "OutboundFormat"),
        ir.choice("status", "DeliveryStatus"),
        ir.field("destination", "country"),
      ],
      { title: ir.text("message sent by the client", "tin nhắn do khách hàng gửi"), titled: true },
    ),
    ir.event("sdl.whatsapp.inbound.v1", "Inbound", [ir.field("user", "phone")], {
      title: ir.text("message received from the user", "tin nhắn nhận được từ người dùng"),
      titled: true,
    }),
  ],
  windows: [
    ir.window("CustomerSupportWindow", ir.constant(ir.duration(24, "hour")), ir.of("Inbound"), ["user"], {
      title: ir.text("Customer Support Window", "Cửa sổ Hỗ trợ Khách hàng"),
      titled: true,
      short: "CSW",
    }),
  ],
  measures: [
    ir.measure(
      "MonthlyActiveUsers",
      { kind: "distinct", of: [{ ...ir.of("Outbound", ir.is("status", "delivered")), field: "user" }] },
      { title: ir.text("Monthly Active Users", "Người dùng hoạt động hàng tháng"), titled: true, short: "MAU" },
    ),
  ],
  charges: [
    ir.charge(
      "TemplateMessage",
      ir.events(
        ir.of(
          "Outbound",
          ir.all(ir.is("format", "template"), ir.is("status", "delivered"), ir.inWindow("CustomerSupportWindow", "user", true)),
        ),
      ),
      {
        title: ir.text("Chargeable Event", "Trường hợp tính phí"),
        titled: true,
        pricedBy: ["destination"],
        externalTariff: {
          name: "OperatorPriceList",
          title: ir.text("the operator's price list", "bảng giá của nhà mạng"),
          titled: true,
        },
      },
    ),
  ],
  packages: [
    ir.packageOf("MonthlyActiveUserFee", "MonthlyActiveUsers", {
      title: ir.text("Monthly Active User Fee", "Phí người dùng hoạt động hàng tháng"),
      titled: true,
    }),
  ],
  prohibitions: [
    ir.prohibition("FreeFormOutsideWindow", {
      kind: "event",
      of: ir.of("Outbound", ir.all(ir.is("format", "freeForm"), ir.inWindow("CustomerSupportWindow", "user", true))),
    }),
  ],
  freeRules: [ir.free("Undelivered", ir.of("Outbound", ir.isNot("status", "delivered")))],
});

const answered = ir.is("answeredBy", "person", "machine");

/** Commenced increments that an agreement may change, an optional flag, an add-on, leased numbers, a setup fee. */
export const voice: Service = ir.service("VoiceMessages", {
  enumerations: [ir.enumeration("Answer", "person", "machine", "nobody")],
  events: [
    ir.event("sdl.voice-messages.call.v1", "Call", [
      ir.field("duration", "duration"),
      ir.choice("answeredBy", "Answer"),
      ir.flag("machineDetection", "requested", true),
      ir.field("destination", "phone"),
    ]),
    ir.event("sdl.voice-messages.leased.v1", "Leased", [ir.field("number", "phone")]),
    ir.event("sdl.voice-messages.released.v1", "Released", [ir.field("number", "phone")]),
  ],
  terms: [
    ir.term("ChargingIncrement", ir.duration(60, "second"), { atMost: ir.duration(5, "minute") }),
    ir.term("ShortCall", ir.duration(3, "second"), { negotiable: "no" }),
  ],
  intervals: [ir.interval("LeasedNumber", "number", ir.of("Leased"), ir.of("Released"))],
  measures: [
    ir.measure("TalkTime", {
      kind: "commenced",
      of: ir.of("Call", answered),
      field: "duration",
      unit: ir.termed("ChargingIncrement"),
    }),
    ir.measure("Seconds", { kind: "sum", of: ir.of("Call", answered), field: "duration" }),
    ir.measure("LongCalls", ir.events(ir.of("Call", ir.compare("duration", "above", ir.termed("ShortCall"))))),
    ir.measure("Numbers", { kind: "alive", interval: "LeasedNumber" }),
  ],
  charges: [
    ir.charge(
      "CallTime",
      { kind: "commenced", of: ir.of("Call", answered), field: "duration", unit: ir.termed("ChargingIncrement") },
      { pricedBy: ["destination"] },
    ),
    ir.charge("MachineDetection", ir.events(ir.of("Call", ir.all(ir.flagged("machineDetection"), answered))), {
      addOn: true,
      inAdditionTo: ["CallTime"],
    }),
    ir.charge("NoDetection", ir.events(ir.of("Call", ir.flagged("machineDetection", true))), { addOn: true }),
  ],
  fees: [
    ir.fee("VoiceNumber", { kind: "monthlyPerInterval", interval: "LeasedNumber", count: "alive" }),
    ir.fee("SetupFee", { kind: "oncePerEvent", of: ir.of("Leased") }),
  ],
});

/** A minimum for two charging models. */
export const viber: Service = ir.service("Viber", {
  enumerations: [statuses],
  events: [ir.event("sdl.viber.message.v1", "Message", [ir.choice("status", "DeliveryStatus"), ir.field("note", "text", true)])],
  terms: [ir.term("Commitment", ir.money("300"))],
  charges: [ir.charge("ServiceMessage", ir.events(ir.of("Message", ir.is("status", "delivered"))))],
  minimums: [ir.minimum("MonthlyTraffic", ir.termed("Commitment"), ["ServiceMessage"])],
});

/** Products, seats at their peak in advance and prorated, an alternative package, two limits, storage when subscribed. */
export const conversations: Service = ir.service("Conversations", {
  category: "SaaS",
  products: [ir.named("FullSolution"), ir.named("Api")],
  events: [
    ir.event("sdl.conversations.access-granted.v1", "AccessGranted", [ir.field("user", "text")]),
    ir.event("sdl.conversations.access-revoked.v1", "AccessRevoked", [ir.field("user", "text")]),
    ir.event("sdl.conversations.signed-in.v1", "SignedIn", [
      ir.field("device", "text"),
      ir.field("user", "text"),
      ir.field("licence", "text", true),
    ]),
    ir.event("sdl.conversations.signed-out.v1", "SignedOut", [ir.field("device", "text")]),
  ],
  intervals: [
    ir.interval("Seat", "user", ir.of("AccessGranted"), ir.of("AccessRevoked")),
    ir.interval("UserSession", "device", ir.of("SignedIn"), ir.of("SignedOut")),
  ],
  measures: [
    ir.measure("ConcurrentSeats", { kind: "peak", interval: "Seat" }),
    ir.measure("Agents", { kind: "alive", interval: "Seat" }),
  ],
  fees: [
    ir.fee(
      "NamedUserLicence",
      { kind: "monthlyPerInterval", interval: "Seat", count: "peak" },
      {
        product: "FullSolution",
        inAdvance: true,
        firstMonthProrated: true,
        alternativeTo: ["AgentPackage"],
      },
    ),
    ir.fee(
      "PlatformFee",
      { kind: "monthlyFlat" },
      { circumstances: [{ kind: "subscription", service: "Recording", negated: true, included: true }] },
    ),
  ],
  packages: [ir.packageOf("AgentPackage", "Agents", { product: "FullSolution", overage: false })],
  prohibitions: [
    ir.prohibition("SharedLicence", {
      kind: "concurrent",
      interval: "UserSession",
      limit: ir.constant(ir.count(1)),
      per: ["licence"],
    }),
    ir.prohibition("MovedLicence", {
      kind: "distinct",
      of: ir.of("SignedIn"),
      field: "user",
      limit: ir.constant(ir.count(1)),
      per: ["licence"],
    }),
  ],
});

/** A suppression list, and a charge at the price of another. */
export const email: Service = ir.service("Email", {
  enumerations: [ir.enumeration("BounceKind", "permanent", "temporary")],
  events: [
    ir.event("sdl.email.message.v1", "Message", [ir.field("address", "email"), ir.field("region", "text")]),
    ir.event("sdl.email.bounce.v1", "Bounce", [ir.field("address", "email"), ir.choice("kind", "BounceKind")]),
    ir.event("sdl.email.reinstatement.v1", "Reinstatement", [ir.field("address", "email")]),
  ],
  sets: [ir.set("SuppressionList", "address", ir.of("Bounce", ir.is("kind", "permanent")), ir.of("Reinstatement"))],
  charges: [
    ir.charge("Submitted", ir.events(ir.of("Message", ir.onSet("SuppressionList", "address", true))), { pricedBy: ["region"] }),
    ir.charge("Suppressed", ir.events(ir.of("Message", ir.onSet("SuppressionList", "address"))), { pricedAs: "Submitted" }),
  ],
});

/** A session with a configurable time-out: opened, active and closed ones counted. */
export const answers: Service = ir.service("Answers", {
  category: "SaaS",
  enumerations: [ir.enumeration("MessageFrom", "endUser", "bot")],
  events: [
    ir.event("sdl.answers.message.v1", "Message", [ir.field("user", "phone"), ir.choice("from", "MessageFrom")]),
    ir.event("sdl.answers.completed.v1", "Completed", [ir.field("user", "phone")]),
  ],
  terms: [ir.term("SessionTimeout", ir.duration(30, "minute"), { negotiable: "configured", atMost: ir.duration(24, "hour") })],
  sessions: [
    ir.session("BotSession", "user", {
      opens: ir.of("Message", ir.is("from", "endUser")),
      timeout: ir.termed("SessionTimeout"),
      closes: [ir.of("Completed")],
    }),
  ],
  measures: [
    ir.measure("Opened", { kind: "sessions", session: "BotSession", which: "opened" }),
    ir.measure("Closed", { kind: "sessions", session: "BotSession", which: "closed" }),
    ir.measure("Active", { kind: "sessions", session: "BotSession", which: "active" }),
  ],
  charges: [
    ir.charge("BotUse", { kind: "measure", measure: "Opened" }),
    ir.charge("BotClosed", { kind: "sessions", session: "BotSession", which: "closed" }, { addOn: true }),
    ir.charge("InsideSession", ir.events(ir.of("Message", ir.all(ir.inSession("BotSession", "user"), ir.is("from", "bot")))), {
      addOn: true,
    }),
  ],
});

/** Storage by size and by minutes, the latter in whole started units, within a product and a subscription. */
export const recording: Service = ir.service("Recording", {
  category: "Voice",
  events: [
    ir.event("sdl.recording.stored.v1", "Stored", [
      ir.field("recording", "text"),
      ir.field("size", "size", true),
      ir.field("length", "duration"),
      ir.field("region", "country"),
    ]),
    ir.event("sdl.recording.removed.v1", "Removed", [ir.field("recording", "text")]),
  ],
  intervals: [ir.interval("StoredRecording", "recording", ir.of("Stored"), ir.of("Removed"))],
  measures: [
    ir.measure("Gigabytes", {
      kind: "storage",
      interval: "StoredRecording",
      field: "size",
      unit: ir.constant(ir.gigabyte),
      commencedUnit: false,
      per: ir.constant(ir.duration(24, "hour")),
    }),
  ],
  charges: [
    ir.charge(
      "StorageByVolume",
      {
        kind: "storage",
        interval: "StoredRecording",
        field: "size",
        unit: ir.constant(ir.gigabyte),
        commencedUnit: false,
        per: ir.constant(ir.duration(24, "hour")),
      },
      {
        circumstances: [{ kind: "subscription", service: "Conversations", product: "FullSolution", negated: false }],
      },
    ),
    ir.charge(
      "StorageByMinute",
      {
        kind: "storage",
        interval: "StoredRecording",
        field: "length",
        unit: ir.constant(ir.duration(1, "minute")),
        commencedUnit: true,
        per: ir.constant(ir.duration(24, "hour")),
      },
      {
        pricedBy: ["region"],
        circumstances: [{ kind: "subscription", service: "Conversations", product: "FullSolution", negated: true }],
      },
    ),
  ],
});

/** Nothing is charged, nothing happens. */
export const empty: Service = ir.service("Empty");

/** Everything at its strangest that is legal: names that clash, repeated comparisons, optional fields everywhere. */
export const strange: Service = ir.service("Class", {
  title: ir.text('*/ alert("x") /* `${1}` </script> \u2028 \u202e "\'\\ \n@ts-nocheck', "*/ __proto__"),
  doc: "*/ throw new Error() /*\n// @ts-ignore\n`${process.exit()}`",
  enumerations: [ir.enumeration("Map", "constructor", "b", "c"), ir.enumeration("Prices", "x")],
  events: [
    ir.event(
      "sdl.class.to-string.v1",
      "toString",
      [
        { ...ir.field("constructor", "text", true), title: ir.text("builder"), titled: true },
        { ...ir.field("toString", "duration", true), title: ir.text("length"), titled: true },
        ir.choice("default", "Map", true),
        ir.flag("class", "yes", true),
        { ...ir.field("valueOf", "count"), title: ir.text("`${value}` */"), titled: true },
        ir.choice("event", "Prices"),
      ],
      { title: ir.text("construction"), titled: true },
    ),
    ir.event("sdl.class.data.v1", "data", [ir.field("data", "text")]),
  ],
  terms: [ir.term("hasOwnProperty", ir.count(2)), ir.term("Terms", ir.duration(1, "hour"))],
  windows: [ir.window("Windows", ir.termed("Terms"), ir.of("toString"), ["constructor"])],
  sets: [ir.set("toString", "data", ir.of("data"), ir.of("data"))],
  intervals: [
    ir.interval("event", "constructor", ir.of("toString", ir.flagged("class")), ir.of("toString", ir.flagged("class", true))),
  ],
  measures: [
    ir.measure("valueOf", {
      kind: "commenced",
      of: ir.of("toString"),
      field: "toString",
      unit: ir.constant(ir.duration(1, "second")),
    }),
    ir.measure("z", {
      kind: "distinct",
      of: [
        { ...ir.of("toString"), field: "constructor" },
        { ...ir.of("data"), field: "data" },
        { ...ir.of("toString"), field: "class" },
      ],
    }),
    ir.measure("alias", { kind: "measure", measure: "z" }),
  ],
  charges: [
    ir.charge(
      "constructor",
      ir.events(
        ir.of("toString", ir.all(ir.is("default", "constructor"), ir.is("default", "b"), ir.isNot("default", "c"))),
        ir.of(
          "toString",
          ir.any(
            ir.isNot("default", "b"),
            ir.all(ir.flagged("class"), ir.flagged("class", true)),
            ir.inWindow("Windows", "constructor", true),
          ),
        ),
      ),
      { addOn: true, pricedBy: ["constructor", "class", "default"] },
    ),
    ir.charge("default", { kind: "measure", measure: "alias" }, { inAdditionTo: ["constructor"] }),
    ir.charge("Tally", {
      kind: "commenced",
      of: ir.of("toString", ir.compare("toString", "atLeast", ir.termed("Terms"))),
      field: "toString",
      unit: ir.termed("Terms"),
    }),
    ir.charge("setup", {
      kind: "sum",
      of: ir.of("toString", ir.compare("valueOf", "below", ir.termed("hasOwnProperty"))),
      field: "valueOf",
    }),
    ir.charge("return", { kind: "distinct", of: [{ ...ir.of("toString"), field: "constructor" }] }, { pricedBy: ["default"] }),
  ],
  prohibitions: [
    ir.prohibition("prototype", {
      kind: "concurrent",
      interval: "event",
      limit: ir.termed("hasOwnProperty"),
      per: ["constructor", "default"],
    }),
    ir.prohibition("arguments", {
      kind: "distinct",
      of: ir.of("toString"),
      field: "constructor",
      limit: ir.constant(ir.count(3)),
      per: [],
    }),
  ],
});

export const allServices: readonly Service[] = [whatsApp, voice, viber, conversations, email, answers, recording, empty, strange];
