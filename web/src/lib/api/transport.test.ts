import { beforeEach, describe, expect, it } from "vitest";
import { ApiError, NetworkError } from "./errors";
import { Transport } from "./transport";

type Reply = { status: number; body?: unknown };

/** A server whose session is good or not, and that counts what it is asked. */
class Server {
  calls: string[] = [];
  clients: (string | undefined)[] = [];
  keys: (string | undefined)[] = [];
  waits: number[] = [];
  lost = 0;
  replies: (call: string) => Reply | Promise<Reply> = () => ({ status: 200, body: {} });

  readonly transport = new Transport({
    fetch: async (input, init) => {
      const call = `${init.method} ${input.replace("/api/v1", "")}`;
      this.calls.push(call);
      const headers = init.headers as Record<string, string>;
      this.clients.push(headers["x-powerdown-client"]);
      this.keys.push(headers["idempotency-key"]);
      const { status, body } = await this.replies(call);
      return new Response(body === undefined ? null : JSON.stringify(body), { status });
    },
    wait: async (milliseconds) => void this.waits.push(milliseconds),
    key: () => `key-${(this.#made += 1)}`,
    onSessionLost: () => void (this.lost += 1),
  });

  #made = 0;

  count(call: string) {
    return this.calls.filter((made) => made === call).length;
  }
}

const REFRESH = "POST /session/refresh";

describe("a call", () => {
  let server: Server;
  beforeEach(() => (server = new Server()));

  it("returns the decoded answer", async () => {
    server.replies = () => ({ status: 200, body: { items: [1] } });
    expect(await server.transport.call("GET", "/clouds")).toEqual({ items: [1] });
  });

  it("says which program makes it", async () => {
    await server.transport.call("DELETE", "/session");
    expect(server.clients).toEqual(["web"]);
  });

  it("returns nothing for an empty answer", async () => {
    server.replies = () => ({ status: 204 });
    expect(await server.transport.call("DELETE", "/session")).toBeUndefined();
  });

  it("throws the problem the API told", async () => {
    const body = { title: "Refused", status: 422, detail: "No.", errors: [] };
    server.replies = () => ({ status: 422, body });
    const error = await server.transport.call("GET", "/x").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).problem).toMatchObject({ status: 422, detail: "No." });
  });

  it("tells a broken connection from an answer", async () => {
    server.replies = () => Promise.reject(new TypeError("fetch failed"));
    await expect(server.transport.call("GET", "/x")).rejects.toBeInstanceOf(NetworkError);
  });

  it("lets an aborted call throw the abort", async () => {
    const abort = new AbortController();
    server.replies = () => {
      abort.abort();
      return Promise.reject(new DOMException("Aborted", "AbortError"));
    };
    const call = server.transport.call("GET", "/x", { signal: abort.signal });
    await expect(call).rejects.toHaveProperty("name", "AbortError");
  });
});

describe("a call that creates something", () => {
  let server: Server;
  const create = (body: object = { name: "a" }) =>
    server.transport.call("POST", "/schedules", { body, once: true });
  beforeEach(() => (server = new Server()));

  it("carries a key, another one each time", async () => {
    await create();
    await create();
    expect(server.keys).toEqual(["key-1", "key-2"]);
  });

  it.each([
    ["no answer came", () => Promise.reject(new TypeError("fetch failed"))],
    ["the answer was a fault", () => ({ status: 503 })],
  ])("keeps its key when %s", async (_, reply) => {
    server.replies = reply;
    await expect(create()).rejects.toThrow();
    server.replies = () => ({ status: 201, body: {} });
    await create();
    await create();
    expect(server.keys).toEqual(["key-1", "key-1", "key-2"]);
  });

  it("keeps its key while the session is renewed", async () => {
    let good = false;
    server.replies = (call) => {
      if (call === REFRESH) good = true;
      return { status: good ? 200 : 401, body: {} };
    };
    await create();
    expect(server.keys).toEqual(["key-1", undefined, "key-1"]);
  });

  it("takes a fresh key once it was refused, and for something else", async () => {
    server.replies = () => ({ status: 422 });
    await expect(create()).rejects.toThrow();
    server.replies = () => ({ status: 503 });
    await expect(create()).rejects.toThrow();
    await expect(create({ name: "b" })).rejects.toThrow();
    expect(server.keys).toEqual(["key-1", "key-2", "key-3"]);
  });
});

