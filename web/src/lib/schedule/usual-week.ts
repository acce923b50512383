// The week a schedule document usually has, for pictures and words. Pure.
//
// Windows and periods that repeat every week are in it. What a week cannot show (edges, cron, days of
// the month) makes it `partial`; dated things (exceptions, freezes, calendars) are no usual week. What
// truly happens is the server's to say: see the preview.
import type { DayFilter, ScheduleDocument, Wish } from "../api/types";
import {
  DAYS,
  MINUTES_A_DAY,
  MINUTES_A_WEEK,
  minuteOfDay,
  minuteOfWeek,
  type Stretch,
} from "./week";

export interface UsualWeek {
  on: Stretch[];
  handsOff: Stretch[];
  /** There is more to the schedule than a week can show. */
  partial: boolean;
}

type Claim = Stretch & { wish: Wish };

/** Off beats on, on beats hands off. */
const WEAKEST_FIRST: readonly Wish[] = ["hands-off", "on", "off"];

export function usualWeek(document: ScheduleDocument): UsualWeek {
  const claims: Claim[] = [];
  let partial = !!document.edges?.length || !!document.cron?.length;
  for (const { from, to, wish = "on" } of document.windows ?? []) {
    claims.push(...claim(minuteOfWeek(from), minuteOfWeek(to), wish));
  }
  for (const { days, begin, end, wish = "on" } of document.periods ?? []) {
    const picked = weekdaysOf(days);
    partial ||= !picked;
    for (const day of picked ?? []) {
      const midnight = day * MINUTES_A_DAY;
      const first = minuteOfDay(begin);
      const last = end === "24:00" ? MINUTES_A_DAY : minuteOfDay(end);
      if (first === undefined || last === undefined || first === last) continue;
      const to = midnight + last + (last < first ? MINUTES_A_DAY : 0);
      claims.push(...claim(midnight + first, to, wish));
    }
  }
  const wishes = Array.from<Wish>({ length: MINUTES_A_WEEK }).fill(otherwiseOf(document));
  for (const wish of WEAKEST_FIRST) {
    for (const { from, to } of claims.filter((each) => each.wish === wish)) {
      for (let minute = from; minute < to; minute++) wishes[minute % MINUTES_A_WEEK] = wish;
    }
  }
  return { on: runsOf(wishes, "on"), handsOff: runsOf(wishes, "hands-off"), partial };
}

/** What is wished when nothing else says anything, as the server has it. */
export function otherwiseOf(document: ScheduleDocument): Wish {
  if (document.otherwise) return document.otherwise;
  const said = [...(document.windows ?? []), ...(document.periods ?? [])].map(
    ({ wish = "on" }) => wish,
  );
  if (said.includes("on")) return "off";
  return said.length > 0 && said.every((wish) => wish === "off") ? "on" : "hands-off";
}

/** The days (Monday is 0) that a filter picks in every week; `undefined` if weeks differ. */
export function weekdaysOf(days: DayFilter | undefined): number[] | undefined {
  if (days?.month_days || days?.months) return undefined;
  if (!days?.weekdays) return [0, 1, 2, 3, 4, 5, 6];
  const picked = new Set<number>();
  for (const part of days.weekdays.toLowerCase().split(",")) {
    const found = /^([a-z]{3})(?:[a-z]*day)?(?:-([a-z]{3})(?:[a-z]*day)?(?:\/(\d))?)?$/.exec(
      part.trim(),
    );
    if (!found) return undefined;
    const [, first = "", last = first, step = "1"] = found;
    const from = DAYS.findIndex((day) => day === first);
    const to = DAYS.findIndex((day) => day === last);
    if (from < 0 || to < 0 || step === "0") return undefined;
    const length = (to - from + 7) % 7;
    for (let i = 0; i <= length; i += Number(step)) picked.add((from + i) % 7);
  }
  return [...picked].sort((a, b) => a - b);
}

/** A day filter for days of the week: `mon-fri`, `mon,wed,sun`; none for all seven. */
export function filterOf(days: readonly number[]): DayFilter | undefined {
  if (days.length === 7) return undefined;
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const words = runs.flatMap((run) =>
    run.length > 2 ? [`${DAYS[run[0]!]}-${DAYS[run.at(-1)!]}`] : run.map((day) => `${DAYS[day]}`),
  );
  return { weekdays: words.join(",") };
}

function claim(from: number | undefined, to: number | undefined, wish: Wish): Claim[] {
  if (from === undefined || to === undefined || from === to) return [];
  return [{ from, to: to < from ? to + MINUTES_A_WEEK : to, wish }];
}

function runsOf(wishes: readonly Wish[], wanted: Wish): Stretch[] {
  const runs: Stretch[] = [];
  for (const [minute, wish] of wishes.entries()) {
    if (wish !== wanted) continue;
    const last = runs.at(-1);
    if (last?.to === minute) last.to = minute + 1;
    else runs.push({ from: minute, to: minute + 1 });
  }
  return runs;
}
