/** The parts of the rating function, as the constructs of the contract contribute them. */
import { commentLine } from "./literal.ts";

export type Phase = "release" | "observe" | "note" | "judge" | "trace";

/** Declarations stand in this order, whatever the order in which constructs contribute them. */
const sections = ["states", "measures", "clauses"] as const;
export type Section = (typeof sections)[number];

interface Statement {
  readonly comment?: string;
  readonly code: string;
}

/** The body of `create`: what is declared first, what each event does in each phase, and what is settled and saved. */
export class Rating {
  readonly #declared: Record<Section, string[]> = { states: [], measures: [], clauses: [] };
  readonly #phases: Record<Phase, Map<string, Statement[]>> = {
    release: new Map(),
    observe: new Map(),
    note: new Map(),
    judge: new Map(),
    trace: new Map(),
  };
  readonly #settled: Statement[] = [];
  readonly #measures: [name: string, code: string][] = [];
  readonly #states: { readonly name: string; readonly value: string; readonly until: boolean }[] = [];

  /** A declaration, with its doc comment if it has one. */
  declare(section: Section, code: string, doc?: string): void {
    this.#declared[section].push(doc === undefined ? code : `\n${doc}\n${code}`);
  }

  /** What an event of a kind does in a phase; in `trace`, an expression. */
  on(phase: Phase, event: string, code: string, comment?: string): void {
    const statements = this.#phases[phase].get(event) ?? [];
    this.#phases[phase].set(event, statements);
    statements.push(comment === undefined ? { code } : { code, comment });
  }

  settle(code: string): void {
    this.#settled.push({ code });
  }

  measure(name: string, code: string): void {
    this.#measures.push([name, code]);
  }

  /** A state that is carried into the next period; `until` when saving it needs the end of this one. */
  carry(name: string, value: string, until: boolean): void {
    this.#states.push({ name, value, until });
  }

  get declared(): readonly string[] {
    return sections.flatMap((section) => this.#declared[section]);
  }

  get settled(): readonly string[] {
    return this.#settled.map(({ code }) => code);
  }

  get measures(): readonly (readonly [name: string, code: string])[] {
    return this.#measures;
  }

  get states(): readonly { readonly name: string; readonly value: string; readonly until: boolean }[] {
    return this.#states;
  }

  /** The body of a phase: one case per kind of event that does something; undefined when none does. */
  phase(phase: Exclude<Phase, "trace">, events: readonly string[]): string | undefined {
    return this.#switch(phase, events, (statements) => [...statements.map(withComment), "break;"]);
  }

  /** The body of `trace`: per kind of event the list of what was tried. */
  traces(events: readonly string[]): string | undefined {
    return this.#switch("trace", events, (statements) => [`return [\n${indent(statements.map(({ code }) => `${code},`))}\n];`]);
  }

  #switch(phase: Phase, events: readonly string[], body: (statements: readonly Statement[]) => string[]): string | undefined {
    const cases = events.flatMap((event) => {
      const statements = this.#phases[phase].get(event);
      if (statements === undefined) return [];
      const code = body(statements);
      const data = statements.some((statement) => mentionsData(statement.code)) ? ["const { data } = event;"] : [];
      return [`case ${JSON.stringify(event)}: {\n${indent([...data, ...code])}\n}`];
    });
    return cases.length === 0 ? undefined : `switch (event.name) {\n${indent(cases)}\n}`;
  }
}

function withComment({ comment, code }: Statement): string {
  return comment === undefined ? code : `// ${commentLine(comment)}\n${code}`;
}

/** Whether code reads `data`; what stands in texts does not count. */
function mentionsData(code: string): boolean {
  return /\bdata\b/.test(code.replace(/"(?:[^"\\]|\\.)*"/g, ""));
}

/** Code one level deeper. */
export function indent(code: readonly string[]): string {
  return code
    .join("\n")
    .split("\n")
    .map((line) => (line === "" ? line : `  ${line}`))
    .join("\n");
}
