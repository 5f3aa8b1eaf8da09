/** A file of agreements as JSON, as a source file of the compiler. */
import { type Position, SourceFile } from "../../compiler/index.ts";
import type { Span } from "../../grammar/index.ts";
import { Failure } from "../failure.ts";
import { plural } from "../report.ts";
import { agreementNode, type Path } from "./nodes.ts";
import { elementsIn, placeOf } from "./places.ts";
import { type AgreementJson, agreementSchema } from "./schema.ts";

/** More than the places of one agreement. */
const STRIDE = 2 ** 24;
/** How many problems of a file are shown. */
const SHOWN = 20;

interface Read {
  readonly agreement: AgreementJson;
  /** Where it begins in the text. */
  readonly start: number;
}

/**
 * Offsets in its tree are not offsets in its text, but numbers of places: where a place is in the text is looked up only when something
 * is to be said of it.
 */
export class AgreementSource extends SourceFile {
  readonly #read: readonly Read[];
  /** What was said to stand at a line and column. */
  readonly #named = new Map<string, string>();

  /** Throws a Failure when the text is not JSON, or not that of agreements. */
  constructor(path: string, text: string) {
    const read = readAgreements(path, text);
    const declarations = read.map(({ agreement }, i) => {
      let places = 0;
      return agreementNode(agreement, (): Span => {
        const start = i * STRIDE + places;
        places += 2;
        return { start, end: start + 1 };
      });
    });
    const file = { kind: "file", imports: [], declarations, allowances: [], names: [], start: 0, end: 0 } as const;
    super(path, text, { file, errors: [], tokens: [], comments: [] });
    this.#read = read;
  }

  override position(offset: number): Position {
    const { agreement, start } = this.#read[Math.floor(offset / STRIDE)]!;
    const wanted = (offset % STRIDE) >> 1;
    let path: Path = [];
    let places = 0;
    agreementNode(agreement, (at) => {
      if (places++ === wanted) path = at;
      return { start: 0, end: 0 };
    });
    const place = placeOf(this.text, start, path);
    const position = super.position(offset % 2 === 0 ? place.start : place.end);
    this.#named.set(`${position.line}:${position.column}`, named(agreement.name, path));
    return position;
  }

  /** Where the agreement begins: what is agreed is passed on with its origin, and nothing looks up more of it. */
  override origin(span: Span): { file: string; line: number; column: number } {
    const { start } = this.#read[Math.floor(span.start / STRIDE)]!;
    const { line, column } = super.position(start);
    return { file: this.path, line, column };
  }

  /** The agreement and field that a diagnostic was reported of: "AcmeRetail, takes[0].service". */
  nameAt({ line, column }: Position): string | undefined {
    return this.#named.get(`${line}:${column}`);
  }
}

/** "AcmeRetail, takes[0].prices.CallTime" */
function named(agreement: string, path: Path): string {
  const field = path.reduce<string>(
    (words, step) => (typeof step === "number" ? `${words}[${step}]` : words === "" ? step : `${words}.${step}`),
    "",
  );
  return field === "" ? agreement : `${agreement}, ${field}`;
}

function readAgreements(path: string, text: string): Read[] {
  const elements = /\.(ndjson|jsonl)$/i.test(path) ? linesIn(path, text) : valuesIn(path, text);
  const problems: string[] = [];
  const read = elements.flatMap(({ value, start }, i): Read[] => {
    const { data, error } = agreementSchema.safeParse(value);
    if (error === undefined) return [{ agreement: data, start }];
    const name =
      typeof value === "object" && value !== null && "name" in value && typeof value.name === "string" ? value.name : "";
    const whose = name === "" ? `agreement ${i + 1}` : name.slice(0, 80);
    const { line } = placeInText(text, start);
    for (const issue of error.issues) problems.push(`  ${path}:${line}: ${named(whose, issue.path as Path)}: ${issue.message}.`);
    return [];
  });
  if (problems.length === 0 && read.length > 0) return read;
  const more = problems.length - SHOWN;
  throw new Failure(
    problems.length === 0
      ? `There is no agreement in ${path}.`
      : [
          `The agreements in ${path} have ${plural(problems.length, "problem")}.`,
          ...problems.slice(0, SHOWN),
          ...(more > 0 ? [`  … and ${more} more`] : []),
        ].join("\n"),
    { hint: "schemas/agreement.schema.json, which `sdl build` writes, says what an agreement consists of." },
  );
}

interface Element {
  readonly value: unknown;
  readonly start: number;
}

function valuesIn(path: string, text: string): Element[] {
  const value = parsed(text, path);
  const spans = elementsIn(text);
  return (Array.isArray(value) ? value : [value]).map((element: unknown, i) => ({ value: element, start: spans[i]!.start }));
}

function linesIn(path: string, text: string): Element[] {
  let start = 0;
  return text.split("\n").flatMap((line, i): Element[] => {
    const at = start + (line.length - line.trimStart().length);
    start += line.length + 1;
    return line.trim() === "" ? [] : [{ value: parsed(line, `${path}:${i + 1}`), start: at }];
  });
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${where} is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      hint: "A file of agreements holds one agreement or a list; one whose name ends in .ndjson holds one agreement on each line.",
    });
  }
}

function placeInText(text: string, offset: number): { readonly line: number } {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return { line };
}
