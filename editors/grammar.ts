/** Writes the TextMate grammar and the snippets of the VS Code extension. Run it with `npm run grammar` when a token or a construct has changed. */
import { writeFileSync } from "node:fs";
import { snippetFile } from "../grammar/snippets.ts";
import { textMateGrammar } from "../grammar/textmate.ts";

const write = (path: string, content: object) =>
  writeFileSync(new URL(path, import.meta.url), `${JSON.stringify(content, undefined, 2)}\n`);

write("vscode/syntaxes/sdl.tmLanguage.json", textMateGrammar());
write("vscode/snippets/sdl.json", snippetFile());
