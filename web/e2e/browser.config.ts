// `npm run test:browser`: the built app under the strict policy, against an API played by the tests.
import { defineConfig } from "@playwright/test";
import { chromium } from "./chromium.ts";

const port = Number(process.env["PORT"] ?? 4173);

export default defineConfig({
  testDir: ".",
  testMatch: "browser/*.spec.ts",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: "100%",
  forbidOnly: !!process.env["CI"],
  retries: 0,
  reporter: "list",
  // A guard against hangs, not a measure: two processors do everything.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: chromium,
    viewport: { width: 1360, height: 860 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Nothing is looked at half-way between two colours.
    contextOptions: { reducedMotion: "reduce" },
  },
  webServer: {
    command: "node e2e/static-server.mjs",
    cwd: "..",
    url: `http://127.0.0.1:${port}/`,
    env: { PORT: String(port) },
    reuseExistingServer: false,
  },
});
