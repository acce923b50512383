// A small company for the browser tests: made-up data in the API's own shapes, fixed in time.
import type {
  CalendarView,
  CloudView,
  Explanation,
  ImportView,
  MachineState,
  MachineView,
  Preview,
  ReportLine,
  ScheduleDocument,
  ScheduleView,
  SessionView,
  Template,
} from "../../src/lib/api/types";

/** Monday 23 November 2026, 16:12 in Berlin. */
export const NOW = Date.parse("2026-11-23T15:12:00Z");
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const ahead = (minutes: number) => ago(-minutes);

export const session: SessionView = {
  user: { id: "usr_1", email: "ada@northwind.example" },
  tenant: { id: "ten_1", name: "Northwind Traders", time_zone: "Europe/Berlin" },
  role: "owner",
  expires_at: ahead(10),
};

export function clouds(): CloudView[] {
  return [
    {
      id: "cld_prod",
      name: "Production",
      account_id: "111122223333",
      regions: ["eu-central-1", "us-east-1"],
      access: {
        type: "role",
        role_arn: "arn:aws:iam::111122223333:role/PowerDown",
        external_id: "pd-7Q2M-K4XA-9TWE-B6RN",
        launch_url: "https://console.aws.amazon.com/cloudformation/home#/stacks/create/review",
      },
      health: { status: "healthy", reason: null, checked_at: ago(3) },
      machines_seen_at: ago(2),
      version: 4,
      created_at: ago(90_000),
    },
    {
      id: "cld_dev",
      name: "Development",
      account_id: "444455556666",
      regions: ["us-east-1"],
      access: {
        type: "role",
        role_arn: "arn:aws:iam::444455556666:role/PowerDown",
        external_id: "pd-3H8C-ZP5D-1VYL-U0GS",
        launch_url: "https://console.aws.amazon.com/cloudformation/home#/stacks/create/review",
      },
      health: {
        status: "failed",
        reason:
          "AssumeRole was refused: User arn:aws:sts::999988887777:assumed-role/orders is not authorized to perform sts:AssumeRole on arn:aws:iam::444455556666:role/PowerDown",
        checked_at: ago(11),
      },
      machines_seen_at: null,
      version: 2,
      created_at: ago(300),
    },
    {
      id: "cld_lab",
      name: "Old lab",
      account_id: "777788889999",
      regions: ["eu-west-1"],
      access: { type: "access_keys", access_key_id_hint: "AKIA…7Q4X" },
      health: { status: "unverified", reason: null, checked_at: null },
      machines_seen_at: null,
      version: 1,
      created_at: ago(4),
    },
  ];
}

export function schedules(): ScheduleView[] {
  const weekdays = (["mon", "tue", "wed", "thu", "fri"] as const).map((day) => ({
    from: { day, time: "08:00" },
    to: { day, time: "18:30" },
  }));
  const base = { created_at: ago(80_000), updated_at: ago(2_000) };
  return [
    {
      ...base,
      id: "sch_office",
      name: "Office hours Berlin",
      document: { zone: "Europe/Berlin", windows: weekdays },
      selectors: [{ priority: 100, tags: [{ key: "Environment", value: "staging" }] }],
      version: 3,
      next_edge: { at: "2026-11-23T17:30:00Z", wish: "off" },
      wish_now: "on",
      override: null,
      explanation:
        "On, by the window Mon 08:00 to Mon 18:30. Next: off at Mon 2026-11-23 18:30 +01:00, as nothing else is scheduled.",
      machines: 9,
    },
    {
      ...base,
      id: "sch_batch",
      name: "Nightly batch",
      document: {
        zone: "America/New_York",
        windows: (["mon", "tue", "wed", "thu"] as const).map((day, i) => ({
          from: { day, time: "22:00" },
          to: { day: (["tue", "wed", "thu", "fri"] as const)[i]!, time: "04:00" },
        })),
        cron: [{ name: "Month end", at: "cron(0 20 L * ? *)", wish: "on" }],
        exceptions: [
          { name: "Christmas", from: "2026-12-24T12:00", to: "2027-01-02T00:00", wish: "off" },
        ],
        behaviour: { stop_warning_minutes: 15 },
      },
      selectors: [
        { priority: 50, cloud_id: "cld_prod", tags: [{ key: "Team", value: "data" }] },
        { priority: 20, tags: [{ key: "Batch" }] },
      ],
      version: 1,
      next_edge: { at: "2026-11-24T03:00:00Z", wish: "on" },
      wish_now: "off",
      override: null,
      explanation:
        "Off, as nothing else is scheduled. Next: on at Mon 2026-11-23 22:00 -05:00, by the window Mon 22:00 to Tue 04:00.",
      machines: 4,
    },
    {
      ...base,
      id: "sch_weekend",
      name: "Weekend load tests",
      document: {
        zone: "UTC",
        windows: [{ from: { day: "fri", time: "18:00" }, to: { day: "mon", time: "07:00" } }],
      },
      selectors: [],
      version: 7,
      next_edge: { at: "2026-11-27T18:00:00Z", wish: "on" },
      wish_now: "off",
      override: {
        keep: "off",
        until: "2026-11-30T07:00:00Z",
        reason: "no load tests before the release",
        set_by: { id: "usr_2", email: "grace@northwind.example" },
        set_at: ago(120),
      },
      explanation:
        "Off, by an override on this schedule until Mon 2026-11-30 07:00 +00:00: no load tests before the release.",
      machines: 0,
    },
  ];
}

