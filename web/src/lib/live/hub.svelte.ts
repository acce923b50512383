// One socket, many listeners: pages subscribe while they are on the screen.
import type { CloudChange, LiveMessage, MachineChange } from "./messages";
import type { LiveStatus } from "./socket";

export interface LiveListener {
  machines?: (changes: MachineChange[]) => void;
  clouds?: (changes: CloudChange[]) => void;
  security?: () => void;
  /** From now on everything is heard; what happened before may have been missed. */
  opened?: () => void;
}

export class LiveHub {
  status = $state<LiveStatus>("off");
  readonly #listeners = new Set<LiveListener>();

  /** Returns what ends the subscription: fit to be an effect's return value. */
  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  opened(): void {
    for (const listener of this.#listeners) listener.opened?.();
  }

  receive(message: LiveMessage): void {
    for (const listener of this.#listeners) {
      if (message.type === "machines") listener.machines?.(message.changes);
      else if (message.type === "clouds") listener.clouds?.(message.changes);
      else listener.security?.();
    }
  }
}
