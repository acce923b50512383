// The machines page: rows, filters, paging, assignment, and rows that move by themselves.
import type { Page } from "@playwright/test";
import { machines } from "./demo.ts";
import { problem } from "./calls.ts";
import { expect, expectAccessible, test } from "./test.ts";

const row = (page: Page, name: string) =>
  page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name} `) }) });

const live = (page: Page) =>
  expect(page.getByTestId("live")).toHaveAttribute("data-status", "live");

test("shows each machine with what is wanted of it and why", async ({ page, api }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/machines$/);
  await expect(row(page, "staging-web-2")).toContainText("Stopping");
  await expect(row(page, "staging-web-2")).toContainText("Office hours Berlin");
  await expect(row(page, "ci-runner-3")).toContainText("InsufficientInstanceCapacity");
  await expect(row(page, "ci-runner-3")).toContainText("Next attempt in 2 min");
  await expect(row(page, "grafana")).toContainText("Conflict");
  await expect(row(page, "grafana")).toContainText("Office hours Berlin and Nightly batch");
  await expectAccessible(page);
  expect(api.calls).toContain("GET /machines");
});

test("a push moves a row at once, and says so", async ({ page, api }) => {
  await page.goto("/machines");
  await live(page);
  await expect(row(page, "web-1")).toContainText("Running");
  api.move("web-1", {
    state: "stopping",
    wish: "off",
    last_action: {
      action: "stop",
      outcome: "accepted",
      reason: "its windows closed",
      at: new Date().toISOString(),
    },
  });
  await expect(row(page, "web-1")).toContainText("Stopping");
  await expect(row(page, "web-1")).toContainText("its windows closed");
  await expect(page.getByTestId("spoken")).toHaveText("web-1 is stopping");
  // The wish isn't in the push: the row is read again.
  await expect(row(page, "web-1")).toContainText("Off");

  api.move("web-1", { state: "stopped" });
  await expect(row(page, "web-1")).toContainText("Stopped");
});

test("a missed push is noticed, and the machine is shown as it is", async ({ page, api }) => {
  await page.goto("/machines");
  await live(page);
  await expect(row(page, "web-2")).toContainText("Running");
  api.move("web-2", { state: "stopping" }, { push: false });
  api.move("web-2", { state: "stopped" });
  await expect(row(page, "web-2")).toContainText("Stopped");
});

test("after a cut the page reconnects and catches up", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(503);
  await page.goto("/machines");
  await live(page);
  await expect(row(page, "web-3")).toContainText("Running");
  api.override("POST /socket-tickets", 503, { title: "Busy", status: 503 });
  await api.cut();
  await expect(page.getByTestId("live")).toHaveAttribute("data-status", "waiting");
  api.move("web-3", { state: "stopped" }, { push: false });
  api.overrides.length = 0;
  await live(page);
  await expect(row(page, "web-3")).toContainText("Stopped");
});

test("filters by text, state, cloud and region", async ({ page, api }) => {
  await page.goto("/machines");
  await page.getByRole("searchbox").fill("ci-runner spot");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("button", { name: /^Needs attention/ }).click();
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByRole("button", { name: /^All/ }).click();

  await page.getByLabel("Cloud").selectOption("Production");
  await page.getByLabel("Region").selectOption("us-east-1");
  await expect(page).toHaveURL(/cloud=cld_prod&region=us-east-1/);
  await expect(row(page, "web-3")).toBeVisible();
  await expect(row(page, "web-1")).toHaveCount(0);
  expect(api.calls.filter((call) => call === "GET /machines").length).toBeGreaterThan(2);
});

test("loads further pages", async ({ page, api }) => {
  api.machines = machines(150);
  await page.goto("/machines");
  await expect(page.getByText("100 machines loaded, there are more")).toBeVisible();
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByText("150 machines", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Load more" })).toHaveCount(0);
});

test("assigns and releases the selected machines", async ({ page, api }) => {
  await page.goto("/machines");
  await page.getByLabel("Select web-1").check();
  await page.getByLabel("Select web-2").check();
  const bar = page.getByRole("region", { name: "Selected machines" });
  await expect(bar).toContainText("2 machines selected");
  await bar.getByLabel("Schedule to assign").selectOption("Nightly batch");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText("2 machines assigned")).toBeVisible();
  await expect(row(page, "web-1")).toContainText("Nightly batch");

  await page.getByLabel("Select web-1").check();
  await bar.getByRole("button", { name: "Release" }).click();
  await expect(page.getByText("1 machine released")).toBeVisible();
  await expect(row(page, "web-1")).toContainText("No schedule");
  expect(api.calls).toContain("POST /machines/bulk");
});

test("an empty inventory says what to do", async ({ page, api }) => {
  api.machines = [];
  await page.goto("/machines");
  await expect(page.getByRole("heading", { name: "No machines yet" })).toBeVisible();
  await expectAccessible(page);
});

test("a failure says why, and trying again helps", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(503);
  api.overrides.push(({ path }) =>
    path === "/machines" ? problem(503, "The store is not answering.") : undefined,
  );
  await page.goto("/machines");
  await expect(page.getByRole("alert")).toContainText("The store is not answering.");
  await expect(page.getByRole("alert")).toContainText("r-1");
  await expectAccessible(page);
  api.overrides.length = 0;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(row(page, "web-1")).toBeVisible();
});

test("can be used with the keyboard alone", async ({ page, api }) => {
  await page.goto("/schedules");
  await expect(page.getByRole("heading", { name: "Schedules" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.getByRole("link", { name: "Machines", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Machines" })).toBeFocused();
  expect(api.signedIn).toBe(true);
});

test("says why a machine runs, and overrides it for a while", async ({
  page,
  api,
  expectedFailures,
}) => {
  test.slow();
  expectedFailures.push(422);
  await page.goto("/machines");
  await live(page);
  await row(page, "staging-web-1").getByRole("button", { name: "Why?" }).click();
  const dialog = page.getByRole("dialog", { name: "Why is staging-web-1 running?" });
  await expect(dialog).toContainText("On, by the window Mon 08:00 to Mon 18:30.");
  await expect(dialog).toContainText("Mon 23 Nov, 18:30 CET");
  await expect(dialog).toContainText("leaves it: already as the schedule wants it");
  await expectAccessible(page);

  await dialog.getByRole("button", { name: "Keep on" }).click();
  await expect(dialog.getByLabel("Reason")).toHaveAccessibleDescription(/Say why/);
  await dialog.getByLabel("Keep off").check();
  await dialog.getByLabel("Until…").check();
  await dialog.getByLabel("Until", { exact: true }).fill("2026-11-24T12:30");
  await dialog.getByLabel("Reason").fill("disk replacement");
  await expectAccessible(page);
  const { id } = api.machines.find(({ name }) => name === "staging-web-1")!;
  const what = `PUT /machines/${encodeURIComponent(id)}/override`;
  const refusal = problem(422, "until: must be within 366 days", [
    { field: "until", message: "must be within 366 days" },
  ]);
  api.override(what, refusal.status, refusal.body);
  await dialog.getByRole("button", { name: "Keep off" }).click();
  await expect(dialog.getByLabel("Until", { exact: true })).toHaveAccessibleDescription(/366 days/);
  api.overrides.length = 0;
  await dialog.getByRole("button", { name: "Keep off" }).click();
  await expect(dialog).toContainText("Kept off until Tue 24 Nov, 12:30 CET");
  await expect(dialog).toContainText("“disk replacement” – ada@northwind.example");
  await expectAccessible(page);
  const machine = () => api.machines.find(({ name }) => name === "staging-web-1")!;
  expect(machine().override).toMatchObject({ keep: "off", until: "2026-11-24T11:30:00.000Z" });
  await page.keyboard.press("Escape");
  await expect(row(page, "staging-web-1")).toContainText("Kept off until Tue 24 Nov, 12:30 CET");

  await row(page, "staging-web-1").getByRole("button", { name: "Why?" }).click();
  await dialog.getByRole("button", { name: "End it now" }).click();
  await expect(page.getByText("The override of staging-web-1 ended")).toBeVisible();
  await expect(dialog.getByLabel("Reason")).toBeVisible();
  expect(machine().override).toBeNull();
});

test("a viewer sees why, and is not offered what is refused", async ({ page, api }) => {
  api.role = "viewer";
  await page.goto("/machines");
  await row(page, "web-1").getByRole("button", { name: "Why?" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("follows no schedule");
  await expect(dialog.getByLabel("Reason")).toHaveCount(0);
});

test("overrides the selected machines, and ends that", async ({ page, api }) => {
  await page.goto("/machines");
  await page.getByLabel("Select web-1").check();
  await page.getByLabel("Select web-2").check();
  const bar = page.getByRole("region", { name: "Selected machines" });
  await bar.getByRole("button", { name: "Override…" }).click();
  const dialog = page.getByRole("dialog", { name: "Override 2 machines" });
  await dialog.getByLabel("Reason").fill("load test");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep on" }).click();
  await expect(page.getByText("2 machines overridden")).toBeVisible();
  await expect(row(page, "web-1")).toContainText("Kept on until");
  await page.getByLabel("Select web-1").check();
  await bar.getByRole("button", { name: "End 1 override" }).click();
  await expect(page.getByText("1 machine without an override now")).toBeVisible();
  expect(api.machines[0]!.override).toBeNull();
  expect(api.machines[1]!.override).toMatchObject({ keep: "on", reason: "load test" });
});
