/** What cannot be avoided, or is often done: bytes, lines, JSON.parse. HOW USAGE */
import { closeSync, openSync, readSync } from "node:fs";

const [how = "", usage = ""] = process.argv.slice(2);
const CHUNK = 1 << 20;
const buffer = Buffer.allocUnsafe(2 * CHUNK);
const file = openSync(usage, "r");
let kept = 0;
let sum = 0;
for (;;) {
  const read = readSync(file, buffer, kept, CHUNK, null);
  if (read === 0) break;
  if (how === "bytes") {
    // One byte of each page, so that the file is really read.
    for (let i = 0; i < read; i += 4096) sum += buffer[i]!;
    continue;
  }
  const filled = kept + read;
  let start = 0;
  for (let end = buffer.indexOf(10, start); end >= 0 && end < filled; end = buffer.indexOf(10, start)) {
    if (how === "lines") sum += end - start;
    else sum += (JSON.parse(buffer.toString("latin1", start, end)) as { id: string }).id.length;
    start = end + 1;
  }
  buffer.copyWithin(0, start, filled);
  kept = filled - start;
}
closeSync(file);
if (sum === 0) throw new Error("Nothing was read.");
