// What all pages share: who is signed in, the API, the live connection, where we are, and notices.
// Built once, in main.ts; everything below gets it handed in.
import type { Client } from "$lib/api/client";
import { ApiError } from "$lib/api/errors";
import { Names } from "$lib/api/names.svelte";
import { may } from "$lib/api/roles";
import type { Role, SessionView } from "$lib/api/types";
import { LiveHub } from "$lib/live/hub.svelte";
import type { LiveSocket } from "$lib/live/socket";
import { safeNext } from "$lib/router/match";
import type { Router } from "$lib/router/router.svelte";
import { Notices } from "$lib/ui/notices.svelte";

export interface AppParts {
  client: Client;
  router: Router;
  socket: (hub: LiveHub) => LiveSocket;
}

/** Where a session starts. */
const FIRST_PAGE = "/machines";

export class App {
  readonly client: Client;
  readonly router: Router;
  readonly live = new LiveHub();
  readonly notices = new Notices();
  /** Of the company that one is in. */
  names: Names;
  /** `undefined` while we don't know yet, `null` when nobody is signed in. */
  session = $state<SessionView | null | undefined>(undefined);
  /** Why the session could not be asked for at all (offline, a fault). */
  startFault = $state<unknown>(undefined);
  readonly #socket: LiveSocket;

  constructor({ client, router, socket }: AppParts) {
    this.client = client;
    this.router = router;
    this.names = new Names(client);
    this.#socket = socket(this.live);
  }

  /** Asks who is signed in. */
  async start(): Promise<void> {
    this.startFault = undefined;
    try {
      this.#enter(await this.client.session());
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.sessionLost();
      else this.startFault = error;
    }
  }

  /** Whether to offer what needs this role. */
  may(needed: Role): boolean {
    return !!this.session && may(this.session, needed);
  }

  /** What the live connection is to tell of; `undefined`: all but what is for admins. */
  get topics(): string[] | undefined {
    return this.may("admin") ? ["machines", "clouds", "schedules", "security"] : undefined;
  }

  /** The clock of the company. */
  get zone(): string {
    return this.session?.tenant.time_zone ?? "UTC";
  }

  async signIn(email: string, password: string, code?: string): Promise<void> {
    this.#enter(await this.client.signIn(email, password, code));
  }

  async signOut(): Promise<void> {
    await this.client.signOut();
    this.sessionLost();
    this.router.go("/login");
  }

  /** Goes over to another of the person's companies; what is on the screen is of the one before. */
  async enter(tenant: string): Promise<void> {
    this.#socket.stop();
    this.#enter(await this.client.company.enter(tenant));
    this.router.go(FIRST_PAGE);
  }

  /** The session ended or never was. Private pages lead to the login from here. */
  sessionLost(): void {
    this.#socket.stop();
    this.session = null;
  }

  /** Where a signed-in visitor of an open page belongs. */
  get afterSignIn(): string {
    return safeNext(this.router.query.get("next"), FIRST_PAGE);
  }

  /** The login, remembering where the visitor wanted to go. */
  get signInPath(): string {
    const search = this.router.query.toString();
    const here = this.router.path + (search ? `?${search}` : "");
    return here === "/" || here === FIRST_PAGE
      ? "/login"
      : `/login?next=${encodeURIComponent(here)}`;
  }

  /** The browser is online again, or the page is looked at again: don't wait out the pause. */
  wake(): void {
    this.#socket.hurry();
  }

  #enter(session: SessionView): void {
    if (session.tenant.id !== this.session?.tenant.id) this.names = new Names(this.client);
    this.session = session;
    this.#socket.start();
  }
}
