/** The plan as an SDL workspace: the shipped contracts, and agreements and rate cards as their users write them. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Card, Currency, Plan, PlannedAgreement, PlannedPackage } from "./plan.ts";
import { ZONES } from "./plan.ts";

const shipped = fileURLToPath(new URL("../../../contracts", import.meta.url));
/** The services that the usage is of, what they import, and what they speak of. */
const CONTRACTS = [
  ...["common", "agreements/rates"],
  ...["channels/sms.sdl", "channels/whatsapp.sdl", "channels/email.sdl", "voice/voice-messages.sdl"],
  ...["voice/recording.sdl", "saas/answers.sdl", "saas/conversations.sdl"],
];

/** Writes the workspace into a folder of its own. */
export function writeWorkspace(folder: string, { agreements, cards }: Plan): void {
  rmSync(folder, { recursive: true, force: true });
  for (const name of CONTRACTS) cpSync(join(shipped, name), join(folder, "contracts", name), { recursive: true });
  const rates = join(folder, "contracts/agreements/rates");
  mkdirSync(rates, { recursive: true });
  for (const card of cards) writeFileSync(join(rates, fileOf(card)), cardText(card));
  const byName = new Map(cards.map((card) => [`${card.name} ${card.index}`, card]));
  const file = (agreement: PlannedAgreement, name: Card["name"]) => fileOf(byName.get(`${name} ${agreement.cards[name]}`)!);
  for (let first = 0; first < agreements.length; first += 100) {
    const texts = agreements.slice(first, first + 100).map((agreement) => agreementText(agreement, file));
    writeFileSync(join(folder, `contracts/agreements/from-${agreements[first]!.name}.sdl`), `sdl 1\n\n${texts.join("\n")}`);
  }
}

const fileOf = ({ name, index }: Card) => `${name}-${index}.csv`;

function cardText({ name, rows }: Card): string {
  const lines = rows.map(({ key, price, from = "", before }) => {
    const cells = name === "voice" ? [`+${key[0]}`] : key;
    return [...cells, price, from, before === undefined ? "" : dayBefore(before)].join(",");
  });
  return `${name === "sms" ? "destination,network" : "destination"},price,valid_from,valid_until\n${lines.join("\n")}\n`;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function agreementText(agreement: PlannedAgreement, file: (agreement: PlannedAgreement, name: Card["name"]) => string): string {
  const { name, currency, originated, activeUsers, increment, detection, email, sessions, storage } = agreement;
  const bundle = ({ included, fee, overage }: PlannedPackage, of: Currency) =>
    `${included} for ${fee} ${of}, then ${overage} ${of} each`;
  return `agreement ${name} {
  client         "Client ${name}"
  currency       ${currency}
  time zone      "${ZONES[agreement.zone]!.name}"
  charging model post-pay
  from           2026-01-01
  take SMS {
    MobileTerminated at rates "rates/${file(agreement, "sms")}" by destination, network
    MobileOriginated at ${originated} ${currency}
  }
  take WhatsApp {
    TemplateMessage      at rates "rates/${file(agreement, "whatsapp")}" by destination
    MonthlyActiveUserFee ${bundle(activeUsers, currency)}
  }
  take VoiceMessages {
    set ChargingIncrement to ${increment} seconds
    CallTime         at rates "rates/${file(agreement, "voice")}" by destination
    MachineDetection at ${detection} ${currency}
    VoiceNumber      at 3 ${currency}
  }
  take Email { SubmittedEmail at ${email} ${currency} }
  take Answers { SessionPackage ${bundle(sessions, currency)} }
  take Recording {
    RecordingLicence at 20 ${currency}
    StorageByLength  at ${storage} ${currency}
  }
}
`;
}
