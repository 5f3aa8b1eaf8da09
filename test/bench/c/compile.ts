/** The C program, compiled with the compiler of the system. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("rater.c", import.meta.url));

/** The version of the C compiler; undefined when there is none. */
export function compilerVersion(): string | undefined {
  try {
    return execFileSync("cc", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n")[0];
  } catch {
    return undefined;
  }
}

/** Compiles the rater into a file. Quickly for tests, else as fast as it can be. */
export function compileRater(to: string, flags: readonly string[] = ["-O3", "-march=native"]): void {
  execFileSync("cc", [...flags, "-o", to, source], { stdio: "inherit" });
}
