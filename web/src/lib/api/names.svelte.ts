// The names of things, for choosing from and instead of ids: read whole, and shared by all pages.
//
// What was read last is shown at once and read again by each page that comes, as others rename too.
import type { Named, NamedCloud, Page } from "./types";

type Ask<T> = (cursor: string | undefined) => Promise<Page<T>>;

export class NameList<T extends Named = Named> {
  items = $state.raw<readonly T[]>([]);
  /** Whether they were ever read: none may mean not yet. */
  known = $state(false);
  readonly #ask: Ask<T>;
  #reading: Promise<void> | undefined;

  constructor(ask: Ask<T>) {
    this.#ask = ask;
  }

  /** Reads them again; whoever asks meanwhile shares the answer. What can't be read stays as it is. */
  load(): Promise<void> {
    return (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)));
  }

  /** The id itself where the name isn't known. */
  of(id: string): string {
    return this.items.find((item) => item.id === id)?.name ?? id;
  }

  async #read(): Promise<void> {
    try {
      const read = await everything(this.#ask);
      this.items = read.sort((a, b) => a.name.localeCompare(b.name));
      this.known = true;
    } catch {
      // A page is worth showing without names.
    }
  }
}

/** The names of one company. */
export class Names {
  readonly clouds: NameList<NamedCloud>;
  readonly schedules: NameList;
  readonly calendars: NameList;

  constructor(client: {
    cloudNames: Ask<NamedCloud>;
    scheduleNames: Ask<Named>;
    calendarNames: Ask<Named>;
  }) {
    this.clouds = new NameList(client.cloudNames);
    this.schedules = new NameList(client.scheduleNames);
    this.calendars = new NameList(client.calendarNames);
  }
}

/** A whole list, page by page. */
export async function everything<T>(ask: Ask<T>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return items;
}
