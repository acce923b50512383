// Which news this page knows. The server numbers a company's news without gaps and keeps them for a
// while, so that a page that was away can say the last number it knows and get what came after it.
//
// News that this page is not told of (another topic, out of its reach) leave gaps, and two may come in
// the wrong order: only up to the first gap everything is known for certain. An answer to a ping
// closes the gaps, since the server has told everything up to its number before.

export class Numbers {
  #known: number | undefined;
  /** Numbers behind a gap. */
  #ahead = new Set<number>();

  /** The last number up to which everything is known; `undefined` before the first answer. */
  get known(): number | undefined {
    return this.#known;
  }

  /** News came. `more`: this is a part, and others of the same number follow. */
  heard(number: number, more: boolean): void {
    if (this.#known === undefined || more || number <= this.#known) return;
    this.#ahead.add(number);
    this.#close();
  }

  /** Everything up to this number is known now. */
  upTo(number: number): void {
    // Smaller than what was known: the numbers begin anew, as in another installation.
    this.#known = number;
    for (const ahead of this.#ahead) if (ahead <= number) this.#ahead.delete(ahead);
    this.#close();
  }

  forget(): void {
    this.#known = undefined;
    this.#ahead.clear();
  }

  #close(): void {
    while (this.#known !== undefined && this.#ahead.delete(this.#known + 1)) this.#known += 1;
  }
}
