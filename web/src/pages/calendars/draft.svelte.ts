// A calendar while it is edited. Entries of kinds without fields of their own are kept as they came.
import type {
  CalendarDocument,
  CalendarDraft,
  CalendarEntry,
  CalendarView,
  CalendarWhen,
} from "$lib/api/types";
import { daysInWords } from "$lib/schedule/describe";

export type EntryRow = CalendarEntry & { key: number };

export class CalendarForm {
  name = $state("");
  entries = $state<EntryRow[]>([]);
  #includes = $state.raw<string[]>([]);
  #lastKey = 0;

  /** Replaces what is in the form. */
  take({ name, document }: CalendarView): void {
    this.name = name;
    this.takeDocument(document);
  }

  /** Replaces the document alone. */
  takeDocument(document: CalendarDocument): void {
    this.#includes = document.includes ?? [];
    this.entries = (document.entries ?? []).map((entry) => this.#row(structuredClone(entry)));
  }

  addDates(day: string): void {
    this.entries.push(this.#row({ name: "", when: { type: "dates", from: day, to: day } }));
  }

  addRecurring(): void {
    const days = { month_days: "25", months: "dec" };
    this.entries.push(this.#row({ name: "", when: { type: "recurring", days } }));
  }

  get document(): CalendarDocument {
    const entries = this.entries.map((row) => {
      const { key: _, name, when } = $state.snapshot(row) as EntryRow;
      return { ...(name ? { name } : {}), when: withoutEmpty(when) };
    });
    const includes = this.#includes;
    return { entries, ...(includes.length > 0 ? { includes } : {}) };
  }

  get draft(): CalendarDraft {
    return { name: this.name.trim(), document: this.document };
  }

  #row(entry: CalendarEntry): EntryRow {
    return { ...entry, key: ++this.#lastKey };
  }
}

/** A document of the right shape, or a RangeError that says what is wrong with it. */
export function calendarFrom(value: unknown): CalendarDocument {
  const { entries = [], includes = [] } = (value ?? {}) as Partial<CalendarDocument>;
  if (!Array.isArray(entries) || !Array.isArray(includes)) {
    throw new RangeError(`A calendar has a list of entries, such as {"entries": []}.`);
  }
  const wrong = entries.findIndex((entry) => typeof entry?.when?.type !== "string");
  if (wrong >= 0) {
    throw new RangeError(
      `entries[${wrong}]: must have "when", such as {"type": "dates", "from": "2026-12-25", "to": "2026-12-26"}.`,
    );
  }
  return { entries, includes };
}

/** `2026-12-24 12:00 to 2026-12-24 18:00`: when an entry is. */
export function whenInWords(when: CalendarWhen): string {
  if (when.type === "recurring") return daysInWords(when.days);
  return `${when.from} to ${when.to}`.replaceAll("T", " ");
}

function withoutEmpty(when: CalendarWhen): CalendarWhen {
  if (when.type !== "recurring") return when;
  return {
    type: when.type,
    days: Object.fromEntries(Object.entries(when.days).filter(([, list]) => list)),
  };
}
