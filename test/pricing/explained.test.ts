/** How prices are explained, shown and documented: the event that counts, the row of the table, the cell, the sentence. */
import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { renderBill } from "../../cli/render/bill-table.ts";
import { renderExplanation } from "../../cli/render/explanation.ts";
import { billCsv } from "../../runtime/bill-csv.ts";
import { billSchema } from "../../runtime/bill-schema.ts";
import { calls, messages, rateShapes } from "./kit.ts";

const plain = pc.createColors(false);
const increments =
  "CallTime at 0.06 EUR per minute, first 60 seconds, then each 1 second, plus 0.01 EUR per call, at most 2 EUR per call";
const graduated = "Sms graduated { up to 2 at 0.05 EUR plus 1 EUR  beyond at 0.04 EUR }";

describe("sdl explain", () => {
  test.each([
    [increments, calls(61), "61 × second at 0.06 EUR per 60, plus 0.01 EUR for each event, at most 2 EUR — agreement"],
    [graduated, messages(1), "1 × event at a price by the number of units of the month — agreement"],
    ["Sms at 5 EUR per block of 10", messages(1), "1 × event at a price by the number of blocks of the month — agreement"],
    ["Sms at 1 EUR until 2026-03-09, 2 EUR from 2026-03-10", messages(1), "1 × event at 2 EUR — agreement from 2026-03-10"],
  ])("%s", async (take, usage, words) => {
    const { explanations } = await rateShapes(take, usage);
    expect(renderExplanation(explanations[0]!, plain)).toContain(`= ${words}`);
  });
});

describe("a bill", () => {
  test("as a table: which part each line is, and what a price is for", async () => {
    const table = renderBill((await rateShapes(`${graduated} at most 1 EUR a month`, messages(3))).bill, {
      language: "en",
      colors: plain,
    });
    for (const cell of ["up to 2", "up to 2, for the tier", "above 2", "Agreed maximum for t", "-0.14"])
      expect(table).toContain(cell);
    const called = renderBill((await rateShapes(increments, calls(61))).bill, { language: "vi", colors: plain });
    for (const cell of ["0,06 / 60", "giây", "cho mỗi sự kiện"]) expect(called).toContain(cell);
  });

  test("as CSV and by its schema", async () => {
    const { bill } = await rateShapes(`${increments} at least 100 EUR a month`, calls(61));
    expect(billSchema.parse(bill)).toEqual(bill);
    const rows = billCsv(bill, "vi").split("\r\n");
    expect(rows[1]).toMatch(/,61,giây,0.06,0.06,,agreement,60,,$/);
    expect(rows[2]).toMatch(/,1,sự kiện,0.01,0.01,,agreement,,cho mỗi sự kiện,$/);
    expect(rows.join("\n")).toContain("S.minimum-spend,minimum,Mức tối thiểu đã thỏa thuận cho t");
  });
});

test("documents say each shape in both languages", async () => {
  const said = async (take: string) => (await rateShapes(take, [])).sentences[0]!;
  expect((await said(increments)).en).toMatch(
    /at .* per 60 seconds, the first 60 seconds in full, then each commenced 1 second, plus .* for each event, at most .* for each event$/,
  );
  expect((await said(increments)).vi).toMatch(
    /cho mỗi 60 giây, 60 giây đầu tiên tính trọn, sau đó tính theo mỗi 1 giây đã bắt đầu/,
  );
  expect((await said(graduated)).en).toMatch(/each unit at the price of its tier: up to 2 at .* plus .*; beyond at /);
  expect((await said(graduated)).vi).toMatch(/mỗi đơn vị theo giá của bậc tương ứng: đến 2: .* cộng .*; phần vượt quá: /);
  expect((await said("Sms by volume { up to 2 at 1 EUR beyond at 2 EUR }")).en).toContain("all units at the price of the tier");
  expect((await said("Sms at 5 EUR per block of 10, first 3 free")).en).toMatch(
    /for each commenced block of 10, the first 3 free of charge$/,
  );
  expect((await said("Sms at 1 EUR until 2026-03-09, 2 EUR from 2026-03-10")).vi).toMatch(
    /đến hết ngày 2026-03-09 .* từ ngày 2026-03-10$/,
  );
});
