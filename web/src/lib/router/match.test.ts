import { describe, expect, it } from "vitest";
import { routes } from "../../routes";
import { matchPattern, matchRoute, safeNext } from "./match";

describe("matching a path", () => {
  it.each([
    ["/", "home", {}],
    ["/machines", "machines", {}],
    ["/machines/", "machines", {}],
    ["/schedules", "schedules", {}],
    ["/schedules/new", "schedule-new", {}],
    ["/schedules/sch_1", "schedule", { id: "sch_1" }],
    ["/schedules/a%20b", "schedule", { id: "a b" }],
  ])("%s is %s", (path, name, params) => {
    expect(matchRoute(routes, path)).toEqual({ name, params });
  });

  it.each(["/schedule", "/schedules/a/b", "/Machines", "/schedules/%E0%A4%A"])(
    "%s is nowhere",
    (path) => expect(matchRoute(routes, path)).toBeUndefined(),
  );

  it("needs something where a parameter stands", () => {
    expect(matchPattern("/a/:id", "/a/")).toBeUndefined();
  });
});

describe("where to go after signing in", () => {
  it("follows a path of this site, with its query", () => {
    expect(safeNext("/schedules/x?a=b#c", "/machines")).toBe("/schedules/x?a=b#c");
  });

  it.each([
    null,
    "",
    "machines",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
  ])("never follows %j", (next) => expect(safeNext(next, "/machines")).toBe("/machines"));
});
