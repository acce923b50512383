// One's own account: password, second factor, sessions; and the ways back in.
import { factor } from "./demo-company.ts";
import { expect, expectAccessible, test } from "./test.ts";

test("changes the password, and says what is wrong at its field", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(422);
  await page.goto("/account");
  await page.getByLabel("Present password").fill("wrong");
  await page.getByLabel("New password").fill("four words of my own");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Present password")).toHaveAccessibleDescription(
    /is not your password/,
  );
  await expectAccessible(page);
  await page.getByLabel("Present password").fill("correct horse");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveValue("");
  expect(api.calls).toContain("PUT /password");
});

test("turns the second factor on, and off again", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(422);
  await page.goto("/account");
  await page.getByRole("button", { name: "Turn on…" }).click();
  await expect(page.getByRole("img", { name: "The key as a QR code" })).toBeVisible();
  await expect(page.getByText("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/not right/);
  await page.getByLabel("Code", { exact: true }).fill("123 456");
  await page.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(page.getByText("Keep these recovery codes.")).toBeVisible();
  await expect(page.getByText("k7qm-1000-x4wd")).toBeVisible();
  await expect(page.getByText("10 recovery codes left")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Turn off…" }).click();
  await page.getByLabel("Code", { exact: true }).fill("123456");
  await page.getByRole("button", { name: "Turn off", exact: true }).click();
  await expect(page.getByText("The second factor is off.")).toBeVisible();
  expect(api.company.factor.enabled).toBe(false);
});

test("ends another session, and all of them", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401);
  await page.goto("/account");
  await page.getByRole("button", { name: "End Safari on macOS" }).click();
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(page.getByText("Safari on macOS")).toHaveCount(0);
  expect(api.company.sessions).toHaveLength(2);
  await page.getByRole("button", { name: "Sign out everywhere…" }).click();
  await expectAccessible(page);
  api.signedIn = false;
  api.override("DELETE /sessions", 204);
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("signs in with a code", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401);
  api.signedIn = false;
  api.company.factor = factor();
  await page.goto("/login");
  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Code")).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel("Code").fill("000 000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("That code is not right");
  await page.getByLabel("Code").fill("123 456");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/machines$/);
});

test("a forgotten password is chosen anew", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401, 410);
  api.signedIn = false;
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail").fill("ada@northwind.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/reset-password?token=good");
  await expect(page).toHaveURL(/\/reset-password$/);
  await page.getByLabel("Password").fill("four words of my own");
  await page.getByRole("button", { name: "Save it" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();

  await page.goto("/reset-password?token=old");
  await page.getByLabel("Password").fill("four words of my own");
  await page.getByRole("button", { name: "Save it" }).click();
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await expectAccessible(page);
});
