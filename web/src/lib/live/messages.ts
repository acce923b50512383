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
  | { type: "machines"; changes: MachineChange[] }
  | { type: "clouds"; changes: CloudChange[] }
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
  const known = changes.filter(hasIdAndRev);
  if (type === "clouds") return { type, changes: known as CloudChange[] };
  if (type !== "machines") return undefined;
  const machines = known as MachineChange[];
  return { type, changes: machines.map((it) => ({ ...it, last_action: it.last_action ?? null })) };
}

function hasIdAndRev(change: unknown): boolean {
  const { id, rev } = (change ?? {}) as Record<string, unknown>;
  return typeof id === "string" && typeof rev === "number";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
