/** The style of the pages: a document to read, in light and dark, on paper and on a telephone. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #545d68; --line: #d8dde3; --page: #ffffff; --shade: #f4f6f8; --mark: #0a5299; --span: #3d7ebf; --dot: #1b1f24; --ondot: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ec; --quiet: #a3adb8; --line: #39424c; --page: #14181c; --shade: #1d2329; --mark: #86bdf6; --span: #5a9bdd; --dot: #e4e8ec; --ondot: #14181c; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 4.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; max-width: 78rem; padding: 0 1.5rem 5rem; background: var(--page); color: var(--text);
  font: 1.02rem/1.58 Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", "Liberation Serif", Georgia, "Times New Roman", serif; }
h1, h2, h3, .bar, nav, .lead, .caption, .written, .places, .label, .tip, svg, #results { font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
a { color: var(--mark); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 4; background: var(--page); padding: .5rem 1rem; }
.bar { position: sticky; top: 0; z-index: 3; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0 -1.5rem; padding: .6rem 1.5rem; background: var(--page); border-bottom: 1px solid var(--line); font-size: .9rem; }
.bar .home span + span::before { content: " · "; }
search { flex: 1 1 14rem; position: relative; }
#search { width: 100%; font: inherit; color: inherit; background: var(--shade); border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .7rem; }
#search::placeholder { color: var(--quiet); opacity: 1; }
#results { position: absolute; left: 0; right: 0; margin: .3rem 0 0; padding: .3rem 0; max-height: 70vh; overflow: auto; list-style: none; background: var(--page); border: 1px solid var(--line); border-radius: .4rem; box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / .18); }
#results li { padding: .45rem .8rem; }
#results p { margin: .1rem 0 0; color: var(--quiet); font-size: .85rem; line-height: 1.4; }
.languages { display: flex; margin-left: auto; }
.languages button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); padding: .3rem .7rem; margin-left: -1px; cursor: pointer; }
.languages button:first-child { border-radius: .4rem 0 0 .4rem; }
.languages button:last-child { border-radius: 0 .4rem .4rem 0; }
.languages button[aria-pressed=true] { background: var(--text); color: var(--page); border-color: var(--text); }
header, .bar + main { margin: 2.5rem 0 1.5rem; }
header p { color: var(--quiet); margin: 0; }
h1 { font-size: 2.1rem; line-height: 1.2; letter-spacing: -.01em; margin: .2rem 0 1rem; }
h1 span + span::before, h2 span[lang] + span[lang]::before, nav span + span::before, header p span + span::before, dt span + span::before, .lead span + span::before { content: " · "; color: var(--quiet); font-weight: 400; }
.written { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; font-size: .87rem; color: var(--quiet); }
.written dd { margin: 0; }
code { font: .95em ui-monospace, "Cascadia Mono", Menlo, "Liberation Mono", monospace; }
nav { background: var(--shade); border-radius: .5rem; padding: .9rem 1.2rem; font-size: .93rem; }
nav ol { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 2rem; }
nav li { break-inside: avoid; padding: .1rem 0; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
h2 { font-size: 1.25rem; line-height: 1.35; margin: 3.2rem 0 .4rem; padding-bottom: .4rem; border-bottom: 2px solid var(--text); }
h3 { font-size: .98rem; line-height: 1.4; margin: 0; }
.item { position: relative; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.item:target { background: var(--shade); box-shadow: -.75rem 0 0 var(--shade), .75rem 0 0 var(--shade), inset 3px 0 0 var(--mark); }
.row { display: grid; grid-template-columns: 3.4rem repeat(var(--languages, 2), minmax(0, 1fr)); column-gap: 1.75rem; padding: .18rem 0; }
html[data-show]:not([data-show=all]) { --languages: 1 !important; }
.row p { margin: 0; overflow-wrap: anywhere; hyphens: manual; }
.lead { color: var(--quiet); font-size: .88rem; font-variant-numeric: tabular-nums; padding-top: .12rem; }
.point .lead { text-align: right; }
.number { color: var(--quiet); text-decoration: none; font-variant-numeric: tabular-nums; font-weight: 400; }
a.number::after { content: " #"; opacity: 0; }
a.number:hover::after, a.number:focus-visible::after { opacity: 1; }
.note { color: var(--quiet); }
.label { color: var(--quiet); font-size: .9em; }
a.term { color: inherit; text-decoration: underline dotted var(--quiet); }
a.term:hover, a.term:focus-visible { color: var(--mark); }
.places { position: absolute; right: 0; bottom: 0; margin: 0; padding: 0 .3rem; background: var(--page); font-size: .74rem; line-height: 1.5; color: var(--quiet); opacity: 0; }
.item:hover > .places, .item:focus-within > .places, .item:target > .places { opacity: 1; }
.interpretation > .places { background: var(--shade); right: .4rem; }
.interpretation { background: var(--shade); border: 1px solid var(--line); border-left: 3px solid var(--mark); border-radius: .3rem; padding: .8rem 1rem; margin: .9rem 0; }
.example { border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem; margin: 1.1rem 0; }
.example .row { grid-template-columns: 9rem repeat(var(--languages, 2), minmax(0, 1fr)); }
.example .caption { font-size: .82rem; font-weight: 600; color: var(--quiet); }
.example .row.caption { margin-top: .6rem; border-bottom: 1px solid var(--line); }
.example .line + .line { border-top: 1px dotted var(--line); }
.example .head { padding-bottom: .2rem; }
.timeline { display: block; width: 100%; height: auto; margin: .5rem 0; font-size: 11px; }
.timeline text { fill: var(--text); }
.timeline .date { fill: var(--quiet); font-size: 10px; }
.timeline .end { text-anchor: end; }
.timeline .axis { stroke: var(--quiet); }
.timeline .day { stroke: var(--line); stroke-dasharray: 2 3; }
.timeline .span { fill: var(--span); }
.timeline .event rect { fill: var(--dot); }
.timeline .event text { fill: var(--ondot); text-anchor: middle; font-size: 11px; }
.tip { position: absolute; z-index: 5; max-width: 30rem; background: var(--page); color: var(--text); border: 1px solid var(--quiet); border-radius: .4rem; padding: .6rem .8rem; font-size: .88rem; line-height: 1.45; box-shadow: 0 .4rem 1.2rem rgb(0 0 0 / .2); }
ul.services { list-style: none; padding: 0; columns: 2; column-gap: 3rem; }
ul.services li { padding: .4rem 0; break-inside: avoid; }
ul.services a { text-decoration: none; }
ul.services a:hover { text-decoration: underline; }
ul.services span + span { color: var(--quiet); }
ul.services span + span::before { content: " · "; }
[hidden] { display: none !important; }
@media (max-width: 48rem) {
  body { padding: 0 1rem 4rem; }
  .bar { margin: 0 -1rem; padding: .5rem 1rem; }
  nav ol, ul.services { columns: 1; }
  .row { grid-template-columns: 2.6rem minmax(0, 1fr); column-gap: .75rem; }
  .row > [data-l] { grid-column: 2; }
  .languages button[data-choose=all] { display: none; }
  .languages button:nth-last-child(2) { border-radius: 0 .4rem .4rem 0; }
  .example .row { grid-template-columns: minmax(0, 1fr); }
  .example .row > [data-l] { grid-column: 1; }
  .places { position: static; opacity: 1; padding: 0; text-align: right; }
}
@page { size: A4; margin: 18mm 15mm 20mm; }
@media print {
  :root { --text: #000; --quiet: #444; --line: #bbb; --page: #fff; --shade: #f4f4f4; --mark: #000; --span: #777; --dot: #000; --ondot: #fff; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.42; }
  .bar, .skip, .tip { display: none; }
  header { margin-top: 0; }
  h1 { font-size: 20pt; }
  h2 { margin-top: 16pt; font-size: 12.5pt; break-after: avoid; }
  a, a.term { color: inherit; text-decoration: none; }
  a.number::after { content: none; }
  .row { grid-template-columns: 2.6rem repeat(var(--languages, 2), minmax(0, 1fr)); column-gap: 1.2rem; }
  .row > [data-l] { grid-column: auto; }
  .example .row { grid-template-columns: 7.4rem repeat(var(--languages, 2), minmax(0, 1fr)); }
  .item { padding: 5pt 0; }
  .interpretation, .example { padding: 6pt 8pt; }
  .interpretation { break-inside: avoid; }
  .row, .rule, .definition { break-inside: avoid; }
  .head, .caption { break-after: avoid; }
  .places { display: none; }
}
`;
