/** Every example of the language reference compiles. A snippet is completed with the elements that other snippets of the page declare. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "../../grammar/index.ts";
import { compileFiles, shown } from "../kit/compile.ts";
import { shippedFiles } from "../kit/contracts.ts";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
const snippets = [...page.matchAll(/```sdl\n([\s\S]*?)```/g)].map((m) => ({
  text: m[1]!.replace(/^\s*…\n/gm, ""),
  line: page.slice(0, m.index).split("\n").length + 1,
}));

const t = 'title en "t" vi "t"';
/** What snippets refer to without declaring it, by name; a snippet's own declarations take precedence. */
const context: Record<string, string> = {
  DeliveryStatus: `enumeration DeliveryStatus { ${t} pending delivered failed }`,
  Outbound: `event Outbound { ${t} user phone  format template | freeForm  status DeliveryStatus  destination country }`,
  Inbound: `event Inbound { ${t} user phone }`,
  Email: `event Email { ${t} address email }`,
  Bounce: `event Bounce { ${t} address email  kind permanent | temporary }`,
  Reinstatement: `event Reinstatement { ${t} address email }`,
  AccessGranted: `event AccessGranted { ${t} user text }`,
  AccessRevoked: `event AccessRevoked { ${t} user text }`,
  Message: `event Message { ${t} user phone  from endUser | bot }`,
  Completed: `event Completed { ${t} user phone }`,
  TransferredToAgent: `event TransferredToAgent { ${t} user phone }`,
  Delivered: `event Delivered { ${t} person phone  status DeliveryStatus }`,
  FlowEntered: `event FlowEntered { ${t} person phone }`,
  Upload: `event Upload { ${t} size size }`,
  Call: `event Call { ${t} duration duration  answeredBy person | machine | nobody  machineDetection requested or not  direction inbound | outbound  destination phone }`,
  Stored: `event Stored { ${t} recording text  size size  length duration }`,
  Removed: `event Removed { ${t} recording text }`,
  NumberLeased: `event NumberLeased { ${t} number phone  kind text  country country }`,
  NumberReleased: `event NumberReleased { ${t} number phone }`,
  NumberProvisioned: `event NumberProvisioned { ${t} number phone  kind text  country country }`,
  SignedIn: `event SignedIn { ${t} licence text  user text  session text }`,
  SignedOut: `event SignedOut { ${t} licence text  session text }`,
  CustomerSupportWindow: `window CustomerSupportWindow { ${t} 24 hours from the last Inbound per user }`,
  SuppressionList: `set SuppressionList of address { ${t} added on Bounce where kind is permanent }`,
  Seat: `interval Seat per user from AccessGranted until AccessRevoked { ${t} }`,
  StoredRecording: `interval StoredRecording per recording from Stored until Removed { ${t} }`,
  LeasedNumber: `interval LeasedNumber per number from NumberLeased until NumberReleased { ${t} }`,
  UserSession: `interval UserSession per session from SignedIn until SignedOut { ${t} }`,
  BotSession: `session BotSession per user { ${t} opens on Message where from is endUser closes after SessionTimeout without an answer }`,
  SessionTimeout: `term SessionTimeout { ${t} 30 minutes, unless configured, at most 24 hours }`,
  SessionLimit: `term SessionLimit { ${t} 100, unless otherwise agreed }`,
  IncrementBasis: `term IncrementBasis { ${t} eachCall en "a" vi "a" or wholeMonth en "b" vi "b", unless otherwise agreed }`,
  ChargingIncrement: `term ChargingIncrement { ${t} 60 seconds, unless otherwise agreed }`,
  MonthlyActiveUsers: `measure MonthlyActiveUsers { ${t} distinct user of Outbound where status is delivered }`,
  MonthlyActiveAgents: `measure MonthlyActiveAgents { ${t} number of Seat alive }`,
  Submitted: `charge Submitted { ${t} for each Email }`,
  ServiceMessage: `charge ServiceMessage { ${t} for each Outbound where status is delivered }`,
  TemplateMessage: `charge TemplateMessage { ${t} for each Outbound where format is template and status is delivered outside CustomerSupportWindow priced by destination }`,
  MonthlyActiveUserFee: `package MonthlyActiveUserFee of MonthlyActiveUsers { ${t} monthly fee beyond it charge each }`,
  AgentPackage: `package AgentPackage of MonthlyActiveAgents { ${t} monthly fee }`,
  NamedUserLicence: `fee NamedUserLicence { ${t} monthly for each Seat at its peak alternative to AgentPackage }`,
  FreeFormOutsideWindow: `forbid FreeFormOutsideWindow { ${t} Outbound where format is freeForm outside CustomerSupportWindow }`,
};
const conversations = `sdl 1\nservice Conversations in SaaS { ${t} product FullSolution { ${t} } product API { ${t} } }`;

