import { describe, expect, it } from "vitest";
import type { Weekday, WeeklyWindow } from "../api/types";
import { amount, inWords, tagsInWords } from "./describe";
import type { UsualWeek } from "./usual-week";
import { dailyWindows, DAYS, stretches } from "./week";

/** `mon 09:00 - fri 17:00` */
function window(text: string): WeeklyWindow {
  const [fromDay, fromTime, , toDay, toTime] = text.split(" ") as [
    Weekday,
    string,
    string,
    Weekday,
    string,
  ];
  return { from: { day: fromDay, time: fromTime }, to: { day: toDay, time: toTime } };
}

const week = (windows: readonly WeeklyWindow[]): UsualWeek => ({
  on: stretches(windows),
  handsOff: [],
  partial: false,
});

describe("a week in words", () => {
  const workdays = DAYS.slice(0, 5);

  it.each([
    [dailyWindows(workdays, "09:00", "17:00"), "Mon–Fri 09:00–17:00"],
    [dailyWindows([...DAYS], "09:00", "17:00"), "Every day 09:00–17:00"],
    [dailyWindows(["mon", "tue"], "22:00", "06:00"), "Mon–Tue 22:00–06:00"],
    [dailyWindows(["sun"], "22:00", "06:00"), "Sun 22:00–06:00"],
    [dailyWindows(["sun"], "20:00", "00:00"), "Sun 20:00–midnight"],
    [dailyWindows(["mon", "wed"], "09:00", "17:00"), "Mon 09:00–17:00, Wed 09:00–17:00"],
    [[window("fri 18:00 - mon 07:00")], "Fri 18:00 – Mon 07:00"],
    [[], "Never on"],
  ])("%#", (windows, words) => expect(inWords(week(windows))).toBe(words));

  it("names six of many windows and counts the rest", () => {
    const hours = Array.from({ length: 12 }, (_, n) => `${String(2 * n).padStart(2, "0")}`);
    const windows = hours.map((hour) => window(`mon ${hour}:00 - mon ${hour}:30`));
    expect(inWords(week(windows))).toBe(
      "Mon 00:00–00:30, Mon 02:00–02:30, Mon 04:00–04:30, Mon 06:00–06:30, Mon 08:00–08:30, " +
        "Mon 10:00–10:30 and 6 more",
    );
    expect(inWords(week(windows.slice(0, 7)))).not.toContain("more");
  });

  it("tells how much it is on", () => {
    expect(amount(week(dailyWindows(workdays, "09:00", "17:00")))).toBe(
      "40 h on a week, off 76 % of the time",
    );
    expect(amount(week([]))).toBe("Never on");
    const always = [window("mon 00:00 - thu 00:00"), window("thu 00:00 - mon 00:00")];
    expect(amount(week(always))).toBe("Always on");
    expect(inWords(week(always))).toBe("All week");
  });

  it("tells what is neither on nor off, and what a week cannot show", () => {
    const whole = { from: 0, to: 10_080 };
    const handsOff = { on: [], handsOff: [whole], partial: false };
    expect([inWords(handsOff), amount(handsOff)]).toEqual(["Left as they are", "Always hands off"]);
    const office = week(dailyWindows(workdays, "09:00", "17:00"));
    expect(inWords({ ...office, partial: true })).toBe("Mon–Fri 09:00–17:00, and by more rules");
    expect(inWords({ ...week([]), partial: true })).toBe("By rules that a week can't show");
  });

  it("tells a selector's tags", () => {
    const tags = [{ key: "Env", value: "dev" }, { key: "Team" }, { key: "Empty", value: "" }];
    expect(tagsInWords({ priority: 1, tags })).toBe("Env=dev, Team (any value), Empty=");
  });
});
