import { beforeEach, describe, expect, it } from "vitest";
import { Router, type RouterWindow } from "./router.svelte";

class FakeWindow implements RouterWindow {
  location = { pathname: "/machines", search: "?cloud=c", origin: "https://app" };
  entries = ["/machines?cloud=c"];
  scrolled = 0;
  onpop: () => void = () => undefined;
  history = {
    pushState: (_: unknown, __: string, url: string) => {
      this.entries.push(url);
      this.#at(url);
    },
    replaceState: (_: unknown, __: string, url: string) => {
      this.entries[this.entries.length - 1] = url;
      this.#at(url);
    },
  };
  scrollTo() {
    this.scrolled += 1;
  }
  addEventListener(_: "popstate", listener: () => void) {
    this.onpop = listener;
  }
  back() {
    this.entries.pop();
    this.#at(this.entries.at(-1) ?? "/");
    this.onpop();
  }
  #at(url: string) {
    const { pathname, search } = new URL(url, "https://app");
    Object.assign(this.location, { pathname, search });
  }
}

function click(link: Partial<HTMLAnchorElement> | null, event: Partial<MouseEvent> = {}) {
  const anchor = link && {
    origin: "https://app",
    pathname: "/clouds",
    search: "",
    hash: "",
    target: "",
    hasAttribute: () => false,
    ...link,
  };
  let prevented = false;
  return {
    event: {
      button: 0,
      defaultPrevented: false,
      target: { closest: () => anchor },
      preventDefault: () => (prevented = true),
      ...event,
    } as unknown as MouseEvent,
    prevented: () => prevented,
  };
}

describe("the router", () => {
  let browser: FakeWindow;
  let router: Router;
  beforeEach(() => {
    browser = new FakeWindow();
    router = new Router(browser);
  });

  it("starts where the browser is", () => {
    expect(router.path).toBe("/machines");
    expect(router.query.get("cloud")).toBe("c");
  });

  it("counts a move to another path, and only that", () => {
    router.go("/machines?cloud=d");
    expect(router.moves).toBe(0);
    router.go("/clouds");
    expect(router.moves).toBe(1);
    expect(browser.scrolled).toBe(1);
    browser.back();
    expect(router.moves).toBe(2);
    expect(router.query.get("cloud")).toBe("d");
  });

  it("changes the query in place", () => {
    router.setQuery({ cloud: undefined, region: "us-east-1" });
    expect(browser.entries).toEqual(["/machines?region=us-east-1"]);
    router.setQuery({ region: "" });
    expect(browser.entries).toEqual(["/machines"]);
  });

  it("follows a plain click on a link of this site", () => {
    const { event, prevented } = click({});
    router.follow(event);
    expect(prevented()).toBe(true);
    expect(router.path).toBe("/clouds");
  });

  it.each([
    ["with a modifier", {}, { metaKey: true }],
    ["with another button", {}, { button: 1 }],
    ["that somebody handled", {}, { defaultPrevented: true }],
    ["to another tab", { target: "_blank" }, {}],
    ["to another site", { origin: "https://elsewhere" }, {}],
    ["to a download", { hasAttribute: () => true }, {}],
    ["to a place on this page", { pathname: "/machines", search: "?cloud=c", hash: "#main" }, {}],
    ["on no link", null, {}],
  ])("leaves a click %s to the browser", (_, link, more) => {
    const { event, prevented } = click(link, more);
    router.follow(event);
    expect(prevented()).toBe(false);
    expect(router.path).toBe("/machines");
  });
});
