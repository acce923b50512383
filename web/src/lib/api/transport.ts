// One HTTP call with a session that renews itself.
//
// Rules:
// - A 401 renews the session once and repeats the call once. Calls that fail together share one
//   renewal: a refresh token is single-use, and a second use could end the whole session.
// - 409 on renewal means that another tab has just renewed. Its cookies are on their way into the
//   jar that all tabs share, so we wait and ask for the session instead of renewing again.
// - When the session can't be renewed, `onSessionLost` is told once per failed renewal.
// - A call with `once` carries an idempotency key, the same until it is answered: when no answer came,
//   or a fault did, sending it again can't make a second thing.
import { ApiError, NetworkError, problemOf } from "./errors";
import type { SessionView } from "./types";

export interface TransportParts {
  fetch: (input: string, init: RequestInit) => Promise<Response>;
  wait: (milliseconds: number) => Promise<void>;
  /** A fresh idempotency key: anything that never comes twice. */
  key: () => string;
  onSessionLost: () => void;
}

export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** False for calls that need no session: their 401 means something else. Default true. */
  session?: boolean;
  /** For calls that create something: carried out once, however often it is sent. */
  once?: boolean;
}

const BASE = "/api/v1";
/** Changes need it: no other site's page can send a header of its own. */
const CLIENT = { "x-powerdown-client": "web" };
/** Waits between looks at the session after a 409, in milliseconds; about 3 s together. */
const LOOKS = [150, 350, 800, 1700];

export class Transport {
  readonly #parts: TransportParts;
  #renewal: Promise<SessionView | null> | undefined;
  #renewals = 0;
  /** The keys of calls that were not answered yet, by what they ask for. */
  readonly #keys = new Map<string, string>();

  constructor(parts: TransportParts) {
    this.#parts = parts;
  }

  /**
   * Calls `path` below /api/v1 and returns the decoded JSON, `undefined` for an empty answer.
   * Throws ApiError or NetworkError; an aborted call throws the signal's AbortError.
   */
  async call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
    if (options.once) return this.#once<T>(method, path, options);
    const renewals = this.#renewals;
    let response = await this.#send(method, path, options);
    if (response.status === 401 && options.session !== false) {
      // A refusal may come so late that others have seen to the session meanwhile.
      if (renewals !== this.#renewals || (await this.renew())) {
        response = await this.#send(method, path, options);
        if (response.status === 401) this.#parts.onSessionLost();
      }
    }
    if (!response.ok) throw new ApiError(await problemOf(response));
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** Renews the session; `null` when it is over. Simultaneous callers share one renewal. */
  renew(): Promise<SessionView | null> {
    this.#renewal ??= this.#renewOnce()
      .then((session) => {
        if (session) this.#renewals += 1;
        return session;
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }

  async #once<T>(method: string, path: string, options: CallOptions): Promise<T> {
    const asked = `${method} ${path} ${JSON.stringify(options.body)}`;
    const key = this.#keys.get(asked) ?? this.#parts.key();
    this.#keys.set(asked, key);
    const headers = { ...options.headers, "idempotency-key": key };
    try {
      const answer = await this.call<T>(method, path, { ...options, headers, once: false });
      this.#keys.delete(asked);
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) this.#keys.delete(asked);
      throw error;
    }
  }

  async #renewOnce(): Promise<SessionView | null> {
    const answer = await this.#send("POST", "/session/refresh", {});
    if (answer.ok) return (await answer.json()) as SessionView;
    if (answer.status === 409) {
      const session = await this.#sessionOfOtherTab();
      if (session) return session;
    } else if (answer.status !== 401) {
      // A passing fault says nothing about the session: report the fault, keep the session.
      throw new ApiError(await problemOf(answer));
    }
    this.#parts.onSessionLost();
    return null;
  }

  async #sessionOfOtherTab(): Promise<SessionView | null> {
    for (const pause of LOOKS) {
      await this.#parts.wait(pause);
      const answer = await this.#send("GET", "/session", {});
      if (answer.ok) return (await answer.json()) as SessionView;
    }
    return null;
  }

  async #send(method: string, path: string, options: CallOptions): Promise<Response> {
    const headers: Record<string, string> = {
      accept: "application/json",
      ...CLIENT,
      ...options.headers,
    };
    const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
    if (options.body !== undefined) {
      headers["content-type"] = "application/json";
      init.body = JSON.stringify(options.body);
    }
    if (options.signal) init.signal = options.signal;
    try {
      return await this.#parts.fetch(BASE + path, init);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new NetworkError(error);
    }
  }
}
