/**
 * The plugin for Prettier: `prettier --plugin sdl-lang/prettier contracts`. Of Prettier's options it keeps to `printWidth`, `tabWidth`,
 * `useTabs` and `endOfLine`; the others speak of things that contracts do not have.
 */
import type { AstPath, Parser, Options as PrettierOptions, Printer as PrettierPrinter, SupportLanguage } from "prettier";
import * as doc from "prettier/doc";
import { type Parsed, parse } from "../parse.ts";
import type { SyntaxProblem } from "../syntax-problem.ts";
import { layout, refused, STYLE } from "./index.ts";
import { isSame } from "./verify.ts";

interface Tree {
  readonly text: string;
  readonly parsed: Parsed;
}

export const languages: SupportLanguage[] = [{ name: "SDL", parsers: ["sdl"], extensions: [".sdl"], vscodeLanguageIds: ["sdl"] }];

export const defaultOptions: Partial<PrettierOptions> = { ...STYLE };

export const parsers: Record<string, Parser<Tree>> = {
  sdl: {
    astFormat: "sdl",
    parse: (text) => {
      const parsed = parse(text);
      if (parsed.errors[0] !== undefined) throw errorAt(text, parsed.errors[0]);
      return { text, parsed };
    },
    locStart: () => 0,
    locEnd: ({ text }) => text.length,
  },
};

export const printers: Record<string, PrettierPrinter<Tree>> = {
  sdl: {
    print: (path: AstPath<Tree>, options) => {
      const { text, parsed } = path.node;
      const laidOut = layout(text, { printWidth: options.printWidth, tabWidth: options.tabWidth });
      if ("problem" in laidOut) throw errorAt(text, laidOut.problem);
      // printing takes a layout apart, so that what is looked at is another one
      const again = layout(text, { printWidth: options.printWidth, tabWidth: options.tabWidth });
      if ("problem" in again) throw errorAt(text, again.problem);
      const { printWidth, tabWidth, useTabs } = options;
      const { formatted } = doc.printer.printDocToString(again.doc, { printWidth, tabWidth, useTabs });
      if (!isSame(parsed, parse(formatted))) throw errorAt(text, refused(text));
      return laidOut.doc;
    },
  },
};

/** An error as Prettier shows it: with the place and the lines around it. */
function errorAt(text: string, { message, hint, start, end }: SyntaxProblem): Error {
  const at = (offset: number) => {
    const before = text.slice(0, offset).split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1 };
  };
  return Object.assign(new SyntaxError(hint === undefined ? message : `${message} ${hint}`), {
    loc: { start: at(start), end: at(end) },
  });
}
