// Collects ids that are to be read again and hands them over once the storm has passed.
//
// An order may stop a thousand machines; a browser must not answer each push with a request. Ids
// are handed over when nothing was added for a moment, or at the latest after `longest`.
import type { After } from "../time/after";

export interface SettlingParts {
  after: After;
  now: () => number;
  settled: (ids: string[]) => void;
}

const QUIET = 400;
const LONGEST = 3_000;

export class Settling {
  readonly #parts: SettlingParts;
  #ids = new Set<string>();
  #since = 0;
  #cancel: (() => void) | undefined;

  constructor(parts: SettlingParts) {
    this.#parts = parts;
  }

  add(id: string): void {
    const now = this.#parts.now();
    if (this.#ids.size === 0) this.#since = now;
    this.#ids.add(id);
    this.#cancel?.();
    const left = Math.max(0, this.#since + LONGEST - now);
    this.#cancel = this.#parts.after(Math.min(QUIET, left), () => this.#flush());
  }

  /** Forgets what was collected. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#ids.clear();
  }

  #flush(): void {
    const ids = [...this.#ids];
    this.clear();
    this.#parts.settled(ids);
  }
}
