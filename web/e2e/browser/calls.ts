// What is asked of the played API, and what it answers.
import type { Route } from "@playwright/test";

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  // The tests know what they send.
  // eslint-disable-next-line
  body: any;
  headers: Record<string, string>;
}

export interface Answer {
  status: number;
  body?: unknown;
}

export function problem(
  status: number,
  detail: string,
  errors: { field: string; message: string }[] = [],
): Answer {
  const body = { type: "about:blank", title: detail, status, detail, errors, request_id: "r-1" };
  return { status, body };
}

/** A thing, or that it is not there. */
export function found(item: unknown): Answer {
  return item ? { status: 200, body: item } : problem(404, "Not found.");
}

/** Sends an answer. */
export function fulfill(route: Route, { status, body }: Answer): Promise<void> {
  const contentType = status >= 400 ? "application/problem+json" : "application/json";
  return route.fulfill({
    status,
    contentType,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
