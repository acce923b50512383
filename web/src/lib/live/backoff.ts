// How long to wait before trying again: exponential, capped, with jitter so that browsers that lost
// their sockets together don't come back together.

const FIRST = 1_000;
const CAP = 30_000;

/**
 * Milliseconds before attempt number `attempt` (0 for the first). Between half and all of
 * `1 s · 2^attempt`, at most 30 s.
 *
 * @param random in [0, 1)
 */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(CAP, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
}
