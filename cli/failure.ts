/** Something that the user can understand and put right: a message, a hint, an exit code. Anything else thrown is a defect of SDL. */
export class Failure extends Error {
  readonly hint: string | undefined;
  readonly exitCode: number;

  constructor(message: string, { hint, exitCode = EXIT.failed }: { hint?: string; exitCode?: number } = {}) {
    super(message);
    this.name = "Failure";
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** The exit codes of the command; documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The contracts, the usage or the outcome are wrong: diagnostics, failed examples, error lines, unreadable input. */
  failed: 1,
  /** The command was used wrongly: unknown command or option, missing or malformed argument. */
  usage: 2,
  /** A defect of SDL itself. */
  defect: 70,
} as const;

/** Why the operating system refused, in plain words. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file or folder",
    EACCES: "permission was denied",
    EPERM: "permission was denied",
    EISDIR: "it is a folder, not a file",
    ENOTDIR: "a part of its path is a file, not a folder",
    ENOSPC: "the disk is full",
    EROFS: "the disk can only be read",
    ELOOP: "its symbolic links go in a circle",
    EMFILE: "too many files are open",
    EEXIST: "it exists already",
    ENAMETOOLONG: "the name is too long",
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

/** True for errors of the operating system, such as a file that cannot be opened. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}
