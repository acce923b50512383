// The API, played: routes are intercepted in the browser and answered from memory. It keeps just
// enough truth (sessions, paging, versions) for pages to behave as they do on the real one.
import { readFileSync } from "node:fs";
import type { Page, Route, WebSocketRoute } from "@playwright/test";
import type {
  BulkAction,
  CalendarDraft,
  CalendarSummary,
  CalendarView,
  CloudChange,
  CloudDraft,
  CloudView,
  MachineView,
  Override,
  ScheduleDocument,
  ScheduleDraft,
  ScheduleView,
  SessionView,
} from "../../src/lib/api/types";
import { type Answer, type Call, found, fulfill, problem } from "./calls.ts";
import { FakeCompany } from "./fake-company.ts";
import * as answers from "./demo-answers.ts";
import * as demo from "./demo.ts";

/** The committed description of the API. */
const document: unknown = JSON.parse(
  readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8"),
);

export class FakeApi {
  signedIn = true;
  role: SessionView["role"] = demo.session.role;
  clouds: CloudView[] = demo.clouds();
  schedules: ScheduleView[] = demo.schedules();
  machines: MachineView[] = demo.machines();
  calendars: CalendarView[] = answers.calendars();
  /** What goes round the machines: people, security. */
  readonly company = new FakeCompany();
  /** Every call so far, as `METHOD /path`. */
  readonly calls: string[] = [];
  /** What was said over the socket. */
  readonly said: unknown[] = [];
  /** Answers that go before the usual ones; a handler that returns `undefined` passes. */
  readonly overrides: ((call: Call) => Answer | undefined)[] = [];
  readonly #sockets = new Set<WebSocketRoute>();

  get session(): SessionView {
    return { ...demo.session, role: this.role };
  }

