/**
 * Which rules the examples of a service show, on both sides of their boundary: an example in which the rule applies, and one
 * in which it does not. What is missing is named, so that an author knows which example to write.
 */
import type { Condition, EventFilter, Service, Session } from "../../compiler/index.ts";
import type { ExampleResult } from "../examples/run.ts";
import { limitSides } from "./limits.ts";
import { chargeSides, choiceSides, feeSides, freeSides, minimumSides, packageSides, prohibitionSides } from "./rules.ts";
import { intervalsOf, type Story, sessionsOf, sidesOf, storyOf, type Use } from "./states.ts";

/** One side of one element's boundary, and the examples that show it. */
export interface Side {
  /** In plain words: "an event inside it". */
  readonly shows: string;
  readonly examples: readonly string[];
}

export interface ElementCoverage {
  readonly service: string;
  readonly kind: string;
  readonly name: string;
  readonly sides: readonly Side[];
  /** True when every side is shown, by at least two examples in all. */
  readonly covered: boolean;
}

/** A side before it is known who shows it. */
export interface Question {
  readonly shows: string;
  readonly shownBy: (run: Run) => boolean;
}

/** An example that was run, with what it says about states. */
export interface Run {
  readonly result: ExampleResult;
  readonly story: Story;
}

/** The coverage of one service by its own examples. */
export function coverageOf(service: Service, results: readonly ExampleResult[]): ElementCoverage[] {
  const runs = results.map((result) => ({ result, story: storyOf(service, result.example) }));
  const uses = stateUses(service);
  const element = (kind: string, name: string, questions: readonly Question[]): ElementCoverage => {
    const sides = questions.map(({ shows, shownBy }) => ({
      shows,
      examples: runs.filter(shownBy).map(({ result }) => result.example.name),
    }));
    const all = new Set(sides.flatMap(({ examples }) => examples));
    const covered = sides.every(({ examples }) => examples.length > 0) && all.size >= Math.min(2, sides.length);
    return { service: service.name, kind, name, sides, covered };
  };
  return [
    ...service.charges.map((charge) =>
      element("charge", charge.name, [...chargeSides(service, charge), ...limitSides(service, charge)]),
    ),
    ...service.fees.map((fee) => element("fee", fee.name, [...feeSides(service, fee), ...limitSides(service, fee)])),
    ...service.measures
      .filter(({ atMost }) => atMost !== undefined)
      .map((measure) => element("measure", measure.name, limitSides(service, measure))),
    ...service.packages.map((pack) => element("package", pack.name, packageSides(service, pack))),
    ...service.minimums.map((minimum) => element("minimum", minimum.name, minimumSides(service, minimum))),
    ...service.prohibitions.map((forbid) => element("forbid", forbid.name, prohibitionSides(service, forbid))),
    ...service.freeRules.map((free) => element("free", free.name, freeSides(free))),
    ...service.terms.filter(({ kind }) => kind === "choice").map((term) => element("term", term.name, choiceSides(term))),
    ...service.windows.map(({ name }) => element("window", name, insideOutside(uses, "window", name))),
    ...service.sets.map(({ name }) => element("set", name, insideOutside(uses, "set", name))),
    ...service.sessions.map((session) => element("session", session.name, sessionSides(uses, session))),
    ...service.intervals.map(({ name }) => element("interval", name, intervalSides(name))),
  ];
}

/** Every place in which a condition of the service speaks of a state. */
function stateUses(service: Service): Use[] {
  const uses: Use[] = [];
  const visit = (event: string, condition: Condition): void => {
    if (condition.kind === "all" || condition.kind === "any") for (const part of condition.of) visit(event, part);
    else if (condition.kind === "window") uses.push({ kind: "window", name: condition.window, event, key: condition.key });
    else if (condition.kind === "set") uses.push({ kind: "set", name: condition.set, event, key: condition.key });
    else if (condition.kind === "session") uses.push({ kind: "session", name: condition.session, event, key: condition.key });
  };
  for (const { event, where } of filtersIn(service)) if (where) visit(event, where);
  return uses;
}

/** All filters anywhere in a part of a service. */
function filtersIn(part: unknown): EventFilter[] {
  if (part === null || typeof part !== "object") return [];
  const own = "event" in part && "where" in part && typeof part.event === "string" ? [part as EventFilter] : [];
  return [...own, ...Object.values(part).flatMap(filtersIn)];
}

function insideOutside(uses: readonly Use[], kind: Use["kind"], name: string): Question[] {
  const own = uses.filter((use) => use.kind === kind && use.name === name);
  if (own.length === 0) return [];
  const [inside, outside] = kind === "set" ? ["on it", "not on it"] : ["inside it", "outside it"];
  return [
    { shows: `an event ${inside}`, shownBy: ({ story }) => own.some((use) => sidesOf(story, use).inside) },
    { shows: `an event ${outside}`, shownBy: ({ story }) => own.some((use) => sidesOf(story, use).outside) },
  ];
}

function sessionSides(uses: readonly Use[], { name, life }: Session): Question[] {
  return [
    {
      shows: "a session that another event keeps alive",
      shownBy: ({ story }) => sessionsOf(story, name).some(({ kept }) => kept),
    },
    {
      shows: "a key with a second session after the first has closed",
      shownBy: ({ story }) => {
        const keys = sessionsOf(story, name).map(({ key }) => key);
        return new Set(keys).size < keys.length;
      },
    },
    ...(life === undefined
      ? []
      : [
          {
            shows: "a session that lasts as long as it may",
            shownBy: ({ story }: Run) => sessionsOf(story, name).some(({ inFull }) => inFull),
          },
        ]),
    ...insideOutside(uses, "session", name),
  ];
}

function intervalSides(name: string): Question[] {
  return [
    { shows: "an interval that has ended", shownBy: ({ story }) => intervalsOf(story, name).some(({ ended }) => ended) },
    { shows: "an interval that goes on", shownBy: ({ story }) => intervalsOf(story, name).some(({ ended }) => !ended) },
  ];
}
