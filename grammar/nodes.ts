/**
 * What all nodes of the syntax tree share. A tree is plain, readonly data; offsets are UTF-16 code units, half-open.
 * After a syntax error parts of a node may be missing; names may be empty (`missing`). Nothing that was read is dropped.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Name extends Span {
  readonly text: string;
  /** True when recovery put the name in: nobody wrote it. */
  readonly missing: boolean;
}

/** A text in quotation marks, without them and with its escapes resolved. */
export interface TextNode extends Span {
  readonly value: string;
}

/** One text in one language. */
export interface Translation extends Span {
  readonly language: string;
  readonly text: TextNode;
}

/** A text in several languages. */
export interface Localized extends Span {
  readonly translations: readonly Translation[];
}

/** `60 seconds`, `300 EUR`, `5 %`, `10_000`. */
export interface QuantityNode extends Span {
  readonly kind: "quantity";
  /** The number as written, without `_`. */
  readonly number: string;
  /** The unit or currency as written, if any; "%" for percentages. */
  readonly unit?: Name;
}

/** A quantity, or the name of a term. */
export type QuantityOrName = QuantityNode | ({ readonly kind: "name" } & Name);

/** A declaration: something with a name, written by a keyword. */
export interface Declaration extends Span {
  readonly name: Name;
  /** The text of the `///` comment above. */
  readonly doc?: string;
  readonly short?: TextNode;
  readonly titles: readonly Localized[];
}

/** Turns readonly properties into writable ones while a node is being built. */
export type Building<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
