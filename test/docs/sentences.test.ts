/** Every construct in both languages, read word for word, and proof that a change of a rule changes its sentence. */
import { describe, expect, it } from "vitest";
import { rulesOf } from "../../compiler/emit/docs/build.ts";
import { BOOKS } from "../../compiler/emit/docs/phrases/books.ts";
import { bare, numberInWords as english, plural, singular, withArticle } from "../../compiler/emit/docs/phrases/en-words.ts";
import { inWords } from "../../compiler/emit/docs/phrases/names.ts";
import { numberInWords as vietnamese } from "../../compiler/emit/docs/phrases/vi-words.ts";
import { conditionPhrase, quantityPhrase, type Rule, ruleSentence, unitPhrase } from "../../compiler/emit/docs/phrases.ts";
import type { Charge, Condition, Service, Text } from "../../compiler/ir/model.ts";
import { constant, count, duration, event, everything, field, is, isNot, money, named, on, service } from "./fixtures.ts";

const UNITS: readonly string[] = rulesOf(everything).map((rule) => {
  const unit = unitPhrase(everything, rule);
  return `${rule.kind} ${rule.element.name}: ${unit.en} | ${unit.vi}`;
});

describe("sentences", () => {
  it("says every construct in both languages", async () => {
    const lines = rulesOf(everything).map((rule) => {
      const sentence = ruleSentence(everything, rule);
      return `${rule.kind} ${rule.element.name}\n  ${sentence.en}\n  ${sentence.vi}\n`;
    });
    await expect(lines.join("\n")).toMatchFileSnapshot("../golden/docs/sentences.txt");
  });

  it("names the unit of every rule", async () => {
    await expect(`${UNITS.join("\n")}\n`).toMatchFileSnapshot("../golden/docs/units.txt");
  });

  it("says the rule of a messaging service as a lawyer would", () => {
    const rule: Rule = { kind: "charge", element: everything.charges[0]! };
    expect(ruleSentence(everything, rule)).toEqual({
      en: "“Chargeable Event” means each message sent by the client whose format is template, whose delivery status is delivered and which occurs outside the Customer Support Window of its user, priced by destination, or, where the agreement refers to it, according to the operator's price list.",
      vi: "“Trường hợp tính phí” nghĩa là mỗi tin nhắn do khách hàng gửi có định dạng là mẫu, có trạng thái gửi là đã gửi thành công và phát sinh ngoài Cửa sổ Hỗ trợ Khách hàng của người dùng đó, được tính giá theo điểm đến, hoặc, nếu thỏa thuận có dẫn chiếu, được tính giá theo bảng giá của nhà mạng.",
    });
  });
});

describe("conditions", () => {
  const long: Condition = { kind: "compare", field: "duration", operator: "atLeast", value: constant(duration(10, "second")) };
  const flag = (negated: boolean): Condition => ({ kind: "flag", field: "machineDetection", negated });
  const state = (kind: "window" | "session", negated: boolean): Condition =>
    kind === "window"
      ? { kind, window: "Window", key: ["destination"], negated }
      : { kind, session: "BotSession", key: ["destination"], negated };
  const compare = (operator: "above" | "below" | "atMost"): Condition => ({ ...long, operator }) as Condition;
  const cases: readonly (readonly [Condition, string, string])[] = [
    [
      is("answeredBy", "person", "machine"),
      "it is answered by a person or an answering machine",
      "bên trả lời là một người hoặc máy trả lời tự động",
    ],
    [isNot("answeredBy", "nobody"), "it is not answered by nobody", "bên trả lời không phải là không ai trả lời"],
    [flag(false), "machine detection is requested", "có yêu cầu phát hiện máy trả lời tự động"],
    [flag(true), "machine detection is not requested", "không có yêu cầu phát hiện máy trả lời tự động"],
    [long, "the duration is at least 10 seconds", "thời lượng từ 10 giây trở lên"],
    [compare("above"), "the duration is more than 10 seconds", "thời lượng trên 10 giây"],
    [compare("below"), "the duration is less than 10 seconds", "thời lượng dưới 10 giây"],
    [compare("atMost"), "the duration is at most 10 seconds", "thời lượng không quá 10 giây"],
    [
      state("window", false),
      "it occurs inside the Customer Support Window of its destination",
      "phát sinh trong Cửa sổ Hỗ trợ Khách hàng của điểm đến đó",
    ],
    [
      state("session", false),
      "it occurs while a session is open for its destination",
      "phát sinh khi đang có phiên của điểm đến đó",
    ],
    [
      state("session", true),
      "it occurs while no session is open for its destination",
      "phát sinh khi không có phiên của điểm đến đó đang mở",
    ],
    [
      { kind: "any", of: [{ kind: "all", of: [is("answeredBy", "person"), long] }, is("answeredBy", "machine")] },
      "either (a) it is answered by a person and the duration is at least 10 seconds or (b) it is answered by an answering machine",
      "thuộc trường hợp (a) bên trả lời là một người và thời lượng từ 10 giây trở lên hoặc (b) bên trả lời là máy trả lời tự động",
    ],
    [
      { kind: "compare", field: "duration", operator: "atLeast", value: { kind: "term", term: "Increment" } },
      "the duration is at least the charging increment (60 seconds, unless otherwise agreed)",
      "thời lượng từ đơn vị tính cước (60 giây, trừ khi có thỏa thuận khác) trở lên",
    ],
  ];
  it.each(cases)("%#: says what is required", (condition, en, vi) => {
    expect(conditionPhrase(everything, "Call", condition)).toEqual({ en, vi });
  });

  it("tells a negated value from a value whose title is a negation", () => {
    const status = service({
      name: "S",
      enumerations: [
        {
          ...named("St", "st", "st"),
          values: [
            ["delivered", "delivered"],
            ["failed", "not delivered"],
          ].map(([name, en]) => ({ name: name!, title: { en: en!, vi: name! }, titled: true })),
        },
      ],
      events: [event("M", [field("status", { kind: "enumeration", enumeration: "St" })])],
    });
    const said = (condition: Condition) => conditionPhrase(status, "M", condition).en;
    expect(said(isNot("status", "delivered"))).not.toBe(said(is("status", "failed")));
  });
});

