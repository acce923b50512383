import { describe, expect, it } from "vitest";
import { instantAt, tomorrowAt } from "./wall-clock";

describe("a wall-clock minute", () => {
  it.each([
    ["2026-12-24T12:00", "Europe/Berlin", "2026-12-24T11:00:00.000Z"],
    ["2026-07-01T00:00", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
    ["2026-07-01T09:30", "Asia/Kathmandu", "2026-07-01T03:45:00.000Z"],
    ["2026-01-01T00:30", "Pacific/Kiritimati", "2025-12-31T10:30:00.000Z"],
    // In the gap of 29 March: the first instant after it.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
    ["2026-03-08T02:00", "America/New_York", "2026-03-08T07:00:00.000Z"],
    // Twice on 25 October: the first.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    // Lord Howe moves by half an hour.
    ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00.000Z"],
  ])("%s in %s is %s", (local, zone, instant) =>
    expect(new Date(instantAt(local, zone)!).toISOString()).toBe(instant),
  );

  it.each(["", "tomorrow", "2026-12-24", "2026-13-01T00:00"])("%j is none", (text) =>
    expect(instantAt(text, "UTC")).toBeUndefined(),
  );
});

it("tomorrow is the zone's own", () => {
  const now = Date.parse("2026-11-23T23:30:00Z");
  const at = (zone: string) => new Date(tomorrowAt(8, now, zone)).toISOString();
  expect(at("UTC")).toBe("2026-11-24T08:00:00.000Z");
  expect(at("Europe/Berlin")).toBe("2026-11-25T07:00:00.000Z");
  expect(at("America/New_York")).toBe("2026-11-24T13:00:00.000Z");
});
