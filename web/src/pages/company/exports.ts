// What an export is limited to, and how large it became. Pure.
import type { ExportFilters, ExportWhat } from "$lib/api/types";

const FILTERS: Record<ExportWhat, readonly (keyof ExportFilters)[]> = {
  machines: ["cloud", "region", "schedule"],
  schedules: [],
  audit: ["writer", "month"],
};

/** Those of a query that this list can be limited by. */
export function filtersOf(what: ExportWhat, query: URLSearchParams): ExportFilters {
  return Object.fromEntries(
    (FILTERS[what] ?? []).flatMap((name) => {
      const value = query.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

/** `912 B`, `48 KB`, `1.2 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000
    ? `${Math.round(bytes / 1_000)} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
