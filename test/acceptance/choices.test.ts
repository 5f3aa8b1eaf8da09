/** Choices of an agreement: which reading of the contract applies, and what becomes of clauses that do not. */
import { describe, expect, test } from "vitest";
import { folderWith, sdl } from "../kit/cli.ts";
import { compileFiles, shown } from "../kit/compile.ts";

const contract = `sdl 1

service Calls in Voice {
  title en "Calls" vi "Cuộc gọi"
  event Call {
    title en "call" vi "cuộc gọi"
    user phone en "user" vi "người dùng"
    length duration en "length" vi "thời lượng"
  }
  event Opened { title en "opened" vi "mở" user phone en "user" vi "người dùng" }
  event Closed { title en "closed" vi "đóng" user phone en "user" vi "người dùng" }
  interval Line per user from Opened until Closed { title en "line" vi "đường dây" }
  measure Users { title en "users" vi "số người dùng" distinct user of Call }

  term Counting {
    title en "counting" vi "cách đếm"
    calls en "by calls" vi "theo cuộc gọi" or minutes en "by minutes" vi "theo phút" or lines en "by lines" vi "theo đường dây", unless otherwise agreed
  }
  term Beyond { title en "beyond the package" vi "vượt quá gói" reported en "reported" vi "báo cáo" or charged en "charged" vi "tính phí", unless otherwise agreed }
  term FirstMonth { title en "first month" vi "tháng đầu" whole en "in full" vi "đầy đủ" or partly en "by day" vi "theo ngày", unless instructed }
  term Licences { title en "licences" vi "số giấy phép" number as agreed, at least 1 }

  charge PerCall { title en "per call" vi "mỗi cuộc" for each Call when Counting is calls }
  charge PerMinute { title en "per minute" vi "mỗi phút" for each commenced 60 seconds of length of Call when Counting is minutes }
  fee PerLine { title en "per line" vi "mỗi đường dây" monthly for each Line when Counting is not calls or minutes }
  package Bundle of Users { title en "bundle" vi "gói" monthly fee beyond it charge each if Beyond is charged }
  minimum Least {
    title en "least amount" vi "mức tối thiểu"
    31 EUR per calendar month of PerCall
    when post-pay invoice the shortfall
    first month prorated by day if FirstMonth is partly
    when Counting is calls
  }
  forbid Crowd { title en "too many lines" vi "quá nhiều đường dây" more than Licences Line at once when Counting is lines }
  free Unlined { title en "call on a line" vi "cuộc gọi trên đường dây" Call when Counting is lines }

  interpretation HowToCount {
    title en "How to count" vi "Cách đếm"
    question en "Calls or minutes?" vi "Cuộc gọi hay phút?"
    decision en "Calls." vi "Cuộc gọi."
    reason en "It is usual." vi "Đó là thông lệ."
    negotiable as Counting
  }
`;

const given = `given
      2026-03-02 09:00 Opened { user +841 }
      2026-03-02 09:00 Opened { user +842 }
      2026-03-05 09:00 Call { user +841, length 61 seconds }
      2026-03-05 10:00 Call { user +842, length 5 seconds }`;
const example = (name: string, agreed: string, expected: string, events = given) =>
  `  example ${name} { title en "${name}" vi "${name}" ${agreed} ${events} ${expected} }\n`;

/** Runs examples; gives the names of those that fail, or what the compiler says. */
async function failing(...examples: readonly string[]): Promise<string[]> {
  const cwd = folderWith({ "calls.sdl": `${contract}${examples.join("")}}\n` });
  const { out, err } = await sdl(["test", "calls.sdl", "--json"], { cwd });
  const { examples: results, diagnostics } = JSON.parse(out || err);
  if (results === undefined) throw new Error(JSON.stringify(diagnostics ?? out));
  return results.filter(({ ok }: { ok: boolean }) => !ok).map((each: object) => JSON.stringify(each));
}

describe("what is chosen decides which clauses apply", () => {
  test("the first choice is the contract's own", async () => {
    expect(await failing(example("Default", "", "expect PerCall 2 expect PerMinute 0 expect PerLine 0"))).toEqual([]);
  });

  test("another choice makes other clauses apply, and those before do not", async () => {
    const minutes = example(
      "Minutes",
      "agreed { set Counting to minutes }",
      "expect PerCall 0 expect PerMinute 3 expect Least 0 EUR",
    );
    const lines = example(
      "Lines",
      "agreed { set Counting to lines set Licences to 1 }",
      "expect PerCall 0 expect PerLine 2 expect Crowd 1 expect charged 2 expect free 2",
    );
    const enough = example("Enough", "agreed { set Counting to lines set Licences to 2 }", "expect Crowd 0");
    expect(await failing(minutes, lines, enough)).toEqual([]);
  });

  test("use beyond a package is charged in agreements that chose it, and reported in others", async () => {
    const reported = example(
      "Reported",
      "agreed { Bundle 1 for 10 EUR }",
      "expect Bundle 0 expect Bundle 10 EUR expect notices 1",
    );
    const charged = example(
      "Charged",
      "agreed { set Beyond to charged Bundle 1 for 10 EUR, then 3 EUR each }",
      "expect Bundle 1 expect Bundle 13 EUR expect notices 0",
    );
    expect(await failing(reported, charged)).toEqual([]);
  });

  test("a first month is held to the whole minimum, or to the part of its remaining days", async () => {
    const days = "agreed { from 2026-03-11 PerCall at 1 EUR";
    const whole = example("Whole", `${days} }`, "expect Least 31 EUR", "given");
    const partly = example("Partly", `${days} set FirstMonth to partly }`, "expect Least 21 EUR", "given");
    const next = example("Next", `${days} set FirstMonth to partly }`, "expect in 2026-04 Least 31 EUR", "given");
    expect(await failing(whole, partly, next)).toEqual([]);
  });
});

