/**
 * Sessions: opened by an event, kept alive by events, closed by an event, by silence, or some time after they opened, per key. Half-open:
 * an event exactly at the end of the time is no longer inside. At one and the same instant closing comes before opening.
 */
import type { Milliseconds } from "../agreement.ts";
import { byKey } from "./key.ts";
import { savedInstant, savedRows, savedText } from "./saved.ts";
import type { OpenSpan, Span } from "./span.ts";

interface Session {
  readonly opened: Milliseconds;
  /** The last event that opened it or kept it alive. */
  readonly last: Milliseconds;
}

interface ClosedSession {
  readonly opened: Milliseconds;
  readonly closed: Milliseconds;
}

/** What closes a session besides events; without either only events do. */
export interface SessionEnds {
  /** Silence: so long after the last event that opened it or kept it alive. */
  readonly timeout?: Milliseconds;
  /** So long after it opened. */
  readonly life?: Milliseconds;
}

export class Sessions {
  readonly #timeout: Milliseconds;
  readonly #life: Milliseconds;
  readonly #since: Milliseconds;
  readonly #open = new Map<string, Session>();
  readonly #closed: ClosedSession[] = [];
  readonly #lastClose = new Map<string, Milliseconds>();

  /** What closed before `since` is forgotten. */
  constructor({ timeout = Infinity, life = Infinity }: SessionEnds, since: Milliseconds) {
    this.#timeout = timeout;
    this.#life = life;
    this.#since = since;
  }

  /** Opens a session, or keeps the open one alive. True when it opened. */
  open(key: string, at: Milliseconds): boolean {
    if (this.keepAlive(key, at) || at < (this.#lastClose.get(key) ?? at)) return false;
    this.#open.set(key, { opened: at, last: at });
    return true;
  }

  /** Keeps an open session alive. True when there was one. */
  keepAlive(key: string, at: Milliseconds): boolean {
    const session = this.#current(key, at);
    if (session === undefined) return false;
    if (at > session.last) this.#open.set(key, { opened: session.opened, last: at });
    return true;
  }

  /** Closes an open session. True when there was one. */
  close(key: string, at: Milliseconds): boolean {
    const session = this.#current(key, at);
    if (session === undefined || at <= session.opened || at < session.last) return false;
    this.#end(key, session, at);
    return true;
  }

  covers(key: string, at: Milliseconds): boolean {
    return this.span(key, at) !== undefined;
  }

  /** The session that is open at an instant, and when time will close it. */
  span(key: string, at: Milliseconds): OpenSpan | undefined {
    const session = this.#open.get(key);
    if (session === undefined || at < session.opened) return undefined;
    const closes = this.#closes(session);
    if (at >= closes) return undefined;
    return closes === Infinity ? { opened: session.opened } : { opened: session.opened, closes };
  }

  /** How many sessions opened in the span. */
  opened(span: Span): number {
    return this.#count(({ opened }) => span.start <= opened && opened < span.end);
  }

  /** How many sessions closed in the span. */
  closed(span: Span): number {
    return this.#count(({ closed }) => span.start <= closed && closed < span.end);
  }

  /** How many sessions were open at any time in the span. */
  active(span: Span): number {
    return this.#count(({ opened, closed }) => span.start < span.end && opened < span.end && closed > span.start);
  }

  #count(holds: (session: ClosedSession) => boolean): number {
    let count = 0;
    for (const session of this.#closed) if (holds(session)) count += 1;
    for (const session of this.#open.values()) if (holds({ opened: session.opened, closed: this.#closes(session) })) count += 1;
    return count;
  }

  #closes(session: Session): Milliseconds {
    return Math.min(session.last + this.#timeout, session.opened + this.#life);
  }

  /** The open session, after time has closed it if it has. */
  #current(key: string, at: Milliseconds): Session | undefined {
    const session = this.#open.get(key);
    if (session === undefined || at < this.#closes(session)) return session;
    this.#end(key, session, this.#closes(session));
    return undefined;
  }

  #end(key: string, session: Session, closed: Milliseconds): void {
    this.#open.delete(key);
    this.#lastClose.set(key, closed);
    if (closed >= this.#since) this.#closed.push({ opened: session.opened, closed });
  }

  /** What is open at an instant or closes exactly then, and what closed in the time asked about (see Intervals.save). */
  save(at: Milliseconds): unknown {
    const open: [string, Milliseconds, Milliseconds][] = [];
    const closed = new Map(this.#lastClose);
    for (const [key, session] of this.#open) {
      if (this.#closes(session) >= at) open.push([key, session.opened, session.last]);
      else closed.set(key, this.#closes(session));
    }
    const openKeys = new Set(open.map(([key]) => key));
    return {
      open: open.sort(byKey),
      closed: [...closed].filter(([key, instant]) => instant >= this.#since && !openKeys.has(key)).sort(byKey),
    };
  }

  restore(state: unknown): void {
    for (const [key, at] of savedRows(state, "closed")) this.#lastClose.set(savedText(key), savedInstant(at));
    for (const [key, opened, last] of savedRows(state, "open")) {
      this.#open.set(savedText(key), { opened: savedInstant(opened), last: savedInstant(last) });
    }
  }
}
