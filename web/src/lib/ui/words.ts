// The words the app has for the API's closed sets: one owner, so that they read the same everywhere.
import type {
  AuditOutcome,
  CloudHealthStatus,
  ExportView,
  ExportWhat,
  LastAction,
  MachineState,
  Role,
  SecurityEventKind,
  ThreatLevel,
  Wish,
} from "../api/types";

export const STATE_WORDS: Record<MachineState, string> = {
  pending: "Starting",
  running: "Running",
  stopping: "Stopping",
  stopped: "Stopped",
  "shutting-down": "Terminating",
  terminated: "Terminated",
};

/** States that a machine passes through by itself. */
export function isOnTheWay(state: MachineState): boolean {
  return state === "pending" || state === "stopping" || state === "shutting-down";
}

export const WISH_WORDS: Record<Wish, string> = { on: "On", off: "Off", "hands-off": "Hands off" };

/** What an override can be told to do. */
export const KEEP_WORDS: Record<Wish, string> = {
  on: "Keep on",
  off: "Keep off",
  "hands-off": "Leave alone",
};

/** What an override does. */
export const KEPT_WORDS: Record<Wish, string> = {
  on: "Kept on",
  off: "Kept off",
  "hands-off": "Left alone",
};

export const HEALTH_WORDS: Record<CloudHealthStatus, string> = {
  unverified: "Not verified yet",
  healthy: "Healthy",
  failed: "Failed",
};

export const ROLE_WORDS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  operator: "Operator",
  viewer: "Viewer",
};

export const OUTCOME_WORDS: Record<AuditOutcome, string> = {
  done: "Done",
  failed: "Failed",
  denied: "Denied",
};

export const EXPORT_WORDS: Record<ExportWhat, string> = {
  machines: "Machines",
  schedules: "Schedules",
  audit: "Audit trail",
};

export const EXPORT_STATE_WORDS: Record<ExportView["state"], string> = {
  waiting: "Waiting",
  running: "Running",
  ready: "Ready",
  failed: "Failed",
};

export const THREAT_WORDS: Record<ThreatLevel, string> = {
  calm: "Calm",
  watchful: "Watchful",
  "under-attack": "Under attack",
};

export const EVENT_WORDS: Record<SecurityEventKind, string> = {
  "failed-log-in": "Refused sign-in",
  "rate-limited": "Too many calls",
  "decoy-route": "A path that only a search for weak spots asks for",
  "decoy-field": "A field that means something elsewhere",
  "decoy-id": "An id that is never given out",
  probing: "Asked for many things that are not there",
  "malformed-token": "A token that was not made here",
  "reused-refresh-token": "A refresh token that was used already",
  "impossible-state": "Two things that can't both be so",
};

/** `Start accepted`, `Stop failed`. */
export function actionInWords(action: LastAction): string {
  return `${action.action === "start" ? "Start" : "Stop"} ${action.outcome}`;
}

/** `1 machine`, `12,804 machines`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
