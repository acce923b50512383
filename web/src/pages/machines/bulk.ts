// One action on any number of machines: the API takes a hundred at a time.
import { BULK_LIMIT, type Client } from "$lib/api/client";
import type { BulkAction, BulkResult } from "$lib/api/types";
import { count } from "$lib/ui/words";
import { chunks } from "./rows";

export async function actOnAll(
  client: Pick<Client, "actOnMachines">,
  action: BulkAction,
  ids: readonly string[],
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (const some of chunks(ids, BULK_LIMIT)) {
    results.push(...(await client.actOnMachines(action, some)).results);
  }
  return results;
}

const DONE: Record<BulkAction["type"], string> = {
  assign: "assigned",
  release: "released",
  "set-override": "overridden",
  "clear-override": "without an override now",
};

/** `12 machines assigned, 1 unchanged, 1 refused: There is no such machine.` */
export function resultsInWords(action: BulkAction, results: readonly BulkResult[]): string {
  const of = (status: BulkResult["status"]) => results.filter((r) => r.status === status).length;
  const parts = [
    [of("done"), DONE[action.type]],
    [of("unchanged"), "unchanged"],
    [of("refused"), "refused"],
  ] as const;
  const told = parts
    .filter(([n]) => n > 0)
    .map(([n, word], i) => `${i === 0 ? count(n, "machine") : n} ${word}`)
    .join(", ");
  const why = results.find(({ problem }) => problem)?.problem;
  return why ? `${told}: ${why.detail ?? why.title}` : told;
}
