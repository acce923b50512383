// The live connection: a ticket, a socket, a heartbeat, and patience.
//
// Rules:
// - A ticket is single-use and lives 30 s, so each attempt fetches a fresh one.
// - The gateway drops a silent socket after 10 minutes and any socket after 2 hours: we ping every
//   4 minutes and treat a close as an ordinary event. A ping without an answer is a close, too.
// - News are numbered. Who was away says the last number it knows and is told what it missed, and so
//   with every ping: news that got lost on their way come then.
// - When nothing is known yet, or what was missed is not to be had any more, `onReload` says "from now
//   on you hear everything"; who shows data reads it again then.
import { ApiError } from "../api/errors";
import type { After } from "../time/after";
import { backoff } from "./backoff";
import { readMessage, type Incoming, type LiveMessage } from "./messages";
import { Numbers } from "./numbers";

export type LiveStatus = "connecting" | "live" | "waiting" | "off";

/** The part of WebSocket that is used. */
export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LiveParts {
  ticket: () => Promise<string>;
  open: (ticket: string) => SocketLike;
  /** What to hear of; the usual when `undefined`. */
  topics: () => string[] | undefined;
  random: () => number;
  after: After;
  onReload: () => void;
  onMessage: (message: LiveMessage) => void;
  onStatus: (status: LiveStatus) => void;
}

const PING_EVERY = 4 * 60_000;
/** How long an answer may take. */
const PATIENCE = 20_000;
/** A socket that lived this long was a good one: the next failure starts from a short wait. */
const GOOD_AFTER = 10_000;

export class LiveSocket {
  readonly #parts: LiveParts;
  #socket: SocketLike | undefined;
  #attempt = 0;
  /** Grows whenever what is under way becomes void; late answers compare it. */
  #life = 0;
  #running = false;
  #cancelRetry: (() => void) | undefined;
  #cancelPing: (() => void) | undefined;
  #cancelGood: (() => void) | undefined;
  #cancelPatience: (() => void) | undefined;
  readonly #numbers = new Numbers();

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  /** Connects, and stays connected until `stop`. Calling it again changes nothing. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#attempt = 0;
    void this.#connect();
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#numbers.forget();
    this.#drop();
    this.#parts.onStatus("off");
  }

  /**
   * Tries now instead of at the end of the wait: the browser says it is online again, or the page is
   * looked at again. A socket that seems open may have died in its sleep: it is asked.
   */
  hurry(): void {
    if (!this.#running) return;
    if (this.#socket && this.#cancelPing) this.#ping(this.#socket);
    if (!this.#cancelRetry) return;
    this.#cancelRetry();
    this.#cancelRetry = undefined;
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const life = ++this.#life;
    this.#parts.onStatus("connecting");
    let ticket: string;
    try {
      ticket = await this.#parts.ticket();
    } catch (error) {
      if (life !== this.#life) return;
      // No session, no socket. The page goes to the login by the same error.
      if (error instanceof ApiError && error.status === 401) this.stop();
      else this.#retry();
      return;
    }
    if (life !== this.#life) return;

    const socket = this.#parts.open(ticket);
    this.#socket = socket;
    socket.onopen = () => {
      if (life !== this.#life) return;
      this.#cancelGood = this.#parts.after(GOOD_AFTER, () => (this.#attempt = 0));
      this.#say(socket, "subscribe");
      this.#later(socket);
      this.#parts.onStatus("live");
      if (this.#numbers.known === undefined) this.#parts.onReload();
    };
    socket.onmessage = ({ data }) => {
      if (life !== this.#life || typeof data !== "string") return;
      const incoming = readMessage(data);
      if (incoming) this.#take(incoming);
    };
    socket.onclose = () => {
      if (life === this.#life) this.#retry();
    };
  }

  #retry(): void {
    this.#drop();
    this.#parts.onStatus("waiting");
    const wait = backoff(this.#attempt, this.#parts.random());
    this.#attempt += 1;
    this.#cancelRetry = this.#parts.after(wait, () => {
      this.#cancelRetry = undefined;
      void this.#connect();
    });
  }

  #take(incoming: Incoming): void {
    if (incoming.kind === "reload") {
      this.#parts.onReload();
    } else if (incoming.kind === "known") {
      this.#cancelPatience?.();
      this.#cancelPatience = undefined;
      this.#numbers.upTo(incoming.number);
    } else {
      if (incoming.number !== undefined) this.#numbers.heard(incoming.number, incoming.more);
      if (incoming.message) this.#parts.onMessage(incoming.message);
    }
  }

  #ping(socket: SocketLike): void {
    this.#say(socket, "ping");
    this.#later(socket);
  }

  #later(socket: SocketLike): void {
    this.#cancelPing?.();
    this.#cancelPing = this.#parts.after(PING_EVERY, () => this.#ping(socket));
  }

  /** Says it with the last number known, if any. Who has answered before is expected to again. */
  #say(socket: SocketLike, type: "ping" | "subscribe"): void {
    const since = this.#numbers.known;
    const topics = type === "subscribe" ? this.#parts.topics() : undefined;
    socket.send(JSON.stringify({ type, topics, since }));
    if (since === undefined) return;
    this.#cancelPatience?.();
    this.#cancelPatience = this.#parts.after(PATIENCE, () => this.#retry());
  }

  #drop(): void {
    this.#life += 1;
    this.#cancelRetry?.();
    this.#cancelPing?.();
    this.#cancelGood?.();
    this.#cancelPatience?.();
    this.#cancelRetry = this.#cancelPing = this.#cancelGood = this.#cancelPatience = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}
