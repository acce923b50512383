// Every call of the API, by name and with types. Pages call these and know no URL.
import { AccountCalls } from "./account";
import { CompanyCalls } from "./company";
import { abortable, ifMatch, search, segment } from "./request";
import { SecurityCalls } from "./security";
import type { Transport } from "./transport";
import type {
  AssignmentRequest,
  AssignmentResults,
  BulkAction,
  BulkResult,
  CalendarDraft,
  CalendarImport,
  CalendarSummary,
  CalendarView,
  CloudChange,
  CloudDraft,
  CloudView,
  Explanation,
  ImportRequest,
  ImportView,
  LaunchView,
  MachinePage,
  MachineView,
  Named,
  NamedCloud,
  OverrideDraft,
  Page,
  Preview,
  ScheduleDocument,
  ScheduleDraft,
  ScheduleView,
  SessionView,
  SignUpDraft,
  SocketTicket,
  Template,
} from "./types";

export interface PageQuery {
  /** 1–200, default 100. */
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface MachineQuery extends PageQuery {
  cloud?: string | undefined;
  /** Only together with `cloud`. */
  region?: string | undefined;
}

/** Most machines one call takes. */
export const BULK_LIMIT = 100;

/** Names are many and short: as many as the API gives at once. */
const names = (fields: string, cursor: string | undefined) =>
  search({ fields, limit: 200, cursor });

/** All of a schedule: a list leaves documents out where they are not asked for. */
const SCHEDULE_FIELDS =
  "id,name,document,selectors,version,override,wish_now,next_edge,explanation,machines,created_at,updated_at";

export class Client {
  /** What a person does about themselves. */
  readonly account: AccountCalls;
  /** What a company does about itself: people, tokens, settings. */
  readonly company: CompanyCalls;
  /** How safe things are, and who did what. */
  readonly security: SecurityCalls;
  readonly #http: Transport;

  constructor(http: Transport) {
    this.#http = http;
    this.account = new AccountCalls(http);
    this.company = new CompanyCalls(http);
    this.security = new SecurityCalls(http);
  }

  // Signing up and in.

  signUp = (draft: SignUpDraft) =>
    this.#http.call<{ message: string }>("POST", "/tenants", { body: draft, session: false });

  verifyEmail = (token: string) =>
    this.#http.call<void>("POST", "/email-verifications", { body: { token }, session: false });

