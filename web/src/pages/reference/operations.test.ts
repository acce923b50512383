import { describe, expect, it } from "vitest";
import text from "../../../../docs/openapi.json?raw";
import { fields, subjects, typeName, type OpenApi } from "./operations";

const document = JSON.parse(text) as OpenApi;

describe("the reference", () => {
  it("shows every operation of the document once", () => {
    const shown = subjects(document).flatMap(({ operations }) => operations.map(({ id }) => id));
    const written = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(shown.toSorted()).toEqual(written.toSorted());
  });

  it("finds operations by words of their path, method and summary", () => {
    const found = subjects(document, "GET machines");
    const ids = found.flatMap(({ operations }) => operations.map(({ id }) => id));
    expect(ids).toContain("listMachines");
    expect(ids).not.toContain("createSchedule");
    expect(subjects(document, "no such thing")).toEqual([]);
  });

  it("says types in words", () => {
    expect(typeName(document, { type: "string", format: "date-time" })).toBe("string (date-time)");
    expect(typeName(document, { type: "array", items: { type: "integer" } })).toBe(
      "list of integer",
    );
    expect(typeName(document, { enum: ["on", "off"] })).toBe('"on" | "off"');
    expect(typeName(document, { $ref: "#/components/schemas/Problem" })).toBe("Problem");
    expect(typeName(document, { type: "string", minLength: 1, maxLength: 64 })).toBe(
      "string, 1 to 64 characters",
    );
  });

  it("lists fields, and those of what a field holds", () => {
    const rows = fields(document, { $ref: "#/components/schemas/Problem" });
    expect(rows.map(({ name }) => name)).toContain("request_id");
    const errors = rows.find(({ name }) => name === "errors");
    expect(errors?.inner && fields(document, errors.inner).map(({ name }) => name)).toEqual([
      "field",
      "message",
    ]);
    expect(fields(document, { type: "string" })).toEqual([]);
  });
});
