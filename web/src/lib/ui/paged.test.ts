import { describe, expect, it } from "vitest";
import { settled } from "$lib/time/manual-clock";
import { Paged } from "./paged.svelte";

/** Three pages of two, the second of them empty. */
const PAGES: Record<string, { items: number[]; next_cursor?: string }> = {
  "": { items: [1, 2], next_cursor: "b" },
  b: { items: [], next_cursor: "c" },
  c: { items: [3] },
};

describe("a paged list", () => {
  it("appends page after page, also past an empty one", async () => {
    const list = new Paged((cursor = "") => Promise.resolve(PAGES[cursor]!));
    await list.load();
    await list.more();
    expect(list.items).toEqual([1, 2]);
    await list.more();
    expect(list.items).toEqual([1, 2, 3]);
    expect(list.next).toBeNull();
  });

  it("keeps what is there when the next page doesn't come", async () => {
    const list = new Paged<number>((cursor) =>
      cursor ? Promise.reject(new Error("broken")) : Promise.resolve(PAGES[""]!),
    );
    await list.load();
    await list.more();
    expect(list.items).toEqual([1, 2]);
    expect(list.moreFault).toContain("went wrong");
    expect(list.loadingMore).toBe(false);
  });

  it("drops the answer to an older question", async () => {
    const answers: ((page: { items: number[] }) => void)[] = [];
    const list = new Paged<number>(() => new Promise((done) => answers.push(done)));
    const first = list.load();
    await settled();
    const second = list.load();
    await settled();
    answers[1]!({ items: [2] });
    answers[0]!({ items: [1] });
    await Promise.all([first, second]);
    expect(list.items).toEqual([2]);
  });

  it("says why there is nothing, and keeps quiet when something is shown", async () => {
    let good = false;
    const list = new Paged<number>(() =>
      good ? Promise.resolve({ items: [1] }) : Promise.reject(new Error("broken")),
    );
    await list.load();
    expect(list.phase).toBe("failed");
    good = true;
    await list.refresh();
    good = false;
    await list.refresh();
    expect([list.phase, list.items]).toEqual(["ready", [1]]);
  });
});

describe("a paged list that is read again", () => {
  /** Numbers from 1, in pages of two unless more are asked for. */
  function numbers(count: number) {
    const world = { count, calls: [] as string[] };
    const list = new Paged<number>((cursor, limit = 2) => {
      world.calls.push(`${cursor ?? 0}+${limit}`);
      const start = Number(cursor ?? 0);
      const end = Math.min(world.count, start + limit);
      const items = Array.from({ length: end - start }, (_, i) => start + i + 1);
      return Promise.resolve({ items, next_cursor: end < world.count ? String(end) : null });
    });
    return { world, list };
  }

  it("has as many rows as before, and one that was complete is complete", async () => {
    const { world, list } = numbers(5);
    await list.load();
    await list.more();
    await list.refresh();
    expect([list.items.length, list.next]).toEqual([4, "4"]);
    await list.more();
    world.count = 7;
    await list.refresh();
    expect([list.items.length, list.next]).toEqual([7, null]);
  });

  it("loses no page that was asked for, whichever comes first", async () => {
    const { list } = numbers(5);
    await list.load();
    await Promise.all([list.refresh(), list.more()]);
    expect(list.items).toEqual([1, 2, 3, 4]);
    await Promise.all([list.more(), list.refresh()]);
    expect([list.items, list.loadingMore]).toEqual([[1, 2, 3, 4, 5], false]);
  });

  it("waits for the first page, and is read once for all who ask meanwhile", async () => {
    const { world, list } = numbers(3);
    await Promise.all([list.load(), list.refresh(), list.refresh()]);
    expect(world.calls).toEqual(["0+2", "0+2"]);
  });

  it("begins anew when told so, whatever was on its way", async () => {
    const { list } = numbers(5);
    await list.load();
    const old = Promise.all([list.more(), list.refresh()]);
    await list.load();
    await old;
    expect([list.items, list.loadingMore]).toEqual([[1, 2], false]);
  });
});
