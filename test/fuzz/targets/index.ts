/** All that is fuzzed. */
import type { Target } from "../target.ts";
import { agreementData, agreementShapes, states } from "./agreements.ts";
import { compiler, rateCards, syntax } from "./contracts.ts";
import { usage } from "./usage.ts";

export const targets: readonly Target[] = [syntax, compiler, rateCards, ...usage, ...states, agreementData, agreementShapes];
