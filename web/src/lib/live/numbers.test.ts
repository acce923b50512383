import { describe, expect, it } from "vitest";
import { Numbers } from "./numbers";

describe("the numbers of news", () => {
  it("mean nothing before the first answer", () => {
    const numbers = new Numbers();
    numbers.heard(1, false);
    expect(numbers.known).toBeUndefined();
  });

  it("are known one after the other", () => {
    const numbers = new Numbers();
    numbers.upTo(4);
    numbers.heard(5, false);
    numbers.heard(6, false);
    expect(numbers.known).toBe(6);
  });

  it("stay before a gap until it closes", () => {
    const numbers = new Numbers();
    numbers.upTo(4);
    numbers.heard(6, false);
    numbers.heard(8, false);
    expect(numbers.known).toBe(4);
    numbers.heard(5, false);
    expect(numbers.known).toBe(6);
    numbers.upTo(7);
    expect(numbers.known).toBe(8);
  });

  it("are known with their last part", () => {
    const numbers = new Numbers();
    numbers.upTo(0);
    numbers.heard(1, true);
    expect(numbers.known).toBe(0);
    numbers.heard(1, false);
    expect(numbers.known).toBe(1);
  });

  it("are not moved back by what is old", () => {
    const numbers = new Numbers();
    numbers.upTo(4);
    numbers.heard(2, false);
    expect(numbers.known).toBe(4);
    numbers.forget();
    expect(numbers.known).toBeUndefined();
  });
});
