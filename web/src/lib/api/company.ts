// The calls about the company: its people, the tokens of its programs, its settings, its
// lists as files.
import { ifMatch, search, segment } from "./request";
import type { Transport } from "./transport";
import type {
  ApiToken,
  ApiTokenDraft,
  ExportRequest,
  ExportView,
  InvitationDraft,
  InvitationPreview,
  InvitationView,
  IssuedApiToken,
  MemberDraft,
  MemberView,
  Page,
  SessionView,
  TenantDraft,
  TenantView,
} from "./types";

export class CompanyCalls {
  readonly #http: Transport;

  constructor(http: Transport) {
    this.#http = http;
  }

  members = (cursor?: string) =>
    this.#http.call<Page<MemberView>>("GET", `/members${search({ cursor })}`);

  changeMember = (id: string, draft: MemberDraft) =>
    this.#http.call<MemberView>("PUT", `/members/${segment(id)}`, { body: draft });

  removeMember = (id: string) => this.#http.call<void>("DELETE", `/members/${segment(id)}`);

  invitations = (cursor?: string) =>
    this.#http.call<Page<InvitationView>>("GET", `/invitations${search({ cursor })}`);

  invite = (draft: InvitationDraft) =>
    this.#http.call<InvitationView>("POST", "/invitations", { body: draft, once: true });

  withdrawInvitation = (id: string) =>
    this.#http.call<void>("DELETE", `/invitations/${segment(id)}`);

  previewInvitation = (token: string) =>
    this.#http.call<InvitationPreview>("POST", "/invitations/preview", {
      body: { token },
      session: false,
    });

  /** A password only where `previewInvitation` says that one is needed. */
  acceptInvitation = (token: string, password?: string) =>
    this.#http.call<void>("POST", "/invitations/acceptance", {
      body: { token, ...(password && { password }) },
      session: false,
    });

  /** Goes over to another of a person's companies. */
  enter = (tenant: string) =>
    this.#http.call<SessionView>("PUT", "/session/tenant", { body: { tenant } });

  tokens = (cursor?: string) =>
    this.#http.call<Page<ApiToken>>("GET", `/api-tokens${search({ cursor })}`);

  createToken = (draft: ApiTokenDraft) =>
    this.#http.call<IssuedApiToken>("POST", "/api-tokens", { body: draft, once: true });

  endToken = (id: string) => this.#http.call<void>("DELETE", `/api-tokens/${segment(id)}`);

  exports = (cursor?: string) =>
    this.#http.call<Page<ExportView>>("GET", `/exports${search({ sort: "-created_at", cursor })}`);

  /** With the place to download it from, once it is ready. */
  export = (id: string) => this.#http.call<ExportView>("GET", `/exports/${segment(id)}`);

  createExport = (request: ExportRequest) =>
    this.#http.call<ExportView>("POST", "/exports", { body: request, once: true });

  settings = () => this.#http.call<TenantView>("GET", "/tenant");

  /** Throws ApiError 412 when somebody changed them since `version`. */
  replaceSettings = (version: number, draft: TenantDraft) =>
    this.#http.call<TenantView>("PUT", "/tenant", { body: draft, headers: ifMatch(version) });
}
