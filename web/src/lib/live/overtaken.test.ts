import { describe, expect, it } from "vitest";
import { Overtaken } from "./overtaken.svelte";

describe("a document that is edited", () => {
  it("is the newest until a newer one is heard of", () => {
    const overtaken = new Overtaken();
    overtaken.hear("sch_1", [{ id: "sch_1", version: 3 }]);
    expect(overtaken.since(undefined)).toBeUndefined();
    expect(overtaken.since(3)).toBeUndefined();
    expect(overtaken.since(2)).toBe(3);
    overtaken.hear("sch_1", [{ id: "sch_1", version: 2 }]);
    expect(overtaken.since(2)).toBe(3);
  });

  it("minds no other document", () => {
    const overtaken = new Overtaken();
    overtaken.hear("sch_1", [{ id: "sch_2", version: 9 }]);
    overtaken.hear(undefined, [{ id: "sch_2", version: 9 }]);
    expect(overtaken.since(1)).toBeUndefined();
  });

  it("stays gone", () => {
    const overtaken = new Overtaken();
    overtaken.hear("sch_1", [{ id: "sch_1", removed: true }]);
    overtaken.hear("sch_1", [{ id: "sch_1", version: 4 }]);
    expect(overtaken.since(4)).toBe("removed");
  });
});
