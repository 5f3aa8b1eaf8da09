/** What the comparison with the oracle brought to light, as single cases. */
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import { flat, moduleOf, rateMonth, short, used } from "../kit/rated.ts";
import { recording } from "../kit/services.ts";
import { limited } from "./fixtures.ts";

const breaches = (service: Service, ...events: ReturnType<typeof used>[]) =>
  rateMonth(service, "2026-03", events).bill.breaches.map(({ clause, event }) => `${clause} ${event}`);

describe("a limit on different values", () => {
  const at = "2026-03-05T09:00:00";
  const opened = (id: string) => used(limited, "Opened", at, { user: "an" }, id);
  const use = (item: string, id: string) => used(limited, "Used", at, { user: "an", item }, id);

  test("sees a window that opens at the same instant, whatever the ids", () => {
    const broken = "Limited.Items 3";
    expect(breaches(limited, opened("1"), use("x", "2"), use("y", "3"))).toContain(broken);
    expect(breaches(limited, opened("4"), use("x", "2"), use("y", "3"))).toContain(broken);
  });

  test("sees a set that the event itself joins", () => {
    expect(breaches(limited, use("x", "1"), use("y", "2"))).toEqual(["Limited.ItemsOfUsers 2"]);
  });

  test("counts values from before the agreement took the service", () => {
    const early = used(limited, "Used", "2026-02-27T09:00:00", { user: "an", item: "x" }, "1");
    expect(breaches(limited, early, use("y", "2"))).toEqual(["Limited.ItemsOfUsers 2"]);
  });
});

describe("storage without a price", () => {
  const row = { key: ["VN"], price: "1", line: 2 };
  const stored = (time: string, region = "VN") =>
    used(recording, "Stored", time, { recording: `r-${region}-${time}`, length: 60, region }, `s-${region}-${time}`);
  const lines = (rows: readonly object[], ...events: ReturnType<typeof used>[]) =>
    short(
      rateMonth(recording, "2026-03", events, {
        prices: {
          StorageByVolume: flat("0"),
          StorageByMinute: { kind: "rates", file: "r.csv", by: ["region"], rows },
        },
      }),
    );

  test("stands on an error line, also when it was stored in an earlier month", () => {
    moduleOf(recording);
    expect(lines([row], stored("2026-02-20T00:00:00", "HR"))).toEqual(["StorageByMinute error HR: 1 × null = 0.00"]);
  });

  test("once when it was stored in this month", () => {
    expect(lines([row], stored("2026-03-20T00:00:00", "HR"))).toEqual(["StorageByMinute error HR: 1 × null = 0.00"]);
  });

  test("and when the price ends while it is stored", () => {
    expect(lines([{ ...row, until: "2026-03-29" }], stored("2026-03-28T00:00:00"))).toEqual([
      "StorageByMinute charge VN: 2 × 1 = 2.00",
      "StorageByMinute error VN: 1 × null = 0.00",
    ]);
  });
});
