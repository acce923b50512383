// Calendars: the list, the editor, iCalendar files; and calendars in a schedule.
import { problem } from "./calls.ts";
import { expect, expectAccessible, test } from "./test.ts";

test("lists calendars and deletes one that nothing uses", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(409);
  await page.goto("/calendars");
  await expect(page.locator('[data-calendar="cal_holidays"]')).toContainText("3 entries");
  await expect(page.locator('[data-calendar="cal_freeze"]')).toContainText("and 1 calendar");
  await expectAccessible(page);
  const inUse = problem(409, "Schedules use it: Nightly batch.");
  api.override("DELETE /calendars/cal_holidays", inUse.status, inUse.body);
  await page.getByRole("button", { name: "Delete Public holidays Berlin" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete calendar" }).click();
  await expect(page.getByText("Schedules use it: Nightly batch.")).toBeVisible();
  await page.getByRole("button", { name: "Delete Change freezes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete calendar" }).click();
  await expect(page.locator('[data-calendar="cal_freeze"]')).toHaveCount(0);
  expect(api.calendars).toHaveLength(1);
});

test("loads further pages, and offers all of them where one is chosen", async ({ page, api }) => {
  const [first] = api.calendars;
  api.calendars = Array.from({ length: 220 }, (_, n) => ({
    ...first!,
    id: `cal_${n}`,
    name: `Calendar ${n}`,
  }));
  await page.goto("/calendars");
  await expect(page.getByRole("link", { name: "Calendar 99", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByRole("link", { name: "Calendar 199" })).toBeVisible();
  await page.goto("/schedules/sch_office");
  await page.getByLabel("Add a calendar").selectOption("Calendar 219");
});

test("edits entries and keeps those it has no fields for", async ({
  page,
  api,
  expectedFailures,
}) => {
  test.slow();
  expectedFailures.push(422);
  await page.goto("/calendars/cal_holidays");
  await expect(page.getByText("2026-12-24 12:00 to 2026-12-25 00:00")).toBeVisible();
  await page.getByRole("button", { name: "Add dates" }).click();
  await page.getByLabel("Entry 4, name").fill("Easter");
  await page.getByLabel("Entry 4, first day").fill("2027-03-26");
  await page.getByLabel("Entry 4, last day").fill("2027-03-20");
  await expectAccessible(page);
  const message = "2027-03-26 to 2027-03-20 is empty";
  const refusal = problem(422, message, [{ field: "document.entries[3].when", message }]);
  api.override("PUT /calendars/cal_holidays", refusal.status, refusal.body);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: message })).toBeVisible();
  api.overrides.length = 0;
  await page.getByLabel("Entry 4, last day").fill("2027-03-29");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("“Public holidays Berlin” saved")).toBeVisible();
  const { entries } = api.calendars.find(({ id }) => id === "cal_holidays")!.document;
  expect(entries).toHaveLength(4);
  expect(entries![2]!.when.type).toBe("local");
  expect(entries![3]).toEqual({
    name: "Easter",
    when: { type: "dates", from: "2027-03-26", to: "2027-03-29" },
  });
});

test("makes a calendar of an iCalendar file, and says first what comes of it", async ({
  page,
  api,
}) => {
  api.calendars = [];
  await page.goto("/calendars");
  await expect(page.getByRole("heading", { name: "No calendar yet" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Import .ics" }).click();
  const dialog = page.getByRole("dialog");
  const buffer = Buffer.from("BEGIN:VCALENDAR");
  const mimeType = "text/calendar";
  await dialog.getByLabel("File").setInputFiles({ name: "holidays.ics", mimeType, buffer });
  await expect(dialog.getByLabel("Name")).toHaveValue("holidays");
  await expect(dialog.getByLabel("iCalendar text")).toHaveValue("BEGIN:VCALENDAR");
  await dialog.getByRole("button", { name: "Check" }).click();
  await expect(dialog).toContainText("1 left out, 1 exact");
  await expect(dialog).toContainText("RRULE with BYSETPOS is not read");
  await expectAccessible(page);
  expect(api.calendars).toHaveLength(0);
  await dialog.getByRole("button", { name: "Create calendar" }).click();
  await expect(page).toHaveURL(/\/calendars\/cal_new$/);
  await expect(page.getByRole("heading", { level: 1, name: "holidays" })).toBeVisible();
});

test("a schedule takes a calendar", async ({ page, api }) => {
  await page.goto("/schedules/sch_office");
  await page.getByLabel("Add a calendar").selectOption("Public holidays Berlin");
  await page.getByLabel("Wish on Public holidays Berlin").selectOption("Hands off");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("“Office hours Berlin” saved")).toBeVisible();
  expect(api.schedules.find(({ id }) => id === "sch_office")!.document.calendars).toEqual([
    { calendar: "cal_holidays", wish: "hands-off" },
  ]);
});

test("an open calendar follows what others save, unless it was changed here", async ({
  page,
  api,
}) => {
  const name = page.getByLabel("Name", { exact: true });
  await page.goto("/calendars/cal_holidays");
  await expect(name).toHaveValue("Public holidays Berlin");
  const holidays = api.calendars.find(({ id }) => id === "cal_holidays")!;
  Object.assign(holidays, { name: "Holidays", version: 90 });
  const changes = [{ id: holidays.id, version: 90 }];
  api.push({ v: 1, type: "calendars", number: 1, changes });
  await expect(name).toHaveValue("Holidays");
  await name.fill("My days");
  holidays.version = 91;
  api.push({ v: 1, type: "calendars", number: 2, changes: [{ id: holidays.id, version: 91 }] });
  await expect(page.getByRole("alert")).toContainText("Somebody else saved version 91");
  await page.getByRole("button", { name: /Load their version/ }).click();
  await expect(name).toHaveValue("Holidays");
});
