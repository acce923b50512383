import { describe, expect, it } from "vitest";
import type { CalendarDocument } from "$lib/api/types";
import { calendarFrom, CalendarForm, whenInWords } from "./draft.svelte";

const document: CalendarDocument = {
  entries: [
    { name: "Christmas", when: { type: "dates", from: "2026-12-25", to: "2026-12-26" } },
    { when: { type: "recurring", days: { month_days: "1", months: "jan" } } },
    { when: { type: "local", from: "2026-12-24T12:00", to: "2026-12-24T18:00" } },
  ],
  includes: ["cal_2"],
};

describe("a calendar being edited", () => {
  it("comes back as it went in", () => {
    const form = new CalendarForm();
    form.takeDocument(document);
    expect(form.document).toStrictEqual(document);
  });

  it("leaves out what is empty", () => {
    const form = new CalendarForm();
    form.addRecurring();
    const [row] = form.entries;
    if (row?.when.type === "recurring") row.when.days.months = "";
    expect(form.document).toStrictEqual({
      entries: [{ when: { type: "recurring", days: { month_days: "25" } } }],
    });
  });

  it("takes text of its own shape alone", () => {
    expect(calendarFrom(document)).toEqual(document);
    expect(() => calendarFrom({ entries: 5 })).toThrow("list of entries");
    expect(() => calendarFrom({ entries: [{}] })).toThrow("entries[0]");
  });

  it("tells when an entry is", () => {
    expect(document.entries!.map(({ when }) => whenInWords(when))).toEqual([
      "2026-12-25 to 2026-12-26",
      "days 1 of jan",
      "2026-12-24 12:00 to 2026-12-24 18:00",
    ]);
  });
});
