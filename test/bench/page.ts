/** docs/benchmarks.md, from figures. */
import type { Cost } from "./measure.ts";
import type { Broken, Compilation, Growth, Machine, Rating, Results, Row } from "./results.ts";

const number = (value: number, digits = 0) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
/** Three digits are all that such figures bear. */
const perSecond = (value: number) => number(Number(value.toPrecision(3)));

const intro = `# Benchmarks

<!-- Written by \`npm run bench\` from docs/benchmarks.json. Do not edit: a test compares the two. -->

One month of mixed usage is rated by SDL, by raters that were written by hand for the very same contracts, and by other tools, all from the same files.
Figures of one table come from the same session of interleaved runs on the same machine, one program at a time, each in a process of its own.
Compare them as ratios: another machine gives other figures, and even here differences under a fifth are noise. [0029](decisions/0029-benchmarks.md) says how and why it is measured so.

    npm run bench                        # 1 million events
    npm run bench -- --events 10000000   # 10 million: 4 GB of files, removed afterwards
    npm run bench -- --growth            # memory and time from 1 to 100 million events: 23 GB
    npm run bench -- --broken            # with one line in a hundred broken
    npm run bench -- --compile           # compile time from 1 to 5,000 services
`;

const explained = `**Events/s** are for the whole command: starting, reading contracts or prices, rating, writing bills; **SDL is** so many times as fast. **Start-up** is what the same command takes for a single record
and **events/s after it** are for the rest. **Peak** is resident memory.

- **SDL** is \`sdl rate\` with agreements and rate cards as their users write them, on one thread unless said; the contracts are compiled each time.
- **By hand, TypeScript** is what an expert writes for these contracts and this layout (test/bench/hand): bytes to columns, keys as numbers, flat tables, counts first and money once per line.
  It takes prices from a table that is ready, knows six contracts, gives no reasons, and stops at the first record that is wrong. Copies are found by fingerprints of 64 bits.
- **By hand, C** is the same job without comfort: the floor.
- **JSON.parse with columns** is the rater by hand with JSON.parse as its reader; **JSON.parse** alone parses each line and does nothing with it.
- **DuckDB** rates in SQL on two threads (test/bench/duckdb/rate.sql).
- **Rule engines** are asked for each event of a sample which clauses it meets. They neither read nor count nor price, and are told what the states are.

The raters must agree with SDL in every line of every bill (clause, key, quantity, price, amount) and in how many records were received, out of the month,
delivered twice, and breaches; otherwise nothing is reported.
`;

/** Two digits, however small. */
const ratio = (value: number) => number(Number(value.toPrecision(2)), value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 4);
const times = (rounds: number) => (rounds === 1 ? "one run each" : `medians of ${rounds} rounds`);

/** The page. Without figures it only says how to get them. */
export function page({ rating = {}, growth, compilation, broken }: Results): string {
  const sizes = Object.values(rating).sort((a, b) => b.events - a.events);
  return [
    intro,
    ...(sizes.length === 0 ? [] : [explained]),
    ...sizes.map(ratingSection),
    ...(growth === undefined ? [] : [growthSection(growth)]),
    ...(broken === undefined ? [] : [brokenSection(broken)]),
    ...(compilation === undefined ? [] : [compilationSection(compilation)]),
  ].join("\n");
}

function from({ day, processor, cores, memory, node, compiler }: Machine): string {
  const c = compiler === undefined ? "" : `, ${compiler}`;
  return `${day}, ${processor}, ${cores} cores, ${memory} GB, Node ${node}${c}`;
}

function ratingSection(result: Rating): string {
  const { events, records, agreements, users, bytes, lines, rounds, heap, rows, failures = [] } = result;
  const sdl = rows.find(({ id }) => id === "sdl");
  const speed = (row: Row) => (row.sample ?? records) / row.seconds;
  const cells = rows.map((row) => {
    const after = row.startup === undefined ? undefined : records / Math.max(row.seconds - row.startup, 0.001);
    return [
      row.title,
      perSecond(speed(row)),
      sdl === undefined ? "–" : `${ratio(speed(sdl) / speed(row))} ×`,
      row.startup === undefined ? "–" : number(row.startup, 2),
      after === undefined ? "–" : perSecond(after),
      row.sample === undefined ? number(row.cpu, 1) : "–",
      row.sample === undefined ? number(row.peak) : "–",
    ];
  });
  const failed = failures.map(({ title, failed: why }) => [title, why, "–", "–", "–", "–", "–"]);
  return `## ${number(events)} events

${number(records)} records of ${number(bytes / records)} bytes as NDJSON, ${number(agreements)} agreements, ${number(users)} users; ${times(rounds)}. ${from(result.machine)}${result.machine.compiler === undefined ? ", no C compiler" : ""}.
All raters that finished agree in ${number(lines)} lines.${heap === undefined ? "" : ` The heap of SDL may have ${number(heap)} MB.`}

${table(["", "events/s", "SDL is", "start-up, s", "events/s after it", "CPU s", "peak, MB"], [...failed, ...cells])}`;
}

function growthSection({ machine, users, rounds, sizes }: Growth): string {
  const cells = sizes.flatMap(({ events, rows }) =>
    rows.map((row) =>
      "failed" in row
        ? [number(events), row.title, row.failed, "", ""]
        : [number(events), row.title, perSecond(events / row.seconds), number(row.cpu, 1), number(row.peak)],
    ),
  );
  return `## Growth

The same ${number(users)} users and 2,000 agreements, more events; ${times(rounds)}. ${from(machine)}.

${table(["events", "", "events/s", "CPU s", "peak, MB"], cells)}`;
}

function brokenSection({ machine, records, broken, rounds, clean, withBroken }: Broken): string {
  const row = (title: string, cost: Cost, rejected: number) => [
    title,
    perSecond(records / cost.seconds),
    number(rejected),
    number(cost.cpu, 1),
    number(cost.peak),
  ];
  return `## Broken lines

${number(records)} records as they are, and with one line in a hundred broken, in five ways in turn; all of these are kept by \`--rejects\`; ${times(rounds)}. ${from(machine)}.
With broken lines SDL is ${ratio(clean.seconds / withBroken.seconds)} × as fast.

${table(["", "events/s", "rejected", "CPU s", "peak, MB"], [row("as they are", clean, 0), row("1 % broken", withBroken, broken)])}`;
}

function compilationSection({ machine, rounds, sizes }: Compilation): string {
  const cells = sizes.map(({ services, lines, check, emit, emitted, peak }) => [
    number(services),
    number(lines),
    number(check * 1000),
    number((check * 1000) / services, 2),
    number((emit * 1000) / emitted, 1),
    number(peak),
  ]);
  return `## Compile time

Generated services, each a file of its own with events, a window, a set, a measure, charges, a package and free rules; ${times(rounds)}. ${from(machine)}.
Checking is all that \`sdl check\` does, proofs included; modules are written by the TypeScript back-end, for up to 200 services.

${table(["services", "lines", "check, ms", "check per service, ms", "module per service, ms", "peak, MB"], cells)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return `${[line(head), line(rule), ...rows.map(line)].join("\n")}\n`;
}
