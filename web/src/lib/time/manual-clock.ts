// A clock that tests move by hand: tasks run when their time has come, in order, and never before.
import type { After } from "./after";

export class ManualClock {
  #now = 0;
  #tasks: { at: number; task: () => void }[] = [];

  now = () => this.#now;

  after: After = (milliseconds, task) => {
    const entry = { at: this.#now + milliseconds, task };
    this.#tasks.push(entry);
    return () => void (this.#tasks = this.#tasks.filter((other) => other !== entry));
  };

  /** Milliseconds until the next task, `undefined` when there is none. */
  get next(): number | undefined {
    const times = this.#tasks.map(({ at }) => at - this.#now);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Moves on, running what falls due and letting promises settle after each. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#tasks = this.#tasks.filter((other) => other !== due);
      this.#now = due.at;
      due.task();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** Lets everything that only waits for promises happen. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
