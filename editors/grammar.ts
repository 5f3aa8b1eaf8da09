/** Writes the TextMate grammar of the VS Code extension. Run it with `npm run grammar` when a token has changed. */
import { writeFileSync } from "node:fs";
import { textMateGrammar } from "../grammar/textmate.ts";

const file = new URL("vscode/syntaxes/sdl.tmLanguage.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(textMateGrammar(), undefined, 2)}\n`);
