/** The shipped contracts are proved clean, and a mistake in one of them is found. */
import { describe, expect, test } from "vitest";
import { compileShipped } from "../kit/compile.ts";
import { shippedFiles } from "../kit/contracts.ts";

/** What is proved of all contracts after one text of a file was replaced by another. */
function proved(path: string, from: RegExp | string, to: string): string[] {
  const text = shippedFiles[path]!;
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return compileShipped({ [path]: changed })
    .diagnostics.filter(({ code }) => code.startsWith("SDL8"))
    .map(({ code, message, hint }) => `${code} ${message} ${hint}`);
}

const whatsapp = "contracts/channels/whatsapp.sdl";
const charged = "{ user +84901234567, format template, status delivered, destination VN }";

test("all of them are clean", () => {
  const { diagnostics } = compileShipped();
  expect(diagnostics.filter(({ code }) => code.startsWith("SDL8")).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
});

describe("WhatsApp", () => {
  test("without the window in its charge, what is declared free is charged", () => {
    const found = proved(whatsapp, /(charge TemplateMessage [\s\S]*?status is delivered)\s+outside CustomerSupportWindow/, "$1");
    expect(found).toEqual([
      `SDL8002 \`TemplateMessage\` charges \`Outbound ${charged}\` inside \`CustomerSupportWindow\`, and \`TemplateInsideWindow\` declares it free. Only one of them can be meant: let their conditions exclude each other, for example with \`outside CustomerSupportWindow\` in \`TemplateMessage\`.`,
    ]);
  });

  test("with a second charge for what is inside and outside, both outcomes are shown", () => {
    const found = proved(
      whatsapp,
      "  charge TemplateMessage {",
      '  charge Delivery { title en "delivery" vi "lượt gửi" for each Outbound where status is delivered }\n  charge TemplateMessage {',
    );
    expect(found).toHaveLength(3);
    expect(found[0]).toContain(
      `SDL8001 \`Delivery\` and \`TemplateMessage\` both charge \`Outbound ${charged}\` outside \`CustomerSupportWindow\`.`,
    );
    expect(found[0]).toContain("write `in addition to Delivery` in `TemplateMessage`");
    expect(found.slice(1).map((f) => f.split(" ")[0])).toEqual(["SDL8002", "SDL8002"]);
  });

  test("without what it declares free, the outcomes are gaps, unless a number of users that is charged counts them", () => {
    const without = (name: string) => proved(whatsapp, new RegExp(`free ${name} \\{[\\s\\S]*?\\n {2}\\}`), "");
    expect(without("UndeliveredMessage")).toEqual([
      "SDL8003 No clause charges `Outbound { user +84901234567, format template, status pending, destination VN }`, and none declares it free. If it is free on purpose, say so: `free NAME { Outbound where status is not delivered }`.",
    ]);
    expect(without("TemplateInsideWindow")).toEqual([]);
  });
});

describe("other contracts", () => {
  test("SMS: a status that nobody speaks of", () => {
    expect(proved("contracts/channels/sms.sdl", "submitted or delivered or failed", "submitted or delivered")).toEqual([
      'SDL8003 No clause charges `Outbound { user +84901234567, status failed, destination VN, network "452-01" }` in an agreement that has `TerminatedBasis` as `submission`, and none declares it free. If it is free on purpose, say so: `free NAME { Outbound where status is failed when TerminatedBasis is submission }`.',
    ]);
  });

  test("Email: a suppressed address charged twice, and not at all", () => {
    const email = "contracts/channels/email.sdl";
    const [twice] = proved(email, "is passed and address not on SuppressionList", "is passed");
    expect(twice).toContain(
      'SDL8001 `SubmittedEmail` and `SuppressedEmail` both charge `Email { address "an@example.com", validation passed }` with `address` on `SuppressionList` in an agreement that has `SuppressedEmails` as `charged`.',
    );
    expect(twice).toContain("for example with `where address not on SuppressionList` in `SubmittedEmail`");
    const [gap] = proved(email, "is passed and address on SuppressionList", "is rejected and address on SuppressionList");
    expect(gap).toContain(
      "`free NAME { Email where validation is passed and address on SuppressionList when SuppressedEmails is charged }`",
    );
  });

  test("Email: a list that nothing can put an address on", () => {
    const found = proved(
      "contracts/channels/email.sdl",
      "added   on Bounce where kind is permanent",
      "added   on Bounce where kind is permanent and kind is temporary",
    );
    expect(found[0]).toContain(
      "SDL8004 No event can meet the condition of the set `SuppressionList`: `kind is temporary` never holds together with what stands before it.",
    );
    expect(found.slice(1).join("\n")).toMatch(
      /SDL8006 `address not on SuppressionList` always holds.*\n?.*SDL8004 .*`SuppressedEmail`: `address on SuppressionList` never holds\./,
    );
  });

  test("Voice messages: detection that is not said to come on top of the call", () => {
    const found = proved("contracts/voice/voice-messages.sdl", /\n\s*in addition to CallTime, CallTimeOfTheMonth/, "").join("\n");
    expect(found).toContain("SDL8001 `CallTime` and `MachineDetection` both charge");
    expect(found).toContain("machineDetection requested");
  });
});
