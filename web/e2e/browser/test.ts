// `test` of the browser suite: each test gets the fake API, and fails when the page breaks the
// content policy, throws, or writes an error to the console that the test didn't announce.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { NOW } from "./demo.ts";
import { FakeApi } from "./fake-api.ts";

interface Fixtures {
  api: FakeApi;
  /** Statuses of failed calls that the test expects; the browser logs each as an error. */
  expectedFailures: number[];
}

export const test = base.extend<Fixtures>({
  expectedFailures: async ({}, use) => use([]),

  api: async ({ page, expectedFailures }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`threw: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      const text = message.text();
      const expected = expectedFailures.some((status) => text.includes(`status of ${status}`));
      if (!expected) faults.push(`console ${message.type()}: ${text}`);
    });
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI}`);
      });
    });
    await page.clock.install({ time: NOW });
    await page.clock.resume();
    const api = new FakeApi();
    await api.attach(page);
    await use(api);
    expect(faults, "what went wrong in the page").toEqual([]);
  },
});

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Fails on what axe finds wrong with the page as it is, by WCAG 2.2 AA and axe's best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(axe(page).withTags(TAGS))).toEqual([]);
}

/** The rules that look at colours: all that another theme can break. */
export async function expectLegible(page: Page): Promise<void> {
  expect(await violations(axe(page).withRules(COLOUR_RULES))).toEqual([]);
}

// The page has no frames, for which axe would open another one to gather what it found.
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function violations(builder: AxeBuilder): Promise<{ id: string; nodes: string[] }[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
}

export { expect };
