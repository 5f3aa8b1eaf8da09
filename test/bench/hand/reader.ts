/**
 * From lines of NDJSON to columns. The layout that the producer uses is guessed and compared in full, byte for byte; a line that is
 * written in any other way goes through JSON.parse (general.ts) and gives the same columns.
 */

import * as kinds from "./batch.ts";
import { type Batch, CALL, COUNTS, EMAIL, MESSAGE, MORE, STORED } from "./batch.ts";
import { GeneralReader } from "./general.ts";
import { type Bytes, Expected, Fingerprint, mix0, mix1 } from "./hash.ts";
import { CodeKeys, countryCode, networkCode, PrefixKeys } from "./keys.ts";
import { type Plan, SMS, VOICE, WHATSAPP } from "./plan.ts";

/** Instants are milliseconds since the beginning of the data, 28 February 2026. */
export const EPOCH = Date.UTC(2026, 1, 28);

const TYPES: readonly (readonly [type: string, kind: number])[] = [
  ["sdl.sms.outbound.v1", kinds.SMS_OUT],
  ["sdl.sms.inbound.v1", kinds.SMS_IN],
  ["sdl.voice-messages.call.v1", kinds.CALL],
  ["sdl.whatsapp.outbound.v1", kinds.WHATSAPP_OUT],
  ["sdl.whatsapp.inbound.v1", kinds.WHATSAPP_IN],
  ["sdl.email.email.v1", kinds.EMAIL],
  ["sdl.email.bounce.v1", kinds.BOUNCE],
  ["sdl.email.reinstatement.v1", kinds.REINSTATED],
  ["sdl.answers.message.v1", kinds.MESSAGE],
  ["sdl.answers.completed.v1", kinds.COMPLETED],
  ["sdl.answers.transferred.v1", kinds.TRANSFERRED],
  ["sdl.recording.recording-stored.v1", kinds.STORED],
  ["sdl.recording.recording-removed.v1", kinds.REMOVED],
];

/** What both readers look things up in. */
export class Keys {
  readonly agreements = new Map<string, number>();
  readonly kinds = new Map(TYPES);
  readonly sms: CodeKeys;
  readonly whatsapp: CodeKeys;
  readonly voice: PrefixKeys;

  constructor({ names, rates }: Plan) {
    for (const [index, name] of names.entries()) this.agreements.set(name, index);
    this.sms = new CodeKeys(rates[SMS]!.keys);
    this.whatsapp = new CodeKeys(rates[WHATSAPP]!.keys);
    this.voice = new PrefixKeys(rates[VOICE]!.keys);
  }
}

const start = new Expected('{"specversion":"1.0","id":"');
const source = new Expected('","source":"/platform","type":"');
const time = new Expected('","time":"');
const subject = new Expected('Z","subject":"');
const data = new Expected('","data":{"');
const end = new Expected('"}}\n');
const user = new Expected('user":"+');
const status = new Expected('","status":"');
const result = new Expected('","result":"');
const format = new Expected('","format":"');
const template = new Expected('template","status":"');
const freeForm = new Expected('freeForm","status":"');
const words = ["delivered", "failed", "submitted", "rejected", "pending"].map((word) => new Expected(`${word}","destination":"`));
const accepted = new Expected('accepted","origin":"');
const refused = new Expected('refused","origin":"');
const network = new Expected('","network":"');
const callTo = new Expected('destination":"+');
const duration = new Expected('","duration":');
const answered = new Expected(',"answeredBy":"');
const person = new Expected('person","machineDetection":');
const machine = new Expected('machine","machineDetection":');
const nobody = new Expected('nobody","machineDetection":');
const yes = new Expected("true}}\n");
const no = new Expected("false}}\n");
const address = new Expected('address":"');
const passed = new Expected('","validation":"passed"}}\n');
const rejected = new Expected('","validation":"rejected"}}\n');
const permanent = new Expected('","kind":"permanent"}}\n');
const temporary = new Expected('","kind":"temporary"}}\n');
const person2 = new Expected('user":"');
const chatbot = new Expected('","chatbot":"');
const byUser = new Expected('","from":"endUser"}}\n');
const byBot = new Expected('","from":"chatbot"}}\n');
const byAgent = new Expected('","requestedBy":"agent"}}\n');
const byChatbot = new Expected('","requestedBy":"chatbot"}}\n');
const call = new Expected('call":"');
const primary = new Expected('","storage":"primary","size":');
const failover = new Expected('","storage":"failover","size":');
const client = new Expected('","storage":"client","size":');
const length = new Expected(',"length":');
const close = new Expected("}}\n");

