/** `sdl explain`: why an event was charged, or why not. */
import type { EventOutcome } from "../../runtime/index.ts";
import { explanationOf } from "../explanation.ts";
import { EXIT, Failure } from "../failure.ts";
import { prepareRating, type RatingOptions, rateUsage } from "../rating.ts";
import { renderExplanation } from "../render/explanation.ts";
import { plural } from "../report.ts";
import type { Terminal } from "../terminal.ts";

export interface ExplainOptions extends RatingOptions {
  readonly event: string;
  readonly json?: boolean;
}

export async function explain(options: ExplainOptions, terminal: Terminal): Promise<number> {
  const prepared = await prepareRating(options, terminal);
  const outcomes: EventOutcome[] = [];
  const { read } = await rateUsage(prepared, options, terminal, {
    wanted: new Set([options.event]),
    onOutcome: (outcome) => outcomes.push(outcome),
    onRejection: () => {},
    onResult: () => {},
  });
  if (outcomes.length === 0) {
    throw new Failure(`There is no record with the id ${options.event} among ${plural(read, "record")}.`, {
      hint: "The id of a record is its attribute `id`; capital letters matter.",
    });
  }
  const explanations = outcomes.map((outcome) => {
    const module = outcome.service === undefined ? undefined : prepared.modules.get(outcome.service);
    const agreement = prepared.knownAgreements.find(({ name }) => name === outcome.agreement);
    return explanationOf(outcome, module, agreement);
  });
  if (options.json) terminal.printJson({ event: options.event, period: options.period, outcomes: explanations });
  else terminal.print(explanations.map((explanation) => renderExplanation(explanation, terminal.colors)).join("\n\n"));
  return EXIT.ok;
}
