// Creates imported schedules, one after the other: one that is refused keeps none of the others.
import type { Client } from "$lib/api/client";
import { messageOf } from "$lib/api/errors";
import type { ImportedSchedule } from "$lib/api/types";

/** What became of one: its id, or why it was not created. */
export type Made = { id: string; fault?: never } | { id?: never; fault: string };

const PRIORITY = 100;

/** @param byTag whether they take machines by the tags of the other scheduler at once */
export async function createAll(
  client: Pick<Client, "createSchedule">,
  schedules: readonly ImportedSchedule[],
  byTag: boolean,
): Promise<Map<ImportedSchedule, Made>> {
  const made = new Map<ImportedSchedule, Made>();
  for (const schedule of schedules) {
    const { name, document, tags } = schedule;
    const selectors = byTag && tags.length > 0 ? [{ priority: PRIORITY, tags }] : [];
    try {
      const { id } = await client.createSchedule({ name, document, selectors });
      made.set(schedule, { id });
    } catch (error) {
      made.set(schedule, { fault: messageOf(error) });
    }
  }
  return made;
}
