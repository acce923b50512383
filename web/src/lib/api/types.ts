// The API's types under the names the app uses.
//
// This is the only module that knows where they come from. They mirror the REST contract by hand
// until docs/openapi.json is there; then each becomes `components["schemas"]["…"]` of
// `__generated__/schema.d.ts`, and nothing else changes.
//
// Instants are RFC 3339 strings in UTC. A schedule's days and times are wall-clock in its zone.

/** What a person may do in a tenant. */
export type Role = "owner" | "admin" | "operator" | "viewer";

export interface SessionView {
  user: { id: string; email: string };
  tenant: { id: string; name: string; time_zone: string };
  role: Role;
  expires_at: string;
}

/** A one-use ticket for `GET /ws?ticket=…`, good for 30 seconds. */
export interface SocketTicket {
  ticket: string;
  expires_at: string;
}

export interface SignUpDraft {
  company: string;
  email: string;
  password: string;
  time_zone?: string;
}

export type CloudAccess =
  | { type: "role"; role_arn: string; external_id: string; launch_url: string }
  | { type: "access_keys"; access_key_id_hint: string };

export type CloudHealthStatus = "unverified" | "healthy" | "failed";

export interface CloudHealth {
  status: CloudHealthStatus;
  /** The exact reason of a failure, in the words of AWS where it gave one. */
  reason?: string | null;
  checked_at?: string | null;
}

export interface CloudView {
  id: string;
  name: string;
  account_id: string;
  regions: string[];
  access: CloudAccess;
  health: CloudHealth;
  machines_seen_at?: string | null;
  version: number;
  created_at: string;
}

export interface CloudDraft {
  name: string;
  /** Twelve digits. */
  account_id: string;
  regions: string[];
  access:
    | { type: "role"; role_arn: string }
    | { type: "access_keys"; access_key_id: string; secret_access_key: string };
}

export type MachineState =
  "pending" | "running" | "stopping" | "stopped" | "shutting-down" | "terminated";

export type Wish = "on" | "off" | "hands-off";

export interface LastAction {
  action: "start" | "stop";
  outcome: "accepted" | "failed";
  reason?: string | null;
  at: string;
}

export interface MachineView {
  /** `<cloud>:<region>:<instance id>` */
  id: string;
  cloud_id: string;
  region: string;
  instance_id: string;
  name?: string | null;
  type: string;
  zone?: string | null;
  platform?: string | null;
  lifecycle: "on-demand" | "spot";
  state: MachineState;
  state_at: string;
  launched_at?: string | null;
  tags: Record<string, string>;
  /** The schedule in force and how it came to be: by the machine's id or by a tag selector. */
  schedule?: { id: string; by: "id" | "selector" } | null;
  /** Schedules that claim the machine with equal priority; empty when there is no conflict. */
  conflict: string[];
  wish?: Wish | null;
  last_action?: LastAction | null;
  next_attempt_at?: string | null;
  /** Grows by one with each change of the machine. */
  rev: number;
}

export interface MachinePage {
  items: MachineView[];
  next_cursor?: string | null;
}

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** A point of the week, wall-clock: `HH:MM` from 00:00 to 23:59. */
export interface WeekPoint {
  day: Weekday;
  time: string;
}

/** On from `from` until `to`; `to` may come earlier in the week and is then in the next one. */
export interface WeeklyWindow {
  from: WeekPoint;
  to: WeekPoint;
}

/** Machines that carry all the tags (any value where none is given), in one cloud or in all. */
export interface Selector {
  /** The greater one wins. */
  priority: number;
  cloud_id?: string | null;
  tags: { key: string; value?: string | null }[];
}

export interface ScheduleDraft {
  name: string;
  /** An IANA zone. */
  zone: string;
  windows: WeeklyWindow[];
  selectors: Selector[];
}

export interface ScheduleView extends ScheduleDraft {
  id: string;
  version: number;
  next_edge?: { at: string; wish: Wish } | null;
  wish_now: Wish;
  machines: number;
  created_at: string;
  updated_at: string;
}

export interface AssignmentRequest {
  assign: string[];
  release: string[];
}

export interface AssignmentResults {
  results: {
    machine_id: string;
    status: "assigned" | "released" | "not-found" | "unchanged";
  }[];
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  errors?: { field: string; message: string }[];
  request_id?: string | null;
}
