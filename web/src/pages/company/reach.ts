// To which machines somebody's role extends, in words and while it is chosen.
import type { Named, Reach } from "$lib/api/types";

/** `Everything`, `Production and Lab`, `Team=data`. */
export function reachInWords(reach: Reach, clouds: readonly Named[]): string {
  if (reach.type === "everything") return "Everything";
  if (reach.type === "tag") return `${reach.key}=${reach.value}`;
  const names = reach.clouds.map((id) => clouds.find((cloud) => cloud.id === id)?.name ?? id);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join();
}

/** What the choice says so far, of each kind; only that of the chosen kind counts. */
export interface ReachChoice {
  type: Reach["type"];
  clouds: string[];
  key: string;
  value: string;
}

export function choiceOf(reach: Reach): ReachChoice {
  return {
    type: reach.type,
    clouds: reach.type === "clouds" ? [...reach.clouds] : [],
    key: reach.type === "tag" ? reach.key : "",
    value: reach.type === "tag" ? reach.value : "",
  };
}

export function reachOf({ type, clouds, key, value }: ReachChoice): Reach {
  if (type === "clouds") return { type, clouds };
  return type === "tag" ? { type, key: key.trim(), value: value.trim() } : { type };
}
