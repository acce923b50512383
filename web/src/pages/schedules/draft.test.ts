import { describe, expect, it } from "vitest";
import type { ScheduleDraft } from "$lib/api/types";
import { dailyWindows } from "$lib/schedule/week";
import { errorAt, ScheduleForm } from "./draft.svelte";

const draft: ScheduleDraft = {
  name: "Office hours",
  zone: "Europe/Berlin",
  windows: dailyWindows(["mon", "tue"], "09:00", "17:00"),
  selectors: [
    { priority: 10, cloud_id: "cld_1", tags: [{ key: "Env", value: "" }, { key: "Team" }] },
  ],
};

describe("a schedule being edited", () => {
  it("comes back as it went in", () => {
    const form = new ScheduleForm(draft);
    expect(form.draft).toEqual(draft);
    expect(form.check()).toEqual({});
  });

  it("adds only windows that aren't there, in the order of the week", () => {
    const form = new ScheduleForm({ ...draft, windows: dailyWindows(["tue"], "09:00", "17:00") });
    form.addWindows(draft.windows);
    expect(form.draft.windows).toEqual(draft.windows);
    expect(new Set(form.windows.map(({ key }) => key)).size).toBe(2);
  });

  it("takes windows, selectors and tags away by their keys", () => {
    const form = new ScheduleForm(draft);
    form.removeWindow(form.windows[0]!.key);
    form.removeTag(form.selectors[0]!, form.selectors[0]!.tags[0]!.key);
    expect(form.draft.windows).toEqual(draft.windows.slice(1));
    expect(form.draft.selectors[0]!.tags).toEqual([{ key: "Team" }]);
    form.removeSelector(form.selectors[0]!.key);
    expect(form.draft.selectors).toEqual([]);
  });

  it("says what is wrong by the API's field paths", () => {
    const form = new ScheduleForm({});
    form.addSelector();
    form.selectors[0]!.priority = 1.5;
    expect(Object.keys(form.check()).sort()).toEqual([
      "name",
      "selectors[0].priority",
      "selectors[0].tags",
      "windows",
      "zone",
    ]);
    form.addWindows(draft.windows);
    form.windows[1]!.to = { ...form.windows[1]!.from };
    expect(form.check()["windows[1]"]).toContain("never open");
  });
});

it("finds an error at a path or below it, and not beside it", () => {
  const errors = { "windows[1].to.time": "late", "windows[10]": "other" };
  expect(errorAt(errors, "windows[1]")).toBe("late");
  expect(errorAt(errors, "windows[10]")).toBe("other");
  expect(errorAt(errors, "windows[0]")).toBeUndefined();
});
