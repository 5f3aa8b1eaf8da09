import { describe, expect, it } from "vitest";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import { allServices, voice, whatsApp } from "../kit/services.ts";
import { typeCheck } from "../kit/typecheck.ts";

describe("generated modules", () => {
  it("compile under strict settings, whatever the contract", () => {
    const files = Object.fromEntries(allServices.map((service) => [`${service.name}.ts`, emitService(service)]));
    const clean = Object.fromEntries(Object.keys(files).map((name) => [name, []]));
    expect(typeCheck(files)).toEqual(clean);
  });

  it("type prices, terms, events and results for engineers", () => {
    const client = `
      import { type OutboundData, rate, type Prices, type UsageEvent } from "./WhatsApp.ts";
      import * as calls from "./VoiceMessages.ts";
      const prices: Prices = {
        TemplateMessage: { kind: "flat", amount: "0.05" },
        MonthlyActiveUserFee: { kind: "package", included: "10", fee: "5" },
      };
      const usage: UsageEvent[] = [
        { specversion: "1.0", id: "1", source: "s", type: "sdl.whatsapp.inbound.v1", time: "2026-03-01T09:00:00Z", data: { user: "+84901234567" } },
      ];
      const agreement = { agreement: "A", currency: "EUR", timeZone: "UTC", period: "2026-03" };
      export const total: string = rate({ ...agreement, prices }, usage).total;
      const voicePrices: calls.Prices = { CallTime: { kind: "flat", amount: "1" }, VoiceNumber: { kind: "flat", amount: "1" }, SetupFee: { kind: "flat", amount: "1" } };
      calls.rate({ ...agreement, prices: voicePrices, terms: { ChargingIncrement: 30_000 } }, []);
      export const seconds: calls.CallData["duration"] = "60";
      export const format: OutboundData["format"] = "template";
    `;
    const files = { "WhatsApp.ts": emitService(whatsApp), "VoiceMessages.ts": emitService(voice), "client.ts": client };
    expect(typeCheck(files)["client.ts"]).toEqual([]);
  });

  it("make mistakes compile errors", () => {
    const client = `
      import { rate, type Prices, type UsageEvent, whatsApp } from "./WhatsApp.ts";
      import * as calls from "./VoiceMessages.ts";
      export const wrongName: Prices = { TemplateMesage: { kind: "flat", amount: "1" }, MonthlyActiveUserFee: { kind: "package", included: "1", fee: "1" } };
      export const missing: Prices = { TemplateMessage: { kind: "flat", amount: "1" } };
      export const wrongBy: Prices["TemplateMessage"] = { kind: "rates", file: "f", by: ["network"], rows: [] };
      export const number: Prices["TemplateMessage"] = { kind: "flat", amount: 0.05 };
      export const wrongField: UsageEvent = { specversion: "1.0", id: "1", source: "s", type: "sdl.whatsapp.inbound.v1", time: "t", data: { person: "+1" } };
      export const wrongType: UsageEvent = { specversion: "1.0", id: "1", source: "s", type: "sdl.whatsapp.inbond.v1", time: "t", data: { user: "+1" } };
      export const wrongValue: Extract<UsageEvent, { type: "sdl.whatsapp.outbound.v1" }>["data"] = { user: "+1", format: "video", status: "failed", destination: "VN" };
      export const result: number = rate({ agreement: "A", currency: "EUR", timeZone: "UTC", period: "2026-03", prices: missing }, []).total;
      calls.rate({ agreement: "A", currency: "EUR", timeZone: "UTC", period: "2026-03", prices: {} as calls.Prices, terms: { ShortCall: 1 } }, []);
      whatsApp.service.nothing;
    `;
    const files = { "WhatsApp.ts": emitService(whatsApp), "VoiceMessages.ts": emitService(voice), "client.ts": client };
    const found = typeCheck(files)["client.ts"]!.map((text) => /^TS(\d+) at line (\d+)/.exec(text)!.slice(1).join(":"));
    expect(found).toEqual([
      "2561:4",
      "2741:5",
      "2322:6",
      "2322:7",
      "2353:8",
      "2820:9",
      "2322:10",
      "2322:11",
      "2353:12",
      "2339:13",
    ]);
  });
});
