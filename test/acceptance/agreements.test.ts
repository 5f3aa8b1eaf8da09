/** What an agreement may not do with the shipped contracts, and what the compiler says of it. */
import { expect, test } from "vitest";
import { compileShipped } from "../kit/compile.ts";

const agreement = (take: string, currency = "EUR", name = "Acme") =>
  `agreement ${name} { currency ${currency} time zone "Asia/Ho_Chi_Minh" charging model post-pay ${take} }`;

const foundIn = (agreements: readonly string[]) =>
  compileShipped({ "contracts/test.sdl": `sdl 1\n${agreements.join("\n")}` }).diagnostics.map((d) => `${d.code}: ${d.message}`);

const found = (take: string, currency = "EUR") => foundIn([agreement(take, currency)]);

test("Viber's minimum is in euros: an agreement in dong cannot take it", () => {
  expect(found("take Viber { ServiceMessage at 300 VND }", "VND")).toEqual([
    "SDL6006: The minimum Viber.MonthlyTraffic is in EUR, but the agreement is in VND.",
  ]);
});

test("a charge without a price, and a price without a charge", () => {
  expect(found("take VoiceMessages { CallTime at 0.1 EUR }")).toEqual([
    "SDL6002: There is no price for VoiceMessages.VoiceNumber.",
  ]);
  expect(found("take VoiceMessages { CallTime at 0.1 EUR VoiceNumber at 1 EUR VoiceNumbers at 1 EUR }")).toEqual([
    "SDL6003: `VoiceNumbers` is not charged by VoiceMessages, so it cannot have a price.",
  ]);
});

test("the answering-machine add-on may stay without a price, and the price of suppressed e-mail is that of submitted e-mail", () => {
  expect(
    found("take VoiceMessages { CallTime at 0.1 EUR VoiceNumber at 1 EUR } take Email { SubmittedEmail at 0.001 EUR }"),
  ).toEqual([]);
});

test("the increment is negotiable; the window of WhatsApp is no term at all", () => {
  expect(found("take VoiceMessages { CallTime at 0.1 EUR VoiceNumber at 1 EUR set ChargingIncrement to 1 second }")).toEqual([]);
  expect(found("take VoiceMessages { CallTime at 0.1 EUR VoiceNumber at 1 EUR set ChargingIncrement to 1 EUR }")[0]).toContain(
    "SDL3004",
  );
  expect(
    found(
      "take WhatsApp { TemplateMessage at 1 EUR MonthlyActiveUserFee 1 for 1 EUR, then 1 EUR each set CustomerSupportWindow to 1 hour }",
    )[0],
  ).toContain("SDL2001");
});

test("a package or named users, not both and not neither; the product must be named", () => {
  expect(found("take Conversations.FullSolution { NamedUserLicence at 1 EUR AgentPackage 1 for 1 EUR }")[0]).toContain("SDL6012");
  expect(found("take Conversations.FullSolution { }")[0]).toContain("SDL6012");
  expect(found("take Conversations { NamedUserLicence at 1 EUR }").join()).toContain("SDL6017");
  expect(found("take Conversations.FullSolution { AgentPackage 1 for 1 EUR, then 1 EUR each }")[0]).toContain("SDL6020");
});

test("what is available only within SaaS needs a SaaS service, and a feature of SaaS is none", () => {
  const within = [
    "MobileAppMessaging { }",
    "Messenger { ActiveUser at 0.1 EUR }",
    "Telegram { ActiveUser at 0.1 EUR }",
    "LiveChat { }",
    "SocialMedia { }",
    "SaaSFeatures.Events { }",
    "SaaSFeatures.Flow { }",
    "SaaSFeatures.Broadcast { }",
    "SaaSFeatures.MobileAppMessaging { }",
    "SaaSFeatures.Messenger { }",
  ];
  const all = (more: string) => foundIn(within.map((take, i) => agreement(`take ${take} ${more}`, "EUR", `Acme${i}`)));
  expect(all("")).toEqual(within.map((take) => `SDL6011: ${take.split(" ")[0]} is available only within SaaS.`));
  expect(all("take Moments { EngagedPersonPackage 1 for 1 EUR, then 1 EUR each }")).toEqual([]);
  expect(found("take LiveChat { } take SaaSFeatures.Messenger { }")).toHaveLength(2);
});

test("the time-out of a session lies between a minute and a day", () => {
  const timeouts = ["24 hours", "1 minute", "1441 minutes", "59 seconds"];
  const answers = (timeout: string) =>
    `take Answers { SessionPackage 1 for 1 EUR, then 1 EUR each set SessionTimeout to ${timeout} }`;
  expect(foundIn(timeouts.map((timeout, i) => agreement(answers(timeout), "EUR", `Acme${i}`)))).toEqual([
    "SDL6005: `SessionTimeout` is limited by the contract: at most 24 hours.",
    "SDL6005: `SessionTimeout` is limited by the contract: at least 1 minute.",
  ]);
});
