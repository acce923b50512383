// The part of the played API that goes round the machines: accounts, people, who did what.
import * as company from "./demo-company.ts";
import type { Answer, Call } from "./calls.ts";

export class FakeCompany {
  audit = company.audit();
  factor = company.noFactor();
  sessions = company.sessions();
  members = company.members();
  invitations = company.invitations();
  tokens = company.tokens();
  settings = company.settings();
  status = company.status();
  exports = company.exports();

  /** `undefined` for what is not asked of it. */
  answer({ method, path, query, body, headers }: Call): Answer | undefined {
    switch (`${method} ${path}`) {
      case "GET /security":
        return ok(this.status);
      case "GET /security/events":
        return ok({ items: query.get("scope") === "company" ? company.events() : [] });
      case "GET /exports":
        return ok({ items: this.exports });
      case "POST /exports":
        this.exports = [company.exported("exp_new", body, "waiting"), ...this.exports];
        return { status: 202, body: this.exports[0] };
      case "GET /exports/exp_1":
        return ok({ ...this.exports.at(-1), url: "https://files.example/machines.csv" });
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
        this.status.audit.verification = company.verifiedNow(body.writer);
        return ok({ ...company.verification, writer: body.writer });
    }
    return (
      this.#account(method, path, body) ??
      this.#people(method, path, body) ??
      this.#settings(method, path, body, headers["if-match"])
    );
  }

  #people(method: string, path: string, body: Call["body"]): Answer | undefined {
    const [, list, id] = path.split("/");
    switch (`${method} ${list}${id ? "/:id" : ""}`) {
      case "GET members":
        return ok({ items: this.members });
      case "PUT members/:id": {
        this.members = this.members.map((each) =>
          each.user_id === id ? { ...each, ...body } : each,
        );
        return ok(this.members.find((each) => each.user_id === id));
      }
      case "DELETE members/:id":
        this.members = this.members.filter((each) => each.user_id !== id);
        return { status: 204 };
      case "GET invitations":
        return ok({ items: this.invitations });
      case "POST invitations":
        if (!body.email.includes("@")) return refusal("email", "is no address");
        this.invitations = [...this.invitations, company.invitation("inv_new", body)];
        return { status: 201, body: this.invitations.at(-1) };
      case "DELETE invitations/:id":
        this.invitations = this.invitations.filter((each) => each.id !== id);
        return { status: 204 };
    }
    return undefined;
  }

  #settings(
    method: string,
    path: string,
    body: Call["body"],
    version: string | undefined,
  ): Answer | undefined {
    const [, list, id] = path.split("/");
    switch (`${method} ${list}${id ? "/:id" : ""}`) {
      case "GET api-tokens":
        return ok({ items: this.tokens });
      case "POST api-tokens":
        if (body.scopes.length === 0) return refusal("scopes", "must name at least one");
        this.tokens = [...this.tokens, company.token("tok_new", body)];
        return { status: 201, body: { token: "pdt_c2VjcmV0", api_token: this.tokens.at(-1) } };
      case "DELETE api-tokens/:id":
        this.tokens = this.tokens.filter((each) => each.id !== id);
        return { status: 204 };
      case "GET tenant":
        return ok(this.settings);
      case "PUT tenant":
        if (version !== `"${this.settings.version}"`) return { status: 412, body: changed };
        this.settings = { ...this.settings, ...body, version: this.settings.version + 1 };
        return ok(this.settings);
    }
    return undefined;
  }

  #account(method: string, path: string, body: Call["body"]): Answer | undefined {
    if (method === "DELETE" && path.startsWith("/sessions/")) {
      this.sessions = this.sessions.filter(({ id }) => !path.endsWith(id));
      return { status: 204 };
    }
    switch (`${method} ${path}`) {
      case "PUT /password":
        return body.current === "correct horse"
          ? { status: 204 }
          : refusal("current", "is not your password");
      case "GET /sessions":
        return ok({ items: this.sessions });
      case "DELETE /sessions":
        return { status: 204 };
      case "GET /second-factor":
        return ok(this.factor);
      case "POST /second-factor":
        return { status: 201, body: company.factorDraft };
      case "POST /second-factor/confirmation":
      case "POST /second-factor/recovery-codes":
        if (body.code !== "123456") return refusal("code", "is not right, or was used already");
        this.factor = company.factor();
        return ok({ recovery_codes: company.recoveryCodes });
      case "POST /second-factor/removal":
        this.factor = company.noFactor();
        return { status: 204 };
    }
    return undefined;
  }
}

const changed = { type: "about:blank", title: "It was changed meanwhile.", status: 412 };

function refusal(field: string, message: string): Answer {
  const detail = `${field}: ${message}`;
  const body = { type: "about:blank", title: detail, status: 422, detail, request_id: "r-1" };
  return { status: 422, body: { ...body, errors: [{ field, message }] } };
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
