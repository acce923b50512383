// The API's reference: made of the document, found by words.
import { expect, expectAccessible, test } from "./test.ts";

test("finds an operation and shows what it takes and answers", async ({ page, api }) => {
  await page.goto("/reference");
  await page.getByLabel("Find").fill("post schedules");
  const create = page.locator('[data-operation="createSchedule"]');
  await expect(page.locator('[data-operation="listMachines"]')).toHaveCount(0);
  await create.locator("summary").first().click();
  await expect(create.getByRole("heading", { name: "Body: ScheduleDraft" })).toBeVisible();
  await expect(create.getByText("Idempotency-Key", { exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(api.calls).toContain("GET /openapi.json");
  await page.getByLabel("Find").fill("no such thing");
  await expect(page.getByText("Nothing fits")).toBeVisible();
});
