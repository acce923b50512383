// State changes as one sentence for the live region: names while there are few, numbers beyond.
import type { MachineState, MachineView } from "$lib/api/types";
import { STATE_WORDS } from "$lib/ui/words";

export interface StateChange {
  machine: MachineView;
  was: MachineState;
}

const NAMED = 3;

export function sayChanges(changes: readonly StateChange[]): string {
  if (changes.length <= NAMED) {
    return changes
      .map(({ machine }) => `${nameOf(machine)} is ${STATE_WORDS[machine.state].toLowerCase()}`)
      .join(", ");
  }
  const counts = new Map<MachineState, number>();
  for (const { machine } of changes) {
    counts.set(machine.state, (counts.get(machine.state) ?? 0) + 1);
  }
  return [...counts]
    .map(([state, count]) => `${count} machines are ${STATE_WORDS[state].toLowerCase()}`)
    .join(", ");
}

/** A machine's own name, else its instance id. */
export function nameOf(machine: MachineView): string {
  return machine.name || machine.instance_id;
}
