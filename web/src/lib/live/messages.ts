// What the server says over the socket, read with suspicion: an unknown type or a newer version is
// no error (an old page meets a new server during a deployment) but yields nothing.
import type { LastAction, MachineState } from "../api/types";

export interface MachineChange {
  id: string;
  rev: number;
  state: MachineState;
  last_action: LastAction | null;
}

export interface CloudChange {
  id: string;
  rev: number;
}

export type LiveMessage =
  { type: "machines"; changes: MachineChange[] } | { type: "clouds"; changes: CloudChange[] };

/** The message in `text`, or `undefined` when it isn't one this page understands. */
export function readMessage(text: string): LiveMessage | undefined {
  let value: { v?: unknown; type?: unknown; changes?: unknown } | null;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (value?.v !== 1 || !Array.isArray(value.changes)) return undefined;
  if (value.type === "machines") {
    const changes = value.changes.filter(hasIdAndRev).map((change) => ({
      ...(change as MachineChange),
      last_action: (change as MachineChange).last_action ?? null,
    }));
    return { type: "machines", changes };
  }
  if (value.type === "clouds") {
    return { type: "clouds", changes: value.changes.filter(hasIdAndRev) as CloudChange[] };
  }
  return undefined;
}

function hasIdAndRev(change: unknown): boolean {
  const { id, rev } = (change ?? {}) as Record<string, unknown>;
  return typeof id === "string" && typeof rev === "number";
}
