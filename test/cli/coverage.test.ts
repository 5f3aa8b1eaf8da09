/** `sdl test --coverage`: what the examples do not show is named, kind by kind and side by side. */
import { describe, expect, test } from "vitest";
import { folderWith, repository, sdl } from "../kit/cli.ts";

/** A contract whose examples are given; each is a name and its lines. */
function contract(elements: string, examples: Readonly<Record<string, string>>): string {
  const shown = Object.entries(examples).map(([name, body]) => `  example ${name} { title en "${name}" vi "${name}" ${body} }`);
  return `sdl 1
service Sample in Channels {
  title en "Sample" vi "Mẫu"
  event Call {
    title en "call" vi "cuộc gọi"
    user phone en "user" vi "người dùng"
    length duration en "length" vi "thời lượng"
    answered yes or no en "answered" vi "được trả lời"
  }
  event Opened { title en "opened" vi "mở" user phone en "user" vi "người dùng" }
  event Closed { title en "closed" vi "đóng" user phone en "user" vi "người dùng" }
${elements}
${shown.join("\n")}
}
`;
}

interface Missing {
  readonly kind: string;
  readonly name: string;
  readonly shows: readonly string[];
}

async function missing(
  elements: string,
  examples: Readonly<Record<string, string>>,
): Promise<{ code: number; missing: Missing[] }> {
  const cwd = folderWith({ "contracts/sample.sdl": contract(elements, examples) });
  const { code, out, err } = await sdl(["test", "--coverage", "--json"], { cwd });
  if (!out.startsWith("{") || JSON.parse(out).coverage === undefined) throw new Error(`${out}${err}`);
  const { ok, coverage } = JSON.parse(out);
  expect(ok).toBe(true);
  return {
    code,
    missing: coverage
      .filter(({ covered }: { covered: boolean }) => !covered)
      .map(({ kind, name, sides }: Missing & { sides: { shows: string; examples: string[] }[] }) => ({
        kind,
        name,
        shows: sides.filter(({ examples }) => examples.length === 0).map(({ shows }) => shows),
      })),
  };
}

const call = (time: string, more = "length 5 seconds, answered yes", user = "+841") =>
  `2026-03-${time} Call { user ${user}, ${more} }`;
const opened = (time: string, user = "+841") => `2026-03-${time} Opened { user ${user} }`;
const closed = (time: string, user = "+841") => `2026-03-${time} Closed { user ${user} }`;
const answeredOnly = 'charge Answered { title en "answered" vi "trả lời" for each Call where answered yes }';

