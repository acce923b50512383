// A schedule in words, for lists and screen readers. Pure.
import type { DayFilter, ScheduleDocument, Selector } from "../api/types";
import type { UsualWeek } from "./usual-week";
import { lengthOf, MINUTES_A_DAY, MINUTES_A_WEEK, pointAt } from "./week";

const SHORT = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** `50 h on a week, off 70 % of the time`; hands-off time is neither. */
export function amount({ on: running, handsOff }: UsualWeek): string {
  const on = lengthOf(running);
  if (lengthOf(handsOff) === MINUTES_A_WEEK) return "Always hands off";
  if (on === 0) return "Never on";
  if (on === MINUTES_A_WEEK) return "Always on";
  const off = Math.round((100 * (MINUTES_A_WEEK - on - lengthOf(handsOff))) / MINUTES_A_WEEK);
  return `${hours(on)} on a week, off ${off} % of the time`;
}

const MOST_NAMED = 7;

/**
 * `Mon–Fri 09:00–17:00`, `Fri 18:00 – Mon 07:00`. Daily windows of the same times on neighbouring
 * days are told together; a window over midnight of less than a day reads `Mon 22:00–06:00`. Of more
 * than seven, six are named and the rest counted: nobody reads a paragraph of times. What a week
 * cannot show is said to be there.
 */
export function inWords({ on, handsOff, partial }: UsualWeek): string {
  if (partial) {
    return on.length > 0
      ? `${inWords({ on, handsOff, partial: false })}, and by more rules`
      : "By rules that a week can't show";
  }
  if (lengthOf(on) === MINUTES_A_WEEK) return "All week";
  if (lengthOf(handsOff) === MINUTES_A_WEEK) return "Left as they are";
  const spans = joinedOverSunday(on);
  const told: { days: number[]; hours: string }[] = [];
  for (const { from, to } of spans) {
    const day = Math.floor(from / MINUTES_A_DAY);
    const short = to - from <= MINUTES_A_DAY;
    const start = pointAt(from);
    const end = pointAt(to);
    const endDay = SHORT[Math.floor((to % MINUTES_A_WEEK) / MINUTES_A_DAY)];
    const times = short
      ? `${start.time}–${end.time === "00:00" ? "midnight" : end.time}`
      : `${start.time} – ${endDay} ${end.time}`;
    const before = short ? told.find((t) => t.hours === times && t.days.at(-1) === day - 1) : null;
    if (before) before.days.push(day);
    else told.push({ days: [day], hours: times });
  }
  const named = told.slice(0, told.length > MOST_NAMED ? MOST_NAMED - 1 : MOST_NAMED);
  const words = named.map(({ days, hours: h }) => `${dayRange(days)} ${h}`).join(", ");
  const more = told.length - named.length;
  return more > 0 ? `${words} and ${more} more` : words || "Never on";
}

/** `mon-fri`, `days 1-15 of jan-mar`: a filter, as close to its own words as may be. */
export function daysInWords(days: DayFilter | undefined): string {
  const parts = [
    days?.weekdays,
    days?.month_days && `days ${days.month_days}`,
    days?.months && `of ${days.months}`,
  ];
  return parts.filter(Boolean).join(" ") || "every day";
}

/** The parts of a document that only its text can change, a line each. */
export function furtherParts(document: ScheduleDocument): string[] {
  const named = (name: string | null | undefined) => (name ? ` (${name})` : "");
  const turns = (wish: string) => `turns ${wish}`;
  return [
    ...(document.edges ?? []).map(
      ({ at, days, wish, name }) => `${turns(wish)} at ${at}, ${daysInWords(days)}${named(name)}`,
    ),
    ...(document.cron ?? []).map(({ at, wish, name }) => `${turns(wish)} by ${at}${named(name)}`),
    ...(document.freezes ?? []).map(
      ({ from, to, name }) => `frozen from ${from} to ${to}${named(name)}`,
    ),
    ...(document.join_gap_minutes
      ? [`gaps of up to ${document.join_gap_minutes} min between windows are on as well`]
      : []),
  ];
}

/** `Env=dev, Team (any)`: the tags of a selector. */
export function tagsInWords(selector: Selector): string {
  return selector.tags
    .map(({ key, value }) => (value == null ? `${key} (any value)` : `${key}=${value}`))
    .join(", ");
}

function dayRange(days: number[]): string {
  const first = SHORT[days[0] ?? 0] ?? "";
  const last = SHORT[days.at(-1) ?? 0] ?? "";
  if (days.length === 7) return "Every day";
  return days.length === 1 ? first : `${first}–${last}`;
}

/** A stretch up to Sunday midnight and one from Monday midnight are one window to a reader. */
function joinedOverSunday(spans: { from: number; to: number }[]) {
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last || first === last) return spans;
  if (first.from !== 0 || last.to !== MINUTES_A_WEEK) return spans;
  return [...spans.slice(1, -1), { from: last.from, to: MINUTES_A_WEEK + first.to }];
}

function hours(minutes: number): string {
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
