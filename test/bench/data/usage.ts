/**
 * Usage of the plan: a month of mixed events, as NDJSON and as CSV, from a seed. Events come in the order of time but for 1 %, which are
 * delivered up to LATENESS later; 0.5 % are delivered twice. Conversations, replies within the 24 hours, bounced addresses and recordings that are
 * removed again follow from what happened shortly before, as they do in life.
 */
import { COUNTRIES, DATA_END, DATA_START, LATENESS, NETWORKS, type Plan } from "./plan.ts";
import { Random } from "./random.ts";

export interface Sink {
  /** Takes a line without its end, all of one byte per character. */
  line(text: string): void;
}

export interface Sinks {
  readonly ndjson?: Sink;
  readonly csv?: Sink;
}

export const SOURCE = "/platform";
export const FIELDS =
  "user status destination network result origin format duration answeredBy machineDetection address validation kind chatbot from requestedBy call storage size length".split(
    " ",
  );

const LATE = 0.01;
const TWICE = 0.005;
const SECOND_DELIVERY = 3_600_000;

/** Parts of all events, in the order of `kinds`. */
const MIX = {
  smsOut: 0.25,
  smsIn: 0.05,
  whatsappOut: 0.22,
  whatsappIn: 0.09,
  call: 0.14,
  email: 0.13,
  bounce: 0.006,
  reinstated: 0.001,
  message: 0.08,
  completed: 0.004,
  transferred: 0.002,
  stored: 0.017,
  removed: 0.01,
} as const;
type Kind = keyof typeof MIX;

const TYPES: Readonly<Record<Kind, string>> = {
  smsOut: "sdl.sms.outbound.v1",
  smsIn: "sdl.sms.inbound.v1",
  whatsappOut: "sdl.whatsapp.outbound.v1",
  whatsappIn: "sdl.whatsapp.inbound.v1",
  call: "sdl.voice-messages.call.v1",
  email: "sdl.email.email.v1",
  bounce: "sdl.email.bounce.v1",
  reinstated: "sdl.email.reinstatement.v1",
  message: "sdl.answers.message.v1",
  completed: "sdl.answers.completed.v1",
  transferred: "sdl.answers.transferred.v1",
  stored: "sdl.recording.recording-stored.v1",
  removed: "sdl.recording.recording-removed.v1",
};

type Data = Readonly<Record<string, string | number | boolean>>;

/** Somebody of an agreement: its index, and the number of the user or of the call. */
interface Pair {
  readonly agreement: number;
  readonly of: number;
}

/** What happened lately; the new takes the place of something at random. */
class Recent {
  readonly #pairs: Pair[] = [];
  readonly #random: Random;
  readonly #size: number;

  constructor(random: Random, size: number) {
    this.#random = random;
    this.#size = Math.max(4, Math.min(65_536, Math.round(size)));
  }

  add(pair: Pair): void {
    if (this.#pairs.length < this.#size) this.#pairs.push(pair);
    else this.#pairs[this.#random.below(this.#size)] = pair;
  }

  any(): Pair | undefined {
    return this.#pairs.length === 0 ? undefined : this.#random.pick(this.#pairs);
  }

  take(): Pair | undefined {
    if (this.#pairs.length === 0) return undefined;
    const index = this.#random.below(this.#pairs.length);
    const last = this.#pairs.pop()!;
    if (index === this.#pairs.length) return last;
    const taken = this.#pairs[index]!;
    this.#pairs[index] = last;
    return taken;
  }
}

/** Lines that are delivered later. */
class Later {
  readonly #heap: { readonly due: number; readonly json: string; readonly csv: string }[] = [];

  add(due: number, json: string, csv: string): void {
    const heap = this.#heap;
    let i = heap.push({ due, json, csv }) - 1;
    while (i > 0 && heap[(i - 1) >> 1]!.due > due) {
      [heap[i], heap[(i - 1) >> 1]] = [heap[(i - 1) >> 1]!, heap[i]!];
      i = (i - 1) >> 1;
    }
  }

  /** The next line that is due at an instant. */
  next(at: number) {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.due > at) return undefined;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let i = 0; ; ) {
        let child = 2 * i + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && heap[child + 1]!.due < heap[child]!.due) child += 1;
        if (heap[child]!.due >= heap[i]!.due) break;
        [heap[i], heap[child]] = [heap[child]!, heap[i]!];
        i = child;
      }
    }
    return first;
  }
}

