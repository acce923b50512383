// Something a person asked for: under way, refused, or done.
import { fieldErrors, messageOf } from "../api/errors";

export class Attempt {
  busy = $state(false);
  /** Why it was refused as a whole; empty when each reason stands at its field. */
  fault = $state("");
  /** Why it was refused, by field. */
  errors = $state.raw<Record<string, string>>({});
  readonly #fields: readonly string[];

  /** @param fields those with a place for their own error; what is wrong with others is a fault */
  constructor(fields: readonly string[] = []) {
    this.#fields = fields;
  }

  /** Does `work` unless it is being done already; true when that went well. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.fault = "";
    this.errors = {};
    try {
      await work();
      return true;
    } catch (error) {
      this.errors = fieldErrors(error);
      const shown = Object.keys(this.errors);
      const placed = shown.length > 0 && shown.every((field) => this.#fields.includes(field));
      if (!placed) this.fault = messageOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