  /** Throws ApiError 401 `needs-code` where the password is right and a second factor is on. */
  signIn = (email: string, password: string, code?: string) =>
    this.#http.call<SessionView>("POST", "/sessions", {
      body: { email, password, ...(code && { code }) },
      session: false,
    });

  session = () => this.#http.call<SessionView>("GET", "/session");

  signOut = () => this.#http.call<void>("DELETE", "/session", { session: false });

  socketTicket = () => this.#http.call<SocketTicket>("POST", "/socket-tickets");

  // Clouds.

  clouds = (query: PageQuery = {}) =>
    this.#http.call<Page<CloudView>>("GET", `/clouds${search(query)}`);

  cloudNames = (cursor?: string) =>
    this.#http.call<Page<NamedCloud>>("GET", `/clouds${names("id,name,regions", cursor)}`);

  cloud = (id: string) => this.#http.call<CloudView>("GET", `/clouds/${segment(id)}`);

  connectCloud = (draft: CloudDraft) =>
    this.#http.call<CloudView>("POST", "/clouds", { body: draft, once: true });

  /** Throws ApiError 412 when the cloud has changed since `version`. */
  changeCloud = (id: string, version: number, change: CloudChange) =>
    this.#http.call<CloudView>("PUT", `/clouds/${segment(id)}`, {
      body: change,
      headers: ifMatch(version),
    });

  /** PowerDown enters the account no more; its machines stay as they are. */
  disconnectCloud = (id: string) => this.#http.call<void>("DELETE", `/clouds/${segment(id)}`);

  /** The external id and the launch link; the audit trail says that they were shown. */
  launch = (id: string) => this.#http.call<LaunchView>("GET", `/clouds/${segment(id)}/launch`);

  verifyCloud = (id: string) =>
    this.#http.call<CloudView>("POST", `/clouds/${segment(id)}/verification`);

  // Machines.

  machines = (query: MachineQuery = {}) =>
    this.#http.call<MachinePage>("GET", `/machines${search(query)}`);

  machine = (id: string) => this.#http.call<MachineView>("GET", `/machines/${segment(id)}`);

  /** Why it runs, or does not. */
  explanation = (id: string) =>
    this.#http.call<Explanation>("GET", `/machines/${segment(id)}/explanation`);

  overrideMachine = (id: string, draft: OverrideDraft) =>
    this.#http.call<MachineView>("PUT", `/machines/${segment(id)}/override`, { body: draft });

  endMachineOverride = (id: string) =>
    this.#http.call<void>("DELETE", `/machines/${segment(id)}/override`);

  /** One action on at most BULK_LIMIT machines; each succeeds or fails by itself. */
  actOnMachines = (action: BulkAction, machines: readonly string[]) =>
    this.#http.call<{ results: BulkResult[] }>("POST", "/machines/bulk", {
      body: { action, machines },
    });

  // Schedules.

  schedules = (query: PageQuery = {}) =>
    this.#http.call<Page<ScheduleView>>(
      "GET",
      `/schedules${search({ ...query, fields: SCHEDULE_FIELDS })}`,
    );

  scheduleNames = (cursor?: string) =>
    this.#http.call<Page<Named>>("GET", `/schedules${names("id,name", cursor)}`);

  schedule = (id: string) => this.#http.call<ScheduleView>("GET", `/schedules/${segment(id)}`);

  createSchedule = (draft: ScheduleDraft) =>
    this.#http.call<ScheduleView>("POST", "/schedules", { body: draft, once: true });

  /** Throws ApiError 412 when somebody changed the schedule since `version`. */
  replaceSchedule = (id: string, version: number, draft: ScheduleDraft) =>
    this.#http.call<ScheduleView>("PUT", `/schedules/${segment(id)}`, {
      body: draft,
      headers: ifMatch(version),
    });

  deleteSchedule = (id: string) => this.#http.call<void>("DELETE", `/schedules/${segment(id)}`);

  overrideSchedule = (id: string, draft: OverrideDraft) =>
    this.#http.call<ScheduleView>("PUT", `/schedules/${segment(id)}/override`, { body: draft });

  endScheduleOverride = (id: string) =>
    this.#http.call<void>("DELETE", `/schedules/${segment(id)}/override`);

  /** What a document would do, saved or not. Nothing is stored. */
  preview = (document: ScheduleDocument, signal?: AbortSignal) =>
    this.#http.call<Preview>("POST", "/schedules/preview", {
      body: { document },
      ...abortable(signal),
    });

  /** Documents to begin with, in a zone. */
  templates = (zone: string) =>
    this.#http
      .call<{ items: Template[] }>("GET", `/schedule-templates${search({ zone })}`)
      .then(({ items }) => items);

  scheduleMachines = (id: string, query: PageQuery = {}) =>
    this.#http.call<MachinePage>("GET", `/schedules/${segment(id)}/machines${search(query)}`);

  /** At most BULK_LIMIT machines in one call. */
  assign = (scheduleId: string, request: AssignmentRequest) =>
    this.#http.call<AssignmentResults>("POST", `/schedules/${segment(scheduleId)}/assignments`, {
      body: request,
    });

  /** Reads another scheduler's text. Nothing is stored. */
  importSchedules = (request: ImportRequest) =>
    this.#http.call<ImportView>("POST", "/imports", { body: request });

  // Calendars.

  calendars = (query: PageQuery = {}) =>
    this.#http.call<Page<CalendarSummary>>("GET", `/calendars${search(query)}`);

  calendarNames = (cursor?: string) =>
    this.#http.call<Page<Named>>("GET", `/calendars${names("id,name", cursor)}`);

  calendar = (id: string) => this.#http.call<CalendarView>("GET", `/calendars/${segment(id)}`);

  createCalendar = (draft: CalendarDraft) =>
    this.#http.call<CalendarView>("POST", "/calendars", { body: draft, once: true });

  /** Throws ApiError 412 when somebody changed the calendar since `version`. */
  replaceCalendar = (id: string, version: number, draft: CalendarDraft) =>
    this.#http.call<CalendarView>("PUT", `/calendars/${segment(id)}`, {
      body: draft,
      headers: ifMatch(version),
    });

  deleteCalendar = (id: string) => this.#http.call<void>("DELETE", `/calendars/${segment(id)}`);

  /** Makes a calendar of an iCalendar text; with `dryRun`, only says what would come of it. */
  importCalendar = (name: string, icalendar: string, dryRun: boolean) =>
    this.#http.call<CalendarImport>("POST", `/calendars/import${dryRun ? "?dry_run=true" : ""}`, {
      body: { name, icalendar },
      once: !dryRun,
    });

  /** The description of the API that this installation serves. */
  openApi = <Document>() => this.#http.call<Document>("GET", "/openapi.json", { session: false });
}
