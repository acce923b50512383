// A small company for the browser tests: made-up data in the API's own shapes, fixed in time.
import type {
  CloudView,
  LaunchView,
  MachineState,
  MachineView,
  ScheduleView,
  SessionView,
} from "../../src/lib/api/types";

/** Monday 23 November 2026, 16:12 in Berlin. */
export const NOW = Date.parse("2026-11-23T15:12:00Z");
export const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const ahead = (minutes: number) => ago(-minutes);

export const session: SessionView = {
  user: { id: "usr_1", email: "ada@northwind.example" },
  tenant: { id: "ten_1", name: "Northwind Traders", time_zone: "Europe/Berlin" },
  role: "owner",
  reach: { type: "everything" },
  memberships: [{ tenant: "ten_1", name: "Northwind Traders", role: "owner" }],
  expires_at: ahead(10),
};

export function launch(): LaunchView {
  return {
    external_id: "pd-3H8C-ZP5D-1VYL-U0GS",
    launch_url: "https://console.aws.amazon.com/cloudformation/home#/stacks/create/review",
  };
}

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
