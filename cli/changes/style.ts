/** The style of pages of changes: a letter to clients, on A4 and on the screen, in light and dark. */
export const CHANGES_STYLE = `
@page { size: A4; margin: 18mm 15mm 20mm; }
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #545d68; --line: #d8dde3; --page: #ffffff; --out: #fbe3e4; --in: #def3e1; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e8ec; --quiet: #a3adb8; --line: #39424c; --page: #14181c; --out: #5a2328; --in: #1d4a29; } }
@media print { :root { color-scheme: light; --text: #000; --quiet: #444; --line: #bbb; --page: #fff; --out: #eee; --in: #eee; } html { font-size: 9.5pt; } body { padding: 0 !important; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", "Liberation Serif", Georgia, serif; }
h1, h2, h3, table, .place { font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; }
h1 span, h2 span, h3 span, th span, td span { display: block; }
h1 span + span, h2 span + span, h3 span + span, th span + span, td span + span { color: var(--quiet); font-weight: 400; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; padding-bottom: .3rem; border-bottom: 2px solid var(--text); break-after: avoid; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; break-after: avoid; }
article { padding: .6rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.row { display: grid; grid-template-columns: repeat(var(--languages, 2), minmax(0, 1fr)); gap: 1.75rem; }
.row p { margin: .15rem 0; overflow-wrap: anywhere; }
.before p, .after p { padding-left: .9rem; border-left: 3px solid var(--line); }
.before p { color: var(--quiet); }
del { background: var(--out); text-decoration: line-through; }
ins { background: var(--in); text-decoration: underline; }
.place { margin: .2rem 0 0; font-size: .75rem; color: var(--quiet); }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1.5rem; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: .3rem .5rem; border-bottom: 1px solid var(--line); }
thead th, .service th, .service td, .total th, .total td { font-weight: 600; }
.clause th { padding-left: 1.5rem; }
.total th, .total td { border-top: 2px solid var(--text); }
.n { text-align: right; white-space: nowrap; }
@media (max-width: 44rem) { .row { grid-template-columns: minmax(0, 1fr); gap: .2rem; } }
`;
