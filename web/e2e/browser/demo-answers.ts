// What the made-up company's server says about its schedules: previews, reasons, calendars, imports.
import type {
  CalendarView,
  Explanation,
  ImportView,
  MachineView,
  Preview,
  ReportLine,
  ScheduleDocument,
  ScheduleView,
  Template,
} from "../../src/lib/api/types";
import { ago, NOW, session } from "./demo.ts";

export function templates(zone: string): Template[] {
  const weekly = { days: { weekdays: "mon-fri" }, begin: "08:00", end: "18:00" };
  const on = (period: object) => ({ zone, periods: [{ ...weekly, ...period }] });
  return [
    {
      key: "business-hours",
      title: "Business hours",
      description: "Monday to Friday, 08:00 to 18:00",
      document: on({}),
    },
    {
      key: "extended-hours",
      title: "Extended hours",
      description: "Monday to Friday, 06:00 to 22:00",
      document: on({ begin: "06:00", end: "22:00" }),
    },
    {
      key: "overnight-batch",
      title: "Overnight batch",
      description: "every night, 20:00 to 06:00",
      document: on({ days: { weekdays: "mon-sun" }, begin: "20:00", end: "06:00" }),
    },
    {
      key: "always-on",
      title: "Always on",
      description: "on at every hour",
      document: { zone, otherwise: "on" },
    },
  ];
}

/** What a server may answer: ten workdays from 08:00 to 18:30, whatever the document. */
export function preview({ zone }: ScheduleDocument): Preview {
  const days = Array.from({ length: 15 }, (_, i) => new Date(NOW + i * 86_400_000));
  const workdays = days.filter((day) => day.getUTCDay() % 6 !== 0);
  const edges = workdays.flatMap((day) => {
    const date = day.toISOString().slice(0, 10);
    const weekday = day.toUTCString().slice(0, 3);
    const edge = (time: string, utc: string, wish: "on" | "off", because: string) => ({
      at: `${date}T${utc}:00Z`,
      local: `${weekday} ${date} ${time}`,
      offset: "+01:00",
      wish,
      because,
    });
    return [
      edge("08:00", "07:00", "on", `by the window ${weekday} 08:00 to ${weekday} 18:30`),
      edge("18:30", "17:30", "off", "as nothing else is scheduled"),
    ];
  });
  return {
    zone,
    from: new Date(NOW).toISOString(),
    to: ago(-14 * 1440),
    wish_now: "on",
    sentence:
      "On, by the window Mon 08:00 to Mon 18:30. Next: off at Mon 2026-11-23 18:30 +01:00, as nothing else is scheduled.",
    edges: edges.slice(1),
    more_edges: false,
    hours_on_by_day: days.map((day) => ({
      date: day.toISOString().slice(0, 10),
      hours_on: workdays.includes(day) ? 10.5 : 0,
    })),
    hours_on_per_week: 52.5,
    share_off: 0.6875,
  };
}

export const setNow = () => ({
  set_by: { id: session.user.id, email: session.user.email },
  set_at: new Date(NOW).toISOString(),
});

export function explanation(machine: MachineView, schedules: ScheduleView[]): Explanation {
  const schedule = schedules.find(({ id }) => id === machine.schedule?.id) ?? null;
  const { override, state } = machine;
  return {
    at: new Date(NOW).toISOString(),
    state,
    wish: machine.wish ?? "hands-off",
    agrees: machine.wish !== "on" || state === "running",
    sentence: override
      ? `On, by an override on this machine: ${override.reason}.`
      : (schedule?.explanation ?? "Hands off, as it follows no schedule."),
    next_edge: schedule?.next_edge ?? null,
    schedule: schedule && { id: schedule.id, name: schedule.name },
    override: override ?? schedule?.override ?? null,
    action: null,
    reason: schedule ? "already as the schedule wants it" : "it follows no schedule",
    last_action: machine.last_action,
  };
}

export function calendars(): CalendarView[] {
  const base = { created_at: ago(40_000), updated_at: ago(3_000), version: 2 };
  return [
    {
      ...base,
      id: "cal_holidays",
      name: "Public holidays Berlin",
      document: {
        entries: [
          { name: "Christmas", when: { type: "dates", from: "2026-12-25", to: "2026-12-26" } },
          {
            name: "New Year",
            when: { type: "recurring", days: { month_days: "1", months: "jan" } },
          },
          {
            name: "Christmas Eve",
            when: { type: "local", from: "2026-12-24T12:00", to: "2026-12-25T00:00" },
          },
        ],
      },
    },
    { ...base, id: "cal_freeze", name: "Change freezes", document: { includes: ["cal_holidays"] } },
  ];
}

export const calendarReport: ReportLine[] = [
  { subject: "event Christmas", verdict: "exact", text: "25 December 2026, all day" },
  {
    subject: "event Stand-up",
    verdict: "refused",
    text: "RRULE with BYSETPOS is not read; write its dates one by one",
  },
];

export const imported: ImportView = {
  schedules: [
    {
      name: "office",
      document: {
        zone: "Europe/Berlin",
        otherwise: "off",
        periods: [
          { name: "weekdays", days: { weekdays: "mon-fri" }, begin: "08:00", end: "18:00" },
        ],
      },
      tags: [{ key: "Schedule", value: "office" }],
      instance_types: {},
    },
    {
      name: "month-end",
      document: {
        zone: "UTC",
        otherwise: "off",
        periods: [{ name: "last", days: { month_days: "L" }, begin: "00:00", end: "24:00" }],
      },
      tags: [{ key: "Schedule", value: "month-end" }],
      instance_types: {},
    },
  ],
  report: [
    {
      subject: "schedule office, period weekdays",
      verdict: "exact",
      text: "is a period from 08:00 to 18:00 on mon-fri",
    },
    {
      subject: "schedule office, period big",
      verdict: "differs",
      text: "asks for the type m5.large: PowerDown changes no types",
    },
    {
      subject: "schedule broken",
      verdict: "refused",
      text: "names the period nights, which is not in the text; add it",
    },
  ],
};
