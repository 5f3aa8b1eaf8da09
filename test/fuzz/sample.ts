/** A small contract with fields and states of every kind, compiled, and an agreement of it as data: what usage, states and agreements are fuzzed with. */

import { emitService } from "../../compiler/emit/typescript/index.ts";
import { compile, memoryHost } from "../../compiler/index.ts";
import { type Agreement, type AgreementResult, type AnyServiceModule, RatingRun } from "../../runtime/index.ts";
import { loadModule } from "../kit/load-module.ts";
import { raw } from "../kit/usage.ts";

const contract = `sdl 1
service Chat in Channels {
  title en "Chat" vi "Trò chuyện"
  event Sent {
    title en "message" vi "tin nhắn"
    user phone en "user" vi "người dùng"
    destination country optional en "destination" vi "điểm đến"
    status delivered en "delivered" vi "đã gửi" | failed en "failed" vi "hỏng" en "status" vi "trạng thái"
    urgent requested or not en "urgency" vi "khẩn"
    size size optional en "size" vi "kích thước"
    length duration en "length" vi "thời lượng"
    parts count optional en "parts" vi "phần"
    note text optional en "note" vi "ghi chú"
  }
  event Received { title en "answer" vi "trả lời" user phone en "user" vi "người dùng" }
  event Left { title en "departure" vi "rời đi" user phone en "user" vi "người dùng" }
  window Open { title en "window" vi "cửa sổ" 24 hours from the last Received per user }
  set Gone of user { title en "gone" vi "đã rời" added on Left removed on Received }
  session Talk per user { title en "talk" vi "trò chuyện" opens on Sent closes after 30 minutes without an answer }
  interval Stay per user from Received until Left { title en "stay" vi "lưu lại" }
  measure Users { title en "users" vi "người dùng" distinct user of Sent where status is delivered }
  measure Time { title en "time" vi "thời lượng" sum of length of Sent }
  charge Message {
    title en "message" vi "tin nhắn"
    for each Sent where status is delivered and urgent requested outside Open priced by destination
  }
  charge Talks { title en "talks" vi "cuộc trò chuyện" for each Talk }
  fee Rent { title en "rent" vi "thuê" monthly for each Stay at its peak }
}
`;

const agreementText = `sdl 1
agreement Acme {
  client "Acme" account "acme-2" currency EUR time zone "Asia/Ho_Chi_Minh" charging model pre-pay credit 250 EUR
  from 2026-01-15
  take Chat {
    Message at rates "rates.csv" by destination
    Talks graduated { up to 3 at 0.10 EUR  beyond at 0.05 EUR }
    Rent at 2.5 EUR
  }
}
`;

const program = compile(
  memoryHost({
    "chat.sdl": contract,
    "acme.sdl": agreementText,
    "rates.csv": "destination,price,valid_from\nVN,0.0450,\nVN,0.05,2026-03-15\nHR,0.10,\n",
  }),
  ["."],
);
const errors = program.diagnostics.filter(({ severity }) => severity === "error");
if (errors.length > 0) throw new Error(errors.map(({ code, message, hint }) => `${code}: ${message} ${hint ?? ""}`).join("\n"));

export const chat: AnyServiceModule = loadModule(emitService(program.services[0]!), "Chat");
export const acme: Agreement = program.agreements[0]!;

/** An agreement that makes use of everything that an agreement as data can say. */
export const rich: Agreement = {
  ...acme,
  until: "2026-12-31",
  rounding: "half even",
  roundingTo: "0.05",
  proration: { by: "30 days", firstDayCounts: false, lastMonth: { lastDayCounts: true } },
  atMost: { amount: "1000", prorated: true },
  takes: [
    {
      service: "Chat",
      products: [],
      from: "2026-03-02",
      atLeast: { amount: "20.5", prorated: true },
      atMost: { amount: "900", prorated: false },
      prices: [
        { clause: "Message", price: { kind: "flat", amount: "0.04", each: { plus: "0.01", atLeast: "0.02", atMost: "2" } } },
        { clause: "Talks", price: { kind: "blocks", size: "10", amount: "1.5", free: "2" } },
        {
          clause: "Rent",
          price: {
            kind: "dated",
            periods: [
              { amount: "3", until: "2026-03-14" },
              { amount: "4", from: "2026-03-15" },
            ],
          },
        },
      ],
      terms: [],
    },
  ],
};

type Data = Readonly<Record<string, unknown>>;
const event = (name: string, id: string, time: string, data: Data, more: Data = {}): Data => ({
  ...{ specversion: "1.0", id, source: "/test", type: `sdl.chat.${name}.v1`, time, subject: "Acme", ...more },
  data,
});

const message = { user: "+8490", destination: "VN", status: "delivered", urgent: true, length: 12.5 };

/** Records of every kind, good ones. */
export const records: readonly Data[] = [
  event("sent", "a", "2026-03-05T02:00:00Z", { ...message, size: 12 }),
  event("sent", "b", "2026-03-05T09:00:00.250+07:00", { ...message, status: "failed", urgent: false, parts: 3, note: "ô “q”" }),
  event("received", "c", "2026-03-05T01:00:00Z", { user: "+8490" }),
  event("sent", "d", "2026-02-27T09:00:00Z", { ...message, destination: "HR" }, { subject: "acme-2" }),
  event("sent", "a", "2026-03-05T02:00:00Z", { ...message, size: 13 }),
  event("left", "e", "2026-03-09T02:00:00Z", { user: "+84901234567" }),
  event(
    "sent",
    "é",
    "2026-03-31T16:59:59.999Z",
    { ...message, user: "+84901234567", length: "60" },
    { subject: "Other", source: "/ệ" },
  ),
];

/** Rates some of these records for a month. */
export function rated(period: string, agreement: Agreement = acme): AgreementResult {
  const run = new RatingRun({
    agreements: [agreement],
    modules: [chat],
    period,
    knownAgreements: [{ name: "Other", accounts: [] }],
  });
  run.add(raw(records));
  return run.finish().agreements[0]!;
}
