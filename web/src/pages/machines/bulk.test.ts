import { describe, expect, it } from "vitest";
import type { BulkResult } from "$lib/api/types";
import { actOnAll, resultsInWords } from "./bulk";

const result = (id: string, status: BulkResult["status"] = "done"): BulkResult => ({ id, status });

describe("an action on many machines", () => {
  it("goes out a hundred at a time", async () => {
    const calls: number[] = [];
    const ids = Array.from({ length: 250 }, (_, i) => `m${i}`);
    const client = {
      actOnMachines: (_: unknown, some: readonly string[]) => {
        calls.push(some.length);
        return Promise.resolve({ results: some.map((id) => result(id)) });
      },
    };
    const results = await actOnAll(client, { type: "release" }, ids);
    expect(calls).toEqual([100, 100, 50]);
    expect(results.map(({ id }) => id)).toEqual(ids);
  });

  it("is told in one sentence", () => {
    const refused = {
      ...result("c", "refused"),
      problem: { type: "x", status: 404, title: "No.", detail: "It is gone." },
    };
    const release = { type: "release" } as const;
    expect(resultsInWords(release, [result("a"), result("b", "unchanged"), refused])).toBe(
      "1 machine released, 1 unchanged, 1 refused: It is gone.",
    );
    expect(resultsInWords({ type: "assign", schedule: "s" }, [result("a"), result("b")])).toBe(
      "2 machines assigned",
    );
  });
});
