export interface SecondFactor {
  enabled: boolean;
  since: string | null;
  recovery_codes_left: number;
}
export interface SecondFactorDraft {
  secret: string;
  uri: string;
}
export type ThreatLevel = "calm" | "watchful" | "under-attack";
export type SecurityEventKind =
  | "failed-log-in"
  | "rate-limited"
  | "decoy-route"
  | "decoy-field"
  | "decoy-id"
  | "probing"
  | "malformed-token"
  | "impossible-state";
export interface SecurityView {
  threat: {
    level: ThreatLevel;
    since?: string;
    score: number;
    why: { kind: SecurityEventKind; count: number }[];
  };
  installation: { level: ThreatLevel; since?: string };
  failed_log_ins: { at: string; count: number }[];
  canaries: number;
  limited_sources: number;
  api_tokens: number;
  keys: {
    kind: "session-signing" | "people" | "company";
    purpose: string;
    number: number;
    created_at: string;
    age_days: number;
    rotates_at?: string;
  }[];
  clouds_failing: { id: string; name: string; reason: string }[];
  audit: { entries: number };
}
export interface SecurityEvent {
  kind: SecurityEventKind;
  count: number;
  at: string;
  last_at: string;
  source?: string;
  user_id?: string;
  detail: string;
}
