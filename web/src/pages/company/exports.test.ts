import { describe, expect, it } from "vitest";
import { filtersOf, sizeInWords } from "./exports";

describe("an export", () => {
  it("is limited by what its list knows", () => {
    const query = new URLSearchParams("what=audit&cloud=cld_a&month=2026-11&writer=");
    expect(filtersOf("audit", query)).toEqual({ month: "2026-11" });
    expect(filtersOf("machines", query)).toEqual({ cloud: "cld_a" });
    expect(filtersOf("schedules", query)).toEqual({});
  });

  it.each([
    [912, "912 B"],
    [48_200, "48 KB"],
    [1_230_000, "1.2 MB"],
  ])("of %i bytes is %s", (bytes, words) => expect(sizeInWords(bytes)).toBe(words));
});
