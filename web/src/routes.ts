// The app's places. `open` ones need no session; the others lead to the login without one.
export const routes = [
  { name: "home", pattern: "/", open: false },
  { name: "login", pattern: "/login", open: true },
  { name: "sign-up", pattern: "/sign-up", open: true },
  { name: "verify-email", pattern: "/verify-email", open: true },
  { name: "machines", pattern: "/machines", open: false },
  { name: "clouds", pattern: "/clouds", open: false },
  { name: "schedules", pattern: "/schedules", open: false },
  { name: "schedule-new", pattern: "/schedules/new", open: false },
  { name: "schedule-import", pattern: "/schedules/import", open: false },
  { name: "schedule", pattern: "/schedules/:id", open: false },
  { name: "calendars", pattern: "/calendars", open: false },
  { name: "calendar-new", pattern: "/calendars/new", open: false },
  { name: "calendar", pattern: "/calendars/:id", open: false },
] as const;

export type RouteName = (typeof routes)[number]["name"];
