import { describe, expect, it } from "vitest";
import type { AssignmentRequest, MachineView } from "$lib/api/types";
import { sampleMachine } from "$lib/api/sample-machine";
import { assignAll, releaseAll, resultsInWords } from "./assign";
import { sayChanges } from "./announce";
import { chunks, fitsText, inLens } from "./rows";

const machine = (n: number, more: Partial<MachineView> = {}): MachineView =>
  sampleMachine(n, {
    name: `Web-${n}`,
    lifecycle: "spot",
    tags: { Environment: "Staging" },
    ...more,
  });

describe("finding rows", () => {
  it.each(["", "web", "WEB spot", "us-east-1a", "environment=stag", "i-7 m6i"])("%j fits", (text) =>
    expect(fitsText(machine(7), text)).toBe(true),
  );
  it.each(["db", "web windows"])("%j does not", (text) =>
    expect(fitsText(machine(7), text)).toBe(false),
  );

  it("knows who needs attention", () => {
    const failed = { action: "start", outcome: "failed", reason: "", at: "" } as const;
    expect(inLens(machine(1), "attention")).toBe(false);
    expect(inLens(machine(1, { conflict: ["a", "b"] }), "attention")).toBe(true);
    expect(inLens(machine(1, { last_action: failed }), "attention")).toBe(true);
    expect(inLens(machine(1, { state: "shutting-down" }), "moving")).toBe(true);
  });
});

describe("assigning many", () => {
  function recorder() {
    const calls: [string, AssignmentRequest][] = [];
    const assign = async (id: string, request: AssignmentRequest) => {
      calls.push([id, request]);
      const of = (ids: string[], status: "assigned" | "released") =>
        ids.map((machine_id) => ({ machine_id, status }));
      return { results: [...of(request.assign, "assigned"), ...of(request.release, "released")] };
    };
    return { calls, client: { assign } };
  }

  it("goes in hundreds", async () => {
    const { calls, client } = recorder();
    const ids = Array.from({ length: 230 }, (_, i) => `m${i}`);
    expect(await assignAll(client, "sch_1", ids)).toHaveLength(230);
    expect(calls.map(([, { assign }]) => assign.length)).toEqual([100, 100, 30]);
  });

  it("releases each from its own schedule, and only what was assigned by id", async () => {
    const { calls, client } = recorder();
    const results = await releaseAll(client, [
      machine(1, { schedule: { id: "sch_a", by: "id" } }),
      machine(2, { schedule: { id: "sch_b", by: "id" } }),
      machine(3, { schedule: { id: "sch_a", by: "id" } }),
      machine(4, { schedule: { id: "sch_a", by: "selector" } }),
      machine(5),
    ]);
    expect(calls.map(([id, { release }]) => [id, release.length])).toEqual([
      ["sch_a", 2],
      ["sch_b", 1],
    ]);
    expect(resultsInWords(results)).toBe("3 machines released");
  });

  it("tells mixed results", () => {
    const results = (["assigned", "not-found", "assigned"] as const).map((status, i) => ({
      machine_id: `${i}`,
      status,
    }));
    expect(resultsInWords(results)).toBe("2 machines assigned, 1 not found");
    expect(resultsInWords(results.slice(0, 1))).toBe("1 machine assigned");
  });

  it("cuts into pieces", () => expect(chunks([1, 2, 3], 2)).toEqual([[1, 2], [3]]));
});

describe("saying changes", () => {
  const stopping = (n: number) => ({
    machine: machine(n, { state: "stopping" }),
    was: "running" as const,
  });

  it("names a few and counts many", () => {
    expect(sayChanges([stopping(1), stopping(2)])).toBe("Web-1 is stopping, Web-2 is stopping");
    expect(sayChanges([1, 2, 3, 4].map(stopping))).toBe("4 machines are stopping");
  });
});
