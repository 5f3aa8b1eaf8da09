import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { type RenderableDiagnostic, renderDiagnostic } from "../../compiler/diagnostics/render.ts";

/** A diagnostic about the part of the source between two `┆` marks. */
function diagnosticOn(marked: string, more: Partial<RenderableDiagnostic> = {}): [RenderableDiagnostic, string] {
  const start = marked.indexOf("┆");
  const end = marked.indexOf("┆", start + 1) - 1;
  const text = marked.replaceAll("┆", "");
  const at = (offset: number) => {
    const before = text.slice(0, offset).split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1 };
  };
  return [
    { code: "SDL2001", severity: "error", message: "Message.", file: "a.sdl", start: at(start), end: at(end), ...more },
    text,
  ];
}

/** Columns of the marks under the first line, and the text above them. */
function marked(rendered: string): string {
  const lines = rendered.split("\n");
  const index = lines.findIndex((line) => /│ +\^+$/.test(line) || /│ \^+$/.test(line));
  const prefix = lines[index]!.indexOf("^");
  const count = lines[index]!.length - prefix;
  let column = 0;
  let covered = "";
  for (const { segment } of new Intl.Segmenter().segment(lines[index - 1]!)) {
    if (column >= prefix && column < prefix + count) covered += segment;
    column += stringWidth(segment);
  }
  return covered;
}

describe("a rendered diagnostic", () => {
  test("shows code, place, source, marks and hint", () => {
    const [diagnostic, text] = diagnosticOn("charge X {\n  for each ┆Outbond┆\n}\n", {
      message: 'There is no event called "Outbond".',
      hint: 'Did you mean "Outbound"?',
    });
    expect(renderDiagnostic(diagnostic, text)).toBe(
      [
        'error[SDL2001]: There is no event called "Outbond".',
        "   ┌─ a.sdl:2:12",
        "   │",
        " 2 │   for each Outbond",
        "   │            ^^^^^^^",
        "   │",
        '   = hint: Did you mean "Outbound"?',
      ].join("\n"),
    );
  });

  test.each([
    ["composed Vietnamese", 'title vi "Cửa sổ Hỗ trợ" ┆Outbond┆ x'],
    ["combining Vietnamese", `title vi "${"Cửa sổ Hỗ trợ".normalize("NFD")}" ┆Outbond┆ x`],
    ["combining characters in the span", `vi ┆"${"Hỗ trợ".normalize("NFD")}"┆ x`],
    ["wide characters", 'en "短信" ┆Outbond┆ x'],
    ["emoji", 'en "👩‍👧" ┆Outbond┆ x'],
    ["tabs", "\t\tfor\teach ┆Outbond┆ x"],
    ["carriage returns", "for each ┆Outbond┆ x\r\nnext\r\n"],
  ])("puts the marks right under the span: %s", (_, source) => {
    const [diagnostic, text] = diagnosticOn(source);
    const span = source.slice(source.indexOf("┆") + 1, source.lastIndexOf("┆"));
    expect(marked(renderDiagnostic(diagnostic, text))).toBe(span);
  });

  test("marks one column for an empty span and at the end of the file", () => {
    const [diagnostic, text] = diagnosticOn("service ┆┆");
    expect(renderDiagnostic(diagnostic, text)).toContain("│         ^\n");
  });

  test("shows long lines in part", () => {
    const [diagnostic, text] = diagnosticOn(`${"a".repeat(1_000_000)} ┆Outbond┆ ${"b".repeat(1_000_000)}`);
    const rendered = renderDiagnostic(diagnostic, text);
    expect(rendered.length).toBeLessThan(1_000);
    expect(marked(rendered)).toBe("Outbond");
  });

  test("shows the first and the last line of a long span", () => {
    const [diagnostic, text] = diagnosticOn("┆one {\n  two\n  three\n  four\n  five\n}┆\n");
    const rendered = renderDiagnostic(diagnostic, text);
    expect(rendered).toContain("one {");
    expect(rendered).toContain("┆");
    expect(rendered).not.toContain("three");
  });

  test("shows related places with their own source", () => {
    const place = {
      message: "It was declared here first.",
      file: "b.sdl",
      start: { line: 1, column: 7 },
      end: { line: 1, column: 10 },
    };
    const [diagnostic, text] = diagnosticOn("event ┆Abc┆", { related: [place] });
    const rendered = renderDiagnostic(diagnostic, text, { readFile: () => "event Abc" });
    expect(rendered).toContain("= It was declared here first.\n   ┌─ b.sdl:1:7");
    expect(rendered).toContain("---");
  });

  test("lets no source text steer the terminal", () => {
    const [diagnostic, text] = diagnosticOn("title \u001b[31m ┆Out\u202ebond┆ \u0000", { message: "Bad \u001b]0;x\u0007." });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about them
    expect(renderDiagnostic(diagnostic, text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test("colours only when asked", () => {
    const [diagnostic, text] = diagnosticOn("┆x┆");
    expect(renderDiagnostic(diagnostic, text, { color: true })).toContain("\u001b[31m");
    expect(renderDiagnostic(diagnostic, text)).not.toContain("\u001b[");
  });
});
