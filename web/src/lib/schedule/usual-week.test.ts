import { describe, expect, it } from "vitest";
import type { ScheduleDocument } from "../api/types";
import { amount, inWords } from "./describe";
import { filterOf, otherwiseOf, usualWeek, weekdaysOf } from "./usual-week";

const UTC = { zone: "UTC" };
const office = { days: { weekdays: "mon-fri" }, begin: "08:00", end: "18:00" };

function told(more: Partial<ScheduleDocument>): string[] {
  const week = usualWeek({ ...UTC, ...more });
  return [inWords(week), amount(week)];
}

describe("the usual week", () => {
  it.each<[Partial<ScheduleDocument>, string, string]>([
    [{ periods: [office] }, "Mon–Fri 08:00–18:00", "50 h on a week, off 70 % of the time"],
    [
      { periods: [{ begin: "20:00", end: "06:00" }] },
      "Every day 20:00–06:00",
      "70 h on a week, off 58 % of the time",
    ],
    [
      { windows: [{ from: { day: "sun", time: "22:00" }, to: { day: "mon", time: "02:00" } }] },
      "Sun 22:00–02:00",
      "4 h on a week, off 98 % of the time",
    ],
    [{ periods: [{ begin: "00:00", end: "24:00" }] }, "All week", "Always on"],
    [{ otherwise: "off" }, "Never on", "Never on"],
    [{ otherwise: "hands-off" }, "Left as they are", "Always hands off"],
    [
      {
        otherwise: "on",
        periods: [{ days: { weekdays: "sat-sun" }, begin: "00:00", end: "24:00", wish: "off" }],
      },
      "Mon 00:00 – Sat 00:00",
      "120 h on a week, off 29 % of the time",
    ],
    [
      { periods: [office, { ...office, end: "10:00", wish: "hands-off" }] },
      "Mon–Fri 08:00–18:00",
      "50 h on a week, off 70 % of the time",
    ],
    [
      { periods: [office, { begin: "12:00", end: "13:00", wish: "off" }] },
      "Mon–Fri 08:00–12:00, Mon–Fri 13:00–18:00",
      "45 h on a week, off 73 % of the time",
    ],
  ])("%#", (document, words, hours) => expect(told(document)).toEqual([words, hours]));

  it("says when there is more than a week can show", () => {
    const cron = [{ at: "cron(0 8 ? * MON *)", wish: "on" as const }];
    expect(usualWeek({ ...UTC, cron }).partial).toBe(true);
    const monthly = { ...office, days: { month_days: "L" } };
    expect(usualWeek({ ...UTC, periods: [monthly] })).toMatchObject({ on: [], partial: true });
  });

  it("has the server's own idea of all other time", () => {
    const off = { ...office, wish: "off" as const };
    expect(otherwiseOf({ ...UTC, periods: [office, off] })).toBe("off");
    expect(otherwiseOf({ ...UTC, periods: [off] })).toBe("on");
    expect(otherwiseOf(UTC)).toBe("hands-off");
  });
});

describe("day filters", () => {
  it.each([
    [undefined, [0, 1, 2, 3, 4, 5, 6]],
    ["mon-fri", [0, 1, 2, 3, 4]],
    ["Friday-mon", [0, 4, 5, 6]],
    ["mon,WED", [0, 2]],
    ["mon-sun/2", [0, 2, 4, 6]],
    ["sat#1", undefined],
    ["friL", undefined],
    ["some", undefined],
  ])("%j picks %j", (weekdays, days) =>
    expect(weekdaysOf(weekdays === undefined ? undefined : { weekdays })).toEqual(days),
  );

  it("are written as short as may be", () => {
    expect(filterOf([0, 1, 2, 3, 4])).toEqual({ weekdays: "mon-fri" });
    expect(filterOf([6, 0, 5])).toEqual({ weekdays: "mon,sat,sun" });
    expect(filterOf([0, 1, 2, 3, 4, 5, 6])).toBeUndefined();
  });
});
