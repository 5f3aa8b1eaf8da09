/** The page of a bill: each language in its own form, every text inert. */
import { describe, expect, test } from "vitest";
import { billHtml } from "../../cli/bills/html.ts";
import type { Bill, BillLine } from "../../runtime/index.ts";

const line: BillLine = {
  service: "S",
  clause: "S.Message",
  kind: "charge",
  dimensions: { destination: "<img src=x onerror=alert(1)>" },
  quantity: "12345",
  unit: "event",
  unitTitle: { en: "event", vi: "sự kiện" },
  unitPrice: "0.1",
  amount: "1234.50",
  title: { en: "Message <script>alert(1)</script>", vi: "Tin nhắn" },
};
const counts = { received: 3, charged: 1, free: 1, context: 0, duplicate: 1, conflict: 0, corrected: 0, rejected: 0 };
const bill: Bill = {
  ...{ agreement: "Acme", client: '"><b>Acme', period: "2026-03", currency: "EUR", chargingModel: "post-pay" },
  ...{
    lines: [line, { ...line, amount: "0.25" }],
    total: "1234.75",
    measures: { "S.Users": "7" },
    events: counts,
    breaches: [],
    notices: [],
  },
};
const options = {
  measures: new Map([["S.Users", { en: "Monthly Active Users", vi: "Người dùng hoạt động hàng tháng" }]]),
  days: new Map([["S", [0, 3, 12_000, ...new Array<number>(28).fill(0)]]]),
  serviceTitles: new Map([["S", { en: "Service", vi: "Dịch vụ" }]]),
  clauses: new Map([
    [
      "S.Message",
      {
        kind: "charge",
        title: line.title,
        text: { en: "Each message is charged.", vi: "Mỗi tin nhắn được tính phí." },
        number: "2.1",
        href: "../docs/s.html#charge-message",
      },
    ],
  ]),
};

describe("the page of a bill", () => {
  test("writes numbers, and sums of a service, as each language does", () => {
    const en = billHtml(bill, { ...options, language: "en" });
    expect(en).toContain("1,234.75 EUR");
    expect(en).not.toContain("1.234,75");
    const vi = billHtml(bill, { ...options, language: "vi" });
    expect(vi).toContain("1.234,75 EUR");
    expect(vi).toContain("tháng 3 năm 2026");
    expect(vi).not.toContain('lang="en"');
    const both = billHtml(bill, { ...options, language: "both" });
    expect(both).toContain('<span class="t" lang="en">1,234.75 EUR</span><span class="t" lang="vi">1.234,75 EUR</span>');
  });

  test("cites the clause of its lines, with the sentence and a link", () => {
    const html = billHtml(bill, { ...options, language: "en" });
    expect(html).toContain('href="../docs/s.html#charge-message"');
    expect(html).toContain("Clause 2.1");
    expect(html).toContain("Each message is charged.");
  });

  test("sets lines without a price apart, and says what to do", () => {
    const unpriced: Bill = { ...bill, lines: [{ ...line, kind: "error", unitPrice: null, amount: "0.00" }] };
    const html = billHtml(unpriced, { ...options, language: "en" });
    expect(html).toContain('<tr class="error">');
    expect(html).toContain("Add the missing prices to the rate card");
    expect(billHtml(bill, { ...options, language: "en" })).not.toContain("Add the missing prices");
  });

  test("lets no text act as markup", () => {
    const html = billHtml(bill, { ...options, language: "both" });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  test("says measures by their titles, the total in words, and draws the days", () => {
    const html = billHtml(bill, { ...options, language: "both" });
    expect(html).toContain("Người dùng hoạt động hàng tháng");
    expect(html).not.toContain("S.Users");
    expect(html).toContain("one thousand two hundred and thirty-four point seven five euros");
    expect(html).toContain("một nghìn hai trăm ba mươi bốn phẩy bảy năm euro");
    expect(html).toMatch(/<svg class="days" role="img"[^>]*aria-label="[^"]*most on day[^"]*3: 12,000"/);
    expect(html.match(/<rect /g)).toHaveLength(2);
    expect(billHtml(bill, { ...options, days: new Map(), language: "en" })).not.toContain("<svg");
  });
});