describe("a change of the rule changes the sentence", () => {
  /** Every leaf of an element that its sentence must depend on, changed one at a time. */
  function mutants(value: unknown, path: readonly string[] = []): (readonly [string, unknown])[] {
    if (Array.isArray(value)) return value.flatMap((each, index) => mutants(each, [...path, String(index)]));
    if (typeof value === "object" && value !== null) {
      return Object.entries(value).flatMap(([key, each]) => mutants(each, [...path, key]));
    }
    return [[path.join("."), value]];
  }

  function changed(element: object, path: string, value: unknown): Record<string, unknown> {
    const copy = structuredClone(element) as Record<string, unknown>;
    const keys = path.split(".");
    const last = keys.pop()!;
    const parent = keys.reduce<Record<string, unknown>>((each, key) => each[key] as Record<string, unknown>, copy);
    parent[last] = value;
    return copy;
  }

  /** Another value of the same kind; undefined for what the sentence need not tell apart. */
  function other(path: string, value: unknown): unknown {
    const last = path.split(".").at(-1)!;
    if (
      /(^|\.)(origin|title|doc)(\.|$)/.test(path) ||
      ["titled", "kind", "event", "bytes", "milliseconds", "action", "name"].includes(last)
    )
      return undefined;
    if (typeof value === "boolean") return !value;
    if (last === "amount") return String(Number(value) + 48);
    if (last === "unit") return value === "GB" ? "MB" : value === "minute" ? "hour" : "minute";
    if (last === "operator") return value === "above" ? "below" : "above";
    if (last === "which") return value === "opened" ? "closed" : "opened";
    if (last === "count") return value === "alive" ? "peak" : "alive";
    if (last === "negotiable") return value === "no" ? "agreed" : "no";
    if (last === "currency") return "USD";
    return "somethingElse";
  }

  for (const rule of rulesOf(everything)) {
    it(`${rule.kind} ${rule.element.name}`, () => {
      const before = ruleSentence(everything, rule);
      for (const [path, value] of mutants(rule.element)) {
        const changedTo = other(path, value);
        if (changedTo === undefined) continue;
        const mutant = { kind: rule.kind, element: changed(rule.element, path, changedTo) } as unknown as Rule;
        const after = ruleSentence(everything, mutant);
        for (const { language } of BOOKS) expect(after[language], `${path} in ${language}`).not.toBe(before[language]);
      }
    });
  }

  const both = (before: Text, after: Text, from: readonly string[], to: readonly string[]) => {
    BOOKS.forEach(({ language }, index) => {
      expect(before[language]).toContain(from[index]);
      expect(after[language]).toContain(to[index]);
    });
  };

  it("24 hours to 72 hours", () => {
    const [window] = everything.windows;
    const say = (hours: number) =>
      ruleSentence(everything, { kind: "window", element: { ...window!, length: constant(duration(hours, "hour")) } });
    both(say(24), say(72), ["24 hours", "24 giờ"], ["72 hours", "72 giờ"]);
  });

  it("delivered to submitted", () => {
    const [charge] = everything.charges;
    const say = (value: string) =>
      ruleSentence(everything, {
        kind: "charge",
        element: { ...charge!, counts: { kind: "events", of: [on("Outbound", is("status", value))] } } as Charge,
      });
    both(
      say("delivered"),
      say("submitted"),
      ["status is delivered", "là đã gửi thành công"],
      ["status is submitted", "là đã chuyển đi"],
    );
  });

  it("300 EUR to 200 EUR", () => {
    const [minimum] = everything.minimums;
    const say = (amount: string) =>
      ruleSentence(everything, { kind: "minimum", element: { ...minimum!, amount: constant(money(amount)) } });
    both(
      say("300"),
      say("200"),
      ["300 EUR (three hundred euros)", "300 EUR (ba trăm euro)"],
      ["200 EUR (two hundred euros)", "200 EUR (hai trăm euro)"],
    );
  });

  it("per user to per number", () => {
    const numbered: Service = {
      ...everything,
      events: everything.events.map((each) =>
        each.name === "Inbound"
          ? { ...each, fields: [...each.fields, field("number", "phone", "number", "số điện thoại")] }
          : each,
      ),
    };
    const say = (per: string) => ruleSentence(numbered, { kind: "window", element: { ...everything.windows[0]!, per: [per] } });
    both(say("user"), say("number"), ["each user", "mỗi người dùng"], ["each number", "mỗi số điện thoại"]);
  });
});

