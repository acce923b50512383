// A week of windows as minutes: what the editor checks and what the strip draws. Pure.
//
// Minute 0 is Monday 00:00 on the schedule's own clock; the week has 10,080 minutes and is a ring.
// A window whose end comes earlier than its start runs over the end of the week.
import type { WeekPoint, Weekday, WeeklyWindow } from "../api/types";
import { partsIn } from "../time/format";

export const DAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const DAY_NAMES: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
export const MINUTES_A_DAY = 1440;
export const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

/** A half-open stretch of the week that does not wrap: 0 ≤ from < to ≤ 10,080. */
export interface Stretch {
  from: number;
  to: number;
}

/** `undefined` for anything but `HH:MM` between 00:00 and 23:59. */
export function minuteOfDay(time: string): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}

/**
 * A time as people type it, as `HH:MM`: `9`, `930`, `9.30`, `09:30`, `5pm`, `12:15 AM`.
 * `undefined` for anything else, 24:00 included.
 */
export function timeFrom(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(typed.trim());
  if (!found) return undefined;
  const [, hours = "", minutes = "00", half] = found;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const time = `${String(hour).padStart(2, "0")}:${minutes}`;
  return minuteOfDay(time) === undefined ? undefined : time;
}

export function minuteOfWeek(point: WeekPoint): number | undefined {
  const minute = minuteOfDay(point.time);
  const day = DAYS.indexOf(point.day);
  return minute === undefined || day < 0 ? undefined : day * MINUTES_A_DAY + minute;
}

/** The point of the week at a minute; minutes beyond the week wrap around. */
export function pointAt(minute: number): WeekPoint {
  const within = ((minute % MINUTES_A_WEEK) + MINUTES_A_WEEK) % MINUTES_A_WEEK;
  const day = DAYS[Math.floor(within / MINUTES_A_DAY)] ?? "mon";
  const rest = within % MINUTES_A_DAY;
  const two = (n: number) => String(n).padStart(2, "0");
  return { day, time: `${two(Math.floor(rest / 60))}:${two(rest % 60)}` };
}

/** What is wrong with a window, in words; `undefined` when nothing is. */
export function faultOf(window: WeeklyWindow): string | undefined {
  const from = minuteOfWeek(window.from);
  const to = minuteOfWeek(window.to);
  if (from === undefined || to === undefined) return "Give both times as hours and minutes.";
  if (from === to) return "Start and end are the same: this window would never open.";
  return undefined;
}

/** The time of the week that the windows cover: sorted, merged, without those that are faulty. */
export function stretches(windows: readonly WeeklyWindow[]): Stretch[] {
  const raw = windows.flatMap((window) => {
    const from = minuteOfWeek(window.from);
    const to = minuteOfWeek(window.to);
    if (from === undefined || to === undefined || from === to) return [];
    if (from < to) return [{ from, to }];
    const wrapped = [{ from, to: MINUTES_A_WEEK }];
    return to > 0 ? [...wrapped, { from: 0, to }] : wrapped;
  });
  raw.sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: Stretch[] = [];
  for (const next of raw) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else merged.push({ ...next });
  }
  return merged;
}

/** Minutes in all of the stretches. */
export function lengthOf(spans: readonly Stretch[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** True when two of the windows share time: allowed, but rarely meant. */
export function overlap(windows: readonly WeeklyWindow[]): boolean {
  const sum = windows.reduce((total, window) => total + lengthOf(stretches([window])), 0);
  return sum > lengthOf(stretches(windows));
}

/** The minute of the week on a zone's clock at an instant. */
export function minuteNow(now: number, zone: string): number {
  const parts = partsIn(now, zone);
  const day = DAYS.indexOf((parts["weekday"] ?? "Mon").toLowerCase() as Weekday);
  return Math.max(0, day) * MINUTES_A_DAY + Number(parts["hour"]) * 60 + Number(parts["minute"]);
}

/** One window for each day; an end at or before the start is on the next day. */
export function dailyWindows(days: readonly Weekday[], from: string, to: string): WeeklyWindow[] {
  const start = minuteOfDay(from);
  const end = minuteOfDay(to);
  if (start === undefined || end === undefined) return [];
  return DAYS.filter((day) => days.includes(day)).map((day) => {
    const midnight = DAYS.indexOf(day) * MINUTES_A_DAY;
    const length = end > start ? end - start : end + MINUTES_A_DAY - start;
    return { from: { day, time: from }, to: pointAt(midnight + start + length) };
  });
}

/** Whether two windows are the same one, names and wishes included. */
export function sameWindow(a: WeeklyWindow, b: WeeklyWindow): boolean {
  return (
    minuteOfWeek(a.from) === minuteOfWeek(b.from) &&
    minuteOfWeek(a.to) === minuteOfWeek(b.to) &&
    (a.wish ?? "on") === (b.wish ?? "on") &&
    (a.name ?? "") === (b.name ?? "")
  );
}

/** Sorted by start, each window once. */
export function tidy(windows: readonly WeeklyWindow[]): WeeklyWindow[] {
  const sorted = [...windows].sort(
    (a, b) => (minuteOfWeek(a.from) ?? 0) - (minuteOfWeek(b.from) ?? 0),
  );
  return sorted.filter((window, i) => !sorted.slice(0, i).some((w) => sameWindow(w, window)));
}
