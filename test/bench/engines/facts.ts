/** A sample of the usage as objects, with what a rule engine cannot know by itself: whether the window is open, and whether the address is suppressed. */
import { closeSync, openSync, readSync } from "node:fs";

export type Facts = Readonly<Record<string, unknown>>;

/** The first so many records of a file of NDJSON. */
function firstRecords(path: string, count: number): Record<string, unknown>[] {
  const file = openSync(path, "r");
  const bytes = Buffer.alloc(count * 400);
  const read = readSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  return bytes
    .toString("utf8", 0, read)
    .split("\n")
    .slice(0, count)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Flat objects: type, fields, and what the states say. States are taken in the order of the file, which is enough to compare speed. */
export function sampleFacts(path: string, count: number): Facts[] {
  const lastMessage = new Map<string, number>();
  const suppressed = new Set<string>();
  return firstRecords(path, count).map((record) => {
    const { type, time, subject } = record as { type: string; time: string; subject: string };
    const data = record.data as Record<string, string>;
    const user = `${subject} ${data.user}`;
    const address = `${subject} ${data.address}`;
    const at = Date.parse(time);
    if (type === "sdl.whatsapp.inbound.v1") lastMessage.set(user, at);
    if (type === "sdl.email.bounce.v1" && data.kind === "permanent") suppressed.add(address);
    if (type === "sdl.email.reinstatement.v1") suppressed.delete(address);
    const insideWindow = at < (lastMessage.get(user) ?? -Infinity) + 86_400_000;
    return { type, ...data, insideWindow, suppressed: suppressed.has(address) };
  });
}

/** What must hold for a clause: fields and the values that they may have. */
export interface Rule {
  readonly clause: string;
  readonly where: Readonly<Record<string, readonly (string | boolean)[]>>;
}

const answered = { type: ["sdl.voice-messages.call.v1"], answeredBy: ["person", "machine"] };

/** The conditions of the contracts on single events. */
export const RULES: readonly Rule[] = [
  {
    clause: "SMS.MobileTerminated",
    where: { type: ["sdl.sms.outbound.v1"], status: ["submitted", "delivered", "failed"] },
  },
  { clause: "SMS.MobileOriginated", where: { type: ["sdl.sms.inbound.v1"], result: ["accepted"] } },
  {
    clause: "WhatsApp.TemplateMessage",
    where: { type: ["sdl.whatsapp.outbound.v1"], format: ["template"], status: ["delivered"], insideWindow: [false] },
  },
  {
    clause: "WhatsApp.FreeFormOutsideWindow",
    where: { type: ["sdl.whatsapp.outbound.v1"], format: ["freeForm"], insideWindow: [false] },
  },
  { clause: "VoiceMessages.CallTime", where: answered },
  { clause: "VoiceMessages.MachineDetection", where: { ...answered, machineDetection: [true] } },
  { clause: "Email.SubmittedEmail", where: { type: ["sdl.email.email.v1"], validation: ["passed"], suppressed: [false] } },
  { clause: "Email.SuppressedEmail", where: { type: ["sdl.email.email.v1"], validation: ["passed"], suppressed: [true] } },
];

/** What is expected of an engine: the clauses that an event meets. */
export function clausesOf(facts: Facts): string[] {
  return RULES.filter(({ where }) =>
    Object.entries(where).every(([field, values]) => values.includes(facts[field] as string | boolean)),
  ).map(({ clause }) => clause);
}
