// Instants as people read them: in a named zone, or as a distance from now. Pure; `now` is given.

/** `Mon 23 Nov, 17:00 CET`: an instant on a zone's own clock, with the zone's short name. */
export function inZone(instant: string, zone: string): string {
  const parts = partsIn(instant, zone);
  return `${parts["weekday"]} ${parts["day"]} ${parts["month"]}, ${parts["hour"]}:${parts["minute"]} ${zoneName(instant, zone)}`;
}

/** Browsers know a zone's letters (EST, CET) only in a language of its part of the world. */
const LANGUAGES = ["en-GB", "en-US", "en-AU"];

/** `EST`, `CET`, `AEDT` at that instant; `GMT+5:30` where no letters are known. */
function zoneName(instant: string, zone: string): string {
  const names = LANGUAGES.map(
    (language) => partsIn(instant, zone, { timeZoneName: "short" }, language)["timeZoneName"] ?? "",
  );
  return names.find((name) => !/^GMT[+-]/.test(name)) ?? names[0] ?? "";
}

/** `23 Nov 2026, 17:00:05`: for tooltips and details, in the zone given. */
export function exactly(instant: string, zone: string): string {
  const parts = partsIn(instant, zone, { second: "2-digit", year: "numeric" });
  return `${parts["day"]} ${parts["month"]} ${parts["year"]}, ${parts["hour"]}:${parts["minute"]}:${parts["second"]}`;
}

/**
 * `just now`, `4 min ago`, `in 2 h 5 min`, `3 d ago`. Under a minute is `just now` or `any moment`;
 * hours carry minutes, days carry hours; zero rests are left out.
 */
export function distance(instant: string, now: number): string {
  const ahead = Date.parse(instant) - now;
  const minutes = Math.floor(Math.abs(ahead) / 60_000);
  if (minutes === 0) return ahead > 0 ? "any moment" : "just now";
  return ahead > 0 ? `in ${duration(minutes)}` : `${duration(minutes)} ago`;
}

/** Whole minutes as `45 min`, `2 h 5 min`, `3 d 4 h`. From ten days on, days alone. */
export function duration(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days >= 10) return `${days} d`;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  const rest = minutes % 60;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}

/** `2026-11-23`: the day on a zone's clock. */
export function dayIn(instant: number, zone: string): string {
  const parts = partsIn(instant, zone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
}

/** True when this browser's time-zone data knows the name. */
export function isZone(name: string): boolean {
  if (name === "" || /^[+-]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** All zone names this browser knows, with UTC, which some browsers leave out. */
export function zones(): string[] {
  const names = Intl.supportedValuesOf("timeZone");
  return names.includes("UTC") ? names : [...names, "UTC"];
}

/** The zone of this browser. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** The parts of an instant on a zone's clock; an unknown zone is shown in UTC. */
export function partsIn(
  instant: string | number,
  zone: string,
  more: Intl.DateTimeFormatOptions = {},
  language = "en-GB",
): Record<string, string> {
  const format = new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: isZone(zone) ? zone : "UTC",
    ...more,
  });
  const parts = format.formatToParts(new Date(instant));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}
