// A list that the API answers page by page. A page may be short, or empty, and still not the last.
//
// Reading on and reading again wait for each other: a page that somebody asked for is never lost to
// a reload that began before it, and a reload never shows fewer rows than stood there.
import { messageOf } from "../api/errors";
import type { Page } from "../api/types";

/** One page; `limit` only where the API's own size won't do. */
export type AskPage<T> = (
  cursor: string | undefined,
  limit: number | undefined,
) => Promise<Page<T>>;

/** The API's own limit: the fewest calls for many rows. */
const LARGEST = 200;

export class Paged<T> {
  items = $state.raw<T[]>([]);
  next = $state<string | null>(null);
  phase = $state<"loading" | "ready" | "failed">("loading");
  error = $state.raw<unknown>(undefined);
  loadingMore = $state(false);
  /** Why the next page didn't come. */
  moreFault = $state("");
  readonly #ask: AskPage<T>;
  /** Answers to an older question are dropped. */
  #turn = 0;
  /** What is under way. */
  #work: Promise<void> = Promise.resolve();
  /** A reload that has not begun serves whoever asks for one meanwhile. */
  #reload: Promise<void> | undefined;

  constructor(ask: AskPage<T>) {
    this.#ask = ask;
  }

  /** Begins with the first page, and drops what is on its way. */
  load(): Promise<void> {
    this.#turn += 1;
    this.#work = Promise.resolve();
    this.#reload = undefined;
    this.phase = "loading";
    this.items = [];
    this.next = null;
    this.loadingMore = false;
    this.moreFault = "";
    return this.#then(async (current) => {
      try {
        const page = await this.#ask(undefined, undefined);
        if (!current()) return;
        this.show(page.items);
        this.next = page.next_cursor ?? null;
        this.phase = "ready";
      } catch (error) {
        if (!current()) return;
        this.error = error;
        this.phase = "failed";
      }
    });
  }

  /** Appends the next page. */
  async more(): Promise<void> {
    if (!this.next || this.loadingMore) return;
    this.loadingMore = true;
    this.moreFault = "";
    await this.#then(async (current) => {
      try {
        const page = this.next ? await this.#ask(this.next, undefined) : undefined;
        if (!current() || !page) return;
        this.show([...this.items, ...page.items]);
        this.next = page.next_cursor ?? null;
      } catch (error) {
        if (current()) this.moreFault = messageOf(error);
      } finally {
        if (current()) this.loadingMore = false;
      }
    });
  }

  /**
   * Reads all rows again without emptying the screen; a failure leaves what is there. As many rows
   * as stand there, so that a list doesn't grow under its reader; a complete list is read to its end.
   */
  refresh(): Promise<void> {
    if (this.phase === "failed") return this.load();
    return (this.#reload ??= this.#then((current) => {
      this.#reload = undefined;
      return this.#readAgain(current);
    }));
  }

  /** Drops what is on its way; the list is of no use afterwards. */
  close(): void {
    this.#turn += 1;
  }

  /** Says, later on, whether the list is still the one of now. */
  protected current(): () => boolean {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }

  /** Puts rows on the screen. */
  protected show(items: T[]): void {
    this.items = items;
  }

  async #readAgain(current: () => boolean): Promise<void> {
    if (this.phase !== "ready") return;
    const wanted = this.next ? Math.max(1, this.items.length) : Infinity;
    const read: T[] = [];
    let cursor: string | undefined;
    try {
      do {
        const page = await this.#ask(cursor, Math.min(LARGEST, wanted - read.length));
        if (!current()) return;
        read.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor && read.length < wanted);
    } catch {
      return;
    }
    this.show(read);
    this.next = cursor ?? null;
  }

  /** Does `work` once what is under way is done, unless the list has begun anew by then. */
  #then(work: (current: () => boolean) => Promise<void>): Promise<void> {
    const current = this.current();
    return (this.#work = this.#work.then(() => (current() ? work(current) : undefined)));
  }
}
