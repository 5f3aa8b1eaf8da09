#!/usr/bin/env node
/** The `sdl` command. */
import { endWithReader } from "./guard.ts";
import { run } from "./program.ts";
import { Terminal } from "./terminal.ts";

endWithReader([process.stdout, process.stderr]);
process.exitCode = await run(process.argv.slice(2), new Terminal(process, process.env, process.cwd()), process.env);
