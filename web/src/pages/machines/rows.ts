// Which of the loaded rows are shown, and what can be done with the selected ones. Pure.
import type { MachineView } from "$lib/api/types";
import { isOnTheWay } from "$lib/ui/words";
import { nameOf } from "./announce";

export type Lens = "all" | "running" | "moving" | "stopped" | "attention";

export const LENSES: { lens: Lens; name: string }[] = [
  { lens: "all", name: "All" },
  { lens: "running", name: "Running" },
  { lens: "moving", name: "On the way" },
  { lens: "stopped", name: "Stopped" },
  { lens: "attention", name: "Needs attention" },
];

/** A conflict between schedules, or an action that failed. */
export function needsAttention(machine: MachineView): boolean {
  return machine.conflict.length > 0 || machine.last_action?.outcome === "failed";
}

export function inLens(machine: MachineView, lens: Lens): boolean {
  switch (lens) {
    case "all":
      return true;
    case "running":
      return machine.state === "running";
    case "moving":
      return isOnTheWay(machine.state);
    case "stopped":
      return machine.state === "stopped";
    case "attention":
      return needsAttention(machine);
  }
}

/** True when every word of `text` is found in the machine's name, ids, place, type or tags. */
export function fitsText(machine: MachineView, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const tags = Object.entries(machine.tags).map(([key, value]) => `${key}=${value}`);
  const { instance_id, type, zone, region, platform, lifecycle } = machine;
  const all = [nameOf(machine), instance_id, type, zone, region, platform, lifecycle, ...tags]
    .join("\n")
    .toLowerCase();
  return words.every((word) => all.includes(word));
}

/** Machines by the schedule that holds them by id: those a release can free. */
export function releasable(machines: readonly MachineView[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, schedule } of machines) {
    if (schedule?.by !== "id") continue;
    found.set(schedule.id, [...(found.get(schedule.id) ?? []), id]);
  }
  return found;
}

/** In pieces of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let i = 0; i < items.length; i += size) pieces.push(items.slice(i, i + size));
  return pieces;
}
