import { describe, expect, it } from "vitest";
import { NameList } from "./names.svelte";

describe("names", () => {
  it("are read to the end, in the order of the alphabet", async () => {
    const names = new NameList((cursor) =>
      Promise.resolve(
        cursor
          ? { items: [{ id: "a", name: "Archive" }] }
          : { items: [{ id: "b", name: "Batch" }], next_cursor: "2" },
      ),
    );
    await names.load();
    expect(names.items.map(({ name }) => name)).toEqual(["Archive", "Batch"]);
    expect([names.of("b"), names.of("c")]).toEqual(["Batch", "c"]);
  });

  it("are read once for all who ask at a time, and stay when they can't be read", async () => {
    let calls = 0;
    const names = new NameList(() => {
      calls += 1;
      if (calls > 1) return Promise.reject(new Error("broken"));
      return Promise.resolve({ items: [{ id: "a", name: "Archive" }] });
    });
    expect(names.known).toBe(false);
    await Promise.all([names.load(), names.load()]);
    expect(calls).toBe(1);
    await names.load();
    expect([calls, names.known, names.of("a")]).toEqual([2, true, "Archive"]);
  });
});
