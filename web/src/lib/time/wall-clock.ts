// From the wall clock of a zone to instants, by the browser's own time-zone data. Pure.
import { dayIn, partsIn } from "./format";

const DAY = 86_400_000;

/**
 * The instant of a wall-clock minute such as `2026-12-24T12:00`; `undefined` if it is not written so.
 * A time that a zone skips is taken as the first instant after the gap, one it has twice as the first.
 */
export function instantAt(local: string, zone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return undefined;
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  // The offset at the minute is one of those a day before and a day after.
  const offsets = [wanted - DAY, wanted + DAY].map((at) => shownAt(at, zone) - at);
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const exact = candidates.find((at) => shownAt(at, zone) === wanted);
  return exact ?? gapEnd(candidates[0]!, candidates[1]!, wanted, zone);
}

/** Tomorrow at an hour of the day on a zone's clock. */
export function tomorrowAt(hour: number, now: number, zone: string): number {
  const today = Date.parse(`${dayIn(now, zone)}T00:00Z`);
  const day = new Date(today + DAY).toISOString().slice(0, 10);
  return instantAt(`${day}T${String(hour).padStart(2, "0")}:00`, zone) ?? now + DAY;
}

/** What the zone's clock shows at an instant, as if it were UTC. */
function shownAt(at: number, zone: string): number {
  return Date.parse(`${dayIn(at, zone)}T${timeIn(at, zone)}Z`);
}

function timeIn(at: number, zone: string): string {
  const { hour, minute } = partsIn(at, zone) as { hour: string; minute: string };
  return `${hour}:${minute}`;
}

/** The first minute between two instants at which the clock shows more than what it skipped. */
function gapEnd(from: number, to: number, skipped: number, zone: string): number {
  let [before, after] = [from, to];
  while (after - before > 60_000) {
    const middle = before + Math.floor((after - before) / 120_000) * 60_000;
    if (shownAt(middle, zone) > skipped) after = middle;
    else before = middle;
  }
  return after;
}
