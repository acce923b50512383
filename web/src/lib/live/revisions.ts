// What a pushed change means for a row that is already on the screen. Pure.
//
// A machine's `rev` grows by one with each change, and a push carries only its state and last
// action. So:
// - an older or equal rev was seen already: ignore;
// - the next rev: apply at once, so that the screen moves with the machine. The push does not carry
//   wish, schedule or next attempt, which may have moved along: the row is read again soon;
// - a later rev: something was missed. Read the row again; apply nothing that may be half true.
import type { MachineView } from "../api/types";
import type { CloudChange, MachineChange } from "./messages";

export type Verdict =
  { kind: "ignore" } | { kind: "apply"; machine: MachineView } | { kind: "reload" };

/** @param at when the push arrived: the best known time of a state that just began */
export function judge(known: MachineView, change: MachineChange, at: string): Verdict {
  if (change.rev <= known.rev) return { kind: "ignore" };
  if (change.rev > known.rev + 1) return { kind: "reload" };
  const machine: MachineView = {
    ...known,
    rev: change.rev,
    state: change.state,
    state_at: change.state === known.state ? known.state_at : at,
    last_action: change.last_action ?? known.last_action ?? null,
  };
  return { kind: "apply", machine };
}

/** Of two views of one machine, the newer; answers may overtake each other. */
export function newer(known: MachineView | undefined, read: MachineView): MachineView {
  return known && known.rev > read.rev ? known : read;
}

/** Machines without those of clouds that were taken away. */
export function withoutRemoved(machines: MachineView[], clouds: CloudChange[]): MachineView[] {
  const gone = new Set(clouds.filter(({ removed }) => removed).map(({ id }) => id));
  return gone.size === 0 ? machines : machines.filter(({ cloud_id }) => !gone.has(cloud_id));
}
