/** Whole declarations, to be filled in: what the keyword of each construct is completed to, and the snippets of editors. Placeholders as editors have them. */
export interface Snippet {
  readonly description: string;
  readonly body: readonly string[];
}

/** By the keyword that begins the construct. */
export const snippets: Readonly<Record<string, Snippet>> = {
  service: {
    description: "A service of a contract file",
    body: ["service ${1:Name} in ${4|SaaS,Channels,Voice|} {", '  title  en "${2:title}"  vi "${3:tiêu đề}"', "  $0", "}"],
  },
  event: {
    description: "One kind of usage record",
    body: [
      "event ${1:Sent} {",
      '  title  en "${2:title}"  vi "${3:tiêu đề}"',
      '  ${4:user} ${5|phone,text,country,network,email,duration,size,count,number|}  en "${6:recipient}" vi "${7:người nhận}"',
      "}",
    ],
  },
  enumeration: {
    description: "Values with titles",
    body: [
      "enumeration ${1:Status} {",
      '  title     en "${2:status}"     vi "${3:trạng thái}"',
      '  delivered en "${4:delivered}"  vi "${5:đã gửi}"',
      '  failed    en "${6:failed}"     vi "${7:thất bại}"',
      "}",
    ],
  },
  window: {
    description: "Open for a length of time from the last event",
    body: [
      "window ${1:Conversation} {",
      '  title  en "${2:title}"  vi "${3:tiêu đề}"',
      "  ${4:24 hours} from the last ${5:Reply} per ${6:user}",
      "}",
    ],
  },
  measure: {
    description: "One number per agreement and month",
    body: ["measure ${1:Deliveries} {", '  title  en "${2:title}"  vi "${3:tiêu đề}"', "  number of ${4:Sent}", "}"],
  },
  charge: {
    description: "What is charged for each event",
    body: [
      "charge ${1:Message} {",
      '  title  en "${2:title}"  vi "${3:tiêu đề}"',
      "  for each ${4:Sent}",
      "    where ${5:status} is ${6:delivered}",
      "}",
    ],
  },
  fee: {
    description: "A monthly fee",
    body: ["fee ${1:MonthlyFee} {", '  title  en "${2:title}"  vi "${3:tiêu đề}"', "  monthly", "}"],
  },
  free: {
    description: "An outcome that is free on purpose",
    body: [
      "free ${1:NotDelivered} {",
      '  title  en "${2:title}"  vi "${3:tiêu đề}"',
      "  ${4:Sent} where ${5:status} is ${6:failed}",
      "}",
    ],
  },
  term: {
    description: "A value that can be agreed",
    body: [
      "term ${1:Length} {",
      '  title  en "${2:title}"  vi "${3:tiêu đề}"',
      "  ${4:60 seconds}, unless otherwise agreed",
      "}",
    ],
  },
  clause: {
    description: "Prose written once and used by name",
    body: ["clause ${1:Connectivity} {", '  en "${2:text}"', '  vi "${3:văn bản}"', "}"],
  },
  definition: {
    description: "A defined term",
    body: [
      "definition ${1:User} {",
      '  title  en "${2:title}"  vi "${3:tiêu đề}"',
      '  en "${4:text}"',
      '  vi "${5:văn bản}"',
      "}",
    ],
  },
  example: {
    description: "Usage, and what the contract makes of it",
    body: [
      "example ${1:First} {",
      '  title  en "${2:title}"',
      '         vi "${3:tiêu đề}"',
      "  given",
      "    ${4:2026-03-01} ${5:10:00}  ${6:Sent} { ${7:user +84901234567, status delivered} }",
      "  expect ${8:Message} ${9:1}",
      "}",
    ],
  },
  agreement: {
    description: "Who takes which services at which prices",
    body: [
      "agreement ${1:Acme} {",
      '  client         "${2:Acme JSC}"',
      "  currency       ${3:EUR}",
      '  time zone      "${4:Asia/Ho_Chi_Minh}"',
      "  charging model ${5|post-pay,pre-pay|}",
      "  from           ${6:2026-01-01}",
      "",
      "  take ${7:Reminders} {",
      "    ${8:Message} at ${9:0.05 EUR}",
      "  }",
      "}",
    ],
  },
};

/** Snippets as VS Code reads them. */
export function snippetFile(): Record<string, Snippet & { readonly prefix: string }> {
  return Object.fromEntries(
    Object.entries(snippets).map(([prefix, { description, body }]) => [prefix, { prefix, description, body }]),
  );
}
