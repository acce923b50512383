// The calls about security: the audit trail and its verification.
import { search } from "./request";
import type { Transport } from "./transport";
import type { AuditEntryPage, AuditVerification, AuditWriterPage } from "./types";

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
