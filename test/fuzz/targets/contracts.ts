/** Texts in the language: the parser and the formatter; the compiler with all that it says. */

import { kinds } from "../../../compiler/diagnostics/registry.ts";
import { emitService } from "../../../compiler/emit/typescript/index.ts";
import { compile, memoryHost } from "../../../compiler/index.ts";
import { verifyService } from "../../../compiler/ir/verify.ts";
import { formatText } from "../../../grammar/format/index.ts";
import { inOrder } from "../../../grammar/format/verify.ts";
import { keywords, parse, unitNames } from "../../../grammar/index.ts";
import { AgreementError, RatingRun } from "../../../runtime/index.ts";
import { shippedContracts } from "../../kit/contracts.ts";
import { loadModule } from "../../kit/load-module.ts";
import { filesOf, pages } from "../../kit/pages.ts";
import { bytesOf, must, type Target, textOf } from "../target.ts";

/** Files in one text: each begins with a line that says its path. */
const HEADING = /^### (\S+)$/m;

const oneText = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([path, text]) => `### ${path}\n${text}`)
    .join("\n");

function severalFiles(text: string): Record<string, string> {
  const [first = "", ...rest] = text.split(HEADING);
  const files: Record<string, string> = rest.length === 0 ? { "a.sdl": first } : {};
  for (let i = 0; i < rest.length; i += 2) files[rest[i]!] = rest[i + 1]!.replace(/^\n/, "");
  return files;
}

const examples = pages.flatMap(({ wrong, right }) => [filesOf(wrong).files, filesOf(right).files]);
const words = [
  ...keywords,
  ...unitNames,
  ...'service event charge { } ( ) , : | @ . "x" 1 0 -1 2026-02-29 24:00 EUR en vi title'.split(" "),
  "// c\n",
  "/// d\n",
  "`a`",
];

/** Parsing and formatting. */
export const syntax: Target = {
  name: "syntax",
  seeds: [
    ...examples.flatMap((files) => Object.entries(files).filter(([path]) => path.endsWith(".sdl"))),
    ...shippedContracts.map(([path, text]) => [path, text.slice(0, 4_000)] as const),
  ].map(([, text]) => bytesOf(text)),
  words,
  check(input) {
    const text = textOf(input);
    const parsed = parse(text);
    for (const { start, end } of parsed.errors)
      must(start >= 0 && start <= end && end <= text.length, `An error stands outside the text: ${start} to ${end}.`);
    const formatted = formatText(text);
    if ("problem" in formatted) {
      must(parsed.errors.length > 0, `A file without errors is not formatted: ${formatted.problem.message}`);
      return;
    }
    must(parsed.errors.length === 0, "A file with errors is formatted.");
    const again = formatText(formatted.text);
    must("text" in again && again.text === formatted.text, "Formatting again changes more.");
    const images = (of: string) => inOrder(parse(of)).map(({ image }) => image.trimEnd().replaceAll("\r\n", "\n"));
    must(
      images(formatted.text).join("\0") === images(text).join("\0"),
      "Formatting changes more than white space and line ends.",
    );
  },
};

const known = new Set(kinds.map(({ code }) => code));

/** Compiling, and what comes of contracts without errors. */
export const compiler: Target = {
  name: "compiler",
  seeds: examples.map((files) => bytesOf(oneText(files))),
  words,
  check(input, choose) {
    const program = compile(memoryHost(severalFiles(textOf(input))), ["."]);
    for (const { code, message, file, start, end } of program.diagnostics) {
      must(known.has(code), `${code} has no page.`);
      must(message.trim() !== "" && !/undefined|\[object|NaN/.test(message), `${code} says "${message}".`);
      const text = program.files.get(file)?.source.text ?? "";
      const inside = start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length;
      must(inside || program.files.get(file) === undefined, `${code} stands outside its file.`);
    }
    if (!program.ok) return;
    for (const service of program.services) must(verifyService(service).length === 0, verifyService(service).join(" "));
    // Emitting takes a hundred times as long as compiling.
    if (choose(8) > 0) return;
    const modules = program.services.map((service) => loadModule(emitService(service), service.name));
    try {
      new RatingRun({ agreements: program.agreements, modules, period: "2026-03" }).finish();
    } catch (error) {
      if (!(error instanceof AgreementError)) throw error;
    }
  },
};

const rates = `### contract.sdl
sdl 1
service Sample in Channels {
  title en "Sample" vi "Mẫu"
  event Sent {
    title en "message" vi "tin nhắn"
    user phone en "user" vi "người dùng"
    destination country en "destination" vi "điểm đến"
    note text en "note" vi "ghi chú"
  }
  charge Message { title en "message" vi "tin nhắn" for each Sent priced by destination }
  charge Noted { title en "noted" vi "ghi chú" for each Sent priced by note, user }
}
### agreement.sdl
sdl 1
agreement Acme {
  client "Acme" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay
  take Sample { Message at rates "rates.csv" by destination  Noted at rates "noted.csv" by note, user }
}
`;

const RATES = "### rates.csv\n";

/** Rate cards: the files that agreements name. Only the cards are changed. */
export const rateCards: Target = {
  name: "rate-cards",
  seeds: [
    "destination,price\nVN,0.04\nHR,0.10\nUS,1\n",
    "destination;price;valid_from;valid_until\r\nVN;0.04;;2026-03-14\r\nVN;0.05;2026-03-15;\r\n",
    '"destination","price"\n"VN","0.04"\n"*",1\n',
    "destination\tprice\nVN\t0.040000\n",
    "\ufeffdestination,price\nVN,0.1\n",
  ].map((text) => bytesOf(`${text}### noted.csv\nnote,user,price\n"a ""b"", c",+84,1\n"two\nlines",+8490,2\n`)),
  words: [
    "price",
    "valid_from",
    "valid_until",
    "destination",
    "user",
    "+84",
    "*",
    "VN",
    "2026-03-01",
    "0.04",
    "-1",
    "1e3",
    ",",
    ";",
    "\t",
    '""',
    "### noted.csv",
  ],
  check(input, choose) {
    return compiler.check(bytesOf(`${rates}${RATES}${textOf(input)}`), choose);
  },
};
