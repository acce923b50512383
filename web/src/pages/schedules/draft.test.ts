import { describe, expect, it } from "vitest";
import type { ScheduleDraft } from "$lib/api/types";
import { dailyWindows } from "$lib/schedule/week";
import { errorAt, ScheduleForm } from "./draft.svelte";

const windows = dailyWindows(["mon", "tue"], "09:00", "17:00");

const draft: ScheduleDraft = {
  name: "Office hours",
  document: { zone: "Europe/Berlin", windows },
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

  it("keeps every part of a document, also those that it cannot edit", () => {
    const document: ScheduleDraft["document"] = {
      zone: "Europe/Berlin",
      otherwise: "hands-off",
      windows: [{ ...windows[0]!, name: "Mondays", wish: "hands-off" }, windows[1]!],
      periods: [{ name: "End of month", days: { month_days: "L" }, begin: "08:00", end: "24:00" }],
      edges: [{ days: { weekdays: "fri" }, at: "19:00", wish: "off" }],
      cron: [{ at: "cron(0 8 ? * MON-FRI *)", wish: "on" }],
      exceptions: [{ from: "2026-12-24T12:00", to: "2027-01-02T00:00", wish: "off" }],
      freezes: [{ name: "Audit", from: "2026-11-01T00:00", to: "2026-11-03T00:00" }],
      calendars: [{ calendar: "cal_1", wish: "off" }],
      join_gap_minutes: 1,
      behaviour: { hibernate: true, stop_warning_minutes: 15 },
    };
    const form = new ScheduleForm({ ...draft, document });
    expect(form.draft.document).toStrictEqual(document);
    form.addException("2026-12-31T00:00", "2027-01-01T00:00");
    expect(form.draft.document.exceptions).toHaveLength(2);
    expect(form.draft.document.exceptions![1]).not.toHaveProperty("name");
    expect(form.draft.document.cron).toEqual(document.cron);
  });

  it("adds only windows that aren't there, in the order of the week", () => {
    const form = new ScheduleForm({
      ...draft,
      document: { zone: "UTC", windows: [windows[1]!] },
    });
    form.addWindows(windows);
    expect(form.draft.document.windows).toEqual(windows);
    expect(new Set(form.windows.map(({ key }) => key)).size).toBe(2);
  });

  it("takes windows, selectors and tags away by their keys", () => {
    const form = new ScheduleForm(draft);
    form.removeWindow(form.windows[0]!.key);
    form.removeTag(form.selectors[0]!, form.selectors[0]!.tags[0]!.key);
    expect(form.draft.document.windows).toEqual(windows.slice(1));
    expect(form.draft.selectors[0]!.tags).toEqual([{ key: "Team" }]);
    form.removeSelector(form.selectors[0]!.key);
    expect(form.draft.selectors).toEqual([]);
  });

  it("says what is wrong by the API's field paths", () => {
    const form = new ScheduleForm({});
    form.addSelector();
    form.selectors[0]!.priority = 1.5;
    expect(Object.keys(form.check()).sort()).toEqual([
      "document.windows",
      "document.zone",
      "name",
      "selectors[0].priority",
      "selectors[0].tags",
    ]);
    form.addWindows(windows);
    form.windows[1]!.to = { ...form.windows[1]!.from };
    expect(form.check()["document.windows[1]"]).toContain("never open");
  });
});

it("finds an error at a path or below it, and not beside it", () => {
  const errors = { "windows[1].to.time": "late", "windows[10]": "other" };
  expect(errorAt(errors, "windows[1]")).toBe("late");
  expect(errorAt(errors, "windows[10]")).toBe("other");
  expect(errorAt(errors, "windows[0]")).toBeUndefined();
});
