// A schedule while it is edited: the form's own state, its checks, and the way to and from the API.
//
// The API checks everything again; these checks exist so that nobody has to ask it first.
import type { ScheduleDraft, ScheduleView, Selector, WeeklyWindow } from "$lib/api/types";
import { faultOf, sameWindow, tidy } from "$lib/schedule/week";
import { isZone } from "$lib/time/format";

/** Rows carry a key of their own: a row keeps its focus while others come and go. */
export interface WindowRow extends WeeklyWindow {
  key: number;
}

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

const MAX_WINDOWS = 100;

export class ScheduleForm {
  name = $state("");
  zone = $state("");
  windows = $state<WindowRow[]>([]);
  selectors = $state<SelectorRow[]>([]);
  #lastKey = 0;

  constructor(from: Partial<ScheduleDraft>) {
    this.take(from);
  }

  /** Replaces what is in the form. */
  take(from: Partial<ScheduleDraft> | ScheduleView): void {
    this.name = from.name ?? "";
    this.zone = from.zone ?? "";
    this.windows = [];
    this.addWindows(from.windows ?? []);
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

  /** Adds windows that aren't there yet; the list stays in the order of the week. */
  addWindows(windows: readonly WeeklyWindow[]): void {
    const added = windows.filter((w) => !this.windows.some((known) => sameWindow(known, w)));
    const rows = added.map((w) => ({ key: this.#key(), from: { ...w.from }, to: { ...w.to } }));
    this.windows = tidy([...this.windows, ...rows]) as WindowRow[];
  }

  removeWindow(key: number): void {
    this.windows = this.windows.filter((row) => row.key !== key);
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

  get draft(): ScheduleDraft {
    return {
      name: this.name.trim(),
      zone: this.zone.trim(),
      windows: this.windows.map(({ from, to }) => ({ from: { ...from }, to: { ...to } })),
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
      errors["zone"] = "Choose a time zone by its name, such as Europe/Berlin.";
    }
    if (this.windows.length === 0) {
      errors["windows"] = "Add at least one window, or the machines would never run.";
    } else if (this.windows.length > MAX_WINDOWS) {
      errors["windows"] = `A schedule has at most ${MAX_WINDOWS} windows.`;
    }
    for (const [i, window] of this.windows.entries()) {
      const fault = faultOf(window);
      if (fault) errors[`windows[${i}]`] = fault;
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

  #tag(): TagRow {
    return { key: this.#key(), name: "", exact: true, value: "" };
  }

  #key(): number {
    return ++this.#lastKey;
  }
}

/** The first message at `path` or below it (`windows[2]` finds `windows[2].to.time`). */
export function errorAt(errors: Record<string, string>, path: string): string | undefined {
  const found = Object.keys(errors).find(
    (field) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`),
  );
  return found === undefined ? undefined : errors[found];
}
