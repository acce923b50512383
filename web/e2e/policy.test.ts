// Google's CSP Evaluator looks at the policy that the portal sends.
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { expect, test } from "vitest";
import { portalPolicy } from "./policy.mjs";

function findings(policy: string) {
  return new CspEvaluator(new CspParser(policy).csp).evaluate();
}

test("the evaluator finds nothing severe in the portal's policy", () => {
  const found = findings(portalPolicy());
  const severe = found.filter((finding) => finding.severity < Severity.MEDIUM_MAYBE);
  expect(severe).toEqual([]);
  // What is left is a hint: 'self' is as good as what we host, and we host no JSONP and no uploads.
  expect(found.map((finding) => `${finding.directive} ${finding.value ?? ""}`)).toEqual([
    "script-src 'self'",
  ]);
});

test("it does find what is severe", () => {
  const found = findings("default-src *; script-src 'unsafe-inline'");
  expect(found.some((finding) => finding.severity === Severity.HIGH)).toBe(true);
});
