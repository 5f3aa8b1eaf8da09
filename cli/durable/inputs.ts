/** Usage in a database: inputs are taken in byte by byte, piece after piece, and read from there like files. */
import { createHash } from "node:crypto";
import { Failure } from "../failure.ts";
import type { ByteSource } from "../files.ts";
import type { Terminal } from "../terminal.ts";
import { type NamedBytes, usageBytes } from "../usage-input.ts";
import { fingerprint, type RatingDatabase } from "./database.ts";
import { changePeriod, periodRecord } from "./periods.ts";

/** Bytes of a piece, and pieces that are committed at once. */
const PIECE = 1 << 20;
const AT_ONCE = 8;

/** An input of a month. */
export interface StoredInput {
  readonly id: number;
  readonly period: string;
  readonly name: string;
  readonly size: number;
  /** Tells whether two inputs are the same, whatever their names. */
  readonly hash: string;
  /** How much of it has been stored, in bytes and in pieces. */
  readonly stored: number;
  readonly pieces: number;
}

const valuesOf = ({ id, period, name, size, hash, stored, pieces }: StoredInput) =>
  [id, period, name, size, hash, stored, pieces] as const;

/** The inputs of a month, in the order in which they were taken in. Throws a Failure when one is not as it was written. */
export function storedInputs(db: RatingDatabase, period: string): readonly StoredInput[] {
  periodRecord(db, period);
  return db.all("select * from inputs where period = ? order by id", period).map((row) => {
    const input = row as unknown as StoredInput;
    db.check(`the input ${input.name}`, row, valuesOf(input));
    return input;
  });
}

/**
 * Takes inputs in, from where an earlier run stopped. One whose bytes are those of an input of the month is that input: it counts once.
 * Only files have names here; standard input was put into one.
 */
export async function takeIn(
  db: RatingDatabase,
  period: string,
  usage: readonly NamedBytes[],
  terminal: Terminal,
): Promise<void> {
  for (const each of usage) {
    const hash = await hashOf(each);
    const known = storedInputs(db, period).find((input) => input.hash === hash);
    if (known !== undefined && known.stored === known.size)
      terminal.note(
        `${each.name} has been taken in before${known.name === each.name ? "" : ` as ${known.name}`}; it counts once.`,
      );
    else await store(db, known ?? (await begun(db, period, each, hash)), each);
  }
}

async function hashOf({ open }: NamedBytes): Promise<string> {
  const bytes = await open();
  const hash = createHash("sha256");
  try {
    for await (const piece of bytes) hash.update(piece);
  } finally {
    await bytes.close();
  }
  return hash.digest("hex");
}

async function begun(db: RatingDatabase, period: string, { name, open }: NamedBytes, hash: string): Promise<StoredInput> {
  const bytes = await open();
  const { size } = bytes;
  await bytes.close();
  return db.transaction(() => {
    const id = Number(db.get("select coalesce(max(id), 0) + 1 as id from inputs")!.id);
    const input = { id, period, name, size, hash, stored: 0, pieces: 0 };
    write(db, input);
    changePeriod(db, period, { inputs: Number(db.get("select count(*) as count from inputs where period = ?", period)!.count) });
    return input;
  });
}

function write(db: RatingDatabase, input: StoredInput): void {
  const values = valuesOf(input);
  db.run("insert or replace into inputs values (?, ?, ?, ?, ?, ?, ?, ?)", ...values, fingerprint(...values));
}

async function store(db: RatingDatabase, begun: StoredInput, { name, open }: NamedBytes): Promise<void> {
  const bytes = await open();
  let input = begun;
  try {
    while (input.stored < input.size) {
      const batch: Uint8Array[] = [];
      let { stored } = input;
      while (batch.length < AT_ONCE && stored < input.size) {
        const end = Math.min(input.size, stored + PIECE);
        const piece = await bytes.part(stored, end);
        if (piece.length < end - stored)
          throw new Failure(`The usage file ${name} was changed while it was read.`, { hint: "Rate again." });
        batch.push(piece);
        stored += piece.length;
      }
      const next = { ...input, stored, pieces: input.pieces + batch.length };
      db.transaction(() => {
        for (const [i, piece] of batch.entries()) {
          const values = [input.id, input.pieces + i, piece] as const;
          db.run("insert into pieces values (?, ?, ?, ?)", ...values, fingerprint(...values));
        }
        write(db, next);
      });
      input = next;
    }
  } finally {
    await bytes.close();
  }
}

/** A stored input as bytes to be read. */
export function storedUsage(db: RatingDatabase, input: StoredInput): NamedBytes {
  return { name: input.name, open: async () => new StoredBytes(db, input) };
}

class StoredBytes implements ByteSource {
  readonly size: number;
  readonly hasParts = true;
  readonly #db: RatingDatabase;
  readonly #input: StoredInput;

  constructor(db: RatingDatabase, input: StoredInput) {
    this.#db = db;
    this.#input = input;
    this.size = input.size;
  }

  #piece(number: number): Uint8Array {
    const { id, name } = this.#input;
    const row = this.#db.get("select bytes, checksum from pieces where input = ? and number = ?", id, number);
    if (row === undefined) throw this.#db.damaged(`a piece of the input ${name} is missing`);
    const bytes = row.bytes as Uint8Array;
    this.#db.check(`a piece of the input ${name}`, row, [id, number, bytes]);
    return bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let size = 0;
    for (let number = 0; number < this.#input.pieces; number += 1) {
      const piece = this.#piece(number);
      size += piece.length;
      yield piece;
    }
    if (size !== this.size) throw this.#db.damaged(`the input ${this.#input.name} has ${size} bytes instead of ${this.size}`);
  }

  /** All pieces but the last have the same length. */
  async part(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = [];
    for (let at = start; at < Math.min(end, this.size); ) {
      const begins = Math.floor(at / PIECE) * PIECE;
      const part = this.#piece(begins / PIECE).subarray(at - begins, end - begins);
      if (part.length === 0) throw this.#db.damaged(`a piece of the input ${this.#input.name} is too short`);
      parts.push(part);
      at += part.length;
    }
    return Uint8Array.from(Buffer.concat(parts));
  }

  async close(): Promise<void> {}
}

/** What the names of the command line stand for; not standard input. */
export function namedFiles(names: readonly string[], terminal: Terminal): NamedBytes[] {
  return names.map((name) => ({ name, open: () => usageBytes(name, terminal) }));
}
