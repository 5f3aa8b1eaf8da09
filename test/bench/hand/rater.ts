/**
 * Rates batches: duplicates first, then one loop per service. Whole numbers are counted per agreement and rate row; money is for the end
 * (bill.ts). What does not depend on the order is counted at once, the rest when it is in order (reorder.ts).
 */
import * as kinds from "./batch.ts";
import { BATCH, type Batch, COUNTS, KINDS, MORE } from "./batch.ts";
import { PrefixKeys } from "./keys.ts";
import { type Plan, type Rates, SMS, VOICE, WHATSAPP } from "./plan.ts";
import { atOf, isJudged, JUDGE, OBSERVE, RELEASE, Reorder } from "./reorder.ts";
import { FingerprintSet, StateTable } from "./tables.ts";

/** Loops of a batch: two of SMS, one of calls, one per queue. Passed-over events are in the loop 0. */
const SMS_OUT = 1;
const SMS_IN = 2;
const CALLS = 3;
const QUEUES = 4;
const LOOPS = 8;
/** By kind: the loop that it belongs to, and its step at one instant. */
const loopOf = new Uint8Array(KINDS);
const stepOf = new Uint8Array(KINDS);
for (const [kind, loop, step] of [
  [kinds.SMS_OUT, SMS_OUT, JUDGE],
  [kinds.SMS_IN, SMS_IN, JUDGE],
  [kinds.CALL, CALLS, JUDGE],
  [kinds.WHATSAPP_IN, QUEUES, OBSERVE],
  [kinds.WHATSAPP_OUT, QUEUES, JUDGE],
  [kinds.REINSTATED, QUEUES + 1, RELEASE],
  [kinds.BOUNCE, QUEUES + 1, OBSERVE],
  [kinds.EMAIL, QUEUES + 1, JUDGE],
  [kinds.COMPLETED, QUEUES + 2, RELEASE],
  [kinds.TRANSFERRED, QUEUES + 2, RELEASE],
  [kinds.MESSAGE, QUEUES + 2, OBSERVE],
  [kinds.REMOVED, QUEUES + 3, RELEASE],
  [kinds.STORED, QUEUES + 3, OBSERVE],
] as const) {
  loopOf[kind] = loop;
  stepOf[kind] = step;
}

const DAY = 86_400_000;
const SESSION_TIMEOUT = 1_800_000;

/** What was counted, by agreement; of rates, by agreement × rows + row. */
export class Counts {
  readonly received: Uint32Array;
  readonly context: Uint32Array;
  readonly duplicate: Uint32Array;
  readonly breaches: Uint32Array;
  readonly terminated: Uint32Array;
  readonly originated: Uint32Array;
  readonly templates: Uint32Array;
  readonly users: Uint32Array;
  readonly callUnits: Float64Array;
  readonly detections: Uint32Array;
  readonly emails: Uint32Array;
  readonly suppressed: Uint32Array;
  readonly sessions: Uint32Array;
  /** Seconds × days. */
  readonly stored: Float64Array;

  constructor({ names, rates }: Plan) {
    const each = () => new Uint32Array(names.length);
    const byRow = (service: number) => names.length * rates[service]!.price.length;
    [this.received, this.context, this.duplicate, this.breaches] = [each(), each(), each(), each()];
    [this.originated, this.users, this.detections] = [each(), each(), each()];
    [this.emails, this.suppressed, this.sessions] = [each(), each(), each()];
    this.terminated = new Uint32Array(byRow(SMS));
    this.templates = new Uint32Array(byRow(WHATSAPP));
    this.callUnits = new Float64Array(byRow(VOICE));
    this.stored = new Float64Array(names.length);
  }
}

