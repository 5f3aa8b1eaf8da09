/** The documents as other programs read them: Word files in LibreOffice, PDFs with the tools of Poppler. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withBrowser } from "../../cli/browser.ts";
import { printed } from "../../cli/docs/pdf.ts";
import { openWorkspace } from "../../cli/workspace.ts";
import { BOOKS, buildDocument } from "../../compiler/emit/docs/index.ts";
import type { Service } from "../../compiler/index.ts";
import { repository, sdl } from "../kit/cli.ts";
import { base, mutations, serviceOf } from "../kit/mutations.ts";

const folder = mkdtempSync(join(tmpdir(), "sdl-system-"));
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: "utf8", cwd: folder, stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });

function has(program: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const office = ["soffice", "libreoffice"].find(has);
const poppler = has("pdftotext") && has("pdfinfo");
const left = [...(office ? [] : ["LibreOffice (soffice)"]), ...(poppler ? [] : ["Poppler (pdftotext, pdfinfo)"])];
if (left.length > 0) process.stdout.write(`Left out, since it is not installed: ${left.join("; ")}.\n`);

const { services } = openWorkspace(repository, ["contracts"]).program;

beforeAll(async () => {
  const { code, err } = await sdl(["docs", "contracts", "--out", folder, "--format", "docx,pdf"], {
    cwd: repository,
    env: process.env,
  });
  if (code !== 0) throw new Error(err);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (file: string) => run("pdftotext", "-layout", file, "-").normalize("NFC");

/** A title may be broken over lines. */
const holds = (text: string, title: string) => text.replace(/\s+/g, " ").includes(title.replace(/\s+/g, " "));

test("there is a Word file and a PDF for every service", () => {
  const files = readdirSync(folder);
  for (const ending of [".docx", ".pdf"]) expect(files.filter((file) => file.endsWith(ending))).toHaveLength(services.length);
});

describe.skipIf(!poppler)("PDFs", () => {
  test("are tagged, on A4, in the language of the document, and hold both languages with all their letters", () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".pdf"))) {
      const info = run("pdfinfo", file);
      expect(info, file).toMatch(/Tagged:\s+yes/);
      expect(info, file).toMatch(/Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)? pts/);
      const text = textOf(file);
      expect(text, file).toContain("means");
      expect(text, file).toContain("nghĩa là");
      expect(text, `${file} has a letter that its font lacks`).not.toMatch(/\ufffd/);
      const pages = Number(/Pages:\s+(\d+)/.exec(info)![1]);
      for (let page = 1; page <= pages; page++) {
        const printed = run("pdftotext", "-layout", "-f", `${page}`, "-l", `${page}`, file, "-");
        expect(printed, `${file}: the number of page ${page}`).toMatch(new RegExp(`(?<!\\d)${page} ?/ ?${pages}(?!\\d)`));
      }
    }
  });
});

/** What each clause of a printed document says, by its anchor: clauses stand in the order of their numbers. */
function printedClauses(file: string, service: Service): Map<string, string> {
  const text = run("pdftotext", "-raw", file, "-")
    .normalize("NFC")
    // the numbers of pages, and where a clause is written
    .replace(/^\f?\d+ \/ \d+$/gm, " ")
    .replace(/\S+\.sdl:\d+/g, " ")
    .replace(/\s+/g, " ");
  const items = buildDocument(service).sections.flatMap((section) => section.items);
  const starts: number[] = [];
  let from = 0;
  for (const { number } of items) {
    from = text.indexOf(` ${number} `, from) + 1;
    if (from === 0) throw new Error(`${file} has no clause ${number}.`);
    starts.push(from);
  }
  return new Map(items.map(({ anchor }, i) => [anchor, text.slice(starts[i], starts[i + 1])]));
}

describe.skipIf(!poppler)("a rule that changes", () => {
  const before = serviceOf(base);
  const changed = mutations.map(([, from, to]) => serviceOf(base.replace(from, to)));

  beforeAll(async () => {
    const all = [before, ...changed];
    const pages = await withBrowser((browser) =>
      printed(
        browser,
        all.map((service) => () => service),
        BOOKS,
      ),
    );
    for (const [i, { bytes }] of pages.entries()) writeFileSync(join(folder, `mutation-${i}.pdf.bytes`), bytes);
  });

  test.each(mutations.map((mutation, i) => [mutation[0], i] as const))(
    "is printed at its clause and nowhere else: %s",
    (_, i) => {
      const [, , , anchors, en, vi] = mutations[i]!;
      const was = printedClauses("mutation-0.pdf.bytes", before);
      const is = printedClauses(`mutation-${i + 1}.pdf.bytes`, changed[i]!);
      const other = [...is.keys()].filter((anchor) => is.get(anchor) !== was.get(anchor) && !anchor.startsWith("example-"));
      expect(other.sort()).toEqual([...anchors].sort());
      const said = is.get(anchors[0]!)!;
      expect(said).toContain(en);
      expect(said).toContain(vi);
    },
  );
});

describe.skipIf(office === undefined || !poppler)("Word files", () => {
  test.each(["whatsapp", "conversations", "viber", "sms", "sip-trunking", "kakao"])("%s opens in LibreOffice", (name) => {
    run(
      office!,
      "--headless",
      `-env:UserInstallation=file://${folder}/profile`,
      "--convert-to",
      "pdf:writer_pdf_Export",
      "--outdir",
      "office",
      `${name}.docx`,
    );
    const text = textOf(join("office", `${name}.pdf`));
    expect(text).toContain("Tiếng Việt");
    expect(text).toContain("nghĩa là");
    for (const heading of ["Service description", "Định nghĩa", "Examples", "Ví dụ"])
      expect(holds(text, heading), heading).toBe(true);
    expect(text, "no field was left without its value").not.toMatch(/Error!|REF |PAGEREF|HYPERLINK/);
    expect(Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", join("office", `${name}.pdf`)))![1])).toBeGreaterThan(2);
  });
});