  async attach(page: Page): Promise<void> {
    await page.route("**/api/v1/**", (route) => this.#answer(route));
    await page.routeWebSocket(/\/ws\?ticket=/, (socket) => {
      this.calls.push("OPEN /ws");
      this.#sockets.add(socket);
      socket.onMessage((text) => void this.said.push(JSON.parse(String(text))));
      socket.onClose(() => this.#sockets.delete(socket));
    });
  }

  /** Answers the next and all later calls of `what` (`POST /schedules`) with this. */
  override(what: string, status: number, body?: unknown): void {
    this.overrides.unshift(({ method, path }) =>
      `${method} ${path}` === what ? { status, body } : undefined,
    );
  }

  /** Changes a machine as the scheduler would, and pushes the change. */
  move(name: string, change: Partial<MachineView>, { push = true } = {}): MachineView {
    const i = this.machines.findIndex((machine) => machine.name === name);
    const before = this.machines[i]!;
    const after = { ...before, ...change, rev: before.rev + 1 };
    this.machines[i] = after;
    if (push) {
      const { id, rev, state, last_action } = after;
      this.push({ v: 1, type: "machines", changes: [{ id, rev, state, last_action }] });
    }
    return after;
  }

  push(message: unknown): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  /** Cuts all sockets, as a gateway does now and then. */
  async cut(): Promise<void> {
    for (const socket of this.#sockets) await socket.close({ code: 1001 });
    this.#sockets.clear();
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    const call: Call = {
      method: request.method(),
      path: url.pathname.replace("/api/v1", ""),
      query: url.searchParams,
      body: request.postDataJSON() as unknown,
      headers: request.headers(),
    };
    this.calls.push(`${call.method} ${decodeURIComponent(call.path)}`);
    for (const override of this.overrides) {
      const answer = override(call);
      if (answer) return fulfill(route, answer);
    }
    return fulfill(route, this.#usual(call));
  }

  #usual(call: Call): Answer {
    const { method, query } = call;
    const [, first, id, last] = call.path.split("/").map(decodeURIComponent);
    switch (`${method} ${first}${id ? "/:id" : ""}${last ? `/${last}` : ""}`) {
      case "POST tenants":
        return { status: 202, body: { message: "Look into your mail." } };
      case "POST email-verifications":
        return call.body.token === "good" ? { status: 204 } : problem(410, "The link is used up.");
      case "POST sessions":
        if (call.body.password !== "correct horse") return problem(401, "Not signed in.");
        if (call.body.code && call.body.code !== "123456") return problem(401, "Not signed in.");
        if (this.company.factor.enabled && !call.body.code) {
          const type = "urn:powerdown:problem:needs-code";
          return { status: 401, body: { type, title: "The code is needed.", status: 401 } };
        }
        this.signedIn = true;
        return { status: 200, body: this.session };
      case "POST invitations/:id":
        if (call.body.token !== "good") return problem(410, "The link is used up.");
        return id === "preview"
          ? { status: 200, body: { company: demo.session.tenant.name, needs_password: true } }
          : { status: 204 };
      case "POST password-resets":
        return { status: 202 };
      case "POST password-resets/:id":
        return call.body.token === "good" ? { status: 204 } : problem(410, "The link is used up.");
      case "DELETE session":
        this.signedIn = false;
        return { status: 204 };
    }
    if (!this.signedIn) return problem(401, "Not signed in.");

    switch (`${method} ${first}${id ? "/:id" : ""}${last ? `/${last}` : ""}`) {
      case "GET session":
        return { status: 200, body: this.session };
      case "GET openapi.json":
        return { status: 200, body: document };
      case "POST socket-tickets":
        return { status: 201, body: { ticket: `t${this.calls.length}`, expires_at: "" } };
      case "GET clouds":
        return this.#pageOf(this.clouds, query);
      case "GET clouds/:id":
        return found(this.clouds.find((cloud) => cloud.id === id));
      case "POST clouds":
        return { status: 201, body: this.#connect(call.body as CloudDraft) };
      case "GET clouds/:id/launch":
        return found(demo.launch());
      case "POST clouds/:id/verification":
        return { ...found(this.clouds.find((cloud) => cloud.id === id)), status: 202 };
      case "POST machines/:id":
        return this.#bulk(call.body as { action: BulkAction; machines: string[] });
      case "PUT clouds/:id": {
        const known = this.clouds.find((cloud) => cloud.id === id);
        if (call.headers["if-match"] !== `"${known?.version}"`) return problem(412, "Changed.");
        const { name, regions } = call.body as CloudChange;
        this.clouds = this.clouds.map((each) =>
          each === known ? { ...each, name, regions, version: each.version + 1 } : each,
        );
        return found(this.clouds.find((cloud) => cloud.id === id));
      }
      case "DELETE clouds/:id":
        this.clouds = this.clouds.filter((cloud) => cloud.id !== id);
        return { status: 204 };
      case "GET machines":
        return this.#pageOf(
          this.machines.filter(
            (machine) =>
              (!query.get("cloud") || machine.cloud_id === query.get("cloud")) &&
              (!query.get("region") || machine.region === query.get("region")),
          ),
          query,
        );
      case "GET machines/:id/explanation": {
        const machine = this.machines.find((each) => each.id === id);
        return found(machine && answers.explanation(machine, this.schedules));
      }
      case "PUT machines/:id/override": {
        const override = { ...call.body, ...answers.setNow() } as Override;
        return found(this.#change(id!, { override, wish: override.keep }));
      }
      case "DELETE machines/:id/override":
        return this.#change(id!, { override: null }) ? { status: 204 } : problem(404, "None.");
      case "GET machines/:id":
        return found(this.machines.find((machine) => machine.id === id));
      case "GET schedules":
        return this.#pageOf(this.schedules, query);
      case "POST schedules":
        return { status: 201, body: this.#put(`sch_new`, 1, call.body as ScheduleDraft) };
      case "GET schedules/:id":
        return found(this.schedules.find((schedule) => schedule.id === id));
      case "PUT schedules/:id": {
        const known = this.schedules.find((schedule) => schedule.id === id);
        if (!known) return problem(404, "No such schedule.");
        if (!call.headers["if-match"]) return problem(428, "Name the version you have read.");
        if (call.headers["if-match"] !== `"${known.version}"`) return problem(412, "Changed.");
        return {
          status: 200,
          body: this.#put(known.id, known.version + 1, call.body as ScheduleDraft),
        };
      }
      case "POST schedules/:id":
        return { status: 200, body: answers.preview(call.body.document as ScheduleDocument) };
      case "GET schedule-templates":
        return { status: 200, body: { items: answers.templates(query.get("zone") ?? "UTC") } };
      case "GET calendars":
        return this.#pageOf(this.calendars.map(summary), query);
      case "GET calendars/:id":
        return found(this.calendars.find((calendar) => calendar.id === id));
      case "POST calendars":
        return { status: 201, body: this.#putCalendar("cal_new", 1, call.body as CalendarDraft) };
      case "PUT calendars/:id": {
        const known = this.calendars.find((calendar) => calendar.id === id);
        if (call.headers["if-match"] !== `"${known?.version}"`) return problem(412, "Changed.");
        return { status: 200, body: this.#putCalendar(id!, known!.version + 1, call.body) };
      }
      case "DELETE calendars/:id":
        this.calendars = this.calendars.filter((calendar) => calendar.id !== id);
        return { status: 204 };
      case "POST calendars/:id": {
        const { document } = answers.calendars()[0]!;
        const { name } = call.body as { name: string };
        const dry = query.get("dry_run") === "true";
        const calendar = dry ? null : this.#putCalendar("cal_new", 1, { name, document });
        return {
          status: dry ? 200 : 201,
          body: { calendar, document, report: answers.calendarReport },
        };
      }
      case "POST imports":
        return { status: 200, body: answers.imported };
      case "PUT schedules/:id/override":
        return found(this.#changeSchedule(id!, { ...call.body, ...answers.setNow() } as Override));
      case "DELETE schedules/:id/override":
        return this.#changeSchedule(id!, null) ? { status: 204 } : problem(404, "None.");
      case "DELETE schedules/:id":
        this.schedules = this.schedules.filter((schedule) => schedule.id !== id);
        return { status: 204 };
      case "GET schedules/:id/machines":
        return this.#pageOf(
          this.machines.filter((machine) => machine.schedule?.id === id),
          query,
        );
      case "POST schedules/:id/assignments":
        return this.#assign(id!, call.body as { assign: string[]; release: string[] });
    }
    const answer = this.company.answer(call);
    return answer ?? problem(404, `The fake API has no ${method} ${call.path}.`);
  }

  #bulk({ action, machines }: { action: BulkAction; machines: string[] }): Answer {
    const results = machines.map((id) => {
      switch (action.type) {
        case "assign":
          this.#change(id, { schedule: { id: action.schedule, by: "id" }, conflict: [] });
          break;
        case "release":
          this.#change(id, { schedule: null });
          break;
        case "set-override":
          this.#change(id, { override: { ...action, ...answers.setNow() }, wish: action.keep });
          break;
        case "clear-override":
          this.#change(id, { override: null });
      }
      return { id, status: "done" };
    });
    return { status: 200, body: { results } };
  }

  #change(id: string, change: Partial<MachineView>): MachineView | undefined {
    const i = this.machines.findIndex((machine) => machine.id === id);
    const before = this.machines[i];
    return before && (this.machines[i] = { ...before, ...change, rev: before.rev + 1 });
  }

  #changeSchedule(id: string, override: Override | null): ScheduleView | undefined {
    const i = this.schedules.findIndex((schedule) => schedule.id === id);
    const before = this.schedules[i];
    return before && (this.schedules[i] = { ...before, override, version: before.version + 1 });
  }

  #putCalendar(id: string, version: number, draft: CalendarDraft): CalendarView {
    const now = new Date(demo.NOW).toISOString();
    const view = { ...draft, id, version, created_at: now, updated_at: now };
    this.calendars = [...this.calendars.filter((known) => known.id !== id), view];
    return view;
  }

  #pageOf(items: object[], query: URLSearchParams): Answer {
    const start = Number(query.get("cursor") ?? 0);
    const end = start + Number(query.get("limit") ?? 100);
    const next = end < items.length ? String(end) : null;
    const fields = query.get("fields")?.split(",");
    const shown = items
      .slice(start, end)
      .map((item) =>
        fields
          ? Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)))
          : item,
      );
    return { status: 200, body: { items: shown, next_cursor: next } };
  }

  #connect(draft: CloudDraft): CloudView {
    const access: CloudView["access"] =
      draft.access.type === "role"
        ? draft.access
        : { type: "access_keys", access_key_id_hint: "AKIA…0001" };
    const cloud: CloudView = {
      ...draft,
      id: `cld_${this.clouds.length}`,
      access,
      health: { status: "unverified", reason: null, checked_at: null },
      machines_seen_at: null,
      version: 1,
      created_at: new Date(demo.NOW).toISOString(),
    };
    this.clouds.push(cloud);
    return access.type === "role" ? { ...cloud, launch: demo.launch() } : cloud;
  }

  #put(id: string, version: number, draft: ScheduleDraft): ScheduleView {
    const now = new Date(demo.NOW).toISOString();
    const view: ScheduleView = {
      ...draft,
      id,
      version,
      next_edge: { at: "2026-11-23T17:30:00Z", wish: "off" },
      wish_now: "on",
      override: this.schedules.find((known) => known.id === id)?.override ?? null,
      explanation: "On, by the window Mon 09:00 to Mon 17:00.",
      machines: this.machines.filter((machine) => machine.schedule?.id === id).length,
      created_at: now,
      updated_at: now,
    };
    this.schedules = [...this.schedules.filter((known) => known.id !== id), view];
    return view;
  }

  #assign(id: string, { assign, release }: { assign: string[]; release: string[] }): Answer {
    const results = [
      ...assign.map((machine_id) => ({ machine_id, status: "assigned" })),
      ...release.map((machine_id) => ({ machine_id, status: "released" })),
    ];
    this.machines = this.machines.map((machine) => {
      const schedule = assign.includes(machine.id)
        ? ({ id, by: "id" } as const)
        : release.includes(machine.id)
          ? null
          : machine.schedule;
      return schedule === machine.schedule
        ? machine
        : { ...machine, schedule, conflict: [], rev: machine.rev + 1 };
    }) as MachineView[];
    return { status: 200, body: { results } };
  }
}

function summary({ document, ...rest }: CalendarView): CalendarSummary {
  const { entries = [], includes = [] } = document;
  return { ...rest, entries: entries.length, includes };
}
