// The clouds page: health with its reason, verification, connecting by role and by keys.
import { expect, expectAccessible, test } from "./test.ts";

test("shows each account, its health and what to do next", async ({ page, api }) => {
  await page.goto("/clouds");
  const failed = page.locator('[data-cloud="cld_dev"]');
  await expect(failed).toContainText("Failed");
  await expect(failed).toContainText("is not authorized to perform sts:AssumeRole");
  // Whoever asks for the external id is on record, so nobody asks by the way.
  expect(api.calls).not.toContain("GET /clouds/cld_dev/launch");
  await expect(failed).not.toContainText("pd-3H8C-ZP5D-1VYL-U0GS");
  await failed.getByRole("button", { name: /Show the launch link/ }).click();
  await expect(failed).toContainText("pd-3H8C-ZP5D-1VYL-U0GS");
  expect(api.calls).toContain("GET /clouds/cld_dev/launch");
  await expect(failed.getByRole("link", { name: /Launch the stack/ })).toHaveAttribute(
    "href",
    /cloudformation/,
  );
  await expect(page.locator('[data-cloud="cld_prod"]')).toContainText("Healthy");
  await expect(page.locator('[data-cloud="cld_lab"]')).toContainText("AKIA…7Q4X");
  await expectAccessible(page);
  expect(api.calls).toContain("GET /clouds");
});

test("loads further pages", async ({ page, api }) => {
  const [first] = api.clouds;
  api.clouds = Array.from({ length: 120 }, (_, n) => ({
    ...first!,
    id: `cld_${n}`,
    name: `Account ${n}`,
  }));
  await page.goto("/clouds");
  await expect(page.getByRole("heading", { name: "Account 99", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByRole("heading", { name: "Account 119", exact: true })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(120);
});

test("verifies now and shows the outcome when it is pushed", async ({ page, api }) => {
  await page.goto("/clouds");
  await expect(page.getByTestId("live")).toHaveAttribute("data-status", "live");
  const card = page.locator('[data-cloud="cld_dev"]');
  await card.getByRole("button", { name: /Verify now/ }).click();
  await expect(card).toContainText("Verifying…");
  const cloud = api.clouds.find(({ id }) => id === "cld_dev")!;
  cloud.health = { status: "healthy", reason: null, checked_at: "2026-11-23T15:13:00Z" };
  cloud.version += 1;
  api.push({ v: 1, type: "clouds", changes: [{ id: "cld_dev", rev: cloud.version }] });
  await expect(card).toContainText("Healthy");
  await expect(page.getByTestId("spoken")).toHaveText("Development is healthy");
});

test("connects an account by a role", async ({ page, api }) => {
  api.clouds = [];
  await page.goto("/clouds");
  await expect(page.getByRole("heading", { name: "No cloud is connected" })).toBeVisible();
  await page.getByRole("button", { name: "Connect a cloud" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByLabel("Name").fill("Production");
  await dialog.getByLabel("AWS account id").fill("1111 2222 3333");
  await dialog.getByRole("button", { name: "Connect" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Choose at least one region.");
  await dialog.getByRole("checkbox", { name: /us-east-1/ }).check();
  await dialog.getByRole("button", { name: "Connect" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("pd-3H8C-ZP5D-1VYL-U0GS")).toBeVisible();
  await expect(page.getByText("arn:aws:iam::111122223333:role/PowerDown")).toBeVisible();
});

test("shows the API's refusal beside the field, and keeps what was typed", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(422);
  api.override("POST /clouds", 422, {
    title: "Refused",
    status: 422,
    detail: "The access key is not one.",
    errors: [{ field: "access.access_key_id", message: "must begin with AKIA" }],
  });
  await page.goto("/clouds");
  await page.getByRole("button", { name: "Connect a cloud" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Lab");
  await dialog.getByLabel("AWS account id").fill("111122223333");
  await dialog.getByLabel(/By access keys/).check();
  await dialog.getByLabel("Access key id").fill("nonsense");
  await dialog.getByLabel("Secret access key").fill("secret");
  await dialog.getByRole("checkbox", { name: /eu-west-1/ }).check();
  await dialog.getByRole("button", { name: "Connect" }).click();
  await expect(dialog.getByLabel("Access key id")).toHaveAccessibleDescription(/begin with AKIA/);
  await expect(dialog.getByLabel("Name")).toHaveValue("Lab");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("changes a cloud, and disconnects it", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(412);
  await page.goto("/clouds");
  await page.getByRole("button", { name: "Change Old lab" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Lab");
  await dialog.getByRole("checkbox", { name: /eu-west-2/ }).check();
  // Somebody else is faster, by as little as can be.
  let first = true;
  api.overrides.push(({ method }) => {
    if (method === "PUT" && first) {
      api.clouds = api.clouds.map((each) => ({ ...each, version: each.version + 1 }));
      first = false;
    }
    return undefined;
  });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Changed");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Lab is saved.")).toBeVisible();
  expect(api.clouds.find(({ id }) => id === "cld_lab")).toMatchObject({
    name: "Lab",
    regions: ["eu-west-1", "eu-west-2"],
  });
  await page.getByRole("button", { name: "Disconnect Lab" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByText("Lab is disconnected.")).toBeVisible();
  expect(api.clouds).toHaveLength(2);
});

test("a cloud that somebody else disconnects leaves, and its machines with it", async ({
  page,
  api,
}) => {
  const removed = { v: 1, type: "clouds", number: 1, changes: [{ id: "cld_prod", removed: true }] };
  await page.goto("/clouds");
  await expect(page.locator('[data-cloud="cld_prod"]')).toBeVisible();
  api.push(removed);
  await expect(page.locator('[data-cloud="cld_prod"]')).toHaveCount(0);
  await expect(page.locator("[data-cloud]").first()).toBeVisible();
  Object.assign(
    api.machines.find(({ name }) => name === "staging-web-2")!,
    {
      cloud_id: "cld_lab",
    },
  );
  await page.goto("/machines");
  await expect(page.getByLabel("Select web-1", { exact: true })).toBeVisible();
  api.push({ ...removed, number: 2 });
  await expect(page.getByLabel("Select web-1", { exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Select staging-web-2", { exact: true })).toBeVisible();
});
