import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "$lib/api/errors";
import type { MachineQuery } from "$lib/api/client";
import { sampleMachine } from "$lib/api/sample-machine";
import type { MachineView } from "$lib/api/types";
import { ManualClock, settled } from "$lib/time/manual-clock";
import { MachineList } from "./list.svelte";

const machine = sampleMachine;

class World {
  clock = new ManualClock();
  stored: MachineView[] = [];
  calls: string[] = [];
  spoken: string[] = [];
  list = new MachineList({
    after: this.clock.after,
    now: this.clock.now,
    say: (text) => void this.spoken.push(text),
    client: {
      machines: async (query: MachineQuery = {}) => {
        this.calls.push(`list ${query.cursor ?? 0}+${query.limit}`);
        const start = Number(query.cursor ?? 0);
        const end = start + (query.limit ?? 100);
        const items = this.stored.slice(start, end);
        return { items, next_cursor: end < this.stored.length ? String(end) : null };
      },
      machine: async (id: string) => {
        this.calls.push(`get ${id.split(":")[2]}`);
        const found = this.stored.find((m) => m.id === id);
        if (!found) throw new ApiError({ type: "", title: "None", status: 404 });
        return found;
      },
    },
  });

  fill(count: number) {
    this.stored = Array.from({ length: count }, (_, i) => machine(i));
  }

  /** Changes a stored machine, and pushes the change as the server does. */
  move(n: number, change: Partial<MachineView>, { push = true } = {}) {
    const after = { ...this.stored[n]!, ...change, rev: this.stored[n]!.rev + 1 };
    this.stored[n] = after;
    const { id, rev, state } = after;
    if (push) this.list.receive([{ id, rev, state, last_action: after.last_action ?? null }]);
  }

  shown(n: number): MachineView | undefined {
    return this.list.items.find(({ instance_id }) => instance_id === `i-${n}`);
  }
}

describe("the list of machines", () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    world.fill(3);
    await world.list.load({});
    world.calls = [];
  });

  it("applies the next rev at once, says it, and reads the row again for the rest", async () => {
    world.move(1, { state: "stopping", wish: "off" });
    expect(world.shown(1)).toMatchObject({ state: "stopping", rev: 2 });
    expect(world.shown(1)?.wish).toBeNull();
    expect(world.spoken).toEqual(["m1 is stopping"]);
    await world.clock.pass(400);
    expect(world.calls).toEqual(["get i-1"]);
    expect(world.shown(1)?.wish).toBe("off");
  });

  it("reads a machine again when a rev is missing", async () => {
    world.move(1, { state: "stopping" }, { push: false });
    world.move(1, { state: "stopped" });
    expect(world.shown(1)?.state).toBe("running");
    await world.clock.pass(400);
    expect(world.shown(1)).toMatchObject({ state: "stopped", rev: 3 });
  });

  it("ignores what it has seen", async () => {
    world.list.receive([{ id: machine(1).id, rev: 1, state: "stopped", last_action: null }]);
    await world.clock.pass(5_000);
    expect(world.shown(1)?.state).toBe("running");
    expect(world.calls).toEqual([]);
  });

  it("drops a machine that is gone", async () => {
    world.list.receive([{ id: machine(2).id, rev: 9, state: "terminated", last_action: null }]);
    world.stored.pop();
    await world.clock.pass(400);
    expect(world.list.items).toHaveLength(2);
  });

  it("reads the list again for a machine it doesn't know", async () => {
    world.stored.push(machine(3));
    world.list.receive([{ id: machine(3).id, rev: 1, state: "pending", last_action: null }]);
    await world.clock.pass(400);
    expect(world.calls).toEqual(["list 0+200"]);
    expect(world.shown(3)).toBeDefined();
  });

  it("takes no notice of a new machine elsewhere", async () => {
    await world.list.load({ cloud: "cld_1", region: "eu-west-1" });
    world.calls = [];
    world.list.receive([{ id: machine(7).id, rev: 1, state: "pending", last_action: null }]);
    await world.clock.pass(5_000);
    expect(world.calls).toEqual([]);
  });

  it("answers a storm of pushes with a few calls", async () => {
    world.fill(250);
    await world.list.load();
    await world.list.more();
    await world.list.more();
    world.calls = [];
    for (let i = 0; i < 250; i++) {
      world.move(i, { state: "stopping" });
      await world.clock.pass(10);
    }
    await world.clock.pass(5_000);
    expect(world.calls.length).toBeLessThanOrEqual(4);
    expect(world.list.items.every(({ state }) => state === "stopping")).toBe(true);
  });

  it("never lets a late answer replace a newer row", async () => {
    const refreshing = world.list.refresh();
    world.list.receive([{ id: machine(0).id, rev: 2, state: "stopping", last_action: null }]);
    await refreshing;
    expect(world.shown(0)).toMatchObject({ state: "stopping", rev: 2 });
  });

  it("keeps as many rows as there were when it reads them again", async () => {
    world.fill(450);
    await world.list.load();
    for (let i = 0; i < 3; i++) await world.list.more();
    expect(world.list.items).toHaveLength(400);
    await world.list.refresh();
    expect(world.list.items).toHaveLength(400);
    expect(world.list.next).toBe("400");
  });

  it("forgets the rest when it is closed", async () => {
    world.move(1, { state: "stopping" });
    world.list.close();
    await world.clock.pass(5_000);
    await settled();
    expect(world.calls).toEqual([]);
  });
});