const two = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, "0"));
const three = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, "0"));

/** RFC 3339 by UTC, quickly: the day is kept. */
class Clock {
  #day = -1;
  #text = "";

  format(at: number): string {
    const day = Math.floor(at / 86_400_000);
    if (day !== this.#day) {
      this.#day = day;
      this.#text = `${new Date(at).toISOString().slice(0, 10)}T`;
    }
    const rest = at - day * 86_400_000;
    const second = Math.floor(rest / 1000);
    const minute = Math.floor(second / 60);
    const hour = Math.floor(minute / 60);
    return `${this.#text}${two[hour]}:${two[minute % 60]}:${two[second % 60]}.${three[rest % 1000]}Z`;
  }
}

/** A bijection of 32-bit numbers that looks like chance. */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

const hex = (value: number) => value.toString(16).padStart(8, "0");
const dialling: readonly (readonly [prefix: string, country: number])[] = [
  ...[0, 0, 0, 0].map((country) => ["84", country] as const),
  ...([
    ["65", 1],
    ["66", 2],
    ["60", 3],
    ["855", 4],
    ["49", 6],
    ["44", 7],
    ["1", 8],
    ["385", 9],
  ] as const),
];

/** Writes so many events, first deliveries counted. */
export function generateUsage(plan: Plan, events: number, seed: number, { ndjson, csv }: Sinks): void {
  const random = new Random(seed);
  const clock = new Clock();
  const later = new Later();
  const { agreements } = plan;
  const choose = aliasOf(
    agreements.map(({ share }) => share),
    random,
  );
  const pickKind = aliasOf(Object.values(MIX), random);
  const kinds = Object.keys(MIX) as Kind[];
  const perHour = events / 32 / 24;
  const recent = {
    replies: new Recent(random, perHour * MIX.whatsappIn * 12),
    addressed: new Recent(random, 1000),
    bounced: new Recent(random, events * 0.0006),
    talks: new Recent(random, (perHour * MIX.message) / 3),
    recordings: new Recent(random, perHour * MIX.stored * 48),
  };
  let calls = 0;
  csv?.line(["id", "source", "type", "time", "subject", ...FIELDS].join(","));

  const anybody = (): Pair => {
    const agreement = choose();
    return { agreement, of: random.below(agreements[agreement]!.users) };
  };
  const identity = ({ agreement, of }: Pair) => mix(agreement * 65_536 + of);
  const phone = (pair: Pair) =>
    `+${dialling[identity(pair) % dialling.length]![0]}${900_000_000 + (identity(pair) % 99_999_989)}`;
  const home = (pair: Pair) => dialling[identity(pair) % dialling.length]![1];
  const address = ({ agreement, of }: Pair) => `user${of}.${agreement}@example.com`;
  const bot = (pair: Pair) => `bot${identity(pair) % 3}`;
  const status = () => {
    const x = random.below(100);
    return x < 88 ? "delivered" : x < 93 ? "failed" : x < 97 ? "submitted" : x < 99 ? "rejected" : "pending";
  };

  /** Whose the event is, and its data. */
  const make: Readonly<Record<Kind, () => readonly [Pair, Data]>> = {
    smsOut() {
      const who = anybody();
      const [destination, networks] = NETWORKS[home(who)]!;
      return [who, { user: phone(who), status: status(), destination, network: networks[identity(who) % networks.length]! }];
    },
    smsIn() {
      const who = anybody();
      const [origin, networks] = NETWORKS[home(who)]!;
      const result = random.below(50) === 0 ? "refused" : "accepted";
      return [who, { user: phone(who), result, origin, network: networks[identity(who) % networks.length]! }];
    },
    whatsappOut() {
      const answered = random.below(100) < 35 ? recent.replies.any() : undefined;
      const who = answered ?? anybody();
      const freeForm = answered === undefined ? random.below(1000) === 0 : random.below(2) === 0;
      const format = freeForm ? "freeForm" : "template";
      return [who, { user: phone(who), format, status: status(), destination: COUNTRIES[identity(who) % COUNTRIES.length]! }];
    },
    whatsappIn() {
      const who = anybody();
      recent.replies.add(who);
      return [who, { user: phone(who) }];
    },
    call() {
      const who = anybody();
      const answeredBy = random.below(100) < 70 ? "person" : random.below(2) === 0 ? "machine" : "nobody";
      const duration = answeredBy === "nobody" ? 0 : 1 + Math.floor(Math.min(7200, random.exponential(95)));
      return [who, { destination: phone(who), duration, answeredBy, machineDetection: random.below(4) === 0 }];
    },
    email() {
      const who = (random.below(100) < 4 ? recent.bounced.any() : undefined) ?? anybody();
      const validation = random.below(60) === 0 ? "rejected" : "passed";
      if (validation === "passed") recent.addressed.add(who);
      return [who, { address: address(who), validation }];
    },
    bounce() {
      const who = recent.addressed.any() ?? anybody();
      const kind = random.below(3) === 0 ? "temporary" : "permanent";
      if (kind === "permanent") recent.bounced.add(who);
      return [who, { address: address(who), kind }];
    },
    reinstated() {
      const who = recent.bounced.any() ?? anybody();
      return [who, { address: address(who) }];
    },
    message() {
      const talk = random.below(100) < 75 ? recent.talks.any() : undefined;
      const who = talk ?? anybody();
      if (talk === undefined) recent.talks.add(who);
      const from = talk === undefined || random.below(2) === 0 ? "endUser" : "chatbot";
      return [who, { user: `user${who.of}`, chatbot: bot(who), from }];
    },
    completed() {
      const who = recent.talks.any() ?? anybody();
      return [who, { user: `user${who.of}`, chatbot: bot(who) }];
    },
    transferred() {
      const who = recent.talks.any() ?? anybody();
      return [who, { user: `user${who.of}`, chatbot: bot(who), requestedBy: random.below(3) === 0 ? "chatbot" : "agent" }];
    },
    stored() {
      calls += 1;
      const who = { agreement: choose(), of: calls };
      recent.recordings.add(who);
      const storage = random.below(12) === 0 ? "client" : random.below(4) === 0 ? "failover" : "primary";
      const length = 1 + Math.floor(Math.min(7200, random.exponential(140)));
      return [who, { call: `call-${calls}`, storage, size: length * (16_000 + random.below(4000)), length }];
    },
    removed() {
      const who = recent.recordings.take() ?? { agreement: choose(), of: 0 };
      return [who, { call: `call-${who.of}` }];
    },
  };

  const deliver = (json: string, row: string): void => {
    ndjson?.line(json);
    csv?.line(row);
  };
  const step = (DATA_END - DATA_START) / events;
  let at = DATA_START;
  for (let i = 0; i < events; i += 1) {
    const instant = Math.floor(DATA_START + (i + random.fraction()) * step);
    // Now and then two events share an instant.
    if (random.below(500) > 0) at = instant;
    const kind = kinds[pickKind()]!;
    const [{ agreement }, data] = make[kind]();
    const id = `${hex(mix(i))}${hex(mix(i ^ 0x5bd1e995))}`;
    const [time, type, subject] = [clock.format(at), TYPES[kind], agreements[agreement]!.name];
    const json = `{"specversion":"1.0","id":"${id}","source":"${SOURCE}","type":"${type}","time":"${time}","subject":"${subject}","data":${JSON.stringify(data)}}`;
    const row =
      csv === undefined ? "" : `${id},${SOURCE},${type},${time},${subject},${FIELDS.map((field) => data[field] ?? "").join(",")}`;
    for (let due = later.next(at); due !== undefined; due = later.next(at)) deliver(due.json, due.csv);
    const fate = random.fraction();
    if (fate < LATE) later.add(at + Math.min(LATENESS, Math.ceil(random.exponential(180_000))), json, row);
    else {
      deliver(json, row);
      if (fate < LATE + TWICE) later.add(at + random.below(SECOND_DELIVERY), json, row);
    }
  }
  for (let due = later.next(Infinity); due !== undefined; due = later.next(Infinity)) deliver(due.json, due.csv);
}

/** Draws indices with given weights in constant time (Walker's alias method). */
function aliasOf(weights: readonly number[], random: Random): () => number {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = weights.map((weight) => (weight * count) / total);
  const alias = new Int32Array(count);
  const small: number[] = [];
  const large: number[] = [];
  for (const [i, weight] of scaled.entries()) (weight < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large.at(-1)!;
    alias[less] = more;
    scaled[more] = scaled[more]! - (1 - scaled[less]!);
    if (scaled[more]! < 1) small.push(large.pop()!);
  }
  for (const i of [...small, ...large]) scaled[i] = 1;
  return () => {
    const i = random.below(count);
    return random.fraction() < scaled[i]! ? i : alias[i]!;
  };
}
