// A schedule while it is edited: the form's own state, its checks, and the way to and from the API.
//
// Parts of the document that no row of the form edits are kept as they came and saved as they are.
// The API checks everything again; these checks exist so that nobody has to ask it first.
import type {
  Behaviour,
  CalendarUse,
  DatedRange,
  Period,
  ScheduleDocument,
  ScheduleDraft,
  ScheduleView,
  Selector,
  WeeklyWindow,
  Wish,
} from "$lib/api/types";
import { faultOf, sameWindow, tidy } from "$lib/schedule/week";
import { isZone } from "$lib/time/format";

/** Rows carry a key of their own: a row keeps its focus while others come and go. */
type Row<T> = T & { key: number };
export type WindowRow = Row<WeeklyWindow>;
export type PeriodRow = Row<Period>;
export type ExceptionRow = Row<DatedRange>;
export type CalendarRow = Row<CalendarUse>;

export interface TagRow {
  key: number;
  name: string;
  /** False: any value will do. */
  exact: boolean;
  value: string;
}

export interface SelectorRow {
  key: number;
  priority: number | null;
  cloudId: string;
  tags: TagRow[];
}

/** What is left of a document: no row edits it. */
type Rest = Omit<
  ScheduleDocument,
  "zone" | "otherwise" | "windows" | "periods" | "exceptions" | "calendars" | "behaviour"
>;

const MAX_WINDOWS = 100;

const USUAL: Required<Behaviour> = {
  manual_start: "respect",
  manual_stop: "respect",
  retain_running: false,
  new_machines: "act",
  hibernate: false,
  stop_warning_minutes: 0,
  start_lead_minutes: 0,
};

export class ScheduleForm {
  name = $state("");
  zone = $state("");
  /** Empty: what the rest of the document makes of it. */
  otherwise = $state<Wish | "">("");
  windows = $state<WindowRow[]>([]);
  periods = $state<PeriodRow[]>([]);
  exceptions = $state<ExceptionRow[]>([]);
  calendars = $state<CalendarRow[]>([]);
  behaviour = $state<Required<Behaviour>>({ ...USUAL });
  selectors = $state<SelectorRow[]>([]);
  #rest = $state.raw<Rest>({});
  #lastKey = 0;

  constructor(from: Partial<ScheduleDraft>) {
    this.take(from);
  }

  /** Replaces what is in the form. */
  take(from: Partial<ScheduleDraft> | ScheduleView): void {
    this.name = from.name ?? "";
    this.takeDocument(from.document ?? { zone: "" });
    this.selectors = (from.selectors ?? []).map((selector) => ({
      key: this.#key(),
      priority: selector.priority,
      cloudId: selector.cloud_id ?? "",
      tags: selector.tags.map(({ key, value }) => ({
        key: this.#key(),
        name: key,
        exact: value != null,
        value: value ?? "",
      })),
    }));
  }

  /** Replaces the document alone. */
  takeDocument(document: ScheduleDocument): void {
    const { zone, otherwise, windows, periods, exceptions, calendars, behaviour, ...rest } =
      structuredClone(document);
    this.zone = zone;
    this.otherwise = otherwise ?? "";
    this.windows = [];
    this.addWindows(windows ?? []);
    this.periods = this.#rows(periods);
    this.exceptions = this.#rows(exceptions);
    this.calendars = this.#rows(calendars);
    this.behaviour = { ...USUAL, ...behaviour };
    this.#rest = rest;
  }

