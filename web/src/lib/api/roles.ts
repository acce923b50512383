// What roles may do, so that nobody is offered what the API will refuse. The API has the last word.
import type { Role } from "./types";

const WEAKEST_FIRST: readonly Role[] = ["viewer", "operator", "admin", "owner"];

export function atLeast(role: Role | undefined, needed: Role): boolean {
  return !!role && WEAKEST_FIRST.indexOf(role) >= WEAKEST_FIRST.indexOf(needed);
}
