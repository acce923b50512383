// "Now" as state, so that "4 min ago" grows old by itself. One timer for the whole page.

const TICK = 15_000;

class Clock {
  #now = $state(Date.now());

  constructor() {
    setInterval(() => (this.#now = Date.now()), TICK);
  }

  /** Milliseconds since 1970, at most 15 s old. */
  get now(): number {
    return this.#now;
  }
}

export const clock = new Clock();
