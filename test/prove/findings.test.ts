/** What is proved, case by case: wrong and right beside each other. */
import { describe, expect, test } from "vitest";
import { codes, compileFiles } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';
const service = (elements: string, name = "Sample", category = "Channels") => `service ${name} in ${category} { ${T}
  ${elements} }`;
const events = `
  event Sent { ${T}
    user phone en "u" vi "u"
    to phone en "u" vi "u"
    kind plain en "p" vi "p" | rich en "r" vi "r" | urgent en "u" vi "u" en "k" vi "k"
    read requested or not en "r" vi "r"
    length duration en "l" vi "l"
    size size en "s" vi "s"
    number number en "n" vi "n"
    place country en "p" vi "p"
    note noted en "n" vi "n" | blank en "b" vi "b" optional en "n" vi "n"
    weight count optional en "w" vi "w"
  }
  event Came { ${T} user phone en "u" vi "u" kind plain en "p" vi "p" | rich en "r" vi "r" en "k" vi "k" }
  event Went { ${T} user phone en "u" vi "u" }
`;

/** Messages of the proofs about a service with these elements; of the codes given, if any. */
function found(elements: string, only = /^SDL8/, others = ""): string[] {
  const { diagnostics } = compileFiles({ "a.sdl": `sdl 1\n${service(events + elements)}\n${others}` });
  expect(codes(diagnostics.filter(({ severity, code }) => severity === "error" && !code.startsWith("SDL8")))).toEqual([]);
  return diagnostics
    .filter(({ code }) => only.test(code))
    .map(({ code, message, hint }) => `${code} ${message}${code === "SDL8003" ? ` ${hint}` : ""}`);
}
const charge = (name: string, rest: string) => `charge ${name} { ${T} for each ${rest} }\n`;
const both = (elements: string, others?: string) => found(elements, /^SDL800[12]/, others);
const gaps = (elements: string, others?: string) =>
  found(elements, /^SDL8003/, others).map((f) => /`(free [^`]*)`/.exec(f)?.[1] ?? f);
const idle = (elements: string) => found(elements, /^SDL800[456]/);

describe("double charging", () => {
  test("conditions that exclude each other are no double charging", () => {
    expect(both(charge("A", "Sent where kind is plain") + charge("B", "Sent where kind is rich or urgent"))).toEqual([]);
    expect(both(charge("A", "Sent where read requested") + charge("B", "Sent where read not requested"))).toEqual([]);
    expect(
      both(charge("A", "Sent where length is above 1 minute") + charge("B", "Sent where length is at most 60 seconds")),
    ).toEqual([]);
    expect(both(charge("A", "Sent where size below 1 GB") + charge("B", "Sent where size is at least 1000 MB"))).toEqual([]);
    expect(both(charge("A", "Sent where place is VN or SG") + charge("B", "Sent where place is not VN or SG"))).toEqual([]);
  });

  test("a common point is found, also between two constants", () => {
    expect(
      both(charge("A", "Sent where length is at least 1 minute") + charge("B", "Sent where length is at most 60 seconds"))[0],
    ).toContain("length 60 seconds");
    expect(both(charge("A", "Sent where weight is above 2") + charge("B", "Sent where weight is below 4"))[0]).toContain(
      "weight 3",
    );
    expect(both(charge("A", "Sent where weight is above 2") + charge("B", "Sent where weight is below 3"))).toEqual([]);
    expect(both(charge("A", "Sent where number is above 2") + charge("B", "Sent where number is below 3"))[0]).toContain(
      "number 2.5",
    );
    expect(both(charge("A", "Sent where place is not VN") + charge("B", "Sent where place is not SG"))[0]).toContain("place DE");
  });

  test("what only fields that may be left out divide", () => {
    expect(both(charge("A", "Sent where note is noted") + charge("B", "Sent where note is not noted"))).toEqual([]);
    expect(both(charge("A", "commenced 2 of weight of Sent") + charge("B", "Sent where weight is below 1"))[0]).toContain(
      "weight 0",
    );
  });

  test("started units, sums and numbers of events charge the events; different users do not", () => {
    const each = charge("Each", "Sent where kind is plain");
    const measure = (counts: string) => `measure M { ${T} ${counts} }\n`;
    for (const counts of [
      "number of Sent",
      "sum of size of Sent",
      "commenced 60 seconds of length of Sent",
      "commenced 60 seconds of total length of Sent",
    ]) {
      expect(both(each + measure(counts) + charge("All", "M"))).toHaveLength(1);
      expect(both(`${each}${measure(counts)}package P of M { ${T} monthly fee }`)).toHaveLength(1);
    }
    expect(both(each + measure("distinct user of Sent") + charge("All", "M"))).toEqual([]);
    expect(both(`${each}${measure("distinct user of Sent")}package P of M { ${T} monthly fee }`)).toEqual([]);
  });

  test("a measure of a measure is what it counts", () => {
    const measures = `measure M { ${T} number of Sent } measure N { ${T} number of M }\n`;
    expect(both(measures + charge("A", "N") + charge("B", "Sent where kind is plain"))).toHaveLength(1);
  });

  test("once-fees count, and may be named", () => {
    const fee = `fee Once { ${T} once for each Came }\n`;
    expect(both(`${fee}fee Again { ${T} once for each Came where kind is plain }`)[0]).toContain(
      "`Once` and `Again` both charge `Came {",
    );
    expect(both(fee + charge("Each", "Came"))).toHaveLength(1);
    expect(both(fee + charge("Each", "Came in addition to Once"))).toEqual([]);
  });

  test("in addition to, from either side", () => {
    expect(both(charge("A", "Sent") + charge("B", "Sent in addition to A"))).toEqual([]);
    expect(both(charge("A", "Sent in addition to B") + charge("B", "Sent"))).toEqual([]);
    expect(both(charge("A", "Sent in addition to B") + charge("B", "Sent") + charge("C", "Sent in addition to B"))).toHaveLength(
      1,
    );
  });

  test("circumstances that exclude each other", () => {
    const other = service("", "Other", "SaaS");
    const when = (a: string, b: string, others = other) => both(charge("A", `Sent ${a}`) + charge("B", `Sent ${b}`), others);
    expect(when("when subscribed to Other", "when not subscribed to Other")).toEqual([]);
    expect(when("when subscribed to Other", "")[0]).toContain("in an agreement that takes `Other`");
    const divided = service(`product P { ${T} } product Q { ${T} }`, "Other", "SaaS");
    expect(when("when subscribed to Other.P", "when subscribed to Other.Q", divided)).toHaveLength(1);
    expect(when("when subscribed to Other.P", "when not subscribed to Other", divided)).toEqual([]);
    // a service with products is taken by its products
    expect(when("when subscribed to Other", "when not subscribed to Other.P when not subscribed to Other.Q", divided)).toEqual(
      [],
    );
  });

  test("charges of two products, of which an agreement may take both", () => {
    const products = `product P { ${T} charges A } product Q { ${T} charges B }\n`;
    expect(both(products + charge("A", "Sent") + charge("B", "Sent"))[0]).toContain(
      "in an agreement that takes `Sample.P` and takes `Sample.Q`",
    );
  });

  test("alternatives, of which an agreement prices one", () => {
    const fees = (more: string) => `fee A { ${T} once for each Came } fee B { ${T} once for each Came ${more} }`;
    expect(both(fees(""))).toHaveLength(1);
    expect(both(fees("alternative to A"))).toEqual([]);
  });

  test("terms that an agreement can set, in every order", () => {
    const term = (rest: string) => `term Limit { ${T} 60 seconds${rest} }\n`;
    const charges = charge("A", "Sent where length is below 30 seconds") + charge("B", "Sent where length is at least Limit");
    expect(both(term("") + charges)).toEqual([]);
    expect(both(term(", unless otherwise agreed, at least 30 seconds") + charges)).toEqual([]);
    const [found] = both(term(", unless otherwise agreed") + charges);
    expect(found).toMatch(/length [\d.]+ seconds.*in an agreement that sets `Limit` to [\d.]+ seconds?/);
    const around = charge("A", "Sent where length is below Limit") + charge("B", "Sent where length is at least Limit");
    expect(both(term(", unless otherwise agreed") + around)).toEqual([]);
  });

  test("charged and declared free", () => {
    const free = `free F { ${T} Sent where kind is plain }`;
    expect(both(charge("A", "Sent where kind is rich") + free)).toEqual([]);
    expect(both(charge("A", "Sent where read requested") + free)[0]).toMatch(
      /^SDL8002 `A` charges `Sent {.*kind plain.*`F` declares it free/,
    );
  });
});

describe("gaps", () => {
  test("the free outcome that is missing, as it would be written", () => {
    expect(gaps(charge("A", "Sent where kind is plain"))).toEqual(["free NAME { Sent where kind is not plain }"]);
    expect(gaps(charge("A", "Sent where kind is not plain"))).toEqual(["free NAME { Sent where kind is plain }"]);
    expect(gaps(charge("A", "Sent where read requested"))).toEqual(["free NAME { Sent where read not requested }"]);
    expect(gaps(charge("A", "Sent where length is above 60 seconds"))).toEqual([
      "free NAME { Sent where length is at most 60 seconds }",
    ]);
    expect(gaps(charge("A", "Sent where place is VN or SG"))).toEqual(["free NAME { Sent where place is not VN or SG }"]);
    expect(gaps(charge("A", "Sent where kind is plain and read requested"))).toEqual([
      "free NAME { Sent where read not requested }",
      "free NAME { Sent where kind is not plain and read requested }",
    ]);
  });

  test("what is written as the hint says closes the gap", () => {
    for (const where of [
      "kind is rich",
      "length is at least 1 minute and read requested",
      "place is VN or where read not requested and kind is plain",
    ]) {
      const contract = charge("A", `Sent where ${where}`);
      const missing = gaps(contract).map((free, i) => free.replace("NAME {", `F${i} { ${T}`));
      expect(missing.length).toBeGreaterThan(0);
      expect(found(contract + missing.join("\n"))).toEqual([]);
    }
  });

  test("a field that is left out meets no condition", () => {
    const [found] = gaps(charge("A", "Sent where note is noted or blank"));
    expect(found).toContain("remove `optional` from `note`");
  });

  test("a number that is charged speaks for the events behind it, one that is not charged does not", () => {
    const measure = `measure Users { ${T} distinct user of Sent where kind is rich }\n`;
    expect(gaps(charge("A", "Sent where kind is plain or urgent") + measure)).toEqual(["free NAME { Sent where kind is rich }"]);
    expect(gaps(charge("A", "Sent where kind is plain or urgent") + measure + charge("B", "Users"))).toEqual([]);
    expect(gaps(measure + charge("B", "Users"))).toEqual(["free NAME { Sent where kind is not rich }"]);
  });

  test("events that only change states are not asked about", () => {
    const window = `window W { ${T} 1 hour from the last Came per user } free F { ${T} Sent outside W }\n`;
    expect(gaps(window + charge("A", "Sent inside W"))).toEqual([]);
    expect(gaps(`interval I per user from Came until Went { ${T} } fee F { ${T} monthly for each I }`)).toEqual([]);
  });

  test("what begins and ends something that is charged as long as it lasts is spoken for", () => {
    const interval = `interval I per user from Came until Went { ${T} }\n`;
    const fee = `fee F { ${T} once for each Came where kind is plain }\n`;
    expect(gaps(interval + fee)).toEqual(["free NAME { Came where kind is rich }"]);
    expect(gaps(`${interval + fee}fee G { ${T} monthly for each I }`)).toEqual([]);
  });

  test("an event inside a session that is charged is spoken for", () => {
    const session = `session S per user { ${T} opens on Came where kind is rich closes after 1 hour without an answer }\n`;
    expect(gaps(session + charge("A", "Came where kind is rich") + charge("B", "S opened in addition to A"))).toEqual([
      "free NAME { Came outside S }",
    ]);
  });

  test("circumstances in which a charge is not in force", () => {
    const other = service("", "Other", "SaaS");
    const gap = gaps(charge("A", "Sent when not subscribed to Other"), other);
    expect(gap).toEqual(["free NAME { Sent when subscribed to Other }"]);
    expect(gaps(charge("A", "Sent when not subscribed to Other") + charge("B", "Sent when subscribed to Other"), other)).toEqual(
      [],
    );
  });

  test("an event of one product is not asked about without that product", () => {
    const products = `product P { ${T} charges A } product Q { ${T} }\n`;
    expect(gaps(products + charge("A", "Sent"))).toEqual([]);
    expect(gaps(products + charge("A", "Sent where kind is plain"))).toEqual(["free NAME { Sent where kind is not plain }"]);
    const divided = `product P { ${T} charges A } product Q { ${T} charges B }\n`;
    expect(gaps(divided + charge("A", "Sent where kind is plain") + charge("B", "Sent where kind is not plain"))).toEqual([]);
  });

  test("between a term and a constant, whatever an agreement sets it to", () => {
    const contract = (limits: string) => `term Limit { ${T} 60 seconds, unless otherwise agreed${limits} }
      ${charge("A", "Sent where length is below 60 seconds")}${charge("B", "Sent where length is at least Limit")}`;
    expect(gaps(contract(", at most 60 seconds"))).toEqual([]);
    expect(gaps(contract(", at most 90 seconds"))).toEqual([
      "free NAME { Sent where length is at least 60 seconds and length is below Limit }",
    ]);
  });
});

describe("conditions without effect", () => {
  const W = (name: string, length: string, from = "Came") => `window ${name} { ${T} ${length} from the last ${from} per user }\n`;
  const forbid = (condition: string) => `forbid X { ${T} ${condition} }\n`;

  test("parts that never hold", () => {
    expect(idle(forbid("Sent where length is below 0 seconds"))).toEqual([
      "SDL8004 No event can meet the condition of the prohibition `X`: `length is below 0 seconds` never holds.",
    ]);
    expect(idle(forbid("Sent where number is below 0"))).toEqual([]);
    expect(idle(forbid("Sent where weight is above 2 and weight is below 3"))).toHaveLength(1);
    expect(idle(forbid("Sent where read requested or where kind is plain and kind is rich"))).toEqual([
      "SDL8006 `kind is rich` never holds together with what stands before it.",
    ]);
  });

  test("parts that always hold", () => {
    expect(idle(forbid("Sent where kind is plain or rich or urgent"))).toEqual([
      "SDL8006 `kind is plain or rich or urgent` always holds.",
    ]);
    expect(idle(forbid("Sent where length is at least 0 seconds"))).toHaveLength(1);
    expect(idle(forbid("Sent where weight is at least 0"))).toEqual([]);
    expect(idle(forbid("Sent where kind is plain and kind is not rich"))).toEqual([
      "SDL8006 `kind is not rich` always holds where the rest of the condition does.",
    ]);
    expect(idle(forbid("Sent where read requested or where read not requested"))).toEqual([
      "SDL8006 `read requested or where read not requested` always holds.",
    ]);
    expect(idle(forbid("Sent where kind is plain or where kind is plain and read requested"))).toEqual([
      "SDL8006 `kind is plain and read requested` adds nothing: every event that meets it meets another alternative too.",
    ]);
  });

  test("in what opens and closes states, and in measures", () => {
    expect(idle(`${W("V", "1 hour", "Came where kind is plain and kind is rich")}${forbid("Sent outside V")}`)).toHaveLength(2);
    expect(idle(`measure M { ${T} number of Sent where kind is plain and kind is plain }`)).toHaveLength(1);
  });

  test("a shorter window lies inside a longer one that the same events open", () => {
    const windows = W("Short", "1 hour") + W("Long", "24 hours");
    expect(idle(windows + forbid("Sent inside Short outside Long"))).toHaveLength(1);
    expect(idle(windows + forbid("Sent inside Long outside Short"))).toEqual([]);
    expect(idle(windows + forbid("Sent inside Short inside Long"))).toEqual([
      "SDL8006 `inside Long` always holds where the rest of the condition does.",
    ]);
    const plain = W("Short", "1 hour", "Came where kind is plain") + W("Long", "24 hours");
    expect(idle(plain + forbid("Sent inside Short outside Long"))).toHaveLength(1);
    expect(idle(plain + forbid("Sent outside Short inside Long"))).toEqual([]);
    const apart = W("Short", "1 hour") + W("Long", "24 hours", "Came where kind is plain");
    expect(idle(apart + forbid("Sent inside Short outside Long"))).toEqual([]);
    const union = `${W("P", "1 hour", "Came where kind is plain")}${W("R", "1 hour", "Came where kind is rich")}${W("Any", "1 hour")}`;
    expect(idle(union + forbid("Sent inside Any outside P outside R"))).toHaveLength(1);
    expect(idle(union + forbid("Sent inside P inside R"))).toEqual([]);
  });

  test("a window whose length an agreement sets", () => {
    const windows = (limits: string) =>
      `term Length { ${T} 1 hour, unless otherwise agreed${limits} }\n${W("Short", "Length")}${W("Long", "24 hours")}`;
    expect(idle(windows(", at most 24 hours") + forbid("Sent inside Short outside Long"))).toHaveLength(1);
    expect(idle(windows(", at most 25 hours") + forbid("Sent inside Short outside Long"))).toEqual([]);
  });

  test("an event that opens a window is inside it, one that is taken off a set is not on it, unless it is put there at that instant", () => {
    expect(idle(W("V", "1 hour") + forbid("Came outside V"))).toHaveLength(1);
    expect(idle(W("V", "1 hour", "Came where kind is plain") + forbid("Came where kind is rich outside V"))).toEqual([]);
    const set = (added: string) => `set L of user { ${T} added on ${added} removed on Came where kind is plain }\n`;
    expect(idle(set("Came where kind is rich") + forbid("Came where kind is rich and user not on L"))).toHaveLength(1);
    expect(idle(set("Went") + forbid("Came where kind is plain and user on L"))).toEqual([]);
    expect(idle(set("Came where kind is plain") + forbid("Came where kind is plain and user not on L"))).toHaveLength(1);
  });

  test("sessions and sets that the same events change", () => {
    const session = `session S per user { ${T} opens on Came closes on Went }\n`;
    const together = `${session}set L of user { ${T} added on Came removed on Went }
`;
    expect(idle(together + forbid("Sent where user on L outside S"))).toHaveLength(1);
    expect(idle(together + forbid("Sent where user not on L inside S"))).toHaveLength(1);
    expect(idle(together + forbid("Sent where user on L inside S"))).toHaveLength(1);
    // at one instant endings come before beginnings, so one event may begin what another one has ended
    const opposite = `${session}set L of user { ${T} added on Went removed on Came }
${W("V", "1 hour", "Went")}`;
    expect(idle(opposite + forbid("Sent where user on L inside S"))).toEqual([]);
    expect(idle(opposite + forbid("Sent where user on L inside S outside V"))).toEqual([]);
    expect(idle(opposite + forbid("Sent where user not on L outside S"))).toEqual([]);
  });

  test("a time-out ends a session, and only then", () => {
    const session = (closes: string) =>
      `session S per user { ${T} opens on Came ${closes} }\n${W("Short", "1 hour")}${W("Long", "3 hours")}`;
    expect(idle(session("closes after 2 hours without an answer") + forbid("Sent inside Short outside S"))).toHaveLength(1);
    expect(idle(session("closes after 2 hours without an answer") + forbid("Sent inside Long outside S"))).toEqual([]);
    expect(idle(session("closes after 2 hours without an answer") + forbid("Sent inside S outside Long"))).toHaveLength(1);
    expect(idle(session("closes on Went") + forbid("Sent inside S outside Long"))).toEqual([]);
    expect(idle(session("closes 2 hours after it opened") + forbid("Sent inside S outside Long"))).toHaveLength(1);
    expect(idle(session("closes 2 hours after it opened") + forbid("Sent outside S inside Short"))).toEqual([]);
    expect(idle(session("closes 4 hours after it opened") + forbid("Sent inside S outside Long"))).toEqual([]);
    const spoken = "closes after 2 hours without an answer closes 4 hours after it opened";
    expect(idle(session(spoken) + forbid("Sent inside S outside Long"))).toHaveLength(1);
    expect(idle(session(spoken) + forbid("Sent outside S inside Short"))).toEqual([]);
    expect(idle(session(spoken) + forbid("Came outside S"))).toHaveLength(1);
  });

  test("a session that ended is not kept alive by what comes later", () => {
    const states = `session S per user { ${T} opens on Came where kind is plain closes after 2 hours without an answer }
      set L of user { ${T} added on Came where kind is plain }
      ${W("V", "1 hour")}${W("R", "90 minutes", "Came where kind is rich")}`;
    expect(idle(states + forbid("Sent where user on L inside R outside V outside S"))).toEqual([]);
    expect(idle(states + forbid("Sent where user not on L inside S"))).toHaveLength(1);
  });

  test("of events at one instant, all that end something come before those that begin something", () => {
    const states = (closes: string) => `session S per user { ${T} opens on Came ${closes} }
      set L of user { ${T} added on Went removed on Came }\n${W("V", "1 hour", "Went")}`;
    // only both at one instant leave the user on the list and the session open
    expect(idle(states("closes on Went") + forbid("Sent where user on L inside S outside V"))).toEqual([]);
    // the last that came took the user off the list, so somebody put them there at that instant or later
    const timed = states("closes after 1 hour without an answer");
    expect(idle(timed + forbid("Sent where user on L inside S outside V"))).toHaveLength(1);
    expect(idle(timed + forbid("Sent where user on L inside S inside V"))).toHaveLength(1);
    // and what took them off the list lasts longer than the window that put them there
    expect(idle(timed + forbid("Sent where user not on L outside S outside V"))).toHaveLength(1);
    expect(idle(timed + forbid("Sent where user not on L outside S"))).toEqual([]);
  });

  test("one key lies in another", () => {
    const pairs = `event Put { ${T} user phone en "u" vi "u" to phone en "t" vi "t" }\n`;
    const windows = `${pairs}window One { ${T} 1 hour from the last Put per user }\nwindow Both { ${T} 1 hour from the last Put per user, to }\n`;
    expect(idle(windows + forbid("Sent inside Both outside One"))).toHaveLength(1);
    expect(idle(windows + forbid("Sent inside One outside Both"))).toEqual([]);
  });

  test("a key that is one of several values", () => {
    const asked = `event Put { ${T} user phone en "u" vi "u" kind plain en "p" vi "p" | rich en "r" vi "r" en "k" vi "k" }\n`;
    const window = `${asked}window V { ${T} 1 hour from the last Put where kind is plain per user, kind }\n`;
    expect(idle(window + forbid("Came where kind is rich inside V"))).toHaveLength(1);
    expect(idle(window + forbid("Came where kind is plain inside V"))).toEqual([]);
    expect(idle(window + forbid("Came where kind is plain outside V"))).toEqual([]);
  });
});

describe("the bound", () => {
  test("is said, with the event and the conditions, and leaves other events alone", () => {
    const count = 10;
    const windows = Array.from(
      { length: count },
      (_, i) => `window W${i} { ${T} ${i + 1} hours from the last Came per user }`,
    ).join("\n");
    const rules = Array.from({ length: count }, (_, i) => `forbid F${i} { ${T} Sent inside W${i} }`).join("\n");
    const all = found(`${windows}\n${rules}\n${charge("A", "Went") + charge("B", "Went")}`);
    expect(all.map((f) => f.split(" ")[0])).toEqual(["SDL8007", "SDL8001"]);
    expect(all[0]).toContain(
      "The conditions on `Sent` are beyond what is proved (too many states that the same events change): `W0`, `W1`,",
    );
  });

  test("many conditions that are easy stay inside it", () => {
    const kinds = Array.from({ length: 200 }, (_, i) => `k${i} en "k" vi "k"`).join(" | ");
    const event = `event Many { ${T} kind ${kinds} en "k" vi "k" length duration en "l" vi "l" }\n`;
    const charges = Array.from({ length: 200 }, (_, i) =>
      charge(`C${i}`, `Many where kind is k${i} and length is above ${i} seconds`),
    ).join("");
    const frees = Array.from(
      { length: 200 },
      (_, i) => `free F${i} { ${T} Many where kind is k${i} and length is at most ${i} seconds }`,
    ).join("\n");
    expect(found(event + charges + frees)).toEqual([]);
  });

  test("hard conditions end in the bound, and not in a long wait", () => {
    // whether the first half of the flags equals the second: no order of variables that names the first half first is small
    const flags = Array.from({ length: 40 }, (_, i) => `f${i} yes or no en "f" vi "f"`).join("\n");
    const event = `event Hard { ${T} ${flags} }\n`;
    const first = `forbid First { ${T} Hard where ${Array.from({ length: 40 }, (_, i) => `f${i} is yes`).join(" and ")} }\n`;
    const pairs = Array.from({ length: 20 }, (_, i) => `where f${i} is yes and f${i + 20} is yes`).join(" or ");
    expect(found(`${event + first}forbid Pairs { ${T} Hard ${pairs} }`)).toEqual([expect.stringContaining("SDL8007")]);
  });
});

test("a service with errors is not proved: what was lowered is not all that was written", () => {
  const { diagnostics } = compileFiles({
    "a.sdl": `sdl 1\n${service(`${events}${charge("A", "Sent where kind is plane")}${charge("B", "Sent")}`)}`,
  });
  expect(codes(diagnostics).filter((code) => !/^SDL(2008|5002)/.test(code))).toEqual(["SDL3002"]);
});