describe("words", () => {
  it("writes numbers and amounts in each language's own form", () => {
    expect(quantityPhrase(count(10_000))).toEqual({ en: "10,000", vi: "10.000" });
    expect(quantityPhrase({ kind: "percent", amount: "0.5" })).toEqual({ en: "0.5%", vi: "0,5%" });
    expect(quantityPhrase(duration(1, "hour"))).toEqual({ en: "1 hour", vi: "1 giờ" });
    expect(quantityPhrase(money("1"))).toEqual({ en: "1 EUR (one euro)", vi: "1 EUR (một euro)" });
    expect(quantityPhrase(money("0.05"))).toEqual({
      en: "0.05 EUR (zero point zero five euros)",
      vi: "0,05 EUR (không phẩy không năm euro)",
    });
  });

  it.each([
    ["0", "zero", "không"],
    ["10", "ten", "mười"],
    ["15", "fifteen", "mười lăm"],
    ["21", "twenty-one", "hai mươi mốt"],
    ["24", "twenty-four", "hai mươi bốn"],
    ["55", "fifty-five", "năm mươi lăm"],
    ["105", "one hundred and five", "một trăm lẻ năm"],
    ["300", "three hundred", "ba trăm"],
    ["1005", "one thousand and five", "một nghìn lẻ năm"],
    ["21115", "twenty-one thousand one hundred and fifteen", "hai mươi mốt nghìn một trăm mười lăm"],
    ["1000000", "one million", "một triệu"],
    ["1.5", "one point five", "một phẩy năm"],
  ])("reads %s aloud", (value, en, vi) => {
    expect([english(value), vietnamese(value)]).toEqual([en, vi]);
  });

  it("knows the grammar of English titles", () => {
    expect(plural("message sent by the client")).toBe("messages sent by the client");
    expect(plural("answered call")).toBe("answered calls");
    expect(singular("Sessions across months")).toBe("Session across months");
    expect(singular("Monthly Engaged Persons upon submission")).toBe("Monthly Engaged Person upon submission");
    expect(plural("delivery")).toBe("deliveries");
    expect(plural("address")).toBe("addresses");
    expect(plural("SMS")).toBe("SMS");
    expect(singular("Monthly Active Users")).toBe("Monthly Active User");
    expect(singular("Active Users, whoever writes")).toBe("Active User, whoever writes");
    expect(plural("call, answered or not")).toBe("calls, answered or not");
    expect(["email", "user", "SMS", "call", "hour", "MMS", "USSD request", "unsubscription"].map(withArticle)).toEqual([
      "an email",
      "a user",
      "an SMS",
      "a call",
      "an hour",
      "an MMS",
      "a USSD request",
      "an unsubscription",
    ]);
    expect(bare("the list")).toBe("list");
  });

  it("writes an identifier without a title in words", () => {
    expect(["freeForm", "OutboundSMS", "HTTPCall", "user_id"].map(inWords)).toEqual([
      "free form",
      "outbound SMS",
      "HTTP call",
      "user id",
    ]);
  });
});
