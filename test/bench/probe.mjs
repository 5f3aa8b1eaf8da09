// Loaded first into every process that is measured: what it has used is written down when it ends.
// The peak of memory is that of the program itself: what the system calls maxRSS begins with the memory of the process that started it.
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.BENCH_PROBE)
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    let peak = maxRSS;
    try {
      peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
    } catch {}
    writeFileSync(process.env.BENCH_PROBE, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: peak / 1000 }));
  });
