// What a document would do, asked of the server while it is being edited.
//
// A question waits until the typing rests; a newer one drops the older, answered or not. The last
// good answer stays in sight until the next: a half-typed time should not empty the panel.
import type { Client } from "$lib/api/client";
import { fieldErrors, messageOf } from "$lib/api/errors";
import type { Preview, ScheduleDocument } from "$lib/api/types";
import type { After } from "$lib/time/after";

export interface PreviewParts {
  client: Pick<Client, "preview">;
  after: After;
}

/** How long typing must rest, in milliseconds. */
const REST = 350;

export class PreviewWatch {
  view = $state.raw<Preview>();
  /** What the server refuses, by field path. */
  errors = $state.raw<Record<string, string>>({});
  /** In a sentence, why there is no answer to the last question; empty when there is one. */
  fault = $state("");
  /** The view does not answer the last question (yet). */
  stale = $state(false);
  readonly #parts: PreviewParts;
  #asked = "";
  #cancel = () => {};

  constructor(parts: PreviewParts) {
    this.#parts = parts;
  }

  /** Asks what a document would do; `undefined` when there is nothing to ask about. */
  ask(document: ScheduleDocument | undefined): void {
    const question = document ? JSON.stringify(document) : "";
    if (question === this.#asked) return;
    this.#asked = question;
    this.#cancel();
    if (!document) return this.#show({});
    this.stale = true;
    const abort = new AbortController();
    const cancelWait = this.#parts.after(REST, () => void this.#send(document, abort.signal));
    this.#cancel = () => {
      cancelWait();
      abort.abort();
    };
  }

  close(): void {
    this.#cancel();
  }

  async #send(document: ScheduleDocument, signal: AbortSignal): Promise<void> {
    try {
      const view = await this.#parts.client.preview(document, signal);
      if (!signal.aborted) this.#show({ view });
    } catch (error) {
      if (signal.aborted) return;
      // A refusal is about this document; anything else may pass, and is asked again then.
      this.#show({ view: this.view, errors: fieldErrors(error), fault: messageOf(error) });
      this.stale = true;
    }
  }

  #show({
    view,
    errors = {},
    fault = "",
  }: Partial<Pick<PreviewWatch, "view" | "errors" | "fault">>) {
    this.view = view;
    this.errors = errors;
    this.fault = fault;
    this.stale = false;
  }
}
