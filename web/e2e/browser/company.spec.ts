// The company: its people and whom it invites, the tokens of its programs, its settings.
import { expect, expectAccessible, test } from "./test.ts";

test("invites somebody with a role and a reach", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(409);
  await page.goto("/people");
  await expect(page.getByText("Operator · Development and Old lab")).toBeVisible();
  await expect(page.getByText("Viewer · Team=data")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("alan@northwind.example");
  await dialog.getByLabel("Role").selectOption("Operator");
  await dialog.getByLabel("Machines with a tag").check();
  await dialog.getByLabel("Tag", { exact: true }).fill("Team");
  await dialog.getByLabel("Its value").fill("web");
  const detail = "They are invited already.";
  api.override("POST /invitations", 409, { title: "Conflict", status: 409, detail });
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(dialog.getByRole("alert")).toContainText(detail);
  await expectAccessible(page);
  api.overrides.length = 0;
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText("alan@northwind.example is invited.")).toBeVisible();
  expect(api.company.invitations.at(-1)).toMatchObject({
    email: "alan@northwind.example",
    role: "operator",
    reach: { type: "tag", key: "Team", value: "web" },
  });
  await page.getByRole("button", { name: "Withdraw barbara@northwind.example" }).click();
  await expect(page.getByText(/barbara@northwind.example is withdrawn/)).toBeVisible();
  expect(api.company.invitations).toHaveLength(1);
});

test("changes what a member may do, and removes one", async ({ page, api }) => {
  await page.goto("/people");
  await page.getByRole("button", { name: "Change grace@northwind.example" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Old lab")).toBeChecked();
  await dialog.getByLabel("Role").selectOption("Owner");
  await expect(dialog.getByText("Reach")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("grace@northwind.example is now owner.")).toBeVisible();
  expect(api.company.members[1]).toMatchObject({ role: "owner", reach: { type: "everything" } });

  await page.getByRole("button", { name: "Remove edsger@northwind.example" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("edsger@northwind.example no longer belongs")).toBeVisible();
  expect(api.company.members).toHaveLength(2);
});

test("an admin gives no role of their own height", async ({ page, api }) => {
  api.role = "admin";
  await page.goto("/people");
  await expect(page.getByRole("button", { name: /Change grace/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Change ada/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByRole("dialog").getByLabel("Role").getByRole("option")).toHaveText([
    "Viewer",
    "Operator",
  ]);
});

test("makes a token, shows it once, and ends it", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(422);
  await page.goto("/api-tokens");
  await expect(page.getByText("last used on 2026-11-22")).toBeVisible();
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Deploys");
  await dialog.getByLabel("machines", { exact: true }).selectOption("nothing");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(dialog.getByRole("alert")).toContainText("must name at least one");
  await expectAccessible(page);
  await dialog.getByLabel("schedules").selectOption("read and write");
  await dialog.getByLabel("Works for").selectOption("30 days");
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(page.getByText("pdt_c2VjcmV0")).toBeVisible();
  await expectAccessible(page);
  expect(api.company.tokens.at(-1)).toMatchObject({
    name: "Deploys",
    scopes: ["schedules:write"],
    reach: { type: "everything" },
  });
  await page.getByRole("button", { name: "End Nightly report" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End token" }).click();
  await expect(page.getByText("“Nightly report” works no longer.")).toBeVisible();
});

test("an owner changes the settings, others look at them", async ({
  page,
  api,
  expectedFailures,
}) => {
  expectedFailures.push(412);
  await page.goto("/settings");
  await expect(page.getByLabel("Name")).toHaveValue("Northwind Traders");
  api.company.settings = { ...api.company.settings, version: 3 };
  await page.getByLabel("Name").fill("Northwind");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("changed meanwhile");
  await page.getByLabel("Name").fill("Northwind");
  await page.getByLabel("Time zone").fill("Europe/Vienna");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings are saved.")).toBeVisible();
  expect(api.company.settings).toMatchObject({ name: "Northwind", time_zone: "Europe/Vienna" });

  api.role = "operator";
  await page.goto("/settings");
  await expect(page.getByLabel("Name")).toBeDisabled();
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
});

test("an invited person joins with a password", async ({ page, api, expectedFailures }) => {
  expectedFailures.push(401, 410);
  api.signedIn = false;
  await page.goto("/accept-invitation?token=good");
  await expect(page).toHaveURL(/\/accept-invitation$/);
  await page.getByLabel("Choose a password").fill("four words of my own");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading", { name: "Welcome to Northwind Traders" })).toBeVisible();
  await page.goto("/accept-invitation?token=old");
  await expect(page.getByRole("heading", { name: /no longer works/ })).toBeVisible();
  await expectAccessible(page);
});

test("a person of two companies goes over to the other", async ({ page, api }) => {
  const other = { tenant: "ten_2", name: "Southwind", role: "viewer" } as const;
  const session = (id: string, name: string) => ({
    ...api.session,
    tenant: { id, name, time_zone: "UTC" },
    memberships: [...api.session.memberships, other],
  });
  api.override("GET /session", 200, session("ten_1", "Northwind Traders"));
  api.override("PUT /session/tenant", 200, { ...session("ten_2", "Southwind"), role: "viewer" });
  await page.goto("/people");
  await page.getByRole("combobox", { name: "Company" }).selectOption("Southwind");
  await expect(page).toHaveURL(/\/machines$/);
  await expect(page.getByText("Viewer", { exact: true })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Company" })).toHaveValue("ten_2");
  await expectAccessible(page);
});

test("exports a list, and downloads it once it is there", async ({ page, api }) => {
  await page.goto("/machines?cloud=cld_prod");
  await page.getByRole("link", { name: "Export" }).click();
  await expect(page.getByText("cloud Production")).toBeVisible();
  await expect(page.getByText("12,804 rows, 2.3 MB")).toBeVisible();
  let sent: unknown;
  api.overrides.push(({ method, path, body }) => {
    if (method === "POST" && path === "/exports") sent = body;
    return undefined;
  });
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByText("Waiting")).toBeVisible();
  await expectAccessible(page);
  expect(sent).toEqual({ what: "machines", format: "csv", filters: { cloud: "cld_prod" } });
  api.company.exports = api.company.exports.map((each) => ({ ...each, state: "ready" }));
  await expect(page.getByText("Waiting")).toHaveCount(0);

  await page.route("https://files.example/**", (route) =>
    route.fulfill({
      headers: { "content-disposition": "attachment; filename=machines.csv" },
      body: "id\n",
    }),
  );
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).last().click();
  expect((await download).suggestedFilename()).toBe("machines.csv");
});
