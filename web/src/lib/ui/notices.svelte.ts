// Short messages: `show` puts one on the screen for a while, `say` only speaks it to screen readers.

export interface Notice {
  id: number;
  text: string;
  tone: "good" | "bad";
}

/** Long enough to read, and every notice can be dismissed by hand. */
const SHOWN_FOR = 8_000;

export class Notices {
  shown = $state<Notice[]>([]);
  /** What the page's live region says. */
  spoken = $state("");
  #last = 0;

  show(text: string, tone: Notice["tone"] = "good"): void {
    const id = ++this.#last;
    this.shown.push({ id, text, tone });
    // A failure stays until it is dismissed: nobody should miss it by blinking.
    if (tone === "good") setTimeout(() => this.dismiss(id), SHOWN_FOR);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  say(text: string): void {
    this.spoken = text;
  }
}
