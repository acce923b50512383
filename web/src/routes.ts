// The app's places. `open` ones need no session; the others lead to the login without one, and are
// not there for those whose role is below what they need.
import type { Role } from "$lib/api/types";

interface Place {
  name: string;
  pattern: string;
  open: boolean;
  needs?: Role;
}

export const routes = [
  { name: "home", pattern: "/", open: false },
  { name: "login", pattern: "/login", open: true },
  { name: "sign-up", pattern: "/sign-up", open: true },
  { name: "verify-email", pattern: "/verify-email", open: true },
  { name: "forgot-password", pattern: "/forgot-password", open: true },
  { name: "reset-password", pattern: "/reset-password", open: true },
  { name: "accept-invitation", pattern: "/accept-invitation", open: true },
  { name: "people", pattern: "/people", open: false, needs: "admin" },
  { name: "api-tokens", pattern: "/api-tokens", open: false, needs: "admin" },
  { name: "settings", pattern: "/settings", open: false },
  { name: "account", pattern: "/account", open: false },
  { name: "machines", pattern: "/machines", open: false },
  { name: "clouds", pattern: "/clouds", open: false },
  { name: "schedules", pattern: "/schedules", open: false },
  { name: "schedule-new", pattern: "/schedules/new", open: false, needs: "admin" },
  { name: "schedule-import", pattern: "/schedules/import", open: false, needs: "admin" },
  { name: "schedule", pattern: "/schedules/:id", open: false },
  { name: "calendars", pattern: "/calendars", open: false },
  { name: "calendar-new", pattern: "/calendars/new", open: false, needs: "admin" },
  { name: "calendar", pattern: "/calendars/:id", open: false },
  { name: "reference", pattern: "/reference", open: false },
  { name: "security", pattern: "/security", open: false, needs: "admin" },
  { name: "exports", pattern: "/exports", open: false },
  { name: "audit", pattern: "/audit", open: false, needs: "admin" },
] as const satisfies readonly Place[];

export type RouteName = (typeof routes)[number]["name"];