export class Rater {
  readonly counts: Counts;
  readonly #plan: Plan;
  readonly #voice: PrefixKeys;
  readonly #seen = new FingerprintSet();
  readonly #users = new StateTable();
  readonly #list = new StateTable();
  readonly #sessions = new StateTable();
  readonly #recordings = new StateTable();
  readonly #whatsapp = new Reorder();
  readonly #email = new Reorder();
  readonly #answers = new Reorder();
  readonly #recording = new Reorder();
  /** Rows of the batch, by loop. */
  readonly #rows = new Uint16Array(BATCH);
  readonly #ends = new Uint32Array(LOOPS + 1);
  #newest = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.counts = new Counts(plan);
    this.#voice = new PrefixKeys(plan.rates[VOICE]!.keys);
  }

  add(batch: Batch): void {
    this.#dropDuplicates(batch);
    this.#partition(batch);
    this.#sms(batch);
    this.#calls(batch);
    this.#collect(batch);
    this.#drain(this.#newest);
  }

  /** Rates what waits for its order, and closes what is open. Called once, after the last batch. */
  finish(): Counts {
    this.#drain(Infinity);
    const { end } = this.#plan;
    this.#recordings.each((k0, state, more) => {
      if (state > 0) this.#store(k0 >>> 18, state - 1, end[k0 >>> 18]!, more >>> 1);
    });
    return this.counts;
  }

  #dropDuplicates({ count, kind, agreement, id0, id1 }: Batch): void {
    const { received, duplicate } = this.counts;
    for (let i = 0; i < count; i += 1) {
      received[agreement[i]!]! += 1;
      if (this.#seen.add(id0[i]!, id1[i]!)) continue;
      duplicate[agreement[i]!]! += 1;
      kind[i] = 0;
    }
  }

  #partition({ count, kind }: Batch): void {
    const ends = this.#ends.fill(0);
    for (let i = 0; i < count; i += 1) ends[loopOf[kind[i]!]! + 1]! += 1;
    for (let loop = 1; loop <= LOOPS; loop += 1) ends[loop]! += ends[loop - 1]!;
    for (let i = 0; i < count; i += 1) this.#rows[ends[loopOf[kind[i]!]!]!++] = i;
  }

  /** The rows of the batch that are of a loop, in the order of the batch. */
  #of(loop: number): Uint16Array {
    return this.#rows.subarray(this.#ends[loop - 1], this.#ends[loop]);
  }

  /** Whether the agreement's month holds the instant; what is outside is context. */
  #inForce(agreement: number, at: number): boolean {
    if (at >= this.#plan.start[agreement]! && at < this.#plan.end[agreement]!) return true;
    this.counts.context[agreement]! += 1;
    return false;
  }

  #sms({ agreement, at, code, rate }: Batch): void {
    const { card, rates } = this.#plan;
    const sms = rates[SMS]!;
    const { terminated, originated } = this.counts;
    const sent = this.#of(SMS_OUT);
    for (let n = 0; n < sent.length; n += 1) {
      const i = sent[n]!;
      const who = agreement[i]!;
      if (!this.#inForce(who, at[i]!) || code[i] === 0) continue;
      terminated[who * sms.price.length + rowAt(sms, card[who * 3 + SMS]!, rate[i]!, at[i]!)]! += 1;
    }
    const received = this.#of(SMS_IN);
    for (let n = 0; n < received.length; n += 1) {
      const i = received[n]!;
      const who = agreement[i]!;
      if (this.#inForce(who, at[i]!) && code[i] !== 0) originated[who]! += 1;
    }
  }

  #calls({ agreement, at, code, rate, value }: Batch): void {
    const { card, rates, increment } = this.#plan;
    const voice = rates[VOICE]!;
    const { callUnits, detections } = this.counts;
    const calls = this.#of(CALLS);
    for (let n = 0; n < calls.length; n += 1) {
      const i = calls[n]!;
      const who = agreement[i]!;
      if (!this.#inForce(who, at[i]!) || (code[i]! & COUNTS) === 0) continue;
      const row = this.#prefixRow(voice, card[who * 3 + VOICE]!, rate[i]!, at[i]!);
      callUnits[who * voice.price.length + row]! += Math.max(1, Math.ceil(value[i]! / increment[who]!));
      if ((code[i]! & MORE) !== 0) detections[who]! += 1;
    }
  }

  /** The row of the longest prefix that has one at the instant. */
  #prefixRow(voice: Rates, card: number, rate: number, at: number): number {
    for (let key = rate; key >= 0; key = this.#voice.shorter[key]!) {
      const row = find(voice, card, key, at);
      if (row >= 0) return row;
    }
    throw new Error("A call has no price.");
  }

  /** Hands on what must be put in order. */
  #collect(batch: Batch): void {
    const { at } = batch;
    for (let i = 0; i < batch.count; i += 1) if (at[i]! > this.#newest) this.#newest = at[i]!;
    this.#whatsapp.add(batch, this.#of(QUEUES), stepOf, batch.rate);
    this.#email.add(batch, this.#of(QUEUES + 1), stepOf, batch.rate);
    this.#answers.add(batch, this.#of(QUEUES + 2), stepOf, batch.rate);
    this.#recording.add(batch, this.#of(QUEUES + 3), stepOf, batch.value);
  }

  #drain(newest: number): void {
    this.#whatsapp.drain(newest, (first, end) => this.#rateWhatsapp(first, end));
    this.#email.drain(newest, (first, end) => this.#rateEmail(first, end));
    this.#answers.drain(newest, (first, end) => this.#rateAnswers(first, end));
    this.#recording.drain(newest, (first, end) => this.#rateRecording(first, end));
  }

  /** State of a user: the last message + 1; 1, and 2 when counted. */
  #rateWhatsapp(first: number, end: number): void {
    const { order, agreement, key0, key1, code, value } = this.#whatsapp;
    const { card, rates } = this.#plan;
    const whatsapp = rates[WHATSAPP]!;
    const { users, templates, breaches } = this.counts;
    for (let i = first; i < end; i += 1) {
      const who = agreement[i]!;
      const at = atOf(order[i]!);
      if (!isJudged(order[i]!)) {
        this.#inForce(who, at);
        if (at >= this.#plan.end[who]!) continue;
        const place = this.#users.find(key0[i]!, key1[i]!);
        this.#users.words[place] = at + 1;
        continue;
      }
      if (!this.#inForce(who, at)) continue;
      const place = this.#users.find(key0[i]!, key1[i]!);
      const { words } = this.#users;
      const last = words[place]!;
      const isInside = last > 0 && at < last - 1 + DAY;
      const delivered = (code[i]! & COUNTS) !== 0;
      if (delivered && (words[place + 1]! & 2) === 0) {
        words[place + 1]! |= 2;
        users[who]! += 1;
      }
      if (isInside) continue;
      if ((code[i]! & MORE) === 0) breaches[who]! += 1;
      else if (delivered)
        templates[who * whatsapp.price.length + rowAt(whatsapp, card[who * 3 + WHATSAPP]!, value[i]!, at)]! += 1;
    }
  }

  /** State of an address: 1 while it is on the list. */
  #rateEmail(first: number, end: number): void {
    const { order, agreement, key0, key1, code } = this.#email;
    const { emails, suppressed } = this.counts;
    for (let i = first; i < end; i += 1) {
      const who = agreement[i]!;
      const at = atOf(order[i]!);
      const isInForce = this.#inForce(who, at);
      if (isJudged(order[i]!)) {
        if (!isInForce || code[i] === 0) continue;
        const place = this.#list.find(key0[i]!, key1[i]!);
        if (this.#list.words[place] === 1) suppressed[who]! += 1;
        else emails[who]! += 1;
      } else if (at < this.#plan.end[who]!) {
        const isAdded = order[i]! % 4 === OBSERVE;
        if (isAdded && code[i] === 0) continue;
        const place = this.#list.find(key0[i]!, key1[i]!);
        this.#list.words[place] = isAdded ? 1 : 0;
      }
    }
  }

  /** State of a conversation: its last message + 1, 0 when closed; when it opened + 1. */
  #rateAnswers(first: number, end: number): void {
    const { order, agreement, key0, key1, code } = this.#answers;
    const { start, end: ends } = this.#plan;
    const { sessions } = this.counts;
    for (let i = first; i < end; i += 1) {
      const who = agreement[i]!;
      const at = atOf(order[i]!);
      this.#inForce(who, at);
      if (at >= ends[who]!) continue;
      const place = this.#sessions.find(key0[i]!, key1[i]!);
      const { words } = this.#sessions;
      const last = words[place]!;
      const isOpen = last > 0 && at < last - 1 + SESSION_TIMEOUT;
      if (order[i]! % 4 === RELEASE) {
        if (isOpen && at > words[place + 1]! - 1) words[place] = 0;
      } else if (isOpen) words[place] = at + 1;
      else if (code[i] !== 0) {
        words[place] = at + 1;
        words[place + 1] = at + 1;
        if (at >= start[who]!) sessions[who]! += 1;
      }
    }
  }

  /** State of a recording: when it was stored + 1, 0 when it is removed; its seconds × 2 + 1. */
  #rateRecording(first: number, end: number): void {
    const { order, agreement, key0, key1, code, value } = this.#recording;
    for (let i = first; i < end; i += 1) {
      const who = agreement[i]!;
      const at = atOf(order[i]!);
      this.#inForce(who, at);
      if (at >= this.#plan.end[who]!) continue;
      // The agreement stands in the key in place of some bits of the fingerprint, so that it is known at the end.
      const place = this.#recordings.find(((who << 18) | (key0[i]! & 0x3ffff)) >>> 0, key1[i]!);
      const { words } = this.#recordings;
      const since = words[place]!;
      if (order[i]! % 4 === RELEASE) {
        if (since === 0 || at <= since - 1) continue;
        this.#store(who, since - 1, at, words[place + 1]! >>> 1);
        words[place] = 0;
      } else if (since === 0 && code[i] !== 0) {
        words[place] = at + 1;
        words[place + 1] = value[i]! * 2 + 1;
      }
    }
  }

  /** Adds the started days of a recording that begin in the month. */
  #store(who: number, from: number, until: number, seconds: number): void {
    const before = Math.max(0, Math.ceil((this.#plan.start[who]! - from) / DAY));
    const days = Math.ceil((until - from) / DAY) - before;
    if (days > 0) this.counts.stored[who]! += seconds * days;
  }
}

/** The row of a card and key that holds at an instant, or −1. */
function find({ first, next, from, until, keys }: Rates, card: number, key: number, at: number): number {
  let row = first[card * keys.length + key]!;
  while (row >= 0 && (at < from[row]! || at >= until[row]!)) row = next[row]!;
  return row;
}

function rowAt(rates: Rates, card: number, key: number, at: number): number {
  const row = find(rates, card, key, at);
  if (row < 0) throw new Error(`There is no price for ${rates.keys[key]}.`);
  return row;
}
