// The calls about security: how things stand, the audit trail and its verification.
import { search } from "./request";
import type { Transport } from "./transport";
import type {
  AuditEntryPage,
  AuditVerification,
  AuditWriterPage,
  Page,
  SecurityEvent,
  SecurityView,
} from "./types";

export interface AuditQuery {
  writer: string;
  /** `2026-11`; all months when empty. */
  month?: string;
}

export class SecurityCalls {
  readonly #http: Transport;

  constructor(http: Transport) {
    this.#http = http;
  }

  status = () => this.#http.call<SecurityView>("GET", "/security");

  /** What looked like an attack, newest first: on the company, or on no company in particular. */
  events = (scope: "company" | "installation", cursor?: string) =>
    this.#http.call<Page<SecurityEvent>>("GET", `/security/events${search({ scope, cursor })}`);

  /** Newest first. */
  auditEntries = (query: AuditQuery, cursor?: string) =>
    this.#http.call<AuditEntryPage>("GET", `/audit-entries${search({ ...query, cursor })}`);

  auditWriters = (cursor?: string) =>
    this.#http.call<AuditWriterPage>("GET", `/audit-writers${search({ limit: 200, cursor })}`);

  /** Whether every entry is as it was written. */
  verifyAudit = ({ writer, month }: AuditQuery) =>
    this.#http.call<AuditVerification>("POST", "/audit-verifications", {
      body: { writer, ...(month && { month }) },
    });
}
