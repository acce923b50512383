// A machine for tests: the fields a test does not care about, in one place. No page imports it.

import type { MachineView } from "./types";

export function sampleMachine(n: number, more: Partial<MachineView> = {}): MachineView {
  return {
    id: `cld_1:us-east-1:i-${n}`,
    cloud_id: "cld_1",
    region: "us-east-1",
    instance_id: `i-${n}`,
    name: `m${n}`,
    type: "m6i.large",
    zone: "us-east-1a",
    platform: "Linux/UNIX",
    lifecycle: "on-demand",
    state: "running",
    state_at: "2026-01-01T00:00:00Z",
    launched_at: "2026-01-01T00:00:00Z",
    tags: {},
    schedule: null,
    override: null,
    conflict: [],
    wish: null,
    last_action: null,
    next_attempt_at: null,
    rev: 1,
    ...more,
  };
}
