/** Real editors, each with the configuration that the documentation gives, and the command as it is installed. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatText } from "../../grammar/format/index.ts";
import { folderWith } from "../kit/cli.ts";
import { bundledCommand, configuration, contracts, installed } from "../kit/editors.ts";

interface Place {
  readonly file: string;
  readonly line: string;
}

/** What the script of an editor has written down. */
interface Seen {
  readonly problem?: string;
  readonly type: string;
  readonly diagnostics: readonly { readonly line: number; readonly message: string }[];
  readonly hover: string;
  readonly definition: Place;
  readonly definitionElsewhere: Place;
  readonly completion: readonly string[];
  readonly unformatted: string;
  readonly formatted: string;
}

interface Tried {
  readonly name: string;
  readonly program: string;
  /** Succeeds where all that is needed is installed. */
  readonly there: string;
  /** The language of its configuration, and the file for it. */
  readonly language: string;
  readonly init: string;
  readonly args: readonly string[];
  /** What it calls the type of the file. */
  readonly type: string;
}

const script = (name: string) => join(import.meta.dirname, "editors", name);

const editors: readonly Tried[] = [
  {
    name: "Neovim",
    program: "nvim",
    there: "nvim --version",
    language: "lua",
    init: "init.lua",
    args: ["--headless", "-n", "-i", "NONE", "-u", "init.lua", "-S", script("neovim.lua")],
    type: "sdlcontract",
  },
  {
    name: "Emacs",
    program: "emacs",
    there: `emacs --batch --eval "(progn (package-initialize) (require 'eglot))"`,
    language: "elisp",
    init: "init.el",
    args: ["--batch", "-l", script("emacs.el")],
    type: "sdl-mode",
  },
];

const present = editors.filter(({ name, there }) => installed(name, there));

let command: ReturnType<typeof bundledCommand>;
beforeAll(() => {
  command = bundledCommand();
});
afterAll(() => command.remove());

test("the documentation has a configuration for each", () => {
  for (const { name, language } of editors) expect(configuration(name, language)).toContain("lsp");
});

describe.each(present)("$name", ({ name, program, language, init, args, type }) => {
  const folder = folderWith({ ...contracts, [init]: configuration(name, language) });
  const saved = (file: keyof typeof contracts) => readFileSync(join(folder, file), "utf8");
  const broken = contracts["contracts/chat.sdl"];
  const mended = broken.replace("outside Car\n", "outside Care\n");
  let seen: Seen;

  beforeAll(() => {
    const { stderr } = spawnSync(program, args, {
      cwd: folder,
      encoding: "utf8",
      timeout: 120_000,
      env: { ...process.env, PATH: `${command.folder}:${process.env.PATH}`, HOME: folder, SDL_RESULT: join(folder, "seen.json") },
    });
    seen = JSON.parse(readFileSync(join(folder, "seen.json"), "utf8")) as Seen;
    expect(seen.problem ?? "", stderr).toBe("");
  });

  test("takes the file for a contract", () => expect(seen.type).toBe(type));

  test("shows what is wrong; the script waits until nothing is shown any more when it is mended", () => {
    expect(seen.diagnostics).toHaveLength(1);
    const [{ line, message }] = seen.diagnostics as [Seen["diagnostics"][number]];
    expect(broken.split("\n")[line - 1]!.trim()).toBe("outside Car");
    expect(message).toMatch(/SDL2001.*`Car`/);
  });

  test("explains a name, with its titles in both languages", () => {
    for (const said of ["event", "Message", "tin nhắn"]) expect(seen.hover).toContain(said);
  });

  test("goes to definitions, in the file and in another one", () => {
    expect(seen.definition).toEqual({ file: "chat.sdl", line: "  event Message {" });
    expect(seen.definitionElsewhere).toEqual({ file: "common.sdl", line: expect.stringMatching(/^ {2}delivered /) as string });
  });

  test("completes the names of events", () => expect(seen.completion).toContain("Message"));

  test("renames across two files", () => {
    const before = contracts["contracts/common.sdl"];
    expect(saved("contracts/common.sdl")).toBe(before.replace(/^ {2}delivered /m, "  arrived "));
    expect(saved("contracts/chat.sdl")).toBe(mended.replaceAll("status is delivered", "status is arrived"));
  });

  test("formats", () => {
    expect(seen.unformatted).not.toBe(seen.formatted);
    expect(formatText(seen.unformatted)).toEqual({ text: seen.formatted });
  });
});
