// A list that the API answers page by page. A page may be short, or empty, and still not the last.
import { messageOf } from "../api/errors";

interface Page<T> {
  items: T[];
  next_cursor?: string | null | undefined;
}

export class Paged<T> {
  items = $state.raw<T[]>([]);
  next = $state<string | null>(null);
  phase = $state<"loading" | "ready" | "failed">("loading");
  error = $state.raw<unknown>(undefined);
  loadingMore = $state(false);
  /** Why the next page didn't come. */
  moreFault = $state("");
  readonly #ask: (cursor: string | undefined) => Promise<Page<T>>;
  /** Answers to an older question are dropped. */
  #turn = 0;

  constructor(ask: (cursor: string | undefined) => Promise<Page<T>>) {
    this.#ask = ask;
  }

  /** Begins again with the first page; quietly, when `keep` and something is shown already. */
  async load({ keep = false } = {}): Promise<void> {
    const turn = ++this.#turn;
    keep &&= this.phase === "ready";
    if (!keep) this.phase = "loading";
    this.loadingMore = false;
    this.moreFault = "";
    try {
      const { items, next_cursor } = await this.#ask(undefined);
      if (turn !== this.#turn) return;
      this.items = items;
      this.next = next_cursor ?? null;
      this.phase = "ready";
    } catch (error) {
      if (turn !== this.#turn || keep) return;
      this.error = error;
      this.phase = "failed";
    }
  }

  /** Appends the next page. */
  async more(): Promise<void> {
    if (!this.next || this.loadingMore) return;
    const turn = this.#turn;
    this.loadingMore = true;
    this.moreFault = "";
    try {
      const { items, next_cursor } = await this.#ask(this.next);
      if (turn !== this.#turn) return;
      this.items = [...this.items, ...items];
      this.next = next_cursor ?? null;
    } catch (error) {
      if (turn === this.#turn) this.moreFault = messageOf(error);
    } finally {
      if (turn === this.#turn) this.loadingMore = false;
    }
  }
}
