// The part of the played API that goes round the machines: who did what.
import * as company from "./demo-company.ts";
import type { Answer, Call } from "./fake-api.ts";

export class FakeCompany {
  audit = company.audit();

  /** `undefined` for what is not asked of it. */
  answer({ method, path, query, body }: Call): Answer | undefined {
    switch (`${method} ${path}`) {
      case "GET /audit-writers":
        return ok({ items: company.writers });
      case "GET /audit-entries": {
        const of = (query.get("writer") ?? "portal") === "portal" ? this.audit : [];
        const month = query.get("month") ?? "";
        return ok(
          pageOf(
            of.filter(({ at }) => at.startsWith(month)),
            query,
            3,
          ),
        );
      }
      case "POST /audit-verifications":
        return ok({ ...company.verification, writer: body.writer });
    }
    return undefined;
  }
}

const ok = (body: unknown): Answer => ({ status: 200, body });

function pageOf<T>(items: T[], query: URLSearchParams, size: number) {
  const start = Number(query.get("cursor") ?? 0);
  const end = start + size;
  return {
    items: items.slice(start, end),
    ...(end < items.length && { next_cursor: String(end) }),
  };
}
