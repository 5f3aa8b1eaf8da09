/** The files of a new workspace: small, and complete enough to check, test and rate at once. */

const CONTRACT = `sdl 1

/// Reminders by text message. A small contract to begin with: change it, and see what \`sdl check\` and \`sdl test\` say.
service Reminders in Channels {
  title  en "Reminders"  vi "Tin nhắc"

  description {
    en "Sends reminders to the client's customers as text messages."
    vi "Gửi tin nhắc đến khách hàng của bên sử dụng dịch vụ dưới dạng tin nhắn văn bản."
    client   shall AskForConsent
  }

  clause AskForConsent {
    en "ask every recipient for consent before the first reminder"
    vi "xin sự đồng ý của từng người nhận trước tin nhắc đầu tiên"
  }

  event Sent {
    title  en "reminder sent"  vi "tin nhắc đã gửi"
    user   phone  en "recipient" vi "người nhận"
    status delivered en "delivered" vi "đã gửi thành công"
           | failed en "failed" vi "gửi thất bại"
           en "status" vi "trạng thái"
  }

  event Reply {
    title  en "reply of the recipient"  vi "tin trả lời của người nhận"
    user phone  en "recipient" vi "người nhận"
  }

  window Conversation {
    title  en "conversation"  vi "cuộc trao đổi"
    24 hours from the last Reply per user
  }

  charge Reminder {
    title  en "reminder"  vi "tin nhắc"
    for each Sent
      where status is delivered
      outside Conversation
  }

  free InConversation {
    title  en "message in a conversation"  vi "tin trong cuộc trao đổi"
    Sent where status is delivered inside Conversation
  }

  free NotDelivered {
    title  en "reminder that was not delivered"  vi "tin nhắc không gửi được"
    Sent where status is failed
  }

  example AnswersAreFree {
    title  en "Within 24 hours of a reply, reminders are free"
           vi "Trong vòng 24 giờ kể từ khi có tin trả lời, tin nhắc được miễn phí"
    given
      2026-03-01 09:00  Sent  { user +84901234567, status delivered }
      2026-03-01 10:00  Reply { user +84901234567 }
      2026-03-02 09:59  Sent  { user +84901234567, status delivered }
      2026-03-02 10:00  Sent  { user +84901234567, status delivered }
    expect Reminder 2
    expect free 2
  }

  example OnlyWhatIsDelivered {
    title  en "A reminder that does not arrive is free"
           vi "Tin nhắc không đến nơi được miễn phí"
    given
      2026-03-01 09:00  Sent { user +84901234567, status failed }
    expect Reminder 0
  }
}
`;

const AGREEMENT = `sdl 1

agreement Bakery {
  client         "Corner Bakery"
  currency       EUR
  time zone      "Asia/Ho_Chi_Minh"
  charging model post-pay
  from           2026-01-01

  take Reminders {
    Reminder at 0.04 EUR
  }
}
`;

const RECORDS = [
  ["r-1", "sent", "2026-03-01T09:00:00+07:00", { user: "+84901234567", status: "delivered" }],
  ["r-2", "reply", "2026-03-01T10:00:00+07:00", { user: "+84901234567" }],
  ["r-3", "sent", "2026-03-02T09:59:59.999+07:00", { user: "+84901234567", status: "delivered" }],
  ["r-4", "sent", "2026-03-02T10:00:00+07:00", { user: "+84901234567", status: "delivered" }],
  ["r-5", "sent", "2026-03-02T10:05:00+07:00", { user: "+84907654321", status: "failed" }],
] as const;

const README = `# My contracts

    sdl check                      what is wrong in the contracts
    sdl test                       run their examples
    sdl rate --contracts contracts --usage usage/2026-03.ndjson --period 2026-03
    sdl explain --contracts contracts --usage usage/2026-03.ndjson --period 2026-03 --event r-3
    sdl build --out out            TypeScript modules, JSON schemas and documents

- \`contracts/reminders.sdl\`: the service: what happens, what is charged, and examples that prove it
- \`contracts/bakery.sdl\`: an agreement: who takes the service, and at which prices
- \`usage/2026-03.ndjson\`: five usage records (CloudEvents, one per line)
`;

/** The text of each file, by its path. */
export function starterFiles(): ReadonlyMap<string, string> {
  const records = RECORDS.map(([id, kind, time, data]) =>
    JSON.stringify({
      specversion: "1.0",
      id,
      source: "/reminders",
      type: `sdl.reminders.${kind}.v1`,
      time,
      subject: "Bakery",
      data,
    }),
  );
  return new Map([
    ["contracts/reminders.sdl", CONTRACT],
    ["contracts/bakery.sdl", AGREEMENT],
    ["usage/2026-03.ndjson", `${records.join("\n")}\n`],
    ["README.md", README],
  ]);
}