/** For each kind: its elements, an example for each side in the order in which the report names them. */
const kinds: readonly {
  readonly kind: string;
  readonly name: string;
  readonly elements: string;
  readonly sides: Readonly<Record<string, string>>;
  /** Shown by the same examples, whatever is left out. */
  readonly always?: string;
}[] = [
  {
    kind: "charge",
    name: "Answered",
    elements: answeredOnly,
    sides: {
      "usage that is charged": `given ${call("01 09:00")} expect Answered 1`,
      "usage that is not charged": `given ${call("01 09:00", "length 5 seconds, answered no")} expect Answered 0`,
    },
  },
  {
    kind: "charge",
    name: "Minutes",
    elements:
      'charge Minutes { title en "minutes" vi "phút" for each commenced 60 seconds of length of Call where answered yes }',
    sides: {
      "an event of one unit": `given ${call("01 09:00", "length 60 seconds, answered yes")} expect Minutes 1`,
      "an event of several units": `given ${call("01 09:00", "length 61 seconds, answered yes")} expect Minutes 2`,
    },
    always: `given ${call("01 09:00", "length 5 seconds, answered no")} expect Minutes 0`,
  },
  {
    kind: "charge",
    name: "PerUser",
    elements:
      'measure Users { title en "users" vi "người dùng" distinct user of Call } charge PerUser { title en "per user" vi "mỗi người dùng" for each Users }',
    sides: {
      "usage that is charged": `given ${call("01 09:00")} expect PerUser 1`,
      "usage that is not charged": "agreed { from 2026-03-01 } given expect PerUser 0",
    },
  },
  {
    kind: "fee",
    name: "Setup",
    elements: 'fee Setup { title en "setup" vi "lắp đặt" once for each Call where answered yes }',
    sides: {
      "a fee that is due": `given ${call("01 09:00")} expect Setup 1`,
      "something for which no fee is due": `given ${call("01 09:00", "length 5 seconds, answered no")} expect Setup 0`,
    },
  },
  {
    kind: "fee",
    name: "Rent",
    elements:
      'interval Box per user from Opened until Closed { title en "box" vi "hộp" } fee Rent { title en "rent" vi "tiền thuê" monthly for each Box first month prorated by day }',
    sides: {
      "a prorated fee": `agreed { from 2026-03-10 } given ${opened("10 09:00")} expect Rent 1`,
      "a full fee":
        "agreed { from 2026-02-10 } given 2026-02-12 09:00 Opened { user +841 } 2026-02-13 09:00 Closed { user +841 } expect in 2026-02 Rent 1 expect in 2026-03 Rent 0",
    },
  },
  {
    kind: "package",
    name: "Bundle",
    elements:
      'measure Users { title en "users" vi "người dùng" distinct user of Call } package Bundle of Users { title en "bundle" vi "gói" monthly fee beyond it charge each }',
    sides: {
      "use beyond the package": `agreed { Bundle 1 for 1 EUR, then 1 EUR each } given ${call("01 09:00")} ${call("01 10:00", undefined, "+842")} expect Bundle 1`,
      "use within the package": `agreed { Bundle 2 for 1 EUR, then 1 EUR each } given ${call("01 09:00")} ${call("01 10:00", undefined, "+842")} expect Bundle 0`,
    },
  },
  {
    kind: "minimum",
    name: "Least",
    elements: `${answeredOnly} minimum Least { title en "least" vi "tối thiểu" 5 EUR per calendar month of Answered when post-pay invoice the shortfall }`,
    sides: {
      "a shortfall": `given ${call("01 09:00")} expect Least 4 EUR`,
      "traffic that reaches the minimum": `agreed { Answered at 5 EUR } given ${call("01 09:00")} expect Least 0 EUR`,
    },
  },
  {
    kind: "forbid",
    name: "Long",
    elements: 'forbid Long { title en "long" vi "dài" Call where length above 60 seconds }',
    sides: {
      "a breach": `given ${call("01 09:00", "length 61 seconds, answered yes")} expect Long 1`,
      "no breach": `given ${call("01 09:00", "length 60 seconds, answered yes")} expect Long 0`,
    },
  },
  {
    kind: "free",
    name: "Unanswered",
    elements: `${answeredOnly} free Unanswered { title en "unanswered" vi "không trả lời" Call where answered no }`,
    sides: {
      "usage that it makes free": `given ${call("01 09:00", "length 5 seconds, answered no")} expect free 1`,
      "usage of the same kind that it does not make free": `given ${call("01 09:00")} expect free 0`,
    },
  },
  {
    kind: "term",
    name: "Basis",
    elements:
      'term Basis { title en "basis" vi "cơ sở" calls en "calls" vi "cuộc gọi" or none en "none" vi "không", unless otherwise agreed } charge Chosen { title en "chosen" vi "đã chọn" for each Call when Basis is calls } free Otherwise { title en "otherwise" vi "khác" Call when Basis is none }',
    sides: {
      "an agreement in which it is calls": `given ${call("01 09:00")} expect Chosen 1`,
      "an agreement in which it is none": `agreed { set Basis to none } given ${call("01 09:00")} expect Chosen 0`,
    },
  },
  {
    kind: "window",
    name: "After",
    elements:
      'window After { title en "after" vi "sau" 24 hours from the last Opened per user } charge Outside { title en "outside" vi "ngoài" for each Call outside After }',
    sides: {
      "an event inside it": `given ${opened("01 09:00")} ${call("02 08:59:59.999")} expect Outside 0`,
      "an event outside it": `given ${opened("01 09:00")} ${call("02 09:00")} expect Outside 1`,
    },
  },
  {
    kind: "set",
    name: "Blocked",
    elements:
      'set Blocked of user { title en "blocked" vi "bị chặn" added on Closed removed on Opened } charge Free { title en "free" vi "tự do" for each Call where user not on Blocked }',
    sides: {
      "an event on it": `given ${closed("01 09:00")} ${call("01 10:00")} expect Free 0`,
      "an event not on it": `given ${closed("01 09:00")} ${opened("01 09:30")} ${call("01 10:00")} expect Free 1`,
    },
  },
  {
    kind: "session",
    name: "Talk",
    elements:
      'session Talk per user { title en "talk" vi "trao đổi" opens on Opened closes after 30 minutes without an answer } measure Talks { title en "talks" vi "số cuộc" number of Talk opened }',
    sides: {
      "a session that another event keeps alive": `given ${opened("01 09:00")} ${opened("01 09:29:59.999")} expect Talks 1`,
      "a key with a second session after the first has closed": `given ${opened("01 09:00")} ${opened("01 09:30")} expect Talks 2`,
    },
  },
  {
    kind: "session",
    name: "Talk",
    elements:
      'session Talk per user { title en "talk" vi "trao đổi" opens on Opened closes 24 hours after it opened } measure Talks { title en "talks" vi "số cuộc" number of Talk opened }',
    sides: {
      "a session that another event keeps alive": `given ${opened("01 09:00")} ${opened("02 08:59:59.999")} expect Talks 1`,
      "a key with a second session after the first has closed": `given ${opened("01 09:00")} ${opened("02 09:00")} expect Talks 2`,
    },
  },
  {
    kind: "measure",
    name: "Users",
    elements:
      'measure Users { title en "users" vi "người dùng" distinct user of Call at most Most } term Most { title en "most" vi "tối đa" 2, unless otherwise agreed }',
    sides: {
      "a month in which the limit is not reached": `given ${call("01 09:00")} expect Users 1`,
      "a month in which the limit is reached": `agreed { set Most to 1 } given ${call("01 09:00")} expect Users 1`,
    },
  },
  {
    kind: "fee",
    name: "Rent",
    elements:
      'interval Box per user from Opened until Closed { title en "box" vi "hộp" } fee Rent { title en "rent" vi "tiền thuê" monthly for each Box at its peak at most 2 }',
    sides: {
      "a month in which the limit is not reached": `given ${opened("01 09:00")} ${closed("01 10:00")} ${opened("01 10:00", "+842")} expect Rent 1`,
      "a month in which the limit is reached": `given ${opened("01 09:00")} ${opened("01 09:00", "+842")} expect Rent 2`,
    },
  },
  {
    kind: "interval",
    name: "Box",
    elements:
      'interval Box per user from Opened until Closed { title en "box" vi "hộp" } measure Boxes { title en "boxes" vi "số hộp" number of Box alive }',
    sides: {
      "an interval that has ended": `given ${opened("01 09:00")} ${closed("02 09:00")} expect Boxes 1`,
      "an interval that goes on": `given ${opened("01 09:00")} expect Boxes 1`,
    },
  },
];