export class Reader {
  readonly #keys: Keys;
  readonly #general: GeneralReader;
  readonly #print = new Fingerprint();
  readonly #source0: number;
  readonly #source1: number;
  readonly #types: { readonly h0: number; readonly kind: number; readonly text: Expected }[] = [];
  readonly #names: Expected[];
  /** By fingerprint: index of the agreement + 1. */
  readonly #subjects = new Int32Array(1 << 15);
  /** The day of the last event: its ten characters, and when it begins. */
  #day0 = 0;
  #day1 = 0;
  #day2 = 0;
  #dayStart = 0;
  /** Where the last number that was read ended, and its value. */
  #number = 0;

  constructor(plan: Plan) {
    this.#keys = new Keys(plan);
    this.#general = new GeneralReader(this.#keys, EPOCH);
    const print = (text: string) => this.#general.print(text);
    ({ h0: this.#source0, h1: this.#source1 } = print("/platform"));
    for (const [type, kind] of TYPES) this.#types.push({ h0: print(type).h0, kind, text: new Expected(type) });
    this.#names = plan.names.map((name) => new Expected(`${name}"`));
    for (const [index, name] of plan.names.entries()) {
      let i = print(name).h0 & 0x7fff;
      while (this.#subjects[i] !== 0) i = (i + 1) & 0x7fff;
      this.#subjects[i] = index + 1;
    }
  }

  /** Reads lines from `at` on, until the batch is full or `until` is reached; returns where it stopped. */
  read(from: Bytes, at: number, until: number, batch: Batch): number {
    let p = at;
    while (p < until && batch.count < batch.kind.length) {
      const next = this.#line(from, p, batch, batch.count);
      p = next < 0 ? this.#general.line(from, p, until, batch, batch.count) : next;
      batch.count += 1;
    }
    return p;
  }

  /** One line in the layout that is expected; the place behind it, or −1. */
  #line(from: Bytes, at: number, batch: Batch, row: number): number {
    const print = this.#print;
    let p = start.after(from, at);
    if (p < 0) return -1;
    p = print.quoted(from, p);
    if (p < 0) return -1;
    const id0 = print.h0;
    const id1 = print.h1;
    p = source.after(from, p);
    if (p < 0) return -1;
    const type = p;
    p = print.quoted(from, type);
    if (p < 0) return -1;
    const kind = this.#kind(from, type, p);
    if (kind === 0) return -1;
    p = time.after(from, p);
    if (p < 0) return -1;
    const instant = this.#time(from, p);
    if (instant < 0) return -1;
    p = subject.after(from, p + 23);
    if (p < 0) return -1;
    const agreement = this.#agreement(from, p);
    if (agreement < 0) return -1;
    p = data.after(from, p + this.#names[agreement]!.length - 1);
    if (p < 0) return -1;
    batch.kind[row] = kind;
    batch.agreement[row] = agreement;
    batch.at[row] = instant;
    batch.id0[row] = mix0(mix0(id0, this.#source0), agreement) >>> 0;
    batch.id1[row] = mix1(mix1(id1, this.#source1), agreement) >>> 0;
    switch (kind) {
      case kinds.SMS_OUT:
        return this.#smsOut(from, p, batch, row);
      case kinds.SMS_IN:
        return this.#smsIn(from, p, batch, row);
      case CALL:
        return this.#call(from, p, batch, row);
      case kinds.WHATSAPP_OUT:
        return this.#whatsappOut(from, p, batch, row, agreement);
      case kinds.WHATSAPP_IN:
        return end.after(from, this.#phone(from, user.after(from, p), batch, row, agreement));
      case EMAIL:
      case kinds.BOUNCE:
      case kinds.REINSTATED:
        return this.#email(from, p, batch, row, kind, agreement);
      case MESSAGE:
      case kinds.COMPLETED:
      case kinds.TRANSFERRED:
        return this.#talk(from, p, batch, row, kind, agreement);
      default:
        return this.#recording(from, p, batch, row, kind, agreement);
    }
  }

  #kind(from: Bytes, at: number, until: number): number {
    for (const { h0, kind, text } of this.#types)
      if (h0 === this.#print.h0) return text.length === until - at && text.after(from, at) === until ? kind : 0;
    return 0;
  }

  /** Milliseconds since EPOCH of a text such as 2026-03-05T02:00:00.123, or −1. */
  #time({ bytes, view }: Bytes, at: number): number {
    const day0 = view.getInt32(at, true);
    const day1 = view.getInt32(at + 4, true);
    const day2 = view.getInt16(at + 8, true);
    if (day0 !== this.#day0 || day1 !== this.#day1 || day2 !== this.#day2) {
      const text = Buffer.from(bytes.subarray(at, at + 10)).toString("latin1");
      const begins = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) - EPOCH : Number.NaN;
      if (!(begins >= 0 && begins < 48 * 86_400_000)) return -1;
      this.#day0 = day0;
      this.#day1 = day1;
      this.#day2 = day2;
      this.#dayStart = begins;
    }
    const h1 = bytes[at + 11]! - 48;
    const h0 = bytes[at + 12]! - 48;
    const m1 = bytes[at + 14]! - 48;
    const m0 = bytes[at + 15]! - 48;
    const s1 = bytes[at + 17]! - 48;
    const s0 = bytes[at + 18]! - 48;
    const f2 = bytes[at + 20]! - 48;
    const f1 = bytes[at + 21]! - 48;
    const f0 = bytes[at + 22]! - 48;
    const digits = (h1 | (9 - h1) | h0 | (9 - h0) | m1 | (5 - m1) | m0 | (9 - m0) | s1 | (5 - s1) | s0 | (9 - s0)) >= 0;
    const fraction = (f2 | (9 - f2) | f1 | (9 - f1) | f0 | (9 - f0)) >= 0;
    const hour = h1 * 10 + h0;
    const marks = bytes[at + 10] === 0x54 && bytes[at + 13] === 0x3a && bytes[at + 16] === 0x3a && bytes[at + 19] === 0x2e;
    if (!digits || !fraction || !marks || hour > 23) return -1;
    return this.#dayStart + ((hour * 60 + m1 * 10 + m0) * 60 + s1 * 10 + s0) * 1000 + f2 * 100 + f1 * 10 + f0;
  }

  #agreement(from: Bytes, at: number): number {
    if (this.#print.quoted(from, at) < 0) return -1;
    let i = this.#print.h0 & 0x7fff;
    for (let index = this.#subjects[i]!; index !== 0; index = this.#subjects[i]!) {
      if (this.#names[index - 1]!.after(from, at) >= 0) return index - 1;
      i = (i + 1) & 0x7fff;
    }
    return -1;
  }

  /** A number behind its plus becomes the key of the event, with the agreement; returns the place of the quotation mark. */
  #phone({ bytes }: Bytes, at: number, batch: Batch, row: number, agreement: number): number {
    if (at < 0) return -1;
    let value = 0;
    let p = at;
    for (let digit = bytes[p]! - 48; digit >= 0 && digit <= 9; digit = bytes[p]! - 48) {
      value = value * 10 + digit;
      p += 1;
    }
    if (p === at || p - at > 15 || bytes[at] === 48 || bytes[p] !== 0x22) return -1;
    const high = Math.floor(value / 4_294_967_296);
    batch.key0[row] = agreement * 262_144 + high;
    batch.key1[row] = value - high * 4_294_967_296;
    return p;
  }

  /** Digits without a sign or a leading zero become `#number`. */
  #digits({ bytes }: Bytes, at: number): number {
    if (at < 0) return -1;
    let value = 0;
    let p = at;
    for (let digit = bytes[p]! - 48; digit >= 0 && digit <= 9; digit = bytes[p]! - 48) {
      value = value * 10 + digit;
      p += 1;
    }
    if (p === at || p - at > 9 || (bytes[at] === 48 && p - at > 1)) return -1;
    this.#number = value;
    return p;
  }

  /** The status, whose index goes into `#number`, and what stands behind it. */
  #status(from: Bytes, at: number): number {
    if (at < 0) return -1;
    const first = from.bytes[at];
    this.#number = first === 0x64 ? 0 : first === 0x66 ? 1 : first === 0x73 ? 2 : first === 0x72 ? 3 : 4;
    return words[this.#number]!.after(from, at);
  }

  /** Two letters and a network; the key of the rate goes into the batch. */
  #network(from: Bytes, at: number, batch: Batch, row: number): number {
    if (at < 0) return -1;
    const country = countryCode(from.bytes[at]!, from.bytes[at + 1]!);
    let p = this.#digits(from, network.after(from, at + 2));
    if (p < 0 || from.bytes[p] !== 0x2d) return -1;
    const mobileCountry = this.#number;
    const second = p + 1;
    // A mobile network code may begin with a zero.
    let code = 0;
    for (p = second; from.bytes[p]! >= 48 && from.bytes[p]! <= 57; p += 1) code = code * 10 + from.bytes[p]! - 48;
    if (p - second < 2 || p - second > 3) return -1;
    const rate = this.#keys.sms.find(networkCode(country, mobileCountry, code, p - second) | 0);
    if (rate < 0) return -1;
    batch.rate[row] = rate;
    return end.after(from, p);
  }

  #smsOut(from: Bytes, at: number, batch: Batch, row: number): number {
    let p = this.#phone(from, user.after(from, at), batch, row, 0);
    if (p < 0) return -1;
    p = this.#status(from, status.after(from, p));
    batch.code[row] = this.#number < 3 ? COUNTS : 0;
    return this.#network(from, p, batch, row);
  }

  #smsIn(from: Bytes, at: number, batch: Batch, row: number): number {
    let p = this.#phone(from, user.after(from, at), batch, row, 0);
    if (p < 0) return -1;
    p = result.after(from, p);
    if (p < 0) return -1;
    const isAccepted = from.bytes[p] === 0x61;
    batch.code[row] = isAccepted ? COUNTS : 0;
    return this.#network(from, (isAccepted ? accepted : refused).after(from, p), batch, row);
  }

  #call(from: Bytes, at: number, batch: Batch, row: number): number {
    const number = callTo.after(from, at);
    let p = this.#phone(from, number, batch, row, 0);
    if (p < 0) return -1;
    const rate = this.#keys.voice.find(from, number);
    if (rate < 0) return -1;
    batch.rate[row] = rate;
    p = duration.after(from, p);
    p = this.#digits(from, p);
    if (p < 0) return -1;
    batch.value[row] = this.#number;
    p = answered.after(from, p);
    if (p < 0) return -1;
    const by = from.bytes[p];
    p = (by === 0x70 ? person : by === 0x6d ? machine : nobody).after(from, p);
    if (p < 0) return -1;
    const detection = from.bytes[p] === 0x74;
    batch.code[row] = (by === 0x6e ? 0 : COUNTS) | (detection ? MORE : 0);
    return (detection ? yes : no).after(from, p);
  }

  #whatsappOut(from: Bytes, at: number, batch: Batch, row: number, agreement: number): number {
    let p = this.#phone(from, user.after(from, at), batch, row, agreement);
    if (p < 0) return -1;
    p = format.after(from, p);
    if (p < 0) return -1;
    const isTemplate = from.bytes[p] === 0x74;
    p = this.#status(from, (isTemplate ? template : freeForm).after(from, p));
    if (p < 0) return -1;
    batch.code[row] = (this.#number === 0 ? COUNTS : 0) | (isTemplate ? MORE : 0);
    const rate = this.#keys.whatsapp.find(countryCode(from.bytes[p]!, from.bytes[p + 1]!));
    if (rate < 0) return -1;
    batch.rate[row] = rate;
    return end.after(from, p + 2);
  }

  /** A text becomes the key of the event, with the agreement. */
  #text(from: Bytes, at: number, batch: Batch, row: number, agreement: number): number {
    if (at < 0) return -1;
    const p = this.#print.quoted(from, at);
    batch.key0[row] = mix0(this.#print.h0, agreement) >>> 0;
    batch.key1[row] = mix1(this.#print.h1, agreement) >>> 0;
    return p;
  }

  #email(from: Bytes, at: number, batch: Batch, row: number, kind: number, agreement: number): number {
    const p = this.#text(from, address.after(from, at), batch, row, agreement);
    if (p < 0) return -1;
    if (kind === kinds.REINSTATED) return end.after(from, p);
    const [good, bad] = kind === EMAIL ? EMAIL_ENDS : BOUNCE_ENDS;
    const after = good.after(from, p);
    batch.code[row] = after < 0 ? 0 : COUNTS;
    return after < 0 ? bad.after(from, p) : after;
  }

  #talk(from: Bytes, at: number, batch: Batch, row: number, kind: number, agreement: number): number {
    let p = this.#text(from, person2.after(from, at), batch, row, agreement);
    if (p < 0) return -1;
    p = chatbot.after(from, p);
    if (p < 0) return -1;
    p = this.#print.quoted(from, p);
    if (p < 0) return -1;
    batch.key0[row] = mix0(batch.key0[row]!, this.#print.h0) >>> 0;
    batch.key1[row] = mix1(batch.key1[row]!, this.#print.h1) >>> 0;
    if (kind === kinds.COMPLETED) return end.after(from, p);
    const [good, bad] = kind === MESSAGE ? MESSAGE_ENDS : TRANSFER_ENDS;
    const after = good.after(from, p);
    batch.code[row] = after < 0 ? 0 : COUNTS;
    return after < 0 ? bad.after(from, p) : after;
  }

  #recording(from: Bytes, at: number, batch: Batch, row: number, kind: number, agreement: number): number {
    let p = this.#text(from, call.after(from, at), batch, row, agreement);
    if (p < 0) return -1;
    if (kind !== STORED) return end.after(from, p);
    const first = from.bytes[p + 13];
    batch.code[row] = first === 0x63 ? 0 : COUNTS;
    p = (first === 0x70 ? primary : first === 0x66 ? failover : client).after(from, p);
    p = this.#digits(from, p);
    if (p < 0) return -1;
    p = length.after(from, p);
    p = this.#digits(from, p);
    if (p < 0) return -1;
    batch.value[row] = this.#number;
    return close.after(from, p);
  }
}

const EMAIL_ENDS = [passed, rejected] as const;
const BOUNCE_ENDS = [permanent, temporary] as const;
const MESSAGE_ENDS = [byUser, byBot] as const;
const TRANSFER_ENDS = [byAgent, byChatbot] as const;
