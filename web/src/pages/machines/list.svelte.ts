// The machines on the screen: pages of the inventory, kept true by pushes.
//
// Rows come from the API; a push moves a row at once (see lib/live/revisions) and has it read again
// once things have settled. A late answer never replaces a newer row.
import type { Client, MachineQuery } from "$lib/api/client";
import { ApiError } from "$lib/api/errors";
import type { MachineView } from "$lib/api/types";
import type { CloudChange, MachineChange } from "$lib/live/messages";
import { judge, newer, withoutRemoved } from "$lib/live/revisions";
import { Settling } from "$lib/live/settling";
import type { After } from "$lib/time/after";
import { Paged } from "$lib/ui/paged.svelte";
import { sayChanges, type StateChange } from "./announce";

export interface MachineListParts {
  client: Pick<Client, "machines" | "machine">;
  after: After;
  now: () => number;
  say: (text: string) => void;
}

export type Filter = Pick<MachineQuery, "cloud" | "region">;

/** More rows than this are read again by pages, not one by one. */
const ONE_BY_ONE = 8;

export class MachineList extends Paged<MachineView> {
  /** Ids whose state changed a moment ago, to be shown as such. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());

  readonly #parts: MachineListParts;
  readonly #settling: Settling;
  #filter: Filter = {};

  constructor(parts: MachineListParts) {
    super((cursor, limit) => parts.client.machines({ ...this.#filter, limit, cursor }));
    this.#parts = parts;
    this.#settling = new Settling({ ...parts, settled: (ids) => void this.#readSome(ids) });
  }

  /** Loads the first page for a filter; what was on the way for another is dropped. */
  override load(filter: Filter = this.#filter): Promise<void> {
    this.#filter = filter;
    this.#settling.clear();
    return super.load();
  }

  override refresh(): Promise<void> {
    this.#settling.clear();
    return super.refresh();
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
    if (touched) this.show(this.items.map((machine) => known.get(machine.id) ?? machine));
  }

  /** Machines of a cloud that was taken away leave with it. */
  receiveClouds(changes: CloudChange[]): void {
    this.items = withoutRemoved(this.items, changes);
  }

  /** Reads these machines again soon: an assignment changed them. */
  touch(ids: Iterable<string>): void {
    for (const id of ids) this.#settling.add(id);
  }

  override close(): void {
    this.#settling.clear();
    super.close();
  }

  /** A row is never replaced by an older one, and what moved is said. */
  protected override show(items: MachineView[]): void {
    const known = new Map(this.items.map((machine) => [machine.id, machine]));
    const rows = new Map(items.map((each) => [each.id, newer(known.get(each.id), each)]));
    const changes: StateChange[] = [...rows.values()].flatMap((machine) => {
      const was = known.get(machine.id)?.state;
      return was && was !== machine.state ? [{ machine, was }] : [];
    });
    super.show([...rows.values()]);
    if (changes.length === 0) return;
    this.fresh = new Set(changes.map(({ machine }) => machine.id));
    this.#parts.say(sayChanges(changes));
  }

  async #readSome(ids: string[]): Promise<void> {
    const known = new Set(this.items.map(({ id }) => id));
    if (ids.length > ONE_BY_ONE || ids.some((id) => !known.has(id))) return this.refresh();
    const current = this.current();
    const answers = await Promise.all(ids.map(async (id) => [id, await this.#read(id)] as const));
    if (!current()) return;
    const read = new Map(answers);
    this.show(
      this.items.flatMap((machine) => {
        const answer = read.get(machine.id) ?? machine;
        return answer === "gone" ? [] : [answer];
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
    if (this.phase !== "ready" || this.next) return false;
    if (this.#filter.cloud && this.#filter.cloud !== cloud) return false;
    return !this.#filter.region || this.#filter.region === region;
  }
}
