// The connected clouds, and which of them are being verified.
//
// A verification is asked of the API and done by the scheduler: its end is a push, and where no
// push comes (no socket), a few looks of our own.
import type { Client } from "$lib/api/client";
import type { CloudChange, CloudDraft, CloudView } from "$lib/api/types";
import type { CloudChange as CloudNews } from "$lib/live/messages";
import type { After } from "$lib/time/after";
import { Paged } from "$lib/ui/paged.svelte";

export interface CloudListParts {
  client: Pick<
    Client,
    "clouds" | "cloud" | "connectCloud" | "changeCloud" | "disconnectCloud" | "verifyCloud"
  >;
  after: After;
  say: (text: string) => void;
}

/** Looks at a cloud under verification, in milliseconds after asking. */
const LOOKS = [2_000, 5_000, 10_000, 20_000, 40_000];

export class CloudList extends Paged<CloudView> {
  verifying = $state.raw<ReadonlySet<string>>(new Set());
  readonly #parts: CloudListParts;
  #looks: (() => void)[] = [];

  constructor(parts: CloudListParts) {
    super((cursor, limit) => parts.client.clouds({ cursor, limit }));
    this.#parts = parts;
  }

  async connect(draft: CloudDraft): Promise<CloudView> {
    const cloud = await this.#parts.client.connectCloud(draft);
    this.items = [...this.items, cloud];
    return cloud;
  }

  async change(id: string, change: CloudChange): Promise<void> {
    const version = this.items.find((cloud) => cloud.id === id)?.version ?? 0;
    try {
      this.#put(await this.#parts.client.changeCloud(id, version, change));
    } catch (error) {
      // It may have moved on in the meantime: the next try is about what is there now.
      await this.#look(id);
      throw error;
    }
  }

  async disconnect(id: string): Promise<void> {
    await this.#parts.client.disconnectCloud(id);
    this.items = this.items.filter((cloud) => cloud.id !== id);
  }

  async verify(id: string): Promise<void> {
    if (this.verifying.has(id)) return;
    this.verifying = new Set([...this.verifying, id]);
    try {
      this.#put(await this.#parts.client.verifyCloud(id));
    } catch (error) {
      this.#verified(id);
      throw error;
    }
    const asked = this.#checkedAt(id);
    for (const [i, pause] of LOOKS.entries()) {
      const last = i === LOOKS.length - 1;
      this.#looks.push(
        this.#parts.after(pause, async () => {
          if (!this.verifying.has(id)) return;
          await this.#look(id);
          if (this.#checkedAt(id) !== asked || last) this.#verified(id);
        }),
      );
    }
  }

  /** One that was just connected may come again with a later page. */
  protected override show(clouds: CloudView[]): void {
    const known = new Map(this.items.map((cloud) => [cloud.id, cloud]));
    const newest = (cloud: CloudView) => {
      const before = known.get(cloud.id);
      return before && before.version > cloud.version ? before : cloud;
    };
    super.show([...new Map(clouds.map((cloud) => [cloud.id, newest(cloud)])).values()]);
  }

  /** Takes what the socket says. */
  async receive(changes: CloudNews[]): Promise<void> {
    for (const { id, removed } of changes) {
      if (removed) {
        this.#remove(id);
        continue;
      }
      if (!this.items.some((cloud) => cloud.id === id)) return this.refresh();
      const before = this.#checkedAt(id);
      await this.#look(id);
      if (this.#checkedAt(id) !== before) this.#verified(id);
    }
  }

  override close(): void {
    super.close();
    for (const cancel of this.#looks) cancel();
  }

  async #look(id: string): Promise<void> {
    try {
      this.#put(await this.#parts.client.cloud(id));
    } catch {
      // The next look or push tries again.
    }
  }

  #put(cloud: CloudView): void {
    const before = this.items.find(({ id }) => id === cloud.id);
    if (before && before.version > cloud.version) return;
    if (before && before.health.status !== cloud.health.status) {
      this.#parts.say(`${cloud.name} is ${cloud.health.status}`);
    }
    this.items = this.items.map((known) => (known.id === cloud.id ? cloud : known));
  }

  #remove(id: string): void {
    const cloud = this.items.find((known) => known.id === id);
    if (!cloud) return;
    this.items = this.items.filter((known) => known !== cloud);
    this.#parts.say(`${cloud.name} was disconnected`);
  }

  #checkedAt(id: string): string | null {
    return this.items.find((cloud) => cloud.id === id)?.health.checked_at ?? null;
  }

  #verified(id: string): void {
    this.verifying = new Set([...this.verifying].filter((other) => other !== id));
  }
}
