// Assigns and releases any number of machines: the API takes a hundred at a time.
import { ASSIGNMENT_LIMIT, type Client } from "$lib/api/client";
import type { AssignmentResults, MachineView } from "$lib/api/types";
import { count } from "$lib/ui/words";
import { chunks, releasable } from "./rows";

type Result = AssignmentResults["results"][number];

export async function assignAll(
  client: Pick<Client, "assign">,
  scheduleId: string,
  ids: readonly string[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const assign of chunks(ids, ASSIGNMENT_LIMIT)) {
    results.push(...(await client.assign(scheduleId, { assign, release: [] })).results);
  }
  return results;
}

/** Releases those of the machines that are assigned by id; the others have no assignment to end. */
export async function releaseAll(
  client: Pick<Client, "assign">,
  machines: readonly MachineView[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [scheduleId, ids] of releasable(machines)) {
    for (const release of chunks(ids, ASSIGNMENT_LIMIT)) {
      results.push(...(await client.assign(scheduleId, { assign: [], release })).results);
    }
  }
  return results;
}

/** `12 machines assigned, 1 not found`. */
export function resultsInWords(results: readonly Result[]): string {
  const of = (status: Result["status"]) => results.filter((r) => r.status === status).length;
  const parts = [
    [of("assigned"), "assigned"],
    [of("released"), "released"],
    [of("unchanged"), "unchanged"],
    [of("not-found"), "not found"],
  ] as const;
  const told = parts.filter(([n]) => n > 0);
  return told.map(([n, word], i) => `${i === 0 ? count(n, "machine") : n} ${word}`).join(", ");
}