describe("the renewal of a session", () => {
  let server: Server;
  let good: boolean;
  beforeEach(() => {
    server = new Server();
    good = false;
    server.replies = (call) => {
      if (call === REFRESH) {
        good = true;
        return { status: 200, body: { role: "owner" } };
      }
      return good ? { status: 200, body: "data" } : { status: 401, body: {} };
    };
  });

  it("happens once for calls that fail together, and each is repeated once", async () => {
    const calls = ["/a", "/b", "/c"].map((path) => server.transport.call("GET", path));
    expect(await Promise.all(calls)).toEqual(["data", "data", "data"]);
    expect(server.count(REFRESH)).toBe(1);
    expect(server.count("GET /a")).toBe(2);
    expect(server.lost).toBe(0);
  });

  it("does not happen again for a refusal that comes late", async () => {
    const usual = server.replies;
    let answer: (reply: Reply) => void = () => undefined;
    server.replies = (call) =>
      call === "GET /late" && !good ? new Promise((done) => (answer = done)) : usual(call);
    const late = server.transport.call("GET", "/late");
    await server.transport.call("GET", "/a");
    answer({ status: 401, body: {} });
    expect(await late).toBe("data");
    expect(server.count(REFRESH)).toBe(1);
  });

  it("happens again for a later failure", async () => {
    await server.transport.call("GET", "/a");
    good = false;
    await server.transport.call("GET", "/a");
    expect(server.count(REFRESH)).toBe(2);
  });

  it("does not happen for a call that needs no session", async () => {
    const call = server.transport.call("POST", "/sessions", { session: false });
    await expect(call).rejects.toMatchObject({ problem: { status: 401 } });
    expect(server.count(REFRESH)).toBe(0);
  });

  it("says that the session is lost, once, when it is refused", async () => {
    server.replies = () => ({ status: 401, body: { title: "Not signed in." } });
    const calls = ["/a", "/b"].map((path) => server.transport.call("GET", path));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(server.count(REFRESH)).toBe(1);
    expect(server.count("GET /a")).toBe(1);
    expect(server.lost).toBe(1);
  });

  it("gives up when the repeated call is refused as well", async () => {
    server.replies = (call) => ({ status: call === REFRESH ? 200 : 401, body: {} });
    await expect(server.transport.call("GET", "/a")).rejects.toMatchObject({ status: 401 });
    expect(server.count("GET /a")).toBe(2);
    expect(server.lost).toBe(1);
  });

  it("keeps the session when renewing fails for a passing reason", async () => {
    server.replies = (call) => ({ status: call === REFRESH ? 503 : 401, body: {} });
    await expect(server.transport.call("GET", "/a")).rejects.toMatchObject({ status: 503 });
    expect(server.lost).toBe(0);
  });

  it("waits for another tab's renewal after a 409", async () => {
    let looks = 0;
    server.replies = (call) => {
      if (call === REFRESH) return { status: 409, body: {} };
      if (call === "GET /session" && ++looks === 2) good = true;
      return good ? { status: 200, body: "data" } : { status: 401, body: {} };
    };
    expect(await server.transport.call("GET", "/a")).toBe("data");
    expect(server.count(REFRESH)).toBe(1);
    expect(server.waits).toHaveLength(2);
    expect(server.lost).toBe(0);
  });

  it("gives up when another tab's renewal never shows", async () => {
    server.replies = (call) => ({ status: call === REFRESH ? 409 : 401, body: {} });
    await expect(server.transport.call("GET", "/a")).rejects.toMatchObject({ status: 401 });
    expect(server.waits.reduce((a, b) => a + b, 0)).toBe(3000);
    expect(server.lost).toBe(1);
  });
});
