/** Lines that are written in another way than the producer's: through JSON.parse, field by field, into the same columns. */
import * as kinds from "./batch.ts";
import { type Batch, COUNTS, MORE } from "./batch.ts";
import { type Bytes, bytesOf, Fingerprint, mix0, mix1 } from "./hash.ts";
import { codeOf } from "./keys.ts";
import type { Keys } from "./reader.ts";

type Values = Readonly<Record<string, unknown>>;

const STATUSES = ["delivered", "failed", "submitted", "rejected", "pending"];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export class GeneralReader {
  readonly #keys: Keys;
  readonly #epoch: number;
  readonly #print = new Fingerprint();
  readonly #scratch = bytesOf(1 << 16);
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #line = "";

  constructor(keys: Keys, epoch: number) {
    this.#keys = keys;
    this.#epoch = epoch;
  }

  /** Reads the line at a place; returns the place behind its end. Throws when the line is no event of the contracts. */
  line({ bytes }: Bytes, at: number, until: number, batch: Batch, row: number): number {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 || newline >= until ? until : newline;
    this.text(this.#decoder.decode(bytes.subarray(at, end)), batch, row);
    return Math.min(end + 1, until);
  }

  /** One event as JSON. */
  text(line: string, batch: Batch, row: number): void {
    this.#line = line;
    const event = JSON.parse(line) as Values;
    const kind = this.#keys.kinds.get(event.type as string);
    const agreement = this.#keys.agreements.get(event.subject as string);
    if (event.specversion !== "1.0" || kind === undefined || agreement === undefined) throw this.#unexpected("envelope");
    const time = this.#text(event, "time");
    const at = INSTANT.test(time) ? Date.parse(time) - this.#epoch : Number.NaN;
    if (!(at >= 0 && at < 48 * 86_400_000)) throw this.#unexpected("time");
    batch.kind[row] = kind;
    batch.agreement[row] = agreement;
    batch.at[row] = at;
    const id = this.print(this.#text(event, "id"));
    const source = this.print(this.#text(event, "source"));
    batch.id0[row] = mix0(mix0(id.h0, source.h0), agreement) >>> 0;
    batch.id1[row] = mix1(mix1(id.h1, source.h1), agreement) >>> 0;
    batch.code[row] = 0;
    this.#data(kind, agreement, event.data as Values, batch, row);
  }

  #data(kind: number, agreement: number, data: Values, batch: Batch, row: number): void {
    const one = (name: string, values: readonly string[]) => {
      const index = values.indexOf(data[name] as string);
      if (index < 0) throw this.#unexpected(name);
      return index;
    };
    const keyed = (...names: string[]) => {
      const prints = names.map((name) => this.print(this.#text(data, name)));
      const [first, second] = prints as [Print, Print?];
      const [key0, key1] = [mix0(first.h0, agreement), mix1(first.h1, agreement)];
      batch.key0[row] = (second === undefined ? key0 : mix0(key0 >>> 0, second.h0)) >>> 0;
      batch.key1[row] = (second === undefined ? key1 : mix1(key1 >>> 0, second.h1)) >>> 0;
    };
    const rated = (rate: number) => {
      if (rate < 0) throw this.#unexpected("price");
      batch.rate[row] = rate;
    };
    switch (kind) {
      case kinds.SMS_OUT:
        this.#phone(data, "user", batch, row, 0);
        batch.code[row] = one("status", STATUSES) < 3 ? COUNTS : 0;
        rated(this.#keys.sms.find(codeOf(`${this.#text(data, "destination")}/${this.#text(data, "network")}`)));
        break;
      case kinds.SMS_IN:
        this.#phone(data, "user", batch, row, 0);
        batch.code[row] = one("result", ["refused", "accepted"]);
        rated(this.#keys.sms.find(codeOf(`${this.#text(data, "origin")}/${this.#text(data, "network")}`)));
        break;
      case kinds.CALL:
        this.#phone(data, "destination", batch, row, 0);
        batch.value[row] = this.#whole(data, "duration");
        batch.code[row] = one("answeredBy", ["nobody", "person", "machine"]) > 0 ? COUNTS : 0;
        if (typeof data.machineDetection !== "boolean") throw this.#unexpected("machineDetection");
        batch.code[row]! |= data.machineDetection ? MORE : 0;
        this.#write(`${this.#text(data, "destination").slice(1)}"`);
        rated(this.#keys.voice.find(this.#scratch, 0));
        break;
      case kinds.WHATSAPP_OUT:
        this.#phone(data, "user", batch, row, agreement);
        batch.code[row] = one("status", STATUSES) === 0 ? COUNTS : 0;
        batch.code[row]! |= one("format", ["freeForm", "template"]) * MORE;
        rated(this.#keys.whatsapp.find(codeOf(this.#text(data, "destination"))));
        break;
      case kinds.WHATSAPP_IN:
        this.#phone(data, "user", batch, row, agreement);
        break;
      case kinds.EMAIL:
        batch.code[row] = one("validation", ["rejected", "passed"]);
        keyed("address");
        break;
      case kinds.BOUNCE:
        batch.code[row] = one("kind", ["temporary", "permanent"]);
        keyed("address");
        break;
      case kinds.REINSTATED:
        keyed("address");
        break;
      case kinds.MESSAGE:
        batch.code[row] = one("from", ["chatbot", "endUser"]);
        keyed("user", "chatbot");
        break;
      case kinds.TRANSFERRED:
        batch.code[row] = one("requestedBy", ["chatbot", "agent"]);
        keyed("user", "chatbot");
        break;
      case kinds.COMPLETED:
        keyed("user", "chatbot");
        break;
      case kinds.STORED:
        batch.code[row] = one("storage", ["client", "primary", "failover"]) > 0 ? COUNTS : 0;
        this.#whole(data, "size");
        batch.value[row] = this.#whole(data, "length");
        keyed("call");
        break;
      default:
        keyed("call");
    }
  }

  /** The fingerprint of a text. */
  print(text: string): Print {
    this.#print.span(this.#scratch, 0, this.#write(text));
    return { h0: this.#print.h0, h1: this.#print.h1 };
  }

  #write(text: string): number {
    const { read, written } = this.#encoder.encodeInto(text, this.#scratch.bytes);
    if (read < text.length) throw this.#unexpected("text");
    return written;
  }

  #text(values: Values, name: string): string {
    const value = values[name];
    if (typeof value !== "string" || value === "") throw this.#unexpected(name);
    return value;
  }

  /** A whole number, also written as text. */
  #whole(values: Values, name: string): number {
    const value = typeof values[name] === "string" ? Number(values[name]) : (values[name] as number);
    if (!Number.isInteger(value) || value < 0 || value >= 1e9) throw this.#unexpected(name);
    return value;
  }

  #phone(values: Values, name: string, batch: Batch, row: number, agreement: number): void {
    const text = this.#text(values, name);
    if (!/^\+[1-9]\d{0,14}$/.test(text)) throw this.#unexpected(name);
    const value = Number(text.slice(1));
    const high = Math.floor(value / 4_294_967_296);
    batch.key0[row] = agreement * 262_144 + high;
    batch.key1[row] = value - high * 4_294_967_296;
  }

  #unexpected(what: string): Error {
    return new Error(`This is no event of the contracts (${what}): ${this.#line.slice(0, 300)}`);
  }
}

interface Print {
  readonly h0: number;
  readonly h1: number;
}
