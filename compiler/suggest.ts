/** "Did you mean …?" */
import { distance } from "fastest-levenshtein";

/** The candidate nearest to a name, if one is near enough to be meant. */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = name.toLowerCase() === candidate.toLowerCase() ? 0.5 : distance(name, candidate);
    if (d > 0 && d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
