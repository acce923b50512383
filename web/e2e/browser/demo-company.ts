// What goes round the machines of the made-up company: its accounts, its people, its audit trail.
import type {
  ExportRequest,
  ExportView,
  SecurityEvent,
  SecurityView,
  ApiToken,
  ApiTokenDraft,
  InvitationDraft,
  InvitationView,
  MemberView,
  TenantView,
  AuditEntry,
  AuditVerification,
  AuditWriter,
  OwnSession,
  SecondFactor,
  SecondFactorDraft,
} from "../../src/lib/api/types";
import { ago, session } from "./demo.ts";

const hash = (n: number) => (n * 0x9e3779b1).toString(16).padStart(16, "0").repeat(4).slice(0, 64);

export function audit(): AuditEntry[] {
  const told: [action: string, detail: string, outcome: AuditEntry["outcome"], minutes: number][] =
    [
      ["schedule.update", "version 3: Office hours Berlin", "done", 4],
      ["machine.override", "kept off: disk replacement", "done", 31],
      ["cloud.connect", "account 444455556666", "denied", 300],
      ["cloud.verify", "account 444455556666", "failed", 311],
      ["account.sign-up", "Northwind Traders", "done", 90_000],
    ];
  return told.map(([action, detail, outcome, minutes], i) => ({
    writer: "portal",
    number: told.length - i,
    at: ago(minutes),
    actor: i === 3 ? { type: "system", id: null } : { type: "user", id: "usr_1" },
    action,
    subjects: ["sch_office"],
    outcome,
    detail,
    previous: hash(told.length - i - 1),
    hash: hash(told.length - i),
  }));
}

export const writers: AuditWriter[] = [
  { writer: "cld_prod:eu-central-1", entries: 12_804, last_at: ago(1) },
  { writer: "portal", entries: 5, last_at: ago(4) },
];

export const verification: Omit<AuditVerification, "writer"> = {
  verified: true,
  entries: 5,
  first: 1,
  last: 5,
  complete: true,
  anchored_until: 4,
  anchored_at: ago(50),
  broken_at: null,
  fault: null,
};

export const verifiedNow = (writer: string) => ({
  at: ago(0),
  user_id: session.user.id,
  writer,
  whole: true,
  verified: true,
});

export function sessions(): OwnSession[] {
  const session = (id: string, agent: string | null, minutes: number, current = false) => ({
    id,
    agent,
    current,
    created_at: ago(minutes * 20),
    last_used_at: ago(minutes),
    expires_at: ago(-40_000),
  });
  return [
    session("ses_1", "Safari on macOS", 3_000),
    session("ses_2", "Firefox on Linux", 4, true),
    session("ses_3", null, 600),
  ];
}

export const noFactor = (): SecondFactor => ({
  enabled: false,
  since: null,
  recovery_codes_left: 0,
});
export const factor = (): SecondFactor => ({
  enabled: true,
  since: ago(0),
  recovery_codes_left: 10,
});
export const factorDraft: SecondFactorDraft = {
  secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  uri: "otpauth://totp/PowerDown:ada%40northwind.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=PowerDown",
};
export const recoveryCodes = Array.from({ length: 10 }, (_, i) => `k7qm-${1000 + i * 37}-x4wd`);

export function members(): MemberView[] {
  const reach = { type: "everything" } as const;
  return [
    { user_id: "usr_1", email: session.user.email, role: "owner", reach, since: ago(90_000) },
    {
      user_id: "usr_2",
      email: "grace@northwind.example",
      role: "operator",
      reach: { type: "clouds", clouds: ["cld_dev", "cld_lab"] },
      since: ago(40_000),
    },
    {
      user_id: "usr_3",
      email: "edsger@northwind.example",
      role: "viewer",
      reach: { type: "tag", key: "Team", value: "data" },
      since: ago(1_000),
    },
  ];
}

export const invitation = (id: string, draft: InvitationDraft): InvitationView => ({
  ...draft,
  id,
  invited_by: "usr_1",
  created_at: ago(20),
  expires_at: ago(-4_000),
});

export const invitations = () => [
  invitation("inv_1", {
    email: "barbara@northwind.example",
    role: "admin",
    reach: { type: "everything" },
  }),
];

export const token = (id: string, draft: ApiTokenDraft): ApiToken => ({
  ...draft,
  id,
  created_by: "usr_1",
  created_at: ago(20),
  last_used: null,
});

export const tokens = (): ApiToken[] => [
  {
    ...token("tok_1", {
      name: "Nightly report",
      scopes: ["machines:read", "audit:read"],
      reach: { type: "everything" },
      expires_at: ago(-40_000),
    }),
    last_used: "2026-11-22",
  },
];

export const settings = (): TenantView => ({
  id: "ten_1",
  name: "Northwind Traders",
  time_zone: "Europe/Berlin",
  created_at: ago(90_000),
  version: 2,
});

export const status = (): SecurityView => ({
  threat: {
    level: "watchful",
    since: ago(47),
    score: 14,
    why: [
      { kind: "decoy-route", count: 3 },
      { kind: "failed-log-in", count: 11 },
    ],
  },
  installation: { level: "calm" },
  failed_log_ins: Array.from({ length: 24 }, (_, i) => ({
    at: ago((23 - i) * 60),
    count: [0, 1, 0, 0, 2, 5][i % 6]! * (i > 12 ? 1 : 0),
  })),
  canaries: 3,
  limited_sources: 1,
  sessions: 4,
  api_tokens: 1,
  keys: [
    {
      kind: "session-signing",
      purpose: "session",
      number: 7,
      created_at: ago(17_000),
      age_days: 11,
      rotates_at: ago(-27_000),
    },
    {
      kind: "session-signing",
      purpose: "session",
      number: 6,
      created_at: ago(60_000),
      age_days: 41,
    },
    {
      kind: "company",
      purpose: "pii",
      number: 1,
      created_at: ago(90_000),
      age_days: 62,
      rotates_at: ago(-400_000),
    },
  ],
  clouds_failing: [
    { id: "cld_dev", name: "Development", reason: "AssumeRole was refused: no such role" },
  ],
  audit: {
    entries: 12_809,
    anchored_at: ago(12),
    verification: {
      at: ago(1_500),
      user_id: "usr_2",
      writer: "portal",
      whole: true,
      verified: true,
    },
  },
});

export const events = (): SecurityEvent[] => [
  {
    kind: "decoy-route",
    count: 3,
    at: ago(47),
    last_at: ago(44),
    source: "9f31c2d07ae4",
    detail: "/wp-login.php",
  },
  {
    kind: "failed-log-in",
    count: 11,
    at: ago(300),
    last_at: ago(291),
    source: "51b7e90a22cd",
    user_id: "usr_2",
    detail: "password",
  },
];

export function exported(
  id: string,
  { what, format }: ExportRequest,
  state: ExportView["state"],
): ExportView {
  const ready = state === "ready";
  return {
    id,
    what,
    format,
    state,
    rows: ready ? 12_804 : 0,
    bytes: ready ? 2_310_000 : 0,
    created_at: ago(ready ? 40 : 0),
    expires_at: ago(-1_400),
    url: null,
    url_expires_at: null,
  };
}

export const exports = (): ExportView[] => [
  exported("exp_2", { what: "audit", format: "json-lines" }, "failed"),
  exported("exp_1", { what: "machines", format: "csv" }, "ready"),
];
