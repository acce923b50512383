import { describe, expect, it } from "vitest";
import type { MachineView } from "$lib/api/types";
import { sampleMachine } from "$lib/api/sample-machine";
import { sayChanges } from "./announce";
import { chunks, fitsText, inLens, releasable } from "./rows";

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

describe("selected machines", () => {
  it("are released where they were assigned by id", () => {
    const found = releasable([
      machine(1, { schedule: { id: "sch_1", by: "id" } }),
      machine(2, { schedule: { id: "sch_1", by: "selector" } }),
      machine(3),
    ]);
    expect([...found]).toEqual([["sch_1", [machine(1).id]]]);
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
