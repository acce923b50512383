import { describe, expect, it } from "vitest";
import type { Weekday, WeeklyWindow } from "../api/types";
import { amount, inWords, tagsInWords } from "./describe";
import {
  dailyWindows,
  DAYS,
  faultOf,
  minuteNow,
  minuteOfDay,
  minutesOn,
  overlap,
  pointAt,
  stretches,
  tidy,
  timeFrom,
} from "./week";

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

describe("times", () => {
  it.each([
    ["00:00", 0],
    ["23:59", 1439],
    ["24:00", undefined],
    ["9:00", undefined],
    ["12:60", undefined],
    ["", undefined],
  ])("%j is minute %j", (time, minute) => expect(minuteOfDay(time)).toBe(minute));

  it.each([
    ["9", "09:00"],
    ["930", "09:30"],
    ["0930", "09:30"],
    ["9.30", "09:30"],
    [" 17:05 ", "17:05"],
    ["5pm", "17:00"],
    ["12:15 AM", "00:15"],
    ["12 p.m.", "12:00"],
    ["24:00", undefined],
    ["25", undefined],
    ["13pm", undefined],
    ["9:7", undefined],
    ["noon", undefined],
    ["", undefined],
  ])("%j typed means %j", (typed, time) => expect(timeFrom(typed)).toBe(time));

  it("go around the week", () => {
    expect(pointAt(0)).toEqual({ day: "mon", time: "00:00" });
    expect(pointAt(10_080 + 61)).toEqual({ day: "mon", time: "01:01" });
    expect(pointAt(-1)).toEqual({ day: "sun", time: "23:59" });
  });
});

describe("windows", () => {
  const weekend = window("fri 18:00 - mon 07:00");

  it("may run over the week's end", () => {
    expect(stretches([weekend])).toEqual([
      { from: 0, to: 420 },
      { from: 6840, to: 10_080 },
    ]);
    expect(minutesOn([weekend])).toBe(61 * 60);
    expect(stretches([window("sun 10:00 - mon 00:00")])).toEqual([{ from: 9240, to: 10_080 }]);
  });

  it("that touch or overlap are one stretch", () => {
    const both = [window("mon 09:00 - mon 12:00"), window("mon 12:00 - mon 17:00")];
    expect(stretches(both)).toEqual([{ from: 540, to: 1020 }]);
    expect(overlap(both)).toBe(false);
    expect(overlap([...both, window("mon 16:59 - mon 18:00")])).toBe(true);
  });

  it("are told what is wrong with them", () => {
    expect(faultOf(weekend)).toBeUndefined();
    expect(faultOf(window("mon 09:00 - mon 09:00"))).toContain("never open");
    expect(faultOf(window("mon 09:00 - mon 24:00"))).toContain("both times");
  });

  it("are made for several days at once, in the order of the week", () => {
    expect(dailyWindows(["sun", "mon"], "22:00", "06:00")).toEqual([
      window("mon 22:00 - tue 06:00"),
      window("sun 22:00 - mon 06:00"),
    ]);
    expect(dailyWindows(["mon"], "09:00", "09:00")).toEqual([window("mon 09:00 - tue 09:00")]);
    expect(dailyWindows(["mon"], "9", "10:00")).toEqual([]);
  });

  it("are tidied: sorted, each once", () => {
    const [a, b] = dailyWindows(["mon", "tue"], "09:00", "17:00");
    expect(tidy([b!, a!, { ...b! }])).toEqual([a, b]);
  });

  it("know the minute of the week on a zone's clock", () => {
    const monday = Date.parse("2026-11-23T00:30:00Z");
    expect(minuteNow(monday, "UTC")).toBe(30);
    expect(minuteNow(monday, "America/New_York")).toBe(6 * 1440 + 19 * 60 + 30);
  });
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
  ])("%#", (windows, words) => expect(inWords(windows)).toBe(words));

  it("names six of many windows and counts the rest", () => {
    const hours = Array.from({ length: 12 }, (_, n) => `${String(2 * n).padStart(2, "0")}`);
    const windows = hours.map((hour) => window(`mon ${hour}:00 - mon ${hour}:30`));
    expect(inWords(windows)).toBe(
      "Mon 00:00–00:30, Mon 02:00–02:30, Mon 04:00–04:30, Mon 06:00–06:30, Mon 08:00–08:30, " +
        "Mon 10:00–10:30 and 6 more",
    );
    expect(inWords(windows.slice(0, 7))).not.toContain("more");
  });

  it("tells how much it is on", () => {
    expect(amount(dailyWindows(workdays, "09:00", "17:00"))).toBe(
      "40 h on a week, off 76 % of the time",
    );
    expect(amount([])).toBe("Never on");
    const always = [window("mon 00:00 - thu 00:00"), window("thu 00:00 - mon 00:00")];
    expect(amount(always)).toBe("Always on");
    expect(inWords(always)).toBe("All week");
  });

  it("tells a selector's tags", () => {
    const tags = [{ key: "Env", value: "dev" }, { key: "Team" }, { key: "Empty", value: "" }];
    expect(tagsInWords({ priority: 1, tags })).toBe("Env=dev, Team (any value), Empty=");
  });
});
