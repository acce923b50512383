// `npm run test:system`: the deployed stack, nothing played. Needs POWERDOWN_URL, POWERDOWN_EMAIL
// and POWERDOWN_PASSWORD (`cargo xtask status --json` tells all three).
import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium.ts";

for (const name of ["POWERDOWN_URL", "POWERDOWN_EMAIL", "POWERDOWN_PASSWORD"]) {
  if (!process.env[name]) throw new Error(`${name} is not set`);
}

export default defineConfig({
  testDir: ".",
  testMatch: "system/*.spec.ts",
  outputDir: "../test-results",
  workers: 1,
  retries: 0,
  reporter: "list",
  timeout: 240_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env["POWERDOWN_URL"]!,
    launchOptions: chromium,
    viewport: { width: 1360, height: 860 },
    locale: "en-GB",
    trace: "retain-on-failure",
  },
});
