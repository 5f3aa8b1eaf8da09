/** A timeline as a drawing: the events as numbered dots, and below them what was open when. */
import { escapeHtml } from "../escape.ts";
import type { Timeline } from "../model.ts";

const WIDTH = 560;
const MARGIN = 10;
const AXIS = 44;
const TRACK = 34;

/** The drawing in one language. Days are those of the time zone of the example; spans are filled from their first instant up to their end. */
export function drawTimeline(timeline: Timeline, language: string): string {
  const { events, tracks, timeZone } = timeline;
  const keys = new Set(tracks.flatMap(({ spans }) => spans.map(({ key }) => key)));
  const lines = tracks.flatMap(({ title, spans }) =>
    [...new Set(spans.map(({ key }) => key))].map((key) => ({
      label: `${title[language] ?? ""}${keys.size > 1 ? ` · ${key}` : ""}`,
      spans: spans.filter((span) => span.key === key),
    })),
  );
  const instants = [
    ...events.map(({ at }) => at),
    ...tracks.flatMap(({ spans }) => spans.flatMap(({ start, end }) => [start, end])),
  ];
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  const length = Math.max(1, last - first);
  const x = (at: number) => round(MARGIN + ((at - first) / length) * (WIDTH - 2 * MARGIN));
  const height = AXIS + lines.length * TRACK + 4;
  const name = `${timeline.caption[language] ?? ""}: ${lines.map(({ label, spans }) => `${label} ${spans.map((s) => `${moment(s.start, timeZone)} – ${moment(s.end, timeZone)}`).join(", ")}`).join("; ")}`;
  return `<svg class="timeline" role="img" viewBox="0 0 ${WIDTH} ${height}" aria-label="${escapeHtml(name)}">
${axisLabels(first, last, timeZone, x, height)}
<line class="axis" x1="0" x2="${WIDTH}" y1="30" y2="30"/>
${lines.map((line, index) => track(line, AXIS + index * TRACK, x, timeZone)).join("\n")}
${dots(events, x)}
</svg>`;
}

type X = (at: number) => number;

/** Both ends with day and time; between them a line for each day, labelled where there is room. */
function axisLabels(first: number, last: number, zone: string, x: X, height: number): string {
  const days = midnights(first, last, zone);
  let free = 110;
  const lines = days.map(({ at, label }) => {
    const left = x(at);
    const line = `<line class="day" x1="${left}" x2="${left}" y1="16" y2="${height}"/>`;
    if (left < free || left > WIDTH - 175) return line;
    free = left + 70;
    return `${line}<text class="date" x="${left + 3}" y="12">${escapeHtml(label)}</text>`;
  });
  const start = `<text class="date" x="0" y="12">${moment(first, zone)}</text>`;
  return `${start}<text class="date end" x="${WIDTH}" y="12">${moment(last, zone)}</text>${lines.join("")}`;
}

function track(
  { label, spans }: { label: string; spans: readonly { start: number; end: number }[] },
  y: number,
  x: X,
  zone: string,
): string {
  const bars = spans.map(({ start, end }) => {
    const width = Math.max(1, round(x(end) - x(start)));
    return `<rect class="span" x="${x(start)}" y="${y + 14}" width="${width}" height="12" rx="2"><title>${moment(start, zone)} – ${moment(end, zone)}</title></rect>`;
  });
  return `<text class="label" x="${MARGIN}" y="${y + 9}">${escapeHtml(label)}</text>${bars.join("")}`;
}

/** Dots that would hide one another share one number range: "2–4". */
function dots(events: Timeline["events"], x: X): string {
  const placed: { x: number; numbers: number[] }[] = [];
  const inOrder = events.map(({ at }, index) => ({ at, number: index + 1 })).sort((a, b) => a.at - b.at);
  for (const { at, number } of inOrder) {
    const near = placed.at(-1);
    if (near !== undefined && x(at) - near.x < 16) near.numbers.push(number);
    else placed.push({ x: x(at), numbers: [number] });
  }
  return placed
    .map(({ x: at, numbers }) => {
      const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
      const text = low === high ? `${low}` : `${low}–${high}`;
      const width = 7 + text.length * 7;
      const left = Math.min(Math.max(0, at - width / 2), WIDTH - width);
      return `<g class="event"><rect x="${round(left)}" y="22" width="${width}" height="16" rx="8"/><text x="${round(left + width / 2)}" y="34">${text}</text></g>`;
    })
    .join("");
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The beginnings of days between two instants; none where there would be more than thirty. */
function midnights(first: number, last: number, zone: string): { at: number; label: string }[] {
  const HOUR = 3_600_000;
  if (last - first > 30 * 24 * HOUR) return [];
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
  const all: { at: number; label: string }[] = [];
  let day = format.format(first);
  for (let at = Math.ceil(first / HOUR) * HOUR; at <= last; at += HOUR) {
    const label = format.format(at);
    if (label !== day) all.push({ at, label });
    day = label;
  }
  return all;
}

/** "2026-03-02 09:00" in a time zone. */
function moment(at: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return escapeHtml(format.format(at));
}
