/** Rating several months in one run: each with all of the usage, and with the states at the end of the one before. */
import { nextMonth, type RateResult, type StateFile } from "../runtime/index.ts";
import { EXIT, Failure } from "./failure.ts";
import { type PreparedRating, type RatingOptions, type RatingWatch, rateUsage } from "./rating.ts";
import type { Terminal } from "./terminal.ts";

/** More months than this were hardly meant. */
const MOST = 120;

/** The months of "2026-03" or "2026-01..2026-03". Throws a Failure when the last is before the first. */
export function monthsOf(period: string): readonly [string, ...string[]] {
  const [first, last = first] = period.split("..") as [string, string?];
  const months: [string, ...string[]] = [first];
  while (months.at(-1)! < last && months.length < MOST) months.push(nextMonth(months.at(-1)!));
  if (months.at(-1) === last) return months;
  throw new Failure(
    last < first ? `The months end with ${last}, before they begin with ${first}.` : `${period} are more than ${MOST} months.`,
    { hint: "Several months are written with the first one first, such as 2026-01..2026-03.", exitCode: EXIT.usage },
  );
}

/**
 * Rates months one after another, and tells their results month by month. Rejected records are the same in each of them; they are told once.
 * Usage is read once for each month.
 */
export async function rateMonths(
  prepared: PreparedRating,
  options: RatingOptions,
  terminal: Terminal,
  watch: RatingWatch & Required<Pick<RatingWatch, "onResult">>,
): Promise<RateResult> {
  const [first, ...others] = monthsOf(options.period);
  if (others.length > 0 && options.usage.includes("-"))
    throw new Failure("Standard input can be read only once, and several months read the usage several times.", {
      hint: "Put the usage into a file, or rate month by month.",
      exitCode: EXIT.usage,
    });
  let states = new Map<string, StateFile>();
  const rated = (period: string, openingStates: PreparedRating["openingStates"], more: Partial<RatingWatch>) => {
    states = new Map();
    return rateUsage({ ...prepared, openingStates }, { ...options, period }, terminal, {
      ...watch,
      ...more,
      onResult: (result) => {
        if (others.length > 0) states.set(result.agreement, result.closingState);
        return watch.onResult(result);
      },
    });
  };
  let result = await rated(first, prepared.openingStates, {});
  for (const period of others) result = await rated(period, states, { onRejection: () => {} });
  return result;
}
