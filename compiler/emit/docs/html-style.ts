/** The style of the pages: plain, readable in light and dark, on paper and on a telephone. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1c2126; --quiet: #57606a; --line: #d5dae0; --page: #ffffff; --shade: #f5f7f9; --mark: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e3e7eb; --quiet: #9aa5b1; --line: #38414a; --page: #15191d; --shade: #1d2329; --mark: #7db7f5; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--mark); }
a:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
header p { color: var(--quiet); margin: 0; }
h1 { font-size: 2rem; line-height: 1.2; margin: .25rem 0 1rem; }
h1 span + span::before, h2 span + span::before, nav span + span::before, header p span + span::before { content: " · "; color: var(--quiet); font-weight: 400; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 .75rem; padding-bottom: .35rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
nav { background: var(--shade); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
nav ol { margin: 0; padding-left: 1.5rem; }
.pair { display: grid; grid-template-columns: 3.25rem repeat(var(--languages, 2), minmax(0, 1fr)); column-gap: 1.5rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
.pair:target, table:target { background: var(--shade); }
.pair p { margin: 0 0 .4rem; overflow-wrap: anywhere; }
.pair p:last-child, .pair ol:last-child { margin-bottom: 0; }
.pair ol { margin: 0; padding-left: 1.6rem; list-style: lower-alpha; }
.note { color: var(--quiet); }
.number { color: var(--quiet); text-decoration: none; font-variant-numeric: tabular-nums; }
.number:hover { text-decoration: underline; }
.label { color: var(--quiet); font-weight: 600; }
table { width: 100%; border-collapse: collapse; margin: 1.25rem 0 2rem; table-layout: fixed; }
col.lead { width: 12.5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid var(--line); }
tbody th[scope=colgroup] { color: var(--quiet); font-size: .875rem; padding-top: .8rem; }
tbody th[scope=row] { font-weight: 400; font-variant-numeric: tabular-nums; white-space: nowrap; }
ul.services { list-style: none; padding: 0; }
ul.services li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
ul.services a { font-weight: 600; }
@media (max-width: 48rem) {
  .pair { grid-template-columns: minmax(0, 1fr); row-gap: .4rem; }
  col.lead { width: 6.5rem; }
  tbody th[scope=row] { white-space: normal; }
}
@media print {
  :root { --text: #000; --quiet: #444; --line: #bbb; --page: #fff; --shade: #fff; --mark: #000; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  h2 { break-after: avoid; }
  .pair, tr { break-inside: avoid; }
  .pair { grid-template-columns: 2.5rem repeat(var(--languages, 2), minmax(0, 1fr)); }
}
`;
