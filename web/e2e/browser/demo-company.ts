// What goes round the machines of the made-up company: its audit trail.
import type { AuditEntry, AuditVerification, AuditWriter } from "../../src/lib/api/types";
import { ago } from "./demo.ts";

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
  broken_at: null,
  fault: null,
};
