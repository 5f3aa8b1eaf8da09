/** Columns of a batch of events, as the reader makes them and the rater takes them. */

export const BATCH = 4096;

/** Kinds of events; 0 stands for an event that is passed over. */
export const SMS_OUT = 1;
export const SMS_IN = 2;
export const CALL = 3;
export const WHATSAPP_OUT = 4;
export const WHATSAPP_IN = 5;
export const EMAIL = 6;
export const BOUNCE = 7;
export const REINSTATED = 8;
export const MESSAGE = 9;
export const COMPLETED = 10;
export const TRANSFERRED = 11;
export const STORED = 12;
export const REMOVED = 13;
export const KINDS = 14;

/** Bits of `code`. */
export const COUNTS = 1;
export const MORE = 2;

export class Batch {
  count = 0;
  readonly kind = new Uint8Array(BATCH);
  readonly agreement = new Uint16Array(BATCH);
  /** Milliseconds since the beginning of the data. */
  readonly at = new Uint32Array(BATCH);
  /** Fingerprint of agreement, source and id. */
  readonly id0 = new Uint32Array(BATCH);
  readonly id1 = new Uint32Array(BATCH);
  /** Agreement and user, address, conversation or recording. */
  readonly key0 = new Uint32Array(BATCH);
  readonly key1 = new Uint32Array(BATCH);
  /** Index of the key of a rate card. */
  readonly rate = new Uint16Array(BATCH);
  /** Seconds. */
  readonly value = new Uint32Array(BATCH);
  /**
   * COUNTS: what the contract asks of the fields holds (submitted, accepted, answered, delivered, passed, permanent, by the end user, on the platform).
   * MORE: a template; detection requested.
   */
  readonly code = new Uint8Array(BATCH);
}
