import { describe, expect, it } from "vitest";
import { distance, duration, exactly, inZone, isZone, zones } from "./format";

const NOW = Date.parse("2026-11-23T15:00:00Z");
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

describe("an instant on a zone's clock", () => {
  it.each([
    ["2026-11-23T17:30:00Z", "Europe/Berlin", "Mon 23 Nov, 18:30 CET"],
    ["2026-07-23T17:30:00Z", "Europe/Berlin", "Thu 23 Jul, 19:30 CEST"],
    ["2026-11-24T03:00:00Z", "America/New_York", "Mon 23 Nov, 22:00 EST"],
    ["2026-11-23T23:00:00Z", "Asia/Kolkata", "Tue 24 Nov, 04:30 GMT+5:30"],
    ["2026-11-23T00:00:00Z", "UTC", "Mon 23 Nov, 00:00 UTC"],
    ["2026-11-23T00:00:00Z", "Nowhere/Town", "Mon 23 Nov, 00:00 UTC"],
  ])("%s in %s is %s", (instant, zone, text) => expect(inZone(instant, zone)).toBe(text));

  it("can be told to the second", () => {
    expect(exactly("2026-11-23T23:00:05Z", "Europe/Berlin")).toBe("24 Nov 2026, 00:00:05");
  });
});

describe("a distance", () => {
  it.each([
    [0, "just now"],
    [-0.9, "just now"],
    [0.5, "any moment"],
    [-4, "4 min ago"],
    [45, "in 45 min"],
    [60, "in 1 h"],
    [125, "in 2 h 5 min"],
    [-1440, "1 d ago"],
    [-(1440 * 3 + 240), "3 d 4 h ago"],
    [-(1440 * 40), "40 d ago"],
  ])("of %d minutes is %s", (minutes, text) => expect(distance(at(minutes), NOW)).toBe(text));

  it("leaves out zero rests", () => expect(duration(120)).toBe("2 h"));
});

describe("zone names", () => {
  it.each(["Europe/Berlin", "UTC", "America/New_York", "Asia/Kathmandu"])("%s is one", (name) =>
    expect(isZone(name)).toBe(true),
  );
  it.each(["", "Berlin", "Europe/Berlim", "+02:00", "UTC+1"])("%j is none", (name) =>
    expect(isZone(name)).toBe(false),
  );
  it("offers a list with UTC", () => expect(zones()).toContain("UTC"));
});
