/**
 * Mistakes that people make in contracts: each changes one shipped file in one place, and none goes unnoticed. What must catch
 * it is said: the compiler with a code, an example that no longer holds, or the comparison with what was there before.
 */
import { describe, expect, test } from "vitest";
import { compareVersions } from "../../compiler/diff/index.ts";
import { compile, memoryHost } from "../../compiler/index.ts";
import { folderWith, sdl } from "../kit/cli.ts";
import { shippedFiles } from "../kit/contracts.ts";

interface Mutation {
  readonly name: string;
  readonly file: string;
  /** What is written otherwise, and how. It must stand in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Codes that the compiler must report, in any file. */
  readonly check?: readonly string[];
  /** Examples of the changed file that must fail. */
  readonly test?: readonly string[];
  /** Rules of the comparison that must apply, with their severity. */
  readonly diff?: readonly string[];
}

const mutations: readonly Mutation[] = [
  {
    name: "WhatsApp charges templates inside the window, too",
    file: "contracts/channels/whatsapp.sdl",
    from: "      where format is template and status is delivered\n      outside CustomerSupportWindow\n    priced by",
    to: "      where format is template and status is delivered\n    priced by",
    check: ["SDL8002"],
  },
  {
    name: "SMS no longer says what becomes of messages that wait",
    file: "contracts/channels/sms.sdl",
    from: "    Outbound where status is pending\n",
    to: "    Outbound where status is rejected and destination is VN\n",
    check: ["SDL8003"],
  },
  {
    name: "the window of WhatsApp is 72 hours",
    file: "contracts/channels/whatsapp.sdl",
    from: "    24 hours from the last Inbound",
    to: "    72 hours from the last Inbound",
    test: ["InsideTheWindow", "ExactlyTwentyFourHoursLater", "RenewedByEachMessage"],
    diff: ["window-length scope"],
  },
  {
    name: "Viber's minimum is 200 EUR",
    file: "contracts/channels/viber.sdl",
    from: "    300 EUR per calendar month",
    to: "    200 EUR per calendar month",
    diff: ["minimum-amount price"],
  },
  {
    name: "Viber charges what was only submitted",
    file: "contracts/channels/viber.sdl",
    from: "for each Outbound where status is delivered",
    to: "for each Outbound where status is delivered or submitted",
    check: ["SDL8002"],
  },
  {
    name: "suppressed e-mail is charged twice",
    file: "contracts/channels/email.sdl",
    from: "    for each Email where validation is passed and address not on SuppressionList",
    to: "    for each Email where validation is passed",
    check: ["SDL8001"],
  },
  {
    name: "the Vietnamese text gives evidence another period than the English one",
    file: "contracts/common/messaging.sdl",
    from: "khi có thông báo bằng văn bản trước 5 ngày",
    to: "khi có thông báo bằng văn bản trước 15 ngày",
    check: ["SDL5101"],
  },
  {
    name: "calls are charged by half minutes",
    file: "contracts/common/voice.sdl",
    from: "  60 seconds, unless otherwise agreed",
    to: "  30 seconds, unless otherwise agreed",
    diff: ["term-value price"],
  },
  {
    name: "the charging increment is no longer negotiable, but an agreement changes it",
    file: "contracts/common/voice.sdl",
    from: "  60 seconds, unless otherwise agreed",
    to: "  60 seconds",
    check: ["SDL6004"],
  },
  {
    name: "seats are all users of the month, not the most at once",
    file: "contracts/saas/conversations.sdl",
    from: "    monthly for each Seat at its peak",
    to: "    monthly for each Seat",
    test: ["ReplacedWithinTheMonth"],
    diff: ["fee-basis price"],
  },
  {
    name: "a session of Answers may be configured to last two days",
    file: "contracts/saas/answers.sdl",
    from: "at most 24 hours",
    to: "at most 48 hours",
    diff: ["upper-limit term"],
  },
  {
    name: "Telegram can be taken without a SaaS service",
    file: "contracts/channels/telegram.sdl",
    from: "  only within SaaS\n",
    to: "",
    diff: ["only-within scope"],
  },
  {
    name: "an agreement drops a price that the contract asks for",
    file: "contracts/agreements/acme-retail.sdl",
    from: "    MachineDetection at 0.0020 EUR\n",
    to: "",
    diff: ["price-removed price"],
  },
  {
    name: "an agreement drops the price of a charge",
    file: "contracts/agreements/acme-retail.sdl",
    from: "    MobileOriginated at 0.0040 EUR\n",
    to: "",
    check: ["SDL6002"],
  },
];

/** The shipped files with one change. */
function mutated({ file, from, to }: Mutation): Record<string, string> {
  const text = shippedFiles[file]!;
  if (text.split(from).length !== 2) throw new Error(`${file} must have this text once, to be changed:\n${from}`);
  return { ...shippedFiles, [file]: text.replace(from, () => to) };
}

const programOf = (files: Readonly<Record<string, string>>) => compile(memoryHost(files), ["contracts"]);
const shipped = programOf(shippedFiles);

test("without a change nothing is found", () => {
  expect(shipped.diagnostics).toEqual([]);
  expect(compareVersions(shipped, shipped).changes).toEqual([]);
});

test("every mutation says what catches it", () => {
  expect(mutations.length).toBeGreaterThanOrEqual(10);
  expect(mutations.filter(({ check, test, diff }) => !check && !test && !diff)).toEqual([]);
});

describe.each(mutations)("$name", (mutation) => {
  const files = mutated(mutation);
  const program = programOf(files);

  const { check } = mutation;
  if (check !== undefined)
    test("the compiler reports it", () => {
      expect(program.diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining([...check]));
    });

  if (mutation.test !== undefined)
    test("examples no longer hold", async () => {
      const cwd = folderWith(files);
      const { code, out, err } = await sdl(["test", mutation.file, "--json"], { cwd });
      const { examples } = JSON.parse(out || err);
      const failed = examples.filter(({ ok }: { ok: boolean }) => !ok).map(({ name }: { name: string }) => name);
      expect(failed).toEqual(expect.arrayContaining([...mutation.test!]));
      expect(code).toBe(1);
    });

  const { diff } = mutation;
  if (diff !== undefined)
    test("the comparison names it", () => {
      const found = compareVersions(shipped, program).changes.map(({ rule, severity }) => `${rule} ${severity}`);
      expect(found).toEqual(expect.arrayContaining([...diff]));
    });
});
