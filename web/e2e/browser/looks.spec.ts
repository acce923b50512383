// Every page in light and dark, wide and narrow: contrast holds, nothing scrolls sideways. With
// SHOTS set to a folder, each look is saved there for people to see.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectLegible, test } from "./test.ts";

interface Look {
  name: string;
  path: string;
  signedOut?: boolean;
  /** What to wait for. */
  heading: string;
  prepare?: (page: Page) => Promise<void>;
}

const looks: Look[] = [
  { name: "login", path: "/login", signedOut: true, heading: "Sign in" },
  { name: "sign-up", path: "/sign-up", signedOut: true, heading: "Create an account" },
  {
    name: "check-mail",
    path: "/sign-up",
    signedOut: true,
    heading: "Create an account",
    prepare: async (page) => {
      await page.getByLabel("Company").fill("Northwind Traders");
      await page.getByLabel("E-mail").fill("ada@northwind.example");
      await page.getByLabel("Password").fill("correct horse battery");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("heading", { name: "Check your mail" }).waitFor();
    },
  },
  {
    name: "verify-email",
    path: "/verify-email?token=good",
    signedOut: true,
    heading: "Your address is verified",
  },
  {
    name: "machines",
    path: "/machines",
    heading: "Machines",
    prepare: async (page) => {
      await page.getByLabel("Select web-1").waitFor();
    },
  },
  {
    name: "machines-selected",
    path: "/machines",
    heading: "Machines",
    prepare: async (page) => {
      await page.getByLabel("Select web-1").check();
      await page.getByLabel("Select staging-web-2").check();
    },
  },
  {
    name: "machine-why",
    path: "/machines",
    heading: "Machines",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Why? staging-web-2" }).click();
      await page.getByRole("dialog").getByText("already as").waitFor();
    },
  },
  {
    name: "clouds",
    path: "/clouds",
    heading: "Clouds",
    prepare: (page) => page.locator('[data-cloud="cld_lab"]').waitFor(),
  },
  {
    name: "connect-cloud",
    path: "/clouds",
    heading: "Clouds",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Connect a cloud" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "schedules",
    path: "/schedules",
    heading: "Schedules",
    prepare: (page) => page.locator('[data-schedule="sch_batch"]').waitFor(),
  },
  {
    name: "schedule",
    path: "/schedules/sch_batch",
    heading: "Nightly batch",
    prepare: (page) => page.getByText("batch-etl-1").waitFor(),
  },
  {
    name: "schedule-overridden",
    path: "/schedules/sch_weekend",
    heading: "Weekend load tests",
    prepare: (page) => page.getByText("Kept off until").waitFor(),
  },
  {
    name: "schedule-override",
    path: "/schedules/sch_office",
    heading: "Office hours Berlin",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Override…" }).click();
      await page.getByRole("dialog").getByText("Leave alone").waitFor();
    },
  },
  {
    name: "schedule-template",
    path: "/schedules/new",
    heading: "New schedule",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Business hours" }).click();
      await page.getByText("52.5 h").waitFor();
    },
  },
  {
    name: "import",
    path: "/schedules/import",
    heading: "Import schedules",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Read it" }).click();
      await page.getByText("month-end").first().waitFor();
    },
  },
  {
    name: "calendars",
    path: "/calendars",
    heading: "Calendars",
    prepare: (page) => page.getByText("Change freezes").waitFor(),
  },
  { name: "calendar", path: "/calendars/cal_holidays", heading: "Public holidays Berlin" },
  {
    name: "calendar-import",
    path: "/calendars",
    heading: "Calendars",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Import .ics" }).click();
      await page.getByRole("button", { name: "Check" }).click();
      await page.getByText("1 left out").waitFor();
    },
  },
  {
    name: "security",
    path: "/security",
    heading: "Security",
    prepare: async (page) => {
      await page.getByText("11 times").waitFor();
      await page.getByText("Watchful", { exact: true }).waitFor();
    },
  },
  {
    name: "exports",
    path: "/exports?what=machines&cloud=cld_prod",
    heading: "Exports",
    prepare: (page) => page.getByRole("button", { name: "Download" }).waitFor(),
  },
  {
    name: "cloud-change",
    path: "/clouds",
    heading: "Clouds",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Change Production" }).click();
      await page.getByRole("dialog").getByLabel("Let PowerDown in another way").check();
    },
  },
  {
    name: "machines-override",
    path: "/machines",
    heading: "Machines",
    prepare: async (page) => {
      await page.getByLabel("Select web-1").check();
      await page.getByRole("button", { name: "Override…" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "accept-invitation",
    path: "/accept-invitation?token=good",
    signedOut: true,
    heading: "Join Northwind Traders",
  },
  {
    name: "people",
    path: "/people",
    heading: "People",
    prepare: (page) => page.getByText("barbara@northwind.example").first().waitFor(),
  },
  {
    name: "person",
    path: "/people",
    heading: "People",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Change grace@northwind.example" }).click();
      await page.getByRole("dialog").getByText("Old lab").waitFor();
    },
  },
  {
    name: "api-tokens",
    path: "/api-tokens",
    heading: "API tokens",
    prepare: (page) => page.getByText("Nightly report").first().waitFor(),
  },
  {
    name: "api-token-new",
    path: "/api-tokens",
    heading: "API tokens",
    prepare: async (page) => {
      await page.getByRole("button", { name: "New token" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "settings",
    path: "/settings",
    heading: "Settings",
    prepare: (page) => page.getByLabel("Time zone").waitFor(),
  },
  {
    name: "forgot-password",
    path: "/forgot-password",
    signedOut: true,
    heading: "Forgot your password?",
  },
  {
    name: "reset-password",
    path: "/reset-password?token=good",
    signedOut: true,
    heading: "Choose a new password",
  },
  {
    name: "account",
    path: "/account",
    heading: "Your account",
    prepare: async (page) => {
      await page.getByText("Firefox on Linux").waitFor();
      await page.getByRole("button", { name: "Turn on…" }).click();
      await page.getByRole("img", { name: "QR code" }).waitFor();
    },
  },
  {
    name: "account-codes",
    path: "/account",
    heading: "Your account",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Turn on…" }).click();
      await page.getByLabel("Code", { exact: true }).fill("123456");
      await page.getByRole("button", { name: "Turn on" }).click();
      await page.getByText("Keep these recovery codes.").waitFor();
    },
  },
  {
    name: "audit",
    path: "/audit",
    heading: "Audit trail",
    prepare: async (page) => {
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("5 entries verified").waitFor();
    },
  },
  { name: "schedule-new", path: "/schedules/new", heading: "New schedule" },
  {
    name: "reference",
    path: "/reference",
    heading: "API reference",
    prepare: async (page) => {
      await page.locator('[data-operation="createSchedule"] summary').first().click();
      await page.getByText("Fields of document").first().click();
    },
  },
];

const sizes = [
  { size: "wide", width: 1440, height: 900 },
  { size: "narrow", width: 390, height: 844 },
];

for (const look of looks) {
  test(look.name, async ({ page, api, expectedFailures }) => {
    // Two themes in two widths: four times the work of another test.
    test.slow();
    if (look.signedOut) expectedFailures.push(401);
    api.signedIn = !look.signedOut;
    await page.goto(look.path);
    await page.getByRole("heading", { level: 1, name: look.heading }).waitFor();
    if (!look.signedOut) {
      await expect(page.getByTestId("live")).toHaveAttribute("data-status", "live");
    }
    await look.prepare?.(page);
    for (const { size, ...viewport } of sizes) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await test.step(`${size}, ${colorScheme}`, async () => {
          const shots = process.env["SHOTS"];
          const path = `${shots}/${look.name}-${size}-${colorScheme}.png`;
          if (shots) await page.screenshot({ path, fullPage: true });
          // A theme changes colours and nothing else (styles/tokens.css).
          await (colorScheme === "light" ? expectAccessible(page) : expectLegible(page));
        });
      }
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways, "pixels the page scrolls sideways").toBeLessThanOrEqual(0);
    }
  });
}