const agreement = (take: string) => `sdl 1
agreement Acme {
  client "Acme"
  currency EUR
  time zone "Asia/Ho_Chi_Minh"
  charging model post-pay
  from 2026-01-01
  take Calls { Bundle 1 for 1 EUR ${take} }
}
`;
const check = (take: string) =>
  shown(compileFiles({ "calls.sdl": `${contract}}\n`, "acme.sdl": agreement(take) })).map((line) => line.slice(0, 7));

describe("agreements", () => {
  test("price what applies, and nothing else", () => {
    expect(check("PerCall at 1 EUR")).toEqual([]);
    expect(check("PerMinute at 1 EUR set Counting to minutes")).toEqual([]);
    expect(check("PerLine at 1 EUR set Counting to lines set Licences to 3")).toEqual([]);
    expect(check("")).toEqual(["SDL6002"]);
    expect(check("PerCall at 1 EUR PerMinute at 1 EUR")).toEqual(["SDL6020"]);
    expect(check("PerCall at 1 EUR set Counting to minutes")).toEqual(expect.arrayContaining(["SDL6002", "SDL6020"]));
  });

  test("give the values that the contract leaves to them, within the limits", () => {
    expect(check("PerLine at 1 EUR set Counting to lines")).toEqual(["SDL6021"]);
    expect(check("PerLine at 1 EUR set Counting to lines set Licences to 0")).toEqual(["SDL6005"]);
    expect(check("PerLine at 1 EUR set Counting to lines set Licences to 3 seconds")).toEqual(["SDL3004"]);
  });

  test("choose among what there is", () => {
    expect(check("PerCall at 1 EUR set Counting to cals")).toEqual(["SDL3002"]);
    expect(check("PerCall at 1 EUR set Counting to 5")).toEqual(["SDL3004"]);
    expect(check("PerCall at 1 EUR set Licences to calls")).toEqual(["SDL3004"]);
  });

  test("price use beyond a package exactly where it is charged", () => {
    const beyond = (take: string) =>
      shown(compileFiles({ "calls.sdl": `${contract}}\n`, "acme.sdl": agreement(take).replace("Bundle 1 for 1 EUR", "") })).map(
        (line) => line.slice(0, 7),
      );
    expect(beyond("PerCall at 1 EUR Bundle 1 for 1 EUR")).toEqual([]);
    expect(beyond("PerCall at 1 EUR set Beyond to charged Bundle 1 for 1 EUR, then 1 EUR each")).toEqual([]);
    expect(beyond("PerCall at 1 EUR Bundle 1 for 1 EUR, then 1 EUR each")).toEqual(["SDL6020"]);
    expect(beyond("PerCall at 1 EUR set Beyond to charged Bundle 1 for 1 EUR")).toEqual(["SDL6009"]);
  });
});

test("the documents say what applies when, in both languages", async () => {
  const cwd = folderWith({ "calls.sdl": `${contract}}\n` });
  expect((await sdl(["build", "calls.sdl", "--out", "out"], { cwd })).code).toBe(0);
  const { readFileSync } = await import("node:fs");
  const page = readFileSync(`${cwd}/out/docs/calls.md`, "utf8");
  for (const text of [
    "this applies only while “counting” is by calls",
    "quy định này chỉ áp dụng khi “cách đếm” là theo cuộc gọi",
    "“counting” is not by calls or by minutes",
    "where “beyond the package” is charged, each further",
    "khi “vượt quá gói” là tính phí thì mỗi",
    "by calls, unless otherwise agreed; the other choices are by minutes and by lines",
    "unless the client instructs otherwise in writing",
    "trừ khi khách hàng có chỉ thị khác bằng văn bản",
    "the number stated in the agreement, at least 1",
    "Another reading can be agreed",
    "Có thể thỏa thuận cách hiểu khác",
  ])
    expect(page).toContain(text);
});

describe("what is taken from a later month on", () => {
  const pair = `sdl 1
service First in Voice {
  title en "First" vi "Một"
  event Rung { title en "ring" vi "lần đổ chuông" user phone en "user" vi "người dùng" }
  charge Alone { title en "alone" vi "riêng lẻ" for each Rung when not subscribed to Second }
  charge Together { title en "together" vi "cùng nhau" for each Rung when subscribed to Second }
}
service Second in Voice {
  title en "Second" vi "Hai"
  event Hung { title en "hang-up" vi "lần gác máy" user phone en "user" vi "người dùng" }
  charge Hanging { title en "hanging" vi "gác máy" for each Hung }
}
`;
  const found = (second: string, prices: string) =>
    shown(
      compileFiles({
        "pair.sdl": pair,
        "acme.sdl": `sdl 1
agreement Acme {
  client "Acme" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay from 2026-01-15
  take First { ${prices} }
  take Second ${second} { Hanging at 1 EUR }
}
`,
      }),
    ).map((line) => line.slice(0, 7));

  test.each([
    ["from the first day on", "", "Together at 2 EUR", []],
    ["from the first day on, priced all the same", "", "Together at 2 EUR Alone at 1 EUR", ["SDL6020"]],
    ["later in the first month", "from 2026-01-31", "Together at 2 EUR", []],
    ["from the second month on", "from 2026-02-01", "Together at 2 EUR Alone at 1 EUR", []],
    ["from the second month on, without a price for the first", "from 2026-02-01", "Together at 2 EUR", ["SDL6002"]],
  ])("%s", (_, second, prices, codes) => expect(found(second, prices)).toEqual(codes));
});
