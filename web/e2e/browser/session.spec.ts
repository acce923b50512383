// Getting in and out: login, sign-up, verification, renewal of a session.
import { expect, expectAccessible, test } from "./test.ts";

test("a visitor is led to the login and from there to where they wanted to go", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(401);
  api.signedIn = false;
  await page.goto("/schedules?x=1");
  await expect(page).toHaveURL(/\/login\?next=/);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("don't fit together");

  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/schedules\?x=1$/);
  await expect(page.getByRole("heading", { name: "Schedules" })).toBeVisible();
});

test("an address of another site is never followed after signing in", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(401);
  api.signedIn = false;
  await page.goto("/login?next=//evil.example/");
  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/machines$/);
});

test("signing up ends with a look into the mail", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401, 422);
  api.signedIn = false;
  await page.goto("/sign-up");
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Company").fill("Northwind Traders");
  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByLabel("Password").fill("correct horse battery");

  api.override("POST /tenants", 422, {
    title: "Refused",
    status: 422,
    errors: [{ field: "password", message: "must not be a well-known one" }],
  });
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(
    /must not be a well-known one/,
  );
  api.overrides.length = 0;

  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await expect(page.getByText("ada@northwind.example")).toBeVisible();
  await expectAccessible(page);
});

test("a good link verifies, and its token leaves the address bar", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(401);
  api.signedIn = false;
  await page.goto("/verify-email?token=good");
  await expect(page.getByRole("heading", { name: "Your address is verified" })).toBeVisible();
  await expect(page).toHaveURL(/\/verify-email$/);
  await expectAccessible(page);
});

test("a used link says so", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401, 410);
  api.signedIn = false;
  await page.goto("/verify-email?token=old");
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expectAccessible(page);
});

test("an expired session is renewed once for all calls that need it", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(401);
  let renewed = 0;
  api.overrides.push(({ method, path }) => {
    if (path === "/session/refresh" && method === "POST") {
      renewed += 1;
      return { status: 200, body: {} };
    }
    return renewed === 0 && method === "GET" && path !== "/session"
      ? { status: 401, body: { title: "Expired", status: 401 } }
      : undefined;
  });
  await page.goto("/machines");
  await expect(page.getByLabel("Select web-1")).toBeVisible();
  expect(renewed).toBe(1);
});

test("signing out closes the door", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401);
  await page.goto("/machines");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login$/);
  expect(api.signedIn).toBe(false);
  await page.goto("/machines");
  await expect(page).toHaveURL(/\/login$/);
});

test("an unknown path says that nothing is there", async ({ page, api }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  expect(api.calls).toContain("GET /session");
});

test("a viewer looks at everything, and is offered no change", async ({ page, api }) => {
  api.role = "viewer";
  await page.goto("/machines");
  await expect(page.getByText("web-1", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expectAccessible(page);

  await page.goto("/schedules");
  await expect(page.getByRole("link", { name: "Nightly batch" })).toBeVisible();
  await expect(page.getByRole("link", { name: "New schedule" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Delete/ })).toHaveCount(0);

  await page.goto("/schedules/sch_office");
  await expect(page.getByText("staging-web-1")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Release/ })).toHaveCount(0);
  await expectAccessible(page);

  await page.goto("/clouds");
  await expect(page.getByRole("heading", { name: "Production" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Verify now|Connect/ })).toHaveCount(0);

  await page.goto("/calendars/cal_holidays");
  await expect(page.getByLabel("Name", { exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);

  await page.goto("/schedules/new");
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
});

test("a calendar is made once, however often the call is sent", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(503);
  const keys: (string | undefined)[] = [];
  api.overrides.push(({ method, path, headers }) => {
    if (method !== "POST" || path !== "/calendars") return undefined;
    keys.push(headers["idempotency-key"]);
    return keys.length === 1 ? { status: 503, body: { title: "Busy", status: 503 } } : undefined;
  });
  await page.goto("/calendars/new");
  await page.getByLabel("Name", { exact: true }).fill("Holidays");
  await page.getByRole("button", { name: "Create calendar" }).click();
  await expect(page.getByRole("alert")).toContainText("Busy");
  await page.getByRole("button", { name: "Create calendar" }).click();
  await expect(page).toHaveURL(/cal_new$/);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[\w-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});
