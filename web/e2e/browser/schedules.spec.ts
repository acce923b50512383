// The schedules: the list, the editor with its windows and selectors, conflicts, deletion.
import { problem } from "./calls.ts";
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

test("loads further pages, and offers all of them where one is chosen", async ({ page, api }) => {
  const [first] = api.schedules;
  const name = (n: number) => `Schedule ${String(n).padStart(3, "0")}`;
  api.schedules = Array.from({ length: 250 }, (_, n) => ({
    ...first!,
    id: `sch_${n}`,
    name: name(n),
  }));
  await page.goto("/schedules");
  await expect(page.getByRole("link", { name: name(99) })).toBeVisible();
  await expect(page.getByRole("link", { name: name(100) })).toHaveCount(0);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByRole("link", { name: name(199) })).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByRole("link", { name: name(249) })).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);

  await page.goto("/machines");
  await page.getByLabel("Select web-1").check();
  await page.getByLabel("Schedule to assign").selectOption(name(249));
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
  await dialog.getByRole("button", { name: "Cancel" }).click();
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

test("shows what a draft would do before it is saved, and what is wrong at its field", async ({
  page,
  api,
  expectedFailures,
}) => {
  test.slow();
  expectedFailures.push(422);
  await page.goto("/schedules/new");
  const panel = page.getByRole("region", { name: "What it does" });
  await expect(panel).toContainText("before you save");
  await page.getByRole("button", { name: "Business hours" }).click();
  await expect(panel).toContainText("On, by the window Mon 08:00");
  await expect(panel).toContainText("52.5 h a week");
  await expect(panel).toContainText("69 % of the time");
  await expect(panel.getByRole("row")).toHaveCount(9);
  await panel.getByRole("button", { name: "Show all 21" }).click();
  await expect(panel.getByRole("row")).toHaveCount(22);
  await expect(panel).toContainText("Fri 2026-11-27 18:30 +01:00");
  expect(api.calls.filter((call) => call === "POST /schedules/preview")).toHaveLength(1);

  await page
    .getByRole("group", { name: "Period 1, days" })
    .getByText("Sa", { exact: true })
    .click();
  await page.getByLabel("Period 1 until").fill("24:00");
  await page.getByRole("button", { name: "Add an exception" }).click();
  await page.getByLabel("Exception 1, name").fill("Move");
  await page.getByLabel("Announce a stop, minutes before").fill("15");
  await expectAccessible(page);

  const message = "24:00 to 24:00 never opens";
  const refusal = problem(422, message, [{ field: "document.periods[0]", message }]);
  api.override("POST /schedules/preview", refusal.status, refusal.body);
  await page.getByLabel("Period 1 from").fill("24:00");
  await page.getByLabel("Name", { exact: true }).fill("Six days");
  await expect(page.getByRole("listitem").filter({ hasText: message }).first()).toBeVisible();
  await expect(panel).toContainText("document.periods[0]");
  await expectAccessible(page);
  api.overrides.length = 0;
  await page.getByLabel("Period 1 from").fill("8");
  await page.getByLabel("Name", { exact: true }).click();
  await expect(panel).not.toContainText("document.periods[0]");
  await page.getByRole("button", { name: "Create schedule" }).click();
  await expect(page).toHaveURL(/sch_new$/);
  expect(api.schedules.find(({ id }) => id === "sch_new")!.document).toEqual({
    zone: "Europe/Berlin",
    periods: [{ days: { weekdays: "mon-sat" }, begin: "08:00", end: "24:00" }],
    exceptions: [{ name: "Move", from: "2026-11-24T00:00", to: "2026-11-25T00:00", wish: "off" }],
    behaviour: { stop_warning_minutes: 15 },
  });
});