  /** Adds windows that aren't there yet; the list stays in the order of the week. */
  addWindows(windows: readonly WeeklyWindow[]): void {
    const added = windows.filter((w) => !this.windows.some((known) => sameWindow(known, w)));
    this.windows = tidy([...this.windows, ...this.#rows(added)]) as WindowRow[];
  }

  removeWindow(key: number): void {
    this.windows = this.windows.filter((row) => row.key !== key);
  }

  addPeriod(): void {
    const days = { weekdays: "mon-fri" };
    this.periods.push({ key: this.#key(), days, begin: "08:00", end: "18:00" });
  }

  /** From a minute of the schedule's wall clock, such as `2026-12-24T12:00`, to another. */
  addException(from: string, to: string): void {
    this.exceptions.push({ key: this.#key(), name: "", from, to, wish: "off" });
  }

  addCalendar(calendar: string): void {
    this.calendars.push({ key: this.#key(), calendar, wish: "off" });
  }

  addSelector(): void {
    this.selectors.push({ key: this.#key(), priority: 100, cloudId: "", tags: [this.#tag()] });
  }

  removeSelector(key: number): void {
    this.selectors = this.selectors.filter((row) => row.key !== key);
  }

  addTag(selector: SelectorRow): void {
    selector.tags.push(this.#tag());
  }

  removeTag(selector: SelectorRow, key: number): void {
    selector.tags = selector.tags.filter((tag) => tag.key !== key);
  }

  /** True while the document says nothing at all about when machines run. */
  get silent(): boolean {
    const { edges = [], cron = [] } = this.#rest;
    const parts = [...this.windows, ...this.periods, ...edges, ...cron];
    return parts.length === 0 && this.otherwise === "";
  }

  /** The document alone. Parts that say nothing are left out. */
  get document(): ScheduleDocument {
    const behaviour = Object.fromEntries(
      Object.entries(this.behaviour).filter(
        ([flag, value]) => value !== null && value !== USUAL[flag as keyof Behaviour],
      ),
    );
    return sayingSomething({
      zone: this.zone.trim(),
      otherwise: this.otherwise || null,
      windows: plain(this.windows),
      periods: plain(this.periods),
      exceptions: plain(this.exceptions),
      calendars: plain(this.calendars),
      behaviour,
      ...this.#rest,
    });
  }

  get draft(): ScheduleDraft {
    return {
      name: this.name.trim(),
      document: this.document,
      selectors: this.selectors.map(({ priority, cloudId, tags }) => {
        const selector: Selector = {
          priority: priority ?? 0,
          tags: tags.map(({ name, exact, value }) => ({ key: name, ...(exact ? { value } : {}) })),
        };
        if (cloudId) selector.cloud_id = cloudId;
        return selector;
      }),
    };
  }

  /** What is wrong, by the API's own field paths. Empty when nothing is. */
  check(): Record<string, string> {
    const errors: Record<string, string> = {};
    if (this.name.trim() === "") errors["name"] = "Give it a name.";
    if (!isZone(this.zone.trim())) {
      errors["document.zone"] = "Choose a time zone by its name, such as Europe/Berlin.";
    }
    if (this.silent) {
      errors["document.windows"] = "Add at least one window, or the machines would never run.";
    } else if (this.windows.length > MAX_WINDOWS) {
      errors["document.windows"] = `A schedule has at most ${MAX_WINDOWS} windows.`;
    }
    for (const [i, window] of this.windows.entries()) {
      const fault = faultOf(window);
      if (fault) errors[`document.windows[${i}]`] = fault;
    }
    for (const [i, { priority, tags }] of this.selectors.entries()) {
      if (priority === null || !Number.isInteger(priority) || priority < 0 || priority > 1000) {
        errors[`selectors[${i}].priority`] = "A whole number from 0 to 1000.";
      }
      if (tags.length === 0 || tags.some(({ name }) => name === "")) {
        errors[`selectors[${i}].tags`] = "Name at least one tag, and leave no name empty.";
      }
    }
    return errors;
  }

  #rows<T>(items: readonly T[] | undefined): Row<T>[] {
    return (items ?? []).map((item) => ({ ...structuredClone(item), key: this.#key() }));
  }

  #tag(): TagRow {
    return { key: this.#key(), name: "", exact: true, value: "" };
  }

  #key(): number {
    return ++this.#lastKey;
  }
}

/** Rows as the API knows them: no keys, and no name where none was given. */
function plain<T extends object>(rows: readonly Row<T>[]): T[] {
  return rows.map((row) => {
    const { key: _, ...item } = $state.snapshot(row) as Row<{ name?: string | null }>;
    if (!item.name) delete item.name;
    return item as T;
  });
}

/** Without what is empty, null or 0: those are the document's defaults. */
function sayingSomething(document: ScheduleDocument): ScheduleDocument {
  const said = Object.entries(document).filter(([name, value]) => {
    if (name === "zone") return true;
    return typeof value === "object" && value !== null
      ? Object.keys(value).length > 0
      : Boolean(value);
  });
  return Object.fromEntries(said) as unknown as ScheduleDocument;
}

/** The first message at `path` or below it (`windows[2]` finds `windows[2].to.time`). */
export function errorAt(errors: Record<string, string>, path: string): string | undefined {
  const found = Object.keys(errors).find(
    (field) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`),
  );
  return found === undefined ? undefined : errors[found];
}