describe.each(kinds)("$kind $name", ({ kind, name, elements, sides, always }) => {
  const examples = (bodies: readonly string[]) => Object.fromEntries(bodies.map((body, i) => [`Case${i}`, body]));
  const rest = always === undefined ? [] : [always];
  const of = (found: readonly Missing[]) => found.filter((each) => each.kind === kind && each.name === name);

  test("is covered by an example on each side", async () => {
    expect(of((await missing(elements, examples([...rest, ...Object.values(sides)]))).missing)).toEqual([]);
  });

  test.each(Object.keys(sides))("is not covered without %s", async (side) => {
    const others = Object.entries(sides).filter(([each]) => each !== side);
    const { code, missing: found } = await missing(elements, examples([...rest, ...others.map(([, body]) => body)]));
    expect(of(found)[0]?.shows).toContain(side);
    expect(code).toBe(1);
  });

  test("is not covered without examples", async () => {
    expect(of((await missing(elements, {})).missing)[0]?.shows.length).toBeGreaterThanOrEqual(Object.keys(sides).length);
  });
});

test("one example that shows everything is not enough: a boundary wants two", async () => {
  const both = `given ${call("01 09:00")} ${call("02 09:00", "length 5 seconds, answered no")} expect Answered 1`;
  expect((await missing(answeredOnly, { Both: both })).missing).toEqual([{ kind: "charge", name: "Answered", shows: [] }]);
});

test("people are told which example to write", async () => {
  const cwd = folderWith({
    "contracts/sample.sdl": contract(answeredOnly, { One: `given ${call("01 09:00")} expect Answered 1` }),
  });
  const { code, out } = await sdl(["test", "--coverage"], { cwd });
  expect(code).toBe(1);
  expect(out).toContain("charge Sample.Answered needs an example with usage that is not charged");
  expect(out).toContain("0 of 1 rule and states");
});

test("the examples of the shipped contracts show every rule and state on both sides", async () => {
  const { code, out } = await sdl(["test", "contracts", "--coverage", "--json"], { cwd: repository });
  const { coverage } = JSON.parse(out);
  expect(coverage.filter(({ covered }: { covered: boolean }) => !covered)).toEqual([]);
  expect(coverage.length).toBeGreaterThan(20);
  expect(code).toBe(0);
});