test("keeps what it cannot edit, and lets it be edited as JSON", async ({
  page,
  api,
  expectedFailures,
}) => {
  test.slow();
  expectedFailures.push(422);
  await page.goto("/schedules/sch_batch");
  await expect(page.getByText("turns on by cron(0 20 L * ? *) (Month end)")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Batch");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("“Batch” saved")).toBeVisible();
  const stored = () => api.schedules.find(({ id }) => id === "sch_batch")!.document;
  expect(stored().cron).toHaveLength(1);
  expect(stored().exceptions).toHaveLength(1);

  await page.getByText("Advanced: edit as JSON").click();
  const text = page.getByLabel("Document", { exact: true });
  await text.fill("{ nonsense");
  await page.getByRole("button", { name: "Check and apply" }).click();
  await expect(text).toHaveAccessibleDescription(/This is not JSON/);
  await expectAccessible(page);

  const message = "cron(0 8 31 2 ? *) never fires";
  const refusal = problem(422, message, [{ field: "document.cron[0].at", message }]);
  api.override("POST /schedules/preview", refusal.status, refusal.body);
  const cron = [{ at: "cron(0 8 31 2 ? *)", wish: "on" }];
  await text.fill(JSON.stringify({ zone: "UTC", cron }));
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(text).toHaveAccessibleDescription(/document\.cron\[0\]\.at: .* never fires/);
  expect(stored().cron).not.toEqual(cron);

  api.overrides.length = 0;
  await page.getByRole("button", { name: "Check and apply" }).click();
  await expect(page.getByLabel("Time zone")).toHaveValue("UTC");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("“Batch” saved").first()).toBeVisible();
  await expect.poll(stored).toEqual({ zone: "UTC", cron });
});

test("overrides a schedule for a while, and ends it", async ({ page, api }) => {
  await page.goto("/schedules/sch_office");
  await page.getByRole("button", { name: "Override…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("9 machines");
  await dialog.getByLabel("Leave alone").check();
  await dialog.getByLabel("Tomorrow 08:00").check();
  await expect(dialog).toContainText("until Tue 24 Nov, 08:00 CET");
  await dialog.getByLabel("Reason").fill("stocktaking");
  await expectAccessible(page);
  await dialog.getByLabel("Reason").press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Left alone until Tue 24 Nov, 08:00 CET")).toBeVisible();
  // The override made a new version: what is saved now is that one.
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("“Office hours Berlin” saved")).toBeVisible();
  await page.getByRole("button", { name: "End it now" }).click();
  await expect(page.getByText("Left alone until")).toHaveCount(0);
  expect(api.schedules.find(({ id }) => id === "sch_office")!.override).toBeNull();
});

test("an open schedule follows what others save, unless it was changed here", async ({
  page,
  api,
}) => {
  const save = (name: string) => {
    const office = api.schedules.find(({ id }) => id === "sch_office")!;
    Object.assign(office, { name, version: office.version + 1 });
    const changes = [{ id: office.id, version: office.version }];
    api.push({ v: 1, type: "schedules", number: office.version, changes });
    return office.version;
  };
  const name = page.getByLabel("Name", { exact: true });
  await page.goto("/schedules/sch_office");
  await expect(name).toHaveValue("Office hours Berlin");
  save("Core hours");
  await expect(name).toHaveValue("Core hours");
  await name.fill("My hours");
  const version = save("Their hours");
  await expect(page.getByRole("alert")).toContainText(`Somebody else saved version ${version}`);
  await expect(name).toHaveValue("My hours");
  await expectAccessible(page);
  await page.getByRole("button", { name: /Load their version/ }).click();
  await expect(name).toHaveValue("Their hours");
  await expect(page.getByRole("alert")).toHaveCount(0);
  api.push({
    v: 1,
    type: "schedules",
    number: 99,
    changes: [{ id: "sch_office", removed: true }],
  });
  await expect(page.getByRole("alert")).toContainText("Somebody else has deleted this schedule");
});

test("a list shows what others create and delete", async ({ page, api }) => {
  await page.goto("/schedules");
  await expect(page.locator('[data-schedule="sch_batch"]')).toBeVisible();
  api.schedules = api.schedules.filter(({ id }) => id !== "sch_batch");
  api.push({ v: 1, type: "schedules", number: 1, changes: [{ id: "sch_batch", removed: true }] });
  await expect(page.locator('[data-schedule="sch_batch"]')).toHaveCount(0);
});
