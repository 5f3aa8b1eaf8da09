/** The style of bills: an appendix to an invoice on A4, readable on the screen in light and dark. */
export const BILL_STYLE = `
@page { size: A4; margin: 16mm 14mm; }
:root { color-scheme: light dark; --text: #1c2126; --quiet: #57606a; --line: #d5dae0; --page: #ffffff; --shade: #f5f7f9; --mark: #0b5cad; --alert: #a40e26; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e3e7eb; --quiet: #9aa5b1; --line: #38414a; --page: #15191d; --shade: #1d2329; --mark: #7db7f5; --alert: #ff8f98; }
}
@media print {
  :root { color-scheme: light; --text: #000; --quiet: #444; --line: #bbb; --page: #fff; --shade: #f5f7f9; --mark: #000; --alert: #a40e26; }
  html { font-size: 9.5pt; }
  body { padding: 0 !important; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.5rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--mark); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 2rem 0 .5rem; break-after: avoid; }
.t { display: block; }
.t + .t { color: var(--quiet); font-weight: 400; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; margin: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .3rem .5rem; text-align: left; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { font-weight: 600; border-bottom: 2px solid var(--line); vertical-align: bottom; }
.n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.clause th { background: var(--shade); break-after: avoid; }
.clause { break-after: avoid; }
.clause strong { font-weight: 600; }
.rule { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 1.5rem; margin: .2rem 0 0; color: var(--quiet); font-size: .9em; }
.rule .t + .t { color: inherit; }
.sum th, .sum td { font-weight: 600; border-top: 2px solid var(--line); }
.error td, .error th { color: var(--alert); font-weight: 600; }
.alert { border-left: .25rem solid var(--alert); padding: .1rem 0 .1rem .75rem; }
.total { margin-top: 2rem; padding: .75rem 1rem; border: 2px solid var(--text); display: flex; justify-content: space-between; font-size: 1.25rem; font-weight: 600; break-inside: avoid; }
.total p { margin: 0; text-align: right; }
.days { display: block; width: 100%; max-width: 40rem; height: auto; margin: .2rem 0 .6rem; font-size: 10px; }
.days rect { fill: var(--mark); }
.days line { stroke: var(--line); }
.days text { fill: var(--quiet); text-anchor: middle; }
.chart { margin: 0; color: var(--quiet); font-size: .88rem; break-inside: avoid; }
.words { font-weight: 400; font-size: .95rem; color: var(--quiet); padding: .3rem 1rem 0; margin: 0; text-align: right; }
@media screen and (max-width: 40rem) {
  body { padding: 1rem .75rem 3rem; }
  table { font-size: .8rem; }
  th, td { padding: .3rem .25rem; }
  thead th { font-size: .72rem; overflow-wrap: normal; white-space: normal; }
  .rule { grid-auto-flow: row; gap: .4rem; }
  .facts { gap: .2rem .75rem; }
}
@media print { .days rect { fill: #555; } }
`;
