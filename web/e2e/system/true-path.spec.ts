// The true path through the deployed stack, as a person walks it: sign in, see the fleet, make a
// schedule, assign a machine, and watch it stop and start, without ever reloading the page.
//
// Nothing is played here. The scheduler's tick comes once a minute; each wait allows for two.
import { expect, test, type Locator, type Page } from "@playwright/test";
import type { MachinePage, MachineView, SecurityView, Weekday } from "../../src/lib/api/types";

const EMAIL = process.env["POWERDOWN_EMAIL"]!;
const PASSWORD = process.env["POWERDOWN_PASSWORD"]!;
const TWO_TICKS = 130_000;
const NAME = `System test ${Date.now()}`;
const DAYS: Weekday[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

let scheduleId: string | undefined;

/** Calls the API as the page does, with the page's own cookies. */
async function call<T>(page: Page, method: string, path: string): Promise<T> {
  const answer = await page.evaluate(
    async ([method, path]) => {
      const headers = { "x-powerdown-client": "system-test" };
      const response = await fetch(`/api/v1${path}`, { method: method!, headers });
      return { status: response.status, text: await response.text() };
    },
    [method, path] as const,
  );
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBeLessThan(300);
  return (answer.text ? JSON.parse(answer.text) : undefined) as T;
}

/** A running machine that no schedule looks after. */
async function freeMachine(page: Page): Promise<MachineView> {
  let cursor = "";
  do {
    const path: string = `/machines?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { items, next_cursor } = await call<MachinePage>(page, "GET", path);
    const found = items.find(
      ({ state, schedule, conflict }) => state === "running" && !schedule && conflict.length === 0,
    );
    if (found) return found;
    cursor = next_cursor ?? "";
  } while (cursor);
  throw new Error("the demo company has no running machine outside every schedule");
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page).toHaveURL(/\/login$/);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/machines$/);
}

/** Fills a window of the editor. */
async function fillWindow(page: Page, n: number, from: [string, string], to: [string, string]) {
  await page.getByLabel(`Window ${n} from, day`).selectOption(from[0]);
  await page.getByLabel(`Window ${n} from, time`).fill(from[1]);
  await page.getByLabel(`Window ${n} until, day`).selectOption(to[0]);
  await page.getByLabel(`Window ${n} until, time`).fill(to[1]);
}

/** A day of the week that is `ahead` days from now in UTC. */
function dayAhead(ahead: number): Weekday {
  return DAYS[(new Date().getUTCDay() + ahead) % 7]!;
}

/** Leaves exactly one window in the editor, on the day given. */
async function addOneWindow(page: Page, ahead: number): Promise<void> {
  const wanted = dayAhead(ahead);
  const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const days = page.getByRole("group", { name: "Days", exact: true });
  for (const name of names) {
    const box = days.getByRole("checkbox", { name });
    await box.setChecked(name.toLowerCase().startsWith(wanted), { force: true });
  }
  await page.getByLabel("On from").fill("02:00");
  await page.getByLabel("On until").fill("03:00");
  await page.getByRole("button", { name: "Add windows" }).click();
  await expect(page.getByRole("group", { name: /^Window \d+$/ })).toHaveCount(1);
}

/** Opens every other page once, each with the calls that the app makes there. */
async function lookAround(page: Page): Promise<void> {
  const places = ["calendars", "clouds", "security", "audit", "people", "api-tokens", "exports"];
  for (const place of [...places, "settings", "account"]) {
    await page.goto(`/${place}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
  }
}

/** Nothing that the app did looked like an attack. */
async function expectNoAlarm(page: Page): Promise<void> {
  const security = await call<SecurityView>(page, "GET", "/security");
  const { threat, canaries, limited_sources } = security;
  expect(threat, "what looked like an attack").toMatchObject({ level: "calm", score: 0, why: [] });
  expect({ canaries, limited_sources }).toEqual({ canaries: 0, limited_sources: 0 });
}

const stateOf = (row: Locator) => row.locator("[data-state]");

test.afterEach(async ({ page }) => {
  if (scheduleId) await call(page, "DELETE", `/schedules/${scheduleId}`);
});

test("a machine stops and starts by a schedule, before the eyes of its owner", async ({ page }) => {
  test.setTimeout(2 * TWO_TICKS + 120_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // Who isn't signed in yet is told so with a 401; the browser logs it.
    const expected = message.text().includes("status of 401");
    if (message.type() === "error" && !expected) faults.push(message.text());
  });

  await signIn(page);
  expect(await page.evaluate(() => document.cookie), "cookies that scripts can read").toBe("");
  await expect(page.getByTestId("live")).toHaveAttribute("data-status", "live");
  await expect(page.getByRole("row").nth(20)).toBeVisible();

  const machine = await freeMachine(page);
  const name = machine.name || machine.instance_id;

  // A schedule whose only window is days away wants its machines off now.
  await page.getByRole("link", { name: "Schedules", exact: true }).click();
  await page.getByRole("link", { name: "New schedule" }).click();
  await page.getByLabel("Name", { exact: true }).fill(NAME);
  await page.getByLabel("Time zone").fill("UTC");
  await addOneWindow(page, 3);
  const preview = page.getByRole("region", { name: "What it does" });
  await expect(preview).toContainText("1 h a week");
  await expect(preview.getByRole("row")).toHaveCount(5);
  await page.getByRole("button", { name: "Create schedule" }).click();
  await expect(page).toHaveURL(/\/schedules\/sch_[^/]+$/);
  scheduleId = new URL(page.url()).pathname.split("/").at(-1);
  await expect(page.getByRole("heading", { level: 1, name: NAME })).toBeVisible();

  // Assign the machine.
  await page.getByRole("link", { name: "Machines", exact: true }).click();
  const row = page.locator(`tr[data-machine="${machine.id}"]`);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  while (!(await row.isVisible())) await page.getByRole("button", { name: "Load more" }).click();
  await page.getByRole("searchbox").fill(machine.instance_id);
  await expect(stateOf(row)).toHaveAttribute("data-state", "running");
  await page.getByLabel(`Select ${name}`, { exact: true }).check();
  await page.getByLabel("Schedule to assign").selectOption(NAME);
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText("1 machine assigned")).toBeVisible();
  await expect(row).toContainText(NAME);

  // From here on the page only listens: a reload would lose the mark.
  await page.evaluate(() => document.documentElement.setAttribute("data-mark", "kept"));
  await expect(stateOf(row)).toHaveAttribute("data-state", "stopped", { timeout: TWO_TICKS });
  await expect(row).toContainText("Stop accepted");
  await expect(row).toContainText("Off");
  await expect(page.locator("html")).toHaveAttribute("data-mark", "kept");

  // It says why.
  await row.getByRole("button", { name: "Why?" }).click();
  const why = page.getByRole("dialog", { name: `Why is ${name} stopped?` });
  await expect(why).toContainText("Off, ");
  await expect(why.getByRole("link", { name: NAME })).toBeVisible();
  await page.keyboard.press("Escape");

  // The other way: a window that is open now. The page still isn't reloaded.
  await row.getByRole("link", { name: NAME }).click();
  await expect(page.getByRole("heading", { level: 1, name: NAME })).toBeVisible();
  await fillWindow(page, 1, [dayAhead(6), "00:00"], [dayAhead(2), "00:00"]);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(`“${NAME}” saved`)).toBeVisible();
  const follower = page.locator(`li[data-machine="${machine.id}"]`);
  await expect(stateOf(follower)).toHaveAttribute("data-state", "running", { timeout: TWO_TICKS });
  await expect(page.locator("html")).toHaveAttribute("data-mark", "kept");

  await lookAround(page);
  expect(faults, "what went wrong in the page").toEqual([]);
  await expectNoAlarm(page);
});

test("the app is served as it should be", async ({ page, request }) => {
  scheduleId = undefined;
  const answer = await page.goto("/login");
  const headers = answer!.headers();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
  expect(headers["cache-control"]).toContain("no-cache");
  const script = await page.locator("script[src]").first().getAttribute("src");
  const asset = await request.get(script!, { headers: { "accept-encoding": "br, gzip" } });
  expect(asset.headers()["cache-control"]).toContain("immutable");
  expect(asset.headers()["content-encoding"]).toMatch(/^(br|gzip)$/);
  // A page of the app, not a file: the app itself.
  const deep = await request.get("/schedules/anything");
  expect(deep.status()).toBe(200);
  expect(await deep.text()).toContain('<div id="app">');
});
