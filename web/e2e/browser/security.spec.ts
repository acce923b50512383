// Security: who did what, and the proof that nobody rewrote it.
import { expect, expectAccessible, test } from "./test.ts";

test("shows who did what, by writer and month", async ({ page, api }) => {
  await page.goto("/audit");
  await expect(page.getByText("version 3: Office hours Berlin")).toBeVisible();
  await expect(page.getByText("account.sign-up")).toHaveCount(0);
  await page.getByRole("button", { name: "Load more" }).click();
  await expect(page.getByText("account.sign-up")).toBeVisible();
  await page.getByText("Entry 5").click();
  await expect(page.getByText(/^sch_office before/).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Written by").selectOption("Production, eu-central-1");
  await expect(page.getByText("There are no entries.")).toBeVisible();
  await expect(page).toHaveURL(/writer=cld_prod%3Aeu-central-1/);
  await page.getByLabel("Written by").selectOption("The portal");
  await page.getByLabel("Month").fill("2026-09");
  await expect(page.getByText("account.sign-up")).toBeVisible();
  await expect(page.getByText("version 3")).toHaveCount(0);
  expect(api.calls).toContain("GET /audit-writers");
});

test("verifies the trail, and says where it breaks", async ({ page, api }) => {
  await page.goto("/audit");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("5 entries verified")).toBeVisible();
  await expect(page.getByText("Entry 4 and all before it are anchored")).toBeVisible();
  await expectAccessible(page);
  const broken = { verified: false, entries: 3, broken_at: 2, fault: "changed" };
  api.override("POST /audit-verifications", 200, { writer: "portal", complete: true, ...broken });
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Entry 2 was changed. The 3 entries after it hold.")).toBeVisible();
  await expectAccessible(page);
});

test("is not there for an operator", async ({ page, api }) => {
  api.role = "operator";
  await page.goto("/audit");
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Security" })).toHaveCount(0);
});

test("shows what is going on, and what all of it hangs on", async ({ page, api }) => {
  await page.goto("/security");
  await expect(page.getByText("Watchful", { exact: true })).toBeVisible();
  await expect(page.getByText("3 canaries tripped and 1 network slowed")).toBeVisible();
  await expect(page.getByText("AssumeRole was refused")).toBeVisible();
  await expect(page.getByText("Number 6, 41 days old · replaced")).toBeVisible();
  await expect(page.getByText("/wp-login.php")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Whose").selectOption("On nobody in particular");
  await expect(page.getByText("There are no events.")).toBeVisible();
  expect(api.calls).toContain("GET /security/events");
});

test("says when the trail was anchored and verified, and verifies it", async ({ page, api }) => {
  await page.goto("/security");
  const card = page.getByRole("region", { name: "Audit trail" });
  await expect(card.getByText("Anchored 12 min ago")).toBeVisible();
  await expect(card.getByText("Verified 1 d 1 h ago by grace@northwind.example")).toBeVisible();
  await card.getByRole("button", { name: "Verify now" }).click();
  await expect(card.getByText("by you")).toBeVisible();
  await expectAccessible(page);
  api.company.status.audit = { entries: 3 };
  api.push({ v: 1, type: "security", number: 1, kind: "probing" });
  await expect(card.getByText("Never verified")).toBeVisible();
  await expect(card.getByText("Not anchored yet")).toBeVisible();
});

test("hears that somebody is trying something", async ({ page, api }) => {
  await page.goto("/security");
  await expect(page.getByText("Watchful", { exact: true })).toBeVisible();
  const { threat } = api.company.status;
  api.company.status.threat = { ...threat, level: "under-attack", since: threat.since! };
  api.push({ v: 1, type: "security", number: 1, kind: "failed-log-in" });
  await expect(page.getByText("Under attack", { exact: true })).toBeVisible();
  expect(api.said).toContainEqual({
    type: "subscribe",
    topics: ["machines", "clouds", "schedules", "security"],
  });
});
