#!/usr/bin/env node
/** The `sdl` command. */
import { run } from "./program.ts";
import { Terminal } from "./terminal.ts";

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read our output has gone: there is nobody left to tell.
    if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
    throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), new Terminal(process, process.env, process.cwd()), process.env);
