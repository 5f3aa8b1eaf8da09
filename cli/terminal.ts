/** Where the command speaks: results on standard output, everything else on standard error. */
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import pc from "picocolors";
import { visible } from "../compiler/diagnostics/render.ts";
import type { Failure } from "./failure.ts";
import type { Pieces } from "./files.ts";

export type Colors = ReturnType<typeof pc.createColors>;

/** No colours: for pages and editors. */
export const PLAIN: Colors = pc.createColors(false);

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface Progress {
  update(done: number): void;
  finish(): void;
}

export class Terminal {
  readonly stdin: Readable;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Colours of standard output and of standard error. */
  readonly colors: Colors;
  readonly errorColors: Colors;
  readonly cwd: string;
  /** How this command is called here, for advice that can be pasted: from a checkout it runs through npm. */
  readonly command: string;

  constructor(streams: { stdin: Readable; stdout: Stream; stderr: Stream }, env: NodeJS.ProcessEnv, cwd: string) {
    this.stdin = streams.stdin;
    this.stdout = streams.stdout;
    this.stderr = streams.stderr;
    this.colors = pc.createColors(wantsColor(streams.stdout, env));
    this.errorColors = pc.createColors(wantsColor(streams.stderr, env));
    this.cwd = cwd;
    this.command = env.npm_lifecycle_event === undefined ? "sdl" : "npm run -s sdl --";
  }

  /** A result, with a line break after it. */
  print(text: string): void {
    this.stdout.write(`${text}\n`);
  }

  /** The one JSON document of a command that was asked for it. */
  printJson(value: unknown): void {
    this.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** Results that come in pieces, no faster than they are taken. */
  async writeAll(pieces: Pieces): Promise<void> {
    for await (const piece of pieces) await this.write(piece);
  }

  /** A piece of a result; to be awaited before the next one is made. */
  async write(piece: string | Uint8Array): Promise<void> {
    if (!this.stdout.write(piece)) await once(this.stdout, "drain");
  }

  /** A message that is no result. */
  note(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  warn(text: string): void {
    this.note(`${this.errorColors.yellow("warning")}: ${visible(text)}`);
  }

  fail({ message, hint }: Pick<Failure, "message" | "hint">): void {
    const { red, bold, green } = this.errorColors;
    this.note(`${red(bold("error"))}${bold(`: ${visible(message)}`)}`);
    if (hint) this.note(`  ${green("hint")}: ${visible(hint).replaceAll("\n", "\n        ")}`);
  }

  /** How far a long step has come: a bar on a terminal, plain lines at its beginning and end elsewhere. */
  async progress(label: string, total: number | undefined): Promise<Progress> {
    if (!this.stderr.isTTY || total === undefined || total <= 0) {
      this.note(`${label} …`);
      return { update() {}, finish() {} };
    }
    const { SingleBar } = await import("cli-progress");
    const bar = new SingleBar({
      format: `${label} ${this.errorColors.cyan("{bar}")} {percentage} %`,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: 30,
      hideCursor: true,
      clearOnComplete: false,
      stream: this.stderr as NodeJS.WritableStream,
    });
    bar.start(total, 0);
    return {
      update: (done) => bar.update(Math.min(done, total)),
      finish: () => {
        bar.update(total);
        bar.stop();
      },
    };
  }
}

/** Colours on terminals, unless NO_COLOR says otherwise (https://no-color.org); FORCE_COLOR brings them back. */
function wantsColor(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return stream.isTTY === true && env.TERM !== "dumb";
}