const NAMES = [
  "web-1",
  "web-2",
  "web-3",
  "api-1",
  "api-2",
  "search-1",
  "staging-web-1",
  "staging-web-2",
  "staging-db",
  "ci-runner-1",
  "ci-runner-2",
  "ci-runner-3",
  "batch-etl-1",
  "batch-etl-2",
  "reports",
  "grafana",
  "bastion",
  "ml-train-1",
];

/** `count` machines of the cloud `cld_prod`, in all the situations a row may show. */
export function machines(count = NAMES.length): MachineView[] {
  return Array.from({ length: count }, (_, i) => machine(i));
}

function machine(i: number): MachineView {
  const region = i % 3 === 2 ? "us-east-1" : "eu-central-1";
  const instance = `i-0${(0x5a3c91f0b27d4e + i * 7_919_113).toString(16)}`;
  const name = NAMES[i] ?? `worker-${i}`;
  const office = i >= 6 && i < 12;
  const batch = i >= 12 && i < 15;
  const states: Partial<Record<number, MachineState>> = {
    7: "stopping",
    10: "pending",
    12: "stopped",
    13: "stopped",
    14: "stopped",
    17: "stopped",
  };
  const state = states[i] ?? "running";
  const view: MachineView = {
    id: `cld_prod:${region}:${instance}`,
    cloud_id: "cld_prod",
    region,
    instance_id: instance,
    name,
    type: ["m6i.large", "c6i.xlarge", "t3.medium", "r6g.2xlarge"][i % 4]!,
    zone: `${region}${"abc"[i % 3]}`,
    platform: i === 14 ? "Windows" : "Linux",
    lifecycle: i === 11 || i === 17 ? "spot" : "on-demand",
    state,
    state_at: ago(state === "stopping" || state === "pending" ? 0 : 37 + i * 211),
    launched_at: ago(50_000 + i),
    tags: { Name: name, Environment: i < 6 ? "production" : "staging" },
    schedule: office
      ? { id: "sch_office", by: i === 6 ? "id" : "selector" }
      : batch
        ? { id: "sch_batch", by: "selector" }
        : null,
    conflict: [],
    override: null,
    wish: office ? "on" : batch ? "off" : null,
    last_action: null,
    next_attempt_at: null,
    rev: 5,
  };
  if (office) {
    view.last_action = {
      action: "start",
      outcome: "accepted",
      reason: "Office hours Berlin opened at Mon 08:00",
      at: ago(492),
    };
  }
  if (batch) {
    view.last_action = {
      action: "stop",
      outcome: "accepted",
      reason: "outside the windows of Nightly batch since Mon 04:00",
      at: ago(372),
    };
  }
  if (i === 7) {
    view.wish = "off";
    view.last_action = {
      action: "stop",
      outcome: "accepted",
      reason: "kept off by its override until 18:00",
      at: ago(0),
    };
  }
  if (i === 11) {
    view.last_action = {
      action: "start",
      outcome: "failed",
      reason:
        "InsufficientInstanceCapacity: there is no capacity for r6g.2xlarge in us-east-1c right now",
      at: ago(2),
    };
    view.next_attempt_at = ahead(3);
    view.state = "stopped";
  }
  if (i === 15) {
    view.conflict = ["sch_office", "sch_batch"];
    view.wish = "hands-off";
  }
  return view;
}

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
    to: ahead(14 * 1440),
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
