import { describe, expect, it } from "vitest";
import { ApiError, fieldErrors, messageOf, problemOf } from "./errors";

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  problemOf(new Response(body, { status, headers }));

describe("reading a problem", () => {
  it("takes an RFC 9457 document as it is", async () => {
    const problem = {
      type: "https://powerdown.example/problems/tie",
      title: "Tie",
      status: 409,
      detail: "2 machines are claimed equally: a, b",
      errors: [{ field: "selectors[0]", message: "ties" }],
      request_id: "r-1",
    };
    expect(await answer(409, JSON.stringify(problem))).toEqual(problem);
  });

  it("makes one of a gateway's own words", async () => {
    const problem = await answer(503, '{"message":"Service Unavailable"}', {
      "apigw-requestid": "g-1",
    });
    expect(problem).toMatchObject({
      status: 503,
      detail: "Service Unavailable",
      request_id: "g-1",
    });
  });

  it.each(["", "<html>", "null", "[]", '"x"', "{"])("survives the body %j", async (body) => {
    const problem = await answer(502, body);
    expect(problem.status).toBe(502);
    expect(problem.title).toContain("PowerDown has a problem");
  });

  it("drops field errors that aren't any", async () => {
    const body = { errors: [null, "x", { field: 1 }, { field: "name", message: "too long" }] };
    const { errors } = await answer(422, JSON.stringify(body));
    expect(errors).toEqual([{ field: "name", message: "too long" }]);
  });
});

describe("telling a problem", () => {
  const errors = [
    { field: "name", message: "first" },
    { field: "name", message: "second" },
  ];
  const refused = new ApiError({ type: "", title: "Refused", status: 422, errors });

  it("keeps the first message of a field", () => {
    expect(fieldErrors(refused)).toEqual({ name: "first" });
    expect(fieldErrors(new Error("x"))).toEqual({});
  });

  it("prefers the detail, then the title", () => {
    expect(messageOf(refused)).toBe("Refused");
    expect(messageOf(new ApiError({ ...refused.problem, detail: "Why." }))).toBe("Why.");
  });

  it("never shows what the page itself threw", () => {
    expect(messageOf(new TypeError("x is undefined"))).not.toContain("undefined");
  });
});
