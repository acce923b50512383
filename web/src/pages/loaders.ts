// Which component a place shows. Pages load when they are first visited: the first script stays
// small however many pages the app will have.
import type { Component } from "svelte";
import type { App } from "../app.svelte";
import type { Params } from "$lib/router/match";
import type { RouteName } from "../routes";

export interface PageProps {
  app: App;
  params: Params;
}

type Loader = () => Promise<{ default: Component<PageProps> }>;

export const loaders: Record<Exclude<RouteName, "home">, Loader> = {
  login: () => import("./session/LoginPage.svelte"),
  "sign-up": () => import("./session/SignUpPage.svelte"),
  "verify-email": () => import("./session/VerifyEmailPage.svelte"),
  "forgot-password": () => import("./session/ForgotPasswordPage.svelte"),
  "reset-password": () => import("./session/ResetPasswordPage.svelte"),
  "accept-invitation": () => import("./session/InvitationPage.svelte"),
  people: () => import("./company/PeoplePage.svelte"),
  "api-tokens": () => import("./company/TokensPage.svelte"),
  settings: () => import("./company/SettingsPage.svelte"),
  account: () => import("./account/AccountPage.svelte"),
  machines: () => import("./machines/MachinesPage.svelte"),
  clouds: () => import("./clouds/CloudsPage.svelte"),
  schedules: () => import("./schedules/SchedulesPage.svelte"),
  "schedule-new": () => import("./schedules/SchedulePage.svelte"),
  "schedule-import": () => import("./imports/ImportPage.svelte"),
  schedule: () => import("./schedules/SchedulePage.svelte"),
  calendars: () => import("./calendars/CalendarsPage.svelte"),
  "calendar-new": () => import("./calendars/CalendarPage.svelte"),
  calendar: () => import("./calendars/CalendarPage.svelte"),
  reference: () => import("./reference/ReferencePage.svelte"),
  security: () => import("./security/SecurityPage.svelte"),
  exports: () => import("./company/ExportsPage.svelte"),
  audit: () => import("./security/AuditPage.svelte"),
};
