// Importing another scheduler's schedules: the report, and creating those that are wanted.
import { problem } from "./calls.ts";
import { expect, expectAccessible, test } from "./test.ts";

test("reads a text, reports, and creates what was chosen", async ({ page, api }) => {
  await page.goto("/schedules");
  await page.getByRole("link", { name: "Import" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import schedules" })).toBeVisible();
  await page.getByLabel("Form").selectOption("Instance Scheduler: YAML");
  await page.getByLabel("Text").fill("schedules: …");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByText("1 left out, 1 differs, 1 exact")).toBeVisible();
  await expect(page.getByRole("region", { name: "Report", exact: true })).toContainText(
    "PowerDown changes no types",
  );
  await expect(page.getByText("Mon–Fri 08:00–18:00 · Europe/Berlin")).toBeVisible();
  await expectAccessible(page);
  expect(api.schedules).toHaveLength(3);

  await page.getByLabel("month-end").uncheck();
  await page.getByRole("button", { name: "Create 1 schedule" }).click();
  await expect(page.getByRole("link", { name: "Created: open it" })).toBeVisible();
  const made = api.schedules.find(({ name }) => name === "office")!;
  expect(made.selectors).toEqual([]);
  expect(made.document.periods).toHaveLength(1);
  await expect(page.getByRole("button", { name: "Create 0 schedules" })).toBeDisabled();
});

test("says what can't be read, and what can't be created", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(422, 409);
  const message = "this is not YAML, at line 1";
  const refusal = problem(422, message, [{ field: "text", message }]);
  api.override("POST /imports", refusal.status, refusal.body);
  await page.goto("/schedules/import");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByLabel("Text")).toHaveAccessibleDescription(/not YAML/);
  await expectAccessible(page);
  api.overrides.length = 0;
  await page.getByRole("button", { name: "Read it" }).click();
  const tie = problem(409, "1 machine is claimed equally: web-1.");
  api.override("POST /schedules", tie.status, tie.body);
  await page.getByLabel("Take machines by these tags").check();
  await page.getByRole("button", { name: "Create 2 schedules" }).click();
  await expect(page.getByText("claimed equally: web-1.")).toHaveCount(2);
  expect(api.schedules).toHaveLength(3);
});
