/** The month of a service as a drawing: how many events were charged on each day. */
import { escapeHtml } from "../../compiler/emit/docs/index.ts";

const WIDTH = 620;
const HEIGHT = 96;
const TOP = 14;
const BASE = HEIGHT - 16;

/** `days` from the first of the month on; `name` says in words what is drawn, for those who do not see it. */
export function dayChart(days: readonly number[], name: string, format: (value: number) => string): string {
  const most = Math.max(...days, 1);
  const step = WIDTH / days.length;
  const bars = days.map((count, index) => {
    const height = Math.round(((BASE - TOP) * count) / most);
    const x = (index * step + 1.5).toFixed(1);
    const bar =
      count === 0
        ? ""
        : `<rect x="${x}" y="${BASE - Math.max(1, height)}" width="${(step - 3).toFixed(1)}" height="${Math.max(1, height)}"><title>${index + 1}: ${escapeHtml(format(count))}</title></rect>`;
    const label =
      index % 5 === 0 || index === days.length - 1
        ? `<text x="${(index * step + step / 2).toFixed(1)}" y="${HEIGHT - 3}">${index + 1}</text>`
        : "";
    return bar + label;
  });
  const peak = days.indexOf(most);
  const value =
    peak < 0
      ? ""
      : `<text class="peak" x="${(peak * step + step / 2).toFixed(1)}" y="${TOP - 4}">${escapeHtml(format(most))}</text>`;
  return `<svg class="days" role="img" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-label="${escapeHtml(name)}"><line x1="0" x2="${WIDTH}" y1="${BASE}" y2="${BASE}"/>${bars.join("")}${value}</svg>`;
}