function completed(text: string): string {
  const { file } = parse(`sdl 1\nservice S in SaaS {\n${text}\n}`);
  const service = file.declarations[0];
  const own = new Set(service?.kind === "service" ? service.elements.map((e) => e.name.text) : []);
  const rest = Object.entries(context).filter(([name]) => !own.has(name));
  return `sdl 1\nimport "messaging.sdl"\nservice S in SaaS {\n${t}\n${text}\n${rest.map(([, e]) => e).join("\n")}\n}`;
}

/**
 * Diagnostics that matter: what is only unused, untitled or undefined here is used, titled and defined elsewhere on the page, and
 * whether an event is charged once, twice or not at all is a question to whole contracts.
 */
const serious = (found: string[]) => found.filter((d) => !/^SDL(2007|2008|5002|520[124]|800[123])/.test(d));

describe("the language reference", () => {
  test.each(snippets.map((s) => [s.line, s.text] as const))("the example at line %i compiles", (_, text) => {
    const files: Record<string, string> = {
      "messaging.sdl": shippedFiles["contracts/common/messaging.sdl"]!,
      "conversations.sdl": conversations,
    };
    if (/^(\/\/\/.*\n)?service /.test(text)) files["s.sdl"] = `sdl 1\n${text}`;
    else if (text.startsWith("agreement ")) {
      const rates = "destination,price\nVN,0.05\n";
      for (const f of ["whatsapp-2026", "voice-2026", "operator"]) files[`rates/${f}.csv`] = rates;
      files["w.sdl"] = completed("")
        .replace("service S", "service WhatsApp")
        .replace(/(charge Submitted|charge ServiceMessage|fee NamedUserLicence|package AgentPackage)[^\n]*\n/g, "");
      files["v.sdl"] =
        `sdl 1\nservice VoiceMessages in Voice { ${t} ${context.Call} ${context.NumberLeased} ${context.NumberReleased} ${context.LeasedNumber} ${context.ChargingIncrement}
        charge CallTime { ${t} for each commenced ChargingIncrement of duration of Call priced by destination } fee VoiceNumber { ${t} monthly for each LeasedNumber } }`;
      files["m.sdl"] =
        `sdl 1\nservice SMS in Channels { ${t} event Sent { ${t} destination phone } charge MobileTerminated { ${t} for each Sent priced by destination external tariff OperatorPriceList } }`;
      files["a.sdl"] = `sdl 1\n${text}`;
    } else if (text.startsWith("sdl 1")) {
      files["contracts/x.sdl"] = text;
      files["common/messaging.sdl"] = files["messaging.sdl"]!;
      delete files["messaging.sdl"];
    } else files["s.sdl"] = completed(text);
    expect(serious(shown(compileFiles(files)))).toEqual([]);
  });

  test("names every construct of the grammar", () => {
    const constructs = [
      "service",
      "product",
      "description",
      "clause",
      "definition",
      "interpretation",
      "uses",
      "enumeration",
      "event",
      "window",
      "set",
      "interval",
      "session",
      "term",
      "measure",
      "charge",
      "fee",
      "package",
      "minimum",
      "forbid",
      "free",
      "example",
      "agreement",
      "allow",
      "import",
    ];
    for (const construct of constructs)
      expect(page, construct).toMatch(new RegExp(`^#+ .*\\b${construct}|\`${construct}|^${construct} `, "m"));
  });
});
