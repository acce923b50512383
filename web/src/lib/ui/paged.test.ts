import { describe, expect, it } from "vitest";
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
    const second = list.load();
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
    await list.load();
    good = false;
    await list.load({ keep: true });
    expect([list.phase, list.items]).toEqual(["ready", [1]]);
  });
});
