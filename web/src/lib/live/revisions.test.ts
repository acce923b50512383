import { describe, expect, it } from "vitest";
import { sampleMachine } from "../api/sample-machine";
import type { MachineView } from "../api/types";
import { backoff } from "./backoff";
import { judge, newer } from "./revisions";

const known = sampleMachine(1, {
  last_action: { action: "start", outcome: "accepted", reason: "", at: "2026-01-01T00:00:00Z" },
  rev: 5,
});
const AT = "2026-01-02T00:00:00Z";
const change = (rev: number, state: MachineView["state"] = "stopping") => ({
  id: known.id,
  rev,
  state,
  last_action: null,
});

describe("a pushed change", () => {
  it.each([1, 4, 5])("of rev %i was seen already", (rev) => {
    expect(judge(known, change(rev), AT)).toEqual({ kind: "ignore" });
  });

  it("of the next rev is applied at once", () => {
    expect(judge(known, change(6), AT)).toEqual({
      kind: "apply",
      machine: { ...known, rev: 6, state: "stopping", state_at: AT },
    });
  });

  it("keeps the time of a state that did not change", () => {
    expect(judge(known, change(6, "running"), AT)).toMatchObject({
      machine: { state_at: known.state_at },
    });
  });

  it.each([7, 99])("of rev %i shows a gap: read the machine again", (rev) => {
    expect(judge(known, change(rev), AT)).toEqual({ kind: "reload" });
  });

  it("is not undone by an answer that was overtaken", () => {
    const late = { ...known, rev: 4 };
    expect(newer(known, late)).toBe(known);
    expect(newer(late, known)).toBe(known);
    expect(newer(undefined, late)).toBe(late);
  });
});

describe("the wait before another attempt", () => {
  it("grows from one second to half a minute, with half of it left to chance", () => {
    expect(backoff(0, 0)).toBe(500);
    expect(backoff(0, 1)).toBe(1_000);
    expect(backoff(3, 0.5)).toBe(6_000);
    expect(backoff(50, 1)).toBe(30_000);
    expect(backoff(50, 0)).toBe(15_000);
  });
});
