import { expect, test } from "vitest";
import { verifyService } from "../../compiler/ir/verify.ts";
import { compileFiles, shown } from "../kit/compile.ts";
import { shippedFiles } from "../kit/contracts.ts";

const program = compileFiles(shippedFiles, ["contracts"]);

test("the shipped contracts compile without errors and without warnings", () => {
  expect(shown(program)).toEqual([]);
  expect(program.services.map((s) => s.name)).toEqual([
    "Answers",
    "AppleBusinessChat",
    "BYOC",
    "ClickToCall",
    "Conversations",
    "Email",
    "EmailValidation",
    "GoogleBusinessMessaging",
    "IVR",
    "InboundCalls",
    "Kakao",
    "LiveChat",
    "MMS",
    "Messenger",
    "MissedCallVoice",
    "MobileAppMessaging",
    "Moments",
    "NumberLookup",
    "NumberMasking",
    "Numbers",
    "Recording",
    "SIPTrunking",
    "SMS",
    "SaaSFeatures",
    "SocialMedia",
    "Telegram",
    "USSD",
    "Viber",
    "ViberBot",
    "VoiceMessages",
    "WebAndInAppCalls",
    "WhatsApp",
    "ZNS",
  ]);
});

test.each(program.services.map((s) => [s.name, s] as const))(
  "%s keeps the invariants of the intermediate representation",
  (_, service) => {
    expect(verifyService(service)).toEqual([]);
  },
);

test("other services and their products are called by their titles", () => {
  const titles = (name: string) => {
    const { mentioned } = program.services.find((s) => s.name === name)!;
    return Object.fromEntries(mentioned.map((each) => [each.name, each.title]));
  };
  expect(titles("Recording")).toEqual({
    Conversations: { en: "Conversations", vi: "Đàm thoại" },
    "Conversations.FullSolution": { en: "Conversations Full solution", vi: "Giải pháp Đàm thoại đầy đủ" },
  });
  expect(titles("VoiceMessages")).toEqual({});
});

test("a broken invariant is found", () => {
  const service = structuredClone(program.services.find((s) => s.name === "WhatsApp")!);
  (service.packages[0] as { measure: string }).measure = "Nothing";
  expect(verifyService(service)).toEqual(["WhatsApp.MonthlyActiveUserFee: there is no measure Nothing"]);
});

test("compiling twice gives the same, byte for byte", () => {
  expect(JSON.stringify(compileFiles(shippedFiles, ["contracts"]).services)).toBe(JSON.stringify(program.services));
});

test("names become CloudEvents types, a product's own spelling counting", () => {
  expect(program.services.flatMap((s) => s.events.map((e) => e.type))).toEqual(
    expect.arrayContaining(["sdl.whatsapp.outbound.v1", "sdl.voice-messages.call.v1", "sdl.conversations.access-granted.v1"]),
  );
});
