// Paths and patterns: pure, no browser.
//
// A pattern is a path whose `:name` segments match any one non-empty segment. Patterns are tried
// in order, so `/schedules/new` must stand before `/schedules/:id`. A trailing slash is ignored.

export type Params = Record<string, string>;

export interface Match<Name extends string> {
  name: Name;
  params: Params;
}

/** The first route whose pattern fits, or `undefined`. */
export function matchRoute<Name extends string>(
  routes: readonly { name: Name; pattern: string }[],
  path: string,
): Match<Name> | undefined {
  for (const { name, pattern } of routes) {
    const params = matchPattern(pattern, path);
    if (params) return { name, params };
  }
  return undefined;
}

export function matchPattern(pattern: string, path: string): Params | undefined {
  const wanted = segments(pattern);
  const found = segments(path);
  if (wanted.length !== found.length) return undefined;
  const params: Params = {};
  for (const [i, segment] of wanted.entries()) {
    const value = decoded(found[i] ?? "");
    if (value === undefined || value === "") return undefined;
    if (segment.startsWith(":")) params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}

/**
 * Where to go after signing in: `next` when it is a path of this site, else `fallback`.
 * An address of another site (`//evil.example`, `/\evil.example`, `https:…`) is never followed.
 */
export function safeNext(next: string | null, fallback: string): string {
  if (!next || !next.startsWith("/")) return fallback;
  const base = "https://this.site";
  try {
    const url = new URL(next, base);
    return url.origin === base ? url.pathname + url.search + url.hash : fallback;
  } catch {
    return fallback;
  }
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
