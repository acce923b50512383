// Where the visitor is, as state; and links that move within the page.
//
// Links are plain `<a href>`: one listener on the document turns clicks on them into History API
// moves, so that UI parts need no router and "open in a new tab" works as everywhere.

export interface RouterWindow {
  location: { pathname: string; search: string; origin: string };
  history: {
    pushState(data: unknown, unused: string, url: string): void;
    replaceState(data: unknown, unused: string, url: string): void;
  };
  scrollTo(x: number, y: number): void;
  addEventListener(type: "popstate", listener: () => void): void;
}

export class Router {
  readonly #window: RouterWindow;
  #path = $state("/");
  #search = $state("");
  /** Grows with each move to another path; the shell moves focus when it does. */
  moves = $state(0);

  constructor(browser: RouterWindow) {
    this.#window = browser;
    this.#read();
    browser.addEventListener("popstate", () => {
      this.#read();
      this.moves += 1;
    });
  }

  get path(): string {
    return this.#path;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }

  /** Goes to a path of this site (`/machines?cloud=…`). */
  go(url: string, { replace = false } = {}): void {
    const before = this.#path;
    if (replace) this.#window.history.replaceState(null, "", url);
    else this.#window.history.pushState(null, "", url);
    this.#read();
    if (this.#path !== before) {
      this.moves += 1;
      this.#window.scrollTo(0, 0);
    }
  }

  /** Changes the query without a new history entry: filters are a place, not a journey. */
  setQuery(values: Record<string, string | undefined>): void {
    const params = this.query;
    for (const [key, value] of Object.entries(values)) {
      if (value) params.set(key, value);
      else params.delete(key);
    }
    const text = params.toString();
    this.go(this.#path + (text === "" ? "" : `?${text}`), { replace: true });
  }

  /** The click listener for the document. */
  follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
    if (!link || link.target || link.hasAttribute("download")) return;
    if (link.origin !== this.#window.location.origin) return;
    // A link to a place on this page is the browser's own business (the skip link, say).
    const here = link.pathname === this.#path && link.search === this.#search;
    if (here && link.hash) return;
    event.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  };

  #read(): void {
    this.#path = this.#window.location.pathname;
    this.#search = this.#window.location.search;
  }
}
