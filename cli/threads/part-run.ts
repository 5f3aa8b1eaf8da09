/** Reading parts of the usage, as every thread does it: what is rejected, and what cannot be kept here, is noted with the part. */
import { type RateRequest, RatingRun, type Rejection, type UsageEvent } from "../../runtime/index.ts";
import type { Spill } from "../../runtime/rows/store.ts";
import type { LinePart } from "../line-parts.ts";
import { PartReader } from "./part-reader.ts";
import { SharedParting } from "./parting.ts";
import type { PartRead } from "./protocol.ts";

export interface PartRunRequest
  extends Pick<RateRequest, "agreements" | "modules" | "period" | "openingStates" | "knownAgreements" | "rated"> {
  readonly spill: Spill;
  readonly memory: number;
  readonly parting: Int32Array<SharedArrayBuffer>;
  /** Whether this run keeps events that those of other threads cannot. */
  readonly keepsLong: boolean;
}

export class PartRun {
  readonly run: RatingRun;
  readonly #reader: PartReader;
  #rejections: (readonly [rejection: Rejection, agreement: string | undefined])[] = [];
  #long: (readonly [event: UsageEvent, agreement: number])[] = [];

  /** Throws an AgreementError or a StateFileError when an agreement cannot be rated. */
  constructor({ spill, memory, parting, keepsLong, ...request }: PartRunRequest) {
    const onLong = (event: UsageEvent, agreement: number) => this.#long.push([event, agreement]);
    this.run = new RatingRun({
      ...request,
      areCompiled: true,
      store: { spill, memory, parting: new SharedParting(parting), ...(keepsLong ? {} : { onLong }) },
      onRejection: (...rejected) => this.#rejections.push(rejected),
    });
    this.#reader = new PartReader(this.run);
  }

  read(part: LinePart, number: number): PartRead {
    const lines = this.#reader.read(part, partName(number));
    return { part: number, lines, ...this.noted() };
  }

  /** What was noted since this was asked last. */
  noted(): Pick<PartRead, "rejections" | "long"> {
    const noted = { rejections: this.#rejections, long: this.#long };
    this.#rejections = [];
    this.#long = [];
    return noted;
  }
}

/** The name that a part has in place of its file's: one that no file can have. */
export function partName(number: number): string {
  return `\0${number}`;
}
