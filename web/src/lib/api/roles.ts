// What roles may do, so that nobody is offered what the API will refuse. The API has the last word.
import type { Role, SessionView } from "./types";

const WEAKEST_FIRST: readonly Role[] = ["viewer", "operator", "admin", "owner"];

export function atLeast(role: Role | undefined, needed: Role): boolean {
  return !!role && WEAKEST_FIRST.indexOf(role) >= WEAKEST_FIRST.indexOf(needed);
}

/**
 * Whether to offer what needs this role. What needs an admin concerns the whole company, and so needs
 * reach over everything, too.
 */
export function may(session: Pick<SessionView, "role" | "reach">, needed: Role): boolean {
  const wide = session.reach.type === "everything" || !atLeast(needed, "admin");
  return wide && atLeast(session.role, needed);
}
