/** States of agreements from bytes: one document, or a list of which only one state at a time is held as text. */
import { parseState, readState, type StateFile, StateFileError } from "../state-file.ts";
import { concatenated } from "./bytes.ts";
import { detectFormat, peek, tellsFormat } from "./detect.ts";
import { ArraySplitter } from "./json-array.ts";

const CUT = "Take a whole copy of the file, or make it again: rate the month before with --state-out.";

/** The states of a file. Throws a StateFileError where it is cut, was changed, or holds something else. */
export async function* readStates(source: AsyncIterable<Uint8Array>): AsyncGenerator<StateFile> {
  const { head, all } = await peek(source, tellsFormat);
  if (detectFormat(head) !== "json-array") {
    yield parseState(await wholeText(all()));
    return;
  }
  const splitter = new ArraySplitter({ limit: Number.POSITIVE_INFINITY });
  const seen = new Set<string>();
  for await (const chunk of all()) yield* statesOf(splitter.push(chunk), seen);
  yield* statesOf(splitter.end(), seen);
}

function* statesOf(records: ReturnType<ArraySplitter["push"]>, seen: Set<string>): Generator<StateFile> {
  for (const { error, value, line } of records) {
    if (error?.code === "truncated") throw new StateFileError(`The list of states ends early, on line ${error.line}. ${CUT}`);
    if (error !== undefined) throw new StateFileError(`Line ${error.line} of the states ${error.reason}. ${CUT}`);
    const state = located(value, line);
    if (seen.has(state.agreement)) throw new StateFileError(`The list has two states of ${state.agreement}.`);
    seen.add(state.agreement);
    yield state;
  }
}

function located(value: unknown, line: number): StateFile {
  try {
    return readState(value);
  } catch (error) {
    if (error instanceof StateFileError) throw new StateFileError(`Line ${line}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function wholeText(source: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of source) pieces.push(chunk.slice());
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(concatenated(pieces));
  } catch (error) {
    throw new StateFileError(`The state is not valid UTF-8 text. ${CUT}`, { cause: error });
  }
}
