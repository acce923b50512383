// The schedules: the list, the editor with its windows and selectors, conflicts, deletion.
import { problem } from "./fake-api.ts";
import { expect, expectAccessible, test } from "./test.ts";

test("lists schedules with the next edge on their own clock", async ({ page, api }) => {
  await page.goto("/schedules");
  const batch = page.locator('[data-schedule="sch_batch"]');
  await expect(batch).toContainText("Mon 23 Nov, 22:00 EST");
  await expect(batch).toContainText("Mon–Thu 22:00–04:00, and by more rules");
  await expect(page.locator('[data-schedule="sch_weekend"]')).toContainText(
    "Fri 18:00 – Mon 07:00",
  );
  await expectAccessible(page);
  expect(api.schedules).toHaveLength(3);
});

test("creates a schedule", async ({ page, api }) => {
  await page.goto("/schedules/new");
  await expect(page.getByRole("heading", { name: "New schedule" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create schedule" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByText("Add at least one window")).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Name", { exact: true }).fill("Days in Sydney");
  await page.getByLabel("Time zone").fill("Australia/Sydney");
  await page.getByRole("button", { name: "Add windows" }).click();
  await expect(page.getByText("Mon–Fri 09:00–17:00")).toBeVisible();
  await page.getByRole("button", { name: "Remove window 5" }).click();
  await page.getByLabel("Window 4 until, day").selectOption("Fri");
  await page.getByLabel("Window 4 until, time").fill("02:30");
  await page.getByRole("button", { name: "Add a selector" }).click();
  await page.getByLabel("Selector 1, tag 1 name").fill("Team");
  await page.getByLabel("Selector 1, tag 1 comparison").selectOption("has any value");
  await page.getByLabel("Priority").fill("70");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create schedule" }).click();

  await expect(page).toHaveURL(/\/schedules\/sch_new$/);
  await expect(page.getByRole("heading", { level: 1, name: "Days in Sydney" })).toBeVisible();
  const made = api.schedules.find(({ id }) => id === "sch_new")!;
  expect(made.document.zone).toBe("Australia/Sydney");
  expect(made.document.windows).toHaveLength(4);
  expect(made.document.windows![3]).toEqual({
    from: { day: "thu", time: "09:00" },
    to: { day: "fri", time: "02:30" },
  });
  expect(made.selectors).toEqual([{ priority: 70, tags: [{ key: "Team" }] }]);
});

test("edits a schedule and says when somebody was faster", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(412);
  await page.goto("/schedules/sch_office");
  await expect(page.getByText("staging-web-1")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Office hours");
  api.schedules.find(({ id }) => id === "sch_office")!.version = 9;
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else has changed");
  await page.getByRole("button", { name: /Load their version/ }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Office hours Berlin");
  await page.getByLabel("Name", { exact: true }).fill("Office hours");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("“Office hours” saved")).toBeVisible();
});

test("tells a tie between selectors in the API's words", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(409);
  const tie = problem(409, "2 machines are claimed equally: web-1, web-2.");
  api.override("PUT /schedules/sch_batch", tie.status, tie.body);
  await page.goto("/schedules/sch_batch");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("claimed equally: web-1, web-2");
  await expect(page.getByRole("alert")).toBeFocused();
});

test("releases a machine from its schedule", async ({ page, api }) => {
  await page.goto("/schedules/sch_office");
  await page.getByRole("button", { name: "Release staging-web-1" }).click();
  await expect(page.getByText("staging-web-1 released")).toBeVisible();
  expect(api.machines.find(({ name }) => name === "staging-web-1")?.schedule).toBeNull();
});

test("asks before deleting", async ({ page, api }) => {
  await page.goto("/schedules");
  await page.getByRole("button", { name: "Delete Office hours Berlin" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("9 machines follow it");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toHaveCount(0);
  expect(api.schedules).toHaveLength(3);
  await page.getByRole("button", { name: "Delete Office hours Berlin" }).click();
  await dialog.getByRole("button", { name: "Delete schedule" }).click();
  await expect(page.locator('[data-schedule="sch_office"]')).toHaveCount(0);
  expect(api.schedules).toHaveLength(2);
});

test("an empty list and an unknown schedule say so", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(404);
  api.schedules = [];
  await page.goto("/schedules");
  await expect(page.getByRole("heading", { name: "No schedule yet" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/schedules/sch_gone");
  await expect(page.getByRole("alert")).toContainText("could not be loaded");
});
