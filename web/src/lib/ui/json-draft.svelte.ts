// A document while somebody edits its text: what was typed, and why it is not taken.
import { ApiError, messageOf } from "../api/errors";

export class JsonDraft {
  /** `undefined` while nothing was typed: the text is then the document's own. */
  text = $state<string>();
  fault = $state("");
  busy = $state(false);
  readonly #take: (value: unknown) => void | Promise<void>;

  /** @param take takes what the text says, or throws what is wrong with it */
  constructor(take: (value: unknown) => void | Promise<void>) {
    this.#take = take;
  }

  /** Takes what was typed; false when it can't be, with the reason in `fault`. */
  async apply(): Promise<boolean> {
    if (this.text === undefined) return true;
    if (this.busy) return false;
    this.busy = true;
    this.fault = "";
    try {
      await this.#take(JSON.parse(this.text));
      this.text = undefined;
    } catch (error) {
      this.fault = faultOf(error);
    } finally {
      this.busy = false;
    }
    return this.fault === "";
  }

  discard(): void {
    this.text = undefined;
    this.fault = "";
  }
}

function faultOf(error: unknown): string {
  if (error instanceof SyntaxError) return `This is not JSON: ${error.message}`;
  // The page's own rules, in their own words.
  if (error instanceof RangeError) return error.message;
  const fields = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return fields.map(({ field, message }) => `${field}: ${message}`).join("\n") || messageOf(error);
}
