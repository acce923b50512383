import { describe, expect, it } from "vitest";
import type { Weekday, WeeklyWindow } from "../api/types";
import {
  dailyWindows,
  faultOf,
  lengthOf,
  minuteNow,
  minuteOfDay,
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
    expect(lengthOf(stretches([weekend]))).toBe(61 * 60);
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
