import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseState, type StateFile, stateText } from "../../runtime/state-file.ts";
import { agreement, rateOne, received, sent } from "../kit/usage.ts";

const january = "2026-01-31T20:00:00+07:00";
const february = "2026-02-01T10:00:00+07:00";

function stateAfterJanuary(records: readonly unknown[] = [received(january)]): StateFile {
  return rateOne(records, { period: "2026-01" }).closingState;
}

describe("carrying state from month to month", () => {
  test("a window opened in January covers February's first morning with the carried state, not without", () => {
    const openingStates = new Map([["Acme", stateAfterJanuary()]]);
    expect(rateOne([sent(february)], { period: "2026-02", openingStates }).bill.events).toMatchObject({ free: 1 });
    expect(rateOne([sent(february)], { period: "2026-02" }).bill.events).toMatchObject({ charged: 1 });
  });

  test("January then February with carried state is February with January's events as context, wherever they fall", () => {
    const instant = fc.integer({ min: Date.parse("2026-01-30T00:00:00Z"), max: Date.parse("2026-02-02T00:00:00Z") });
    const message = fc.tuple(instant, fc.boolean(), fc.constantFrom("+1", "+2")).map(([at, fromUser, user]) => {
      const time = new Date(at).toISOString();
      return fromUser ? { ...received(time), data: { user } } : sent(time, {}, { user });
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (records) => {
        const isJanuary = ({ time }: { readonly time?: unknown }) =>
          Date.parse(String(time)) < Date.parse("2026-01-31T17:00:00Z");
        const state = parseState(stateText(stateAfterJanuary(records.filter(isJanuary))));
        const carried = rateOne(
          records.filter((each) => !isJanuary(each)),
          { period: "2026-02", openingStates: new Map([["Acme", state]]) },
        );
        const atOnce = rateOne(records, { period: "2026-02" });
        const resent = rateOne(records, { period: "2026-02", openingStates: new Map([["Acme", state]]) });
        expect({ ...carried.bill, events: null }).toEqual({ ...atOnce.bill, events: null });
        expect(stateText(carried.closingState)).toBe(stateText(atOnce.closingState));
        expect(resent.bill).toEqual(atOnce.bill);
      }),
      { numRuns: 200 },
    );
  });

  test("the file reads back as it was written, byte for byte", () => {
    const state = stateAfterJanuary();
    expect(state).toEqual({
      format: "sdl-state",
      version: 1,
      agreement: "Acme",
      period: "2026-01",
      services: { Chat: { Window: { "+8490": Date.parse(january) } } },
    });
    expect(parseState(stateText(state))).toEqual(state);
    expect(stateText(parseState(stateText(state)))).toBe(stateText(state));
  });

  test("states of services that are no longer taken are carried along", () => {
    const state = { ...stateAfterJanuary(), services: { Former: { Set: ["a"] } } };
    const { closingState } = rateOne([], { period: "2026-02", openingStates: new Map([["Acme", state]]) });
    expect(closingState.services).toMatchObject({ Former: { Set: ["a"] }, Chat: { Window: {} } });
  });

  test.each([
    ["the state of another agreement", { agreement: "Beta" }, "2026-02", /belongs to Beta, not to Acme/],
    ["a gap", {}, "2026-03", /month to rate next is 2026-02, not 2026-03/],
    ["the same month again", {}, "2026-01", /month to rate next is 2026-02, not 2026-01/],
    ["the month after December", { period: "2026-12" }, "2026-02", /month to rate next is 2027-01/],
    [
      "credit in another currency",
      { credit: "1", currency: "USD" },
      "2026-02",
      /credit in the state is in USD, but Acme is in EUR/,
    ],
  ])("%s is refused", (_, change, period, message) => {
    const openingStates = new Map([["Acme", { ...stateAfterJanuary(), ...change }]]);
    expect(() => rateOne([], { period, openingStates, agreements: [agreement()] })).toThrow(message);
  });

  test.each([
    ["{", /not valid JSON/],
    ["[]", /not a state of an agreement/],
    ["null", /not a state of an agreement/],
    ['{"format":"sdl-state","version":2}', /version 2; this program reads version 1/],
    ['{"format":"sdl-state","version":1,"agreement":"A","period":"2026-1","services":{}}', /period: must be a month/],
    ['{"format":"sdl-state","version":1,"agreement":"A","period":"2026-01","services":{},"credit":5}', /credit/],
    ['{"format":"sdl-state","version":1,"agreement":"A","period":"2026-01","services":[]}', /services/],
  ])("%s is no state file", (text, message) => {
    expect(() => parseState(text)).toThrow(message);
  });
});
