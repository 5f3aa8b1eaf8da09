/** Agreements that a program hands in and that have not the shape of one are refused with the place and with what should stand there. */
import { describe, expect, test } from "vitest";
import {
  type Agreement,
  AgreementError,
  agreePrices,
  agreeTerms,
  OnlineRating,
  RatingRun,
  rateService,
} from "../../runtime/index.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement } from "../kit/usage.ts";

const acme = agreement();

/** The agreement with something else at a place. */
function bent(path: readonly (string | number)[], value: unknown): Agreement {
  const copy = structuredClone(acme) as unknown as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((at, step) => at[step] as typeof at, copy);
  parent[path.at(-1)!] = value;
  return copy as unknown as Agreement;
}

const batch = (given: Agreement) => new RatingRun({ agreements: [given], modules: [chat], period: "2026-03" });
const online = (given: Agreement) =>
  new OnlineRating({ agreements: [given], modules: [chat], period: "2026-03", lateness: 0, now: () => 0 });

const cases: readonly (readonly [path: readonly (string | number)[], value: unknown, message: string])[] = [
  [["takes"], 5, "Acme: takes must be a list, not 5."],
  [["takes"], undefined, "Acme: takes is missing: it must be a list."],
  [["takes", 0], null, "Acme: takes[0] must be an object, not null."],
  [["takes", 0, "prices"], {}, "Acme: takes[0].prices must be a list, not an object."],
  [["takes", 0, "prices", 0, "price"], "0.05", 'Acme: takes[0].prices[0].price must be an object, not "0.05".'],
  [["accounts"], "acme-2", 'Acme: accounts must be a list, not "acme-2".'],
  [["name"], 7, "An agreement without a name: name must be a text, not 7."],
  [["chargingModel"], "prepaid", 'Acme: chargingModel must be one of "post-pay", "pre-pay", not "prepaid".'],
  [["credit"], 50, "Acme: credit must be a text, not 50."],
  [["atLeast"], { amount: "5" }, "Acme: atLeast.prorated is missing: it must be true or false."],
];

describe.each([
  ["in batch", batch],
  ["online", online],
] as const)("an agreement of another shape %s", (_, rate) => {
  test.each(cases)("%j as %j", (path, value, message) => {
    expect(() => rate(bent(path, value))).toThrow(new AgreementError(message));
  });

  test("the agreement itself is no object", () => {
    expect(() => rate(null as never)).toThrow(/^An agreement without a name: the agreement must be an object, not null\.$/);
  });

  test("an unknown kind of price is named", () => {
    expect(() => rate(bent(["takes", 0, "prices", 0, "price"], { kind: "free" }))).toThrow(
      'Acme: takes[0].prices[0].price.kind must be a kind that an agreement knows, not "free".',
    );
  });
});

test("a rate card that agreements share is looked at row by row", () => {
  const rows = [{ key: ["VN"], price: 0.05, line: 2 }];
  const price = { kind: "rates", file: "rates.csv", by: ["destination"], rows };
  expect(() => batch(bent(["takes", 0, "prices", 0, "price"], price))).toThrow(
    "Acme: takes[0].prices[0].price.rows[0].price must be a text, not 0.05.",
  );
});

describe("one service", () => {
  const terms = { agreement: "Acme", currency: "EUR", timeZone: "UTC", period: "2026-03" };
  test.each([
    [{ agreement: 7, prices: {} }, "An agreement without a name: agreement must be a text, not 7."],
    [{ prices: 5 }, "Acme: prices must be an object, not 5."],
    [{ prices: {}, products: "Chat" }, 'Acme: products must be a list, not "Chat".'],
    [{ prices: {}, accounts: 1 }, "Acme: accounts must be a list, not 1."],
    [{ prices: {}, rounding: "down-ish" }, 'Acme: rounding must be one of "half up", "half even", "up", "down", not "down-ish".'],
  ])("%j", (more, message) => {
    expect(() => rateService(chat, { ...terms, ...more } as never, [])).toThrow(new AgreementError(message));
  });
});

test.each([
  [5, "Chat: prices.Message must be an object, not 5."],
  [{ kind: "free" }, 'Chat: prices.Message.kind must be a kind that an agreement knows, not "free".'],
  [{ kind: "flat", amount: 5 }, "Chat: prices.Message.amount must be a text, not 5."],
  [{ kind: "rates", file: "r.csv", by: ["destination"], rows: 5 }, "Chat: prices.Message.rows must be a list, not 5."],
])("the price %j, as a generated module takes it", (price, message) => {
  expect(() => agreePrices("Chat", { Message: price })).toThrow(new AgreementError(message));
});

describe("terms, as a generated module takes them", () => {
  const rules = { Hold: { kind: "duration", negotiable: true } } as const;
  test.each([
    [null, "Chat: terms must be an object, not null."],
    [5, "Chat: terms must be an object, not 5."],
    [{ Hold: null }, "Chat: terms.Hold must be a number, a text or an amount with its currency, not null."],
    [{ Hold: {} }, "Chat: terms.Hold must be a number, a text or an amount with its currency, not an object."],
    [
      { Hold: { amount: 5, currency: "EUR" } },
      "Chat: terms.Hold must be a number, a text or an amount with its currency, not an object.",
    ],
  ])("%j", (terms, message) => {
    expect(() => agreeTerms("Chat", rules, { Hold: 1000 }, terms as never)).toThrow(new AgreementError(message));
  });
});
