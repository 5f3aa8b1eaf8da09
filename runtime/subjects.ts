/** Whose usage a record is: from the subject to the agreement. */
import type { Agreement } from "./agreement.ts";
import { isObject, textProblem } from "./attributes.ts";
import type { Problem } from "./record.ts";
import { AgreementError } from "./setup.ts";
import { didYouMean, excerpt } from "./text.ts";

/** Suggestions are computed for so many different unknown subjects, then no more: each compares with every known one. */
const SUGGESTIONS = 1000;

type Named = Pick<Agreement, "name" | "accounts">;

/** An agreement is being rated, or only known. */
export type Owner =
  | { readonly kind: "rated"; readonly agreement: string }
  | { readonly kind: "elsewhere"; readonly agreement: string };

export const notAnObject: Problem = {
  code: "not-an-object",
  reason: "is not a JSON object",
  hint: 'A usage record is a CloudEvent: { "specversion": "1.0", … }.',
};

/** What keeps a record from being assigned to an agreement. */
export function subjectProblem(value: unknown): Problem | undefined {
  return isObject(value) ? textProblem(value, "subject", "It names the agreement or one of its accounts.") : notAnObject;
}

export class Subjects {
  readonly #owners = new Map<string, Owner>();
  readonly #hints = new Map<string, string | undefined>();

  /** Throws an AgreementError when one of the rated agreements shares its name or an account with another. */
  constructor(rated: readonly Named[], known: readonly Named[]) {
    const names = new Set<string>();
    for (const agreement of rated) {
      if (names.has(agreement.name)) throw new AgreementError(`There are two agreements named ${agreement.name}.`);
      names.add(agreement.name);
      this.#enter(agreement, "rated");
    }
    for (const agreement of known) if (!names.has(agreement.name)) this.#enter(agreement, "elsewhere");
  }

  #enter({ name, accounts }: Named, kind: Owner["kind"]): void {
    for (const subject of [name, ...accounts]) {
      const other = this.#owners.get(subject);
      if (other !== undefined && other.agreement !== name && (other.kind === "rated" || kind === "rated")) {
        throw new AgreementError(`The account ${subject} belongs to both ${other.agreement} and ${name}.`);
      }
      this.#owners.set(subject, { kind, agreement: name });
    }
  }

  /** The agreement of a subject; undefined when nobody has it. */
  owner(subject: string): Owner | undefined {
    return this.#owners.get(subject);
  }

  /** All subjects, with what `numberOf` gives for the name of a rated agreement, and for others. */
  *all(numberOf: (agreement: string | undefined) => number): Generator<readonly [subject: string, agreement: number]> {
    for (const [subject, { kind, agreement }] of this.#owners)
      yield [subject, numberOf(kind === "rated" ? agreement : undefined)];
  }

  /** What is wrong with a record of a subject that nobody has. */
  unknown(subject: string): Problem {
    const hint = this.#hint(subject);
    return {
      code: "unknown-subject",
      field: "subject",
      reason: `no agreement has the account "${excerpt(subject, 80)}"`,
      ...(hint === undefined ? {} : { hint }),
    };
  }

  /** The known subject that was probably meant. */
  #hint(subject: string): string | undefined {
    if (this.#hints.has(subject)) return this.#hints.get(subject);
    if (this.#hints.size >= SUGGESTIONS) return undefined;
    const hint = didYouMean(subject, this.#owners.keys());
    this.#hints.set(subject, hint);
    return hint;
  }
}
