// The live connection: a ticket, a socket, a ping that keeps it open, and patience.
//
// Rules:
// - A ticket is single-use and lives 30 s, so each attempt fetches a fresh one.
// - The gateway drops a silent socket after 10 minutes and any socket after 2 hours: we ping every
//   4 minutes and treat a close as an ordinary event.
// - Whatever happened while no socket was open was missed. `onOpen` says "from now on you hear
//   everything"; who shows data reloads it then.
import { ApiError } from "../api/errors";
import type { After } from "../time/after";
import { backoff } from "./backoff";
import { readMessage, type LiveMessage } from "./messages";

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
  random: () => number;
  after: After;
  onOpen: () => void;
  onMessage: (message: LiveMessage) => void;
  onStatus: (status: LiveStatus) => void;
}

const PING_EVERY = 4 * 60_000;
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
    this.#drop();
    this.#parts.onStatus("off");
  }

  /** Tries now instead of at the end of the wait: the browser says it is online again. */
  hurry(): void {
    if (!this.#running || !this.#cancelRetry) return;
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
      this.#ping(socket);
      this.#parts.onStatus("live");
      this.#parts.onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (life !== this.#life || typeof data !== "string") return;
      const message = readMessage(data);
      if (message) this.#parts.onMessage(message);
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

  #ping(socket: SocketLike): void {
    this.#cancelPing = this.#parts.after(PING_EVERY, () => {
      socket.send(JSON.stringify({ type: "ping" }));
      this.#ping(socket);
    });
  }

  #drop(): void {
    this.#life += 1;
    this.#cancelRetry?.();
    this.#cancelPing?.();
    this.#cancelGood?.();
    this.#cancelRetry = this.#cancelPing = this.#cancelGood = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}
