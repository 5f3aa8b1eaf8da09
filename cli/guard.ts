/** Nothing that goes wrong reaches the user as a stack trace. */
import { EXIT, Failure, isSystemError, systemReason } from "./failure.ts";
import { ContractErrors } from "./report.ts";
import type { Terminal } from "./terminal.ts";

/** Runs a command and gives its exit code. What goes wrong is said to people on standard error, and with `json` to machines as the one JSON document. */
export async function guarded(
  work: () => Promise<number>,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
  json = false,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Failure || isSystemError(error) ? failed(error, terminal, json) : defect(error, terminal, env, json);
  }
}

function failed(error: Failure | NodeJS.ErrnoException, terminal: Terminal, json: boolean): number {
  const failure = error instanceof Failure ? error : new Failure(`The operating system refused: ${systemReason(error)}.`);
  terminal.fail(failure);
  const hint = failure.hint === undefined ? {} : { hint: failure.hint };
  const diagnostics = error instanceof ContractErrors ? { diagnostics: error.diagnostics } : {};
  if (json) terminal.printJson({ ok: false, error: { message: failure.message, ...hint }, ...diagnostics });
  return failure.exitCode;
}

function defect(error: unknown, terminal: Terminal, env: NodeJS.ProcessEnv, json: boolean): number {
  const message = error instanceof Error ? error.message : String(error);
  const hint =
    "This is not your fault. Please report it, with the command and the files that show it.\nSDL_DEBUG=1 shows where it happened.";
  terminal.fail({ message: `SDL has a defect: ${message}`, hint });
  if (env.SDL_DEBUG && error instanceof Error) terminal.note(error.stack ?? "");
  if (json) terminal.printJson({ ok: false, error: { message, defect: true } });
  return EXIT.defect;
}

/** Ends quietly when whoever reads our output has gone: there is nobody left to tell. */
export function endWithReader(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.ok);
      throw error;
    });
  }
}
