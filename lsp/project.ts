/**
 * A folder of contracts that is being edited: files as the editor has them over files as they are saved, compiled again after each change,
 * in small steps between which new messages are read. A compilation that a change has made pointless is left where it is; what it found
 * is kept.
 */
import { compiling, type FileText, type Host, Memo, type Program, SourceFile, type Stage } from "../compiler/index.ts";
import { Snapshot } from "./snapshot.ts";

/** Milliseconds of work after which messages are looked at. */
const SLICE = 4;
/** Milliseconds after a keystroke in which what the editor asks about it comes first. */
const AFTER_KEYSTROKE = 10;

const reached: Readonly<Record<Stage, number>> = { syntax: 0, meaning: 1, all: 2 };

/** Lets messages that have arrived be read. */
const pause = (): Promise<void> => new Promise((resolve) => (globalThis.setImmediate ?? setTimeout)(resolve));

interface Waiter {
  readonly stage: Stage;
  readonly resolve: (snapshot: Snapshot) => void;
  readonly reject: (error: unknown) => void;
}

export interface ProjectEvents {
  /** A compilation has reached a stage. */
  onSnapshot(snapshot: Snapshot): void;
  /** The compiler failed. */
  onFailure(error: unknown): void;
}

export class Project {
  /** What is compiled: files or folders relative to the root. */
  private readonly entries: readonly string[];
  private readonly events: ProjectEvents;
  private readonly disk: Host;
  private readonly open = new Map<string, string>();
  private readonly saved = new Map<string, FileText>();
  private listings = new Map<string, readonly string[]>();
  private readonly memo = new Memo();
  private version = 0;
  private isStopped = false;
  private compiled = -1;
  private running: Promise<void> | undefined;
  /** Ends the wait after a keystroke. */
  private hurry: (() => void) | undefined;
  private waiters: Waiter[] = [];
  private newest: Snapshot | undefined;
  private newestVersion = -1;
  private understood: Snapshot | undefined;

  constructor(disk: Host, entries: readonly string[], events: ProjectEvents) {
    this.disk = disk;
    this.entries = entries;
    this.events = events;
  }

  /** The files: as the editor has them, else as they are saved. */
  readonly host: Host = {
    readFile: (path) => {
      const text = this.open.get(path);
      if (text !== undefined) return { text };
      const known = this.saved.get(path) ?? this.disk.readFile(path);
      this.saved.set(path, known);
      return known;
    },
    listFiles: (path) => {
      const known = this.listings.get(path) ?? this.disk.listFiles(path);
      this.listings.set(path, known);
      const more = [...this.open.keys()].filter((file) => !known.includes(file) && isBelow(file, path));
      return more.length === 0 ? known : [...known, ...more].sort();
    },
  };

  /** All contracts and other files that were read or listed so far, by path. */
  listed(): string[] {
    return [...new Set([...this.saved.keys(), ...[...this.listings.values()].flat(), ...this.open.keys()])].sort();
  }

  /** Whether a file is one of those that are compiled: by its place, or because one of them imports it. */
  holds(path: string): boolean {
    return this.entries.some((entry) => isBelow(path, entry)) || this.newest?.program.files.has(path) === true;
  }

  /** Takes over what the editor has of a file. */
  edit(path: string, text: string): void {
    if (this.open.get(path) === text) return;
    this.open.set(path, text);
    this.changed();
  }

  /** The editor has closed a file: what is saved counts again. */
  close(path: string): void {
    this.open.delete(path);
    this.savedChanged([path]);
  }

  /** Files on the disk were made, changed or removed. */
  savedChanged(paths: readonly string[]): void {
    for (const path of paths) this.saved.delete(path);
    this.listings = new Map();
    this.changed();
  }

  /** The tree of a file as it is now. */
  current(path: string): SourceFile | undefined {
    const file = this.host.readFile(path);
    if (!("text" in file)) return undefined;
    const known = this.memo.sources.get(path);
    if (known?.text === file.text) return known;
    const source = new SourceFile(path, file.text);
    this.memo.sources.set(path, source);
    return source;
  }

  /** The last snapshot in which names have meanings: perhaps of the text before the last change. */
  get latest(): Snapshot | undefined {
    return this.understood;
  }

  /** A snapshot of the files as they are now, looked at as far as asked. */
  at(stage: Stage): Promise<Snapshot> {
    const { newest } = this;
    if (newest !== undefined && this.newestVersion === this.version && reached[newest.program.stage] >= reached[stage])
      return Promise.resolve(newest);
    this.start();
    this.hurry?.();
    return new Promise((resolve, reject) => this.waiters.push({ stage, resolve, reject }));
  }

  /** Nothing is compiled any more. */
  stop(): void {
    this.isStopped = true;
    this.compiled = ++this.version;
    this.hurry?.();
    for (const { reject } of this.waiters.splice(0)) reject(new Error("The server has been told to stop."));
  }

  private changed(): void {
    this.version++;
    this.start();
  }

  private start(): void {
    if (this.isStopped) return;
    this.running ??= this.run()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.running = undefined;
        if (this.waiters.length > 0 && this.compiled !== this.version) this.start();
      });
  }

  private async run(): Promise<void> {
    while (this.compiled !== this.version) {
      await this.requestsFirst();
      if (this.isStopped) return;
      const { version } = this;
      const steps = compiling(this.host, this.entries, { memo: this.memo });
      let until = performance.now() + SLICE;
      while (version === this.version) {
        const step = steps.next();
        if (step.value !== undefined) this.reach(step.value, version);
        if (step.done === true) {
          this.compiled = version;
          break;
        }
        if (performance.now() < until) continue;
        await pause();
        until = performance.now() + SLICE;
      }
    }
  }

  /** Lets requests that come with a change be answered from what is known, unless one waits for the compilation itself. */
  private async requestsFirst(): Promise<void> {
    await pause();
    if (this.newest === undefined || this.waiters.length > 0) return;
    await new Promise<void>((resolve) => {
      this.hurry = resolve;
      setTimeout(resolve, AFTER_KEYSTROKE);
    });
    this.hurry = undefined;
  }

  /** A fault of the compiler: it is told to everybody who waits, and the next change is compiled as if it had not been. */
  private fail(error: unknown): void {
    this.compiled = this.version;
    const { waiters } = this;
    this.waiters = [];
    for (const { reject } of waiters) reject(error);
    this.events.onFailure(error);
  }

  private reach(program: Program, version: number): void {
    const snapshot = new Snapshot(program);
    this.newest = snapshot;
    this.newestVersion = version;
    if (program.stage !== "syntax") this.understood = snapshot;
    const served = this.waiters.filter((w) => reached[w.stage] <= reached[program.stage]);
    this.waiters = this.waiters.filter((w) => !served.includes(w));
    for (const { resolve } of served) resolve(snapshot);
    this.events.onSnapshot(snapshot);
  }
}

const isBelow = (file: string, folder: string): boolean =>
  file === folder || folder === "." || folder === "" || file.startsWith(`${folder.replace(/\/$/, "")}/`);
