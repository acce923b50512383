// The browser of both suites: the system's own Chromium, so that nothing is downloaded.
import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

if (!existsSync(executablePath)) {
  throw new Error(
    `No Chromium at ${executablePath}. Install it (apt-get install -y chromium) or name one in CHROMIUM.`,
  );
}

export const chromium: LaunchOptions = {
  executablePath,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
