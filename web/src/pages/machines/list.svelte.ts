// The machines on the screen: pages of the inventory, kept true by pushes.
//
// Rows come from the API; a push moves a row at once (see lib/live/revisions) and has it read again
// once things have settled. A late answer never replaces a newer row.
import type { Client, MachineQuery } from "$lib/api/client";
import { ApiError } from "$lib/api/errors";
import type { MachineView } from "$lib/api/types";
import type { MachineChange } from "$lib/live/messages";
import { judge, newer } from "$lib/live/revisions";
import { Settling } from "$lib/live/settling";
import type { After } from "$lib/time/after";
import { sayChanges, type StateChange } from "./announce";

export interface MachineListParts {
  client: Pick<Client, "machines" | "machine">;
  after: After;
  now: () => number;
  say: (text: string) => void;
}

export type Filter = Pick<MachineQuery, "cloud" | "region">;

const PAGE = 100;
/** The API's own limit: the fewest calls for a reload of many rows. */
const RELOAD_PAGE = 200;
/** More rows than this are read again by pages, not one by one. */
const ONE_BY_ONE = 8;

export class MachineList {
  items = $state.raw<MachineView[]>([]);
  nextCursor = $state<string | null>(null);
  phase = $state<"loading" | "ready" | "failed">("loading");
  error = $state<unknown>(undefined);
  loadingMore = $state(false);
  /** Ids whose state changed a moment ago, to be shown as such. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());

  readonly #parts: MachineListParts;
  readonly #settling: Settling;
  #filter: Filter = {};
  #abort = new AbortController();

  constructor(parts: MachineListParts) {
    this.#parts = parts;
    this.#settling = new Settling({ ...parts, settled: (ids) => void this.#readAgain(ids) });
  }

  /** Loads the first page for a filter; what was on the way for another is dropped. */
  async load(filter: Filter = this.#filter): Promise<void> {
    this.#filter = filter;
    this.#restart();
    this.phase = "loading";
    this.items = [];
    this.nextCursor = null;
    const { signal } = this.#abort;
    try {
      const page = await this.#parts.client.machines({ ...filter, limit: PAGE }, signal);
      if (signal.aborted) return;
      this.items = page.items;
      this.nextCursor = page.next_cursor ?? null;
      this.phase = "ready";
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      this.phase = "failed";
    }
  }

  /** Appends the next page. Throws what the API said; the rows stay. */
  async more(): Promise<void> {
    const cursor = this.nextCursor;
    if (!cursor || this.loadingMore) return;
    const { signal } = this.#abort;
    this.loadingMore = true;
    try {
      const query = { ...this.#filter, limit: PAGE, cursor };
      const page = await this.#parts.client.machines(query, signal);
      if (signal.aborted) return;
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...this.items, ...page.items.filter(({ id }) => !known.has(id))];
      this.nextCursor = page.next_cursor ?? null;
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (!signal.aborted) this.loadingMore = false;
    }
  }

  /**
   * Reads all rows again without emptying the screen; a failure leaves what is there. As many rows as stand there, so
   * that a list doesn't grow under its reader; a complete list is read to its end.
   */
  async refresh(): Promise<void> {
    if (this.phase !== "ready") return this.phase === "failed" ? this.load() : undefined;
    this.#restart();
    const { signal } = this.#abort;
    const wanted = this.nextCursor ? this.items.length : Infinity;
    const read: MachineView[] = [];
    let cursor: string | null | undefined;
    try {
      do {
        const limit = Math.min(RELOAD_PAGE, wanted - read.length);
        const query = { ...this.#filter, limit, cursor: cursor ?? undefined };
        const page = await this.#parts.client.machines(query, signal);
        if (signal.aborted) return;
        read.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor && read.length < wanted);
    } catch {
      return;
    }
    const known = new Map(this.items.map((machine) => [machine.id, machine]));
    this.#show(read.map((machine) => newer(known.get(machine.id), machine)));
    this.nextCursor = cursor ?? null;
  }

  /** Takes what the socket says. */
  receive(changes: MachineChange[]): void {
    const known = new Map(this.items.map((machine) => [machine.id, machine]));
    const at = new Date(this.#parts.now()).toISOString();
    let touched = false;
    for (const change of changes) {
      const machine = known.get(change.id);
      if (!machine) {
        if (this.#belongs(change.id)) this.#settling.add(change.id);
        continue;
      }
      const verdict = judge(machine, change, at);
      if (verdict.kind === "ignore") continue;
      if (verdict.kind === "apply") {
        known.set(change.id, verdict.machine);
        touched = true;
      }
      this.#settling.add(change.id);
    }
    if (touched) this.#show(this.items.map((machine) => known.get(machine.id) ?? machine));
  }

  /** Reads these machines again soon: an assignment changed them. */
  touch(ids: Iterable<string>): void {
    for (const id of ids) this.#settling.add(id);
  }

  /** Ends what is under way; the list is of no use afterwards. */
  close(): void {
    this.#restart();
  }

  async #readAgain(ids: string[]): Promise<void> {
    const known = new Set(this.items.map(({ id }) => id));
    if (ids.length > ONE_BY_ONE || ids.some((id) => !known.has(id))) return this.refresh();
    const { signal } = this.#abort;
    const answers = await Promise.all(ids.map(async (id) => [id, await this.#read(id)] as const));
    if (signal.aborted) return;
    const read = new Map(answers);
    this.#show(
      this.items.flatMap((machine) => {
        const answer = read.get(machine.id);
        if (answer === "gone") return [];
        return [answer ? newer(machine, answer) : machine];
      }),
    );
  }

  async #read(id: string): Promise<MachineView | "gone" | undefined> {
    try {
      return await this.#parts.client.machine(id);
    } catch (error) {
      return error instanceof ApiError && error.status === 404 ? "gone" : undefined;
    }
  }

  /** Whether an unknown machine would stand in this list: only a complete list can say. */
  #belongs(id: string): boolean {
    const [cloud, region] = id.split(":");
    if (this.phase !== "ready" || this.nextCursor) return false;
    if (this.#filter.cloud && this.#filter.cloud !== cloud) return false;
    return !this.#filter.region || this.#filter.region === region;
  }

  #show(items: MachineView[]): void {
    const before = new Map(this.items.map(({ id, state }) => [id, state]));
    const changes: StateChange[] = items.flatMap((machine) => {
      const was = before.get(machine.id);
      return was && was !== machine.state ? [{ machine, was }] : [];
    });
    this.items = items;
    if (changes.length === 0) return;
    this.fresh = new Set(changes.map(({ machine }) => machine.id));
    this.#parts.say(sayChanges(changes));
  }

  #restart(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#settling.clear();
    this.loadingMore = false;
  }
}
