/** A process that tries cases until it is stopped. It notes the case that is under way in a file, to be read when it hangs. */
import { openSync, writeSync } from "node:fs";
import { type Failure, Fuzzing } from "./driver.ts";
import { targets } from "./targets/index.ts";

export interface Task {
  readonly seed: number;
  /** Names; all when empty. */
  readonly wanted: readonly string[];
  /** The number of the first case of each target. */
  readonly first: number;
  /** The file in which it stands which case is under way: index of the target, number of the case. */
  readonly place: string;
}

export interface Report {
  readonly target: string;
  readonly tried: number;
  readonly failure?: Omit<Failure, "error"> & { readonly error: string };
}

/** How long one target is tried before it is the next one's turn. */
const TURN = 250;

const { seed, wanted, first, place } = JSON.parse(process.argv[2]!) as Task;
const file = openSync(place, "w");
const under = new Int32Array(2);
const chosen = targets.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const fuzzings = chosen.map((target) => ({ fuzzing: new Fuzzing(target, seed), number: first }));

for (let turn = 0; ; turn += 1) {
  const current = fuzzings[turn % fuzzings.length]!;
  const from = current.number;
  for (const until = performance.now() + TURN; performance.now() < until; ) {
    under[0] = targets.indexOf(current.fuzzing.target);
    under[1] = current.number;
    writeSync(file, under, 0, under.byteLength, 0);
    const failure = await current.fuzzing.try(current.number);
    current.number += 1;
    if (failure !== undefined) {
      const { error } = failure;
      report(current.fuzzing.target.name, 0, {
        ...failure,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
  report(current.fuzzing.target.name, current.number - from);
}

function report(target: string, tried: number, failure?: Report["failure"]): void {
  process.send!({ target, tried, ...(failure === undefined ? {} : { failure }) } satisfies Report);
}
