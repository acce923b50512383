// The API's types under the names the app uses.
//
// This is the only module that knows where they come from: docs/openapi.json, by way of
// `npm run generate`. `npm run check:generated` fails when the two have drifted apart.
//
// Instants are RFC 3339 strings in UTC. A schedule's days and times are wall-clock in its zone.

import type { components } from "./__generated__/schema";

type Schemas = components["schemas"];

export type Role = Schemas["Role"];
export type SessionView = Schemas["SessionView"];
/** A one-use ticket for `GET /ws?ticket=…`, good for 30 seconds. */
export type SocketTicket = Schemas["SocketTicket"];
export type SignUpDraft = Schemas["SignUpDraft"];

export type CloudAccess = Schemas["AccessView"];
export type CloudHealthStatus = Schemas["HealthStatus"];
export type CloudHealth = Schemas["HealthView"];
export type CloudView = Schemas["CloudView"];
export type LaunchView = Schemas["LaunchView"];
export type CloudChange = Schemas["CloudChange"];
export type CloudDraft = Schemas["CloudDraft"];

export type MachineState = Schemas["MachineState"];
export type Wish = Schemas["Wish"];
export type LastAction = Schemas["LastAction"];
export type MachineView = Schemas["MachineView"];
/** Part of a list; `fields` may leave out what a thing always has, and the app never asks so. */
export type Page<T> = { items: T[]; next_cursor?: string | null | undefined };
/** What is chosen from, and shown instead of an id. */
export type Named = { id: string; name: string };
export type NamedCloud = Named & Pick<CloudView, "regions">;
export type BulkAction = Schemas["BulkActionDraft"];
export type BulkResult = Schemas["BulkResult"];
export type MachinePage = Page<MachineView>;

export type Weekday = Schemas["Weekday"];
export type WeekPoint = Schemas["WeekPoint"];
export type WeeklyWindow = Schemas["WeeklyWindow"];
export type Period = Schemas["Period"];
export type DayFilter = Schemas["DayFilter"];
export type DatedRange = Schemas["DatedRange"];
export type CalendarUse = Schemas["CalendarUse"];
export type Behaviour = Schemas["Behaviour"];
export type ScheduleDocument = Schemas["ScheduleDocument"];
export type Selector = Schemas["Selector"];
/** The app always says its selectors, also that there are none. */
export type ScheduleDraft = Required<Schemas["ScheduleDraft"]>;
export type ScheduleView = Schemas["ScheduleView"];
export type Edge = Schemas["EdgeView"];
export type Preview = Schemas["PreviewView"];
export type Template = Schemas["TemplateView"];

export type Override = Schemas["OverrideView"];
export type OverrideDraft = Schemas["OverrideDraft"];
export type Explanation = Schemas["ExplanationView"];

export type CalendarWhen = Schemas["CalendarWhen"];
export type CalendarEntry = Schemas["CalendarEntry"];
export type CalendarDocument = Schemas["CalendarDocument"];
export type CalendarDraft = Schemas["CalendarDraft"];
export type CalendarSummary = Schemas["CalendarSummary"];
export type CalendarView = Schemas["CalendarView"];
export type CalendarImport = Schemas["CalendarImportView"];

export type ImportFormat = Schemas["ImportFormat"];
export type ImportRequest = Schemas["ImportRequest"];
export type ImportedSchedule = Schemas["ImportedScheduleView"];
export type ImportView = Schemas["ImportView"];
export type ReportLine = Schemas["ReportLineView"];

/** The app always says both lists, also when one is empty. */
export type AssignmentRequest = Required<Schemas["AssignmentRequest"]>;
export type AssignmentResults = Schemas["AssignmentResults"];

/** RFC 9457. What answers before our API does, such as the gateway, gives no request id. */
export type Problem = Omit<Schemas["Problem"], "request_id"> & { request_id?: string };

export type Reach = Schemas["Reach"];
export type ExportWhat = Schemas["ExportWhat"];
export type ExportFormat = Schemas["ExportFormat"];
export type ExportRequest = Schemas["ExportRequest"];
export type ExportFilters = Schemas["ExportFilters"];
export type ExportView = Schemas["ExportView"];
export type SecondFactor = Schemas["SecondFactorView"];
export type SecondFactorDraft = Schemas["SecondFactorSecret"];
export type RecoveryCodes = Schemas["RecoveryCodesView"];
export type OwnSession = Schemas["OwnSession"];
export type MemberDraft = Schemas["MemberDraft"];
export type MemberView = Schemas["MemberView"];
export type InvitationDraft = Schemas["InvitationDraft"];
export type InvitationView = Schemas["InvitationView"];
export type InvitationPreview = Schemas["InvitationPreview"];
export type Scope = Schemas["Scope"];
export type ApiTokenDraft = Schemas["ApiTokenDraft"];
export type ApiToken = Schemas["ApiTokenView"];
export type IssuedApiToken = Schemas["IssuedApiToken"];
export type TenantDraft = Schemas["TenantDraft"];
export type TenantView = Schemas["TenantView"];

export type ThreatLevel = Schemas["ThreatLevel"];
export type SecurityView = Schemas["SecurityView"];
export type SecurityEvent = Schemas["SecurityEventView"];
export type SecurityEventKind = Schemas["EventKind"];

export type AuditEntry = Schemas["AuditEntryView"];
export type AuditEntryPage = Page<AuditEntry>;
export type AuditFault = Schemas["AuditFault"];
export type AuditOutcome = Schemas["AuditOutcome"];
export type AuditWriter = Schemas["AuditWriterView"];
export type AuditWriterPage = Page<AuditWriter>;
export type AuditVerification = Schemas["AuditVerificationView"];
