// The portal's Content-Security-Policy, read from the code that sends it: the browser tests run under
// the very policy that is deployed.
import { readFileSync } from "node:fs";

const source = new URL("../../functions/api/src/headers.rs", import.meta.url);

/** @returns {string} */
export function portalPolicy() {
  const found = /CONTENT_SECURITY_POLICY: &str\s*=\s*"([^"]*)"/.exec(readFileSync(source, "utf8"));
  if (!found?.[1]) throw new Error(`${source.pathname} has no CONTENT_SECURITY_POLICY in one text`);
  // A backslash at a line's end continues a Rust text at the next line's first word.
  return found[1].replace(/\\\n\s*/g, "");
}
