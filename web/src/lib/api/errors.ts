// What can go wrong with a call, as types that pages can show.
//
// The API answers errors as RFC 9457 problems. A gateway in front of it may answer in other words
// (`{"message": …}`, HTML, nothing): those become problems here too, so that pages know one shape.
import type { Problem } from "./types";

/** The API answered, and the answer was no. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ApiError";
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer came: offline, connection cut, name not resolved. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super("PowerDown can't be reached. Check your connection and try again.", { cause });
    this.name = "NetworkError";
  }
}

/** Reads any failed answer as a problem. Never throws. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => "");
  const body = parsed(text);
  const title = stringOf(body?.["title"]) ?? titleOf(response.status);
  const detail = stringOf(body?.["detail"]) ?? stringOf(body?.["message"]);
  const requestId =
    stringOf(body?.["request_id"]) ??
    response.headers.get("x-request-id") ??
    response.headers.get("apigw-requestid");
  return {
    type: stringOf(body?.["type"]) ?? "about:blank",
    title,
    status: response.status,
    ...(detail === undefined ? {} : { detail }),
    errors: fieldErrorsIn(body?.["errors"]),
    ...(requestId == null ? {} : { request_id: requestId }),
  };
}

/** Messages by field path (`windows[0].to`), first one wins. Empty for anything but an ApiError. */
export function fieldErrors(error: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  if (error instanceof ApiError) {
    for (const { field, message } of error.problem.errors ?? []) found[field] ??= message;
  }
  return found;
}

/** One sentence for a person. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError || error instanceof NetworkError) return error.message;
  return "Something went wrong in this page. Reload it and try again.";
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function fieldErrorsIn(value: unknown): { field: string; message: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { field, message } = (entry ?? {}) as Record<string, unknown>;
    return typeof field === "string" && typeof message === "string" ? [{ field, message }] : [];
  });
}

function titleOf(status: number): string {
  if (status === 403) return "You may not do that.";
  if (status === 404) return "That isn't here (any more).";
  if (status === 429) return "Too many requests. Wait a moment and try again.";
  if (status >= 500) return "PowerDown has a problem right now. Try again in a moment.";
  return `The request was refused (${status}).`;
}
