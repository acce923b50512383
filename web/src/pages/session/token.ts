// The token of a link in a mail.
import type { Router } from "$lib/router/router.svelte";

/** Reads it, and takes it out of the address bar at once. */
export function takeToken(router: Router): string {
  const token = router.query.get("token") ?? "";
  router.setQuery({ token: undefined });
  return token;
}
