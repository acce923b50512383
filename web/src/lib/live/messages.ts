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
  /** Absent when it was taken away. */
  rev?: number;
  removed?: boolean;
}

/** Of a schedule or a calendar. */
export interface DocumentChange {
  id: string;
  /** Absent when it was deleted. */
  version?: number;
  removed?: boolean;
}

export type LiveMessage =
  | { type: "machines"; changes: MachineChange[] }
  | { type: "clouds"; changes: CloudChange[] }
  | { type: "schedules"; changes: DocumentChange[] }
  | { type: "calendars"; changes: DocumentChange[] }
  /** What looks like an attack began, or rose. */
  | { type: "security" };

export type Incoming =
  /** News; without a message when it is of a kind that this page doesn't show. */
  | {
      kind: "news";
      message: LiveMessage | undefined;
      number: number | undefined;
      more: boolean;
    }
  /** Everything up to this number has been told. */
  | { kind: "known"; number: number }
  /** What was missed is not to be had any more. */
  | { kind: "reload" };

interface Said {
  v?: unknown;
  type?: unknown;
  number?: unknown;
  more?: unknown;
  changes?: unknown;
}

/** The message in `text`, or `undefined` when it isn't one this page understands. */
export function readMessage(text: string): Incoming | undefined {
  let said: Said | null;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (said?.v !== 1 || typeof said.type !== "string") return undefined;
  const number = isNumber(said.number) ? said.number : undefined;
  if (said.type === "reload") return { kind: "reload" };
  if (said.type === "pong" || said.type === "subscribed") {
    return number === undefined ? undefined : { kind: "known", number };
  }
  const message = readNews(said);
  if (!message && number === undefined) return undefined;
  return { kind: "news", message, number, more: said.more === true };
}

function readNews({ type, changes }: Said): LiveMessage | undefined {
  if (type === "security") return { type };
  if (!Array.isArray(changes)) return undefined;
  if (type === "clouds") return { type, changes: known(changes, "rev") as CloudChange[] };
  if (type === "schedules" || type === "calendars") {
    return { type, changes: known(changes, "version") as DocumentChange[] };
  }
  if (type !== "machines") return undefined;
  const machines = known(changes, "rev") as MachineChange[];
  return {
    type,
    changes: machines
      .filter(({ rev }) => isNumber(rev))
      .map((it) => ({ ...it, last_action: it.last_action ?? null })),
  };
}

/** Those with an id that say how far it is, or that it is gone. */
function known(changes: unknown[], count: "rev" | "version"): unknown[] {
  return changes.filter((change) => {
    const { id, removed, [count]: number } = (change ?? {}) as Record<string, unknown>;
    return typeof id === "string" && (typeof number === "number" || removed === true);
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
