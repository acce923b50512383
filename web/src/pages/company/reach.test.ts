import { describe, expect, it } from "vitest";
import type { Reach } from "$lib/api/types";
import { choiceOf, reachInWords, reachOf } from "./reach";

const clouds = [
  { id: "cld_a", name: "Production" },
  { id: "cld_b", name: "Lab" },
];

describe("a reach", () => {
  it.each<[Reach, string]>([
    [{ type: "everything" }, "Everything"],
    [{ type: "tag", key: "Team", value: "data" }, "Team=data"],
    [{ type: "clouds", clouds: ["cld_b"] }, "Lab"],
    [{ type: "clouds", clouds: ["cld_a", "cld_b", "cld_gone"] }, "Production, Lab and cld_gone"],
  ])("%j reads %s, and comes back as it was", (reach, words) => {
    expect(reachInWords(reach, clouds)).toBe(words);
    expect(reachOf(choiceOf(reach))).toEqual(reach);
  });

  it("says nothing of the kinds that weren't chosen", () => {
    const choice = {
      ...choiceOf({ type: "tag", key: " Team ", value: "data" }),
      clouds: ["cld_a"],
    };
    expect(reachOf(choice)).toEqual({ type: "tag", key: "Team", value: "data" });
  });
});
