// One socket, many listeners: pages subscribe while they are on the screen.
import type { CloudChange, DocumentChange, LiveMessage, MachineChange } from "./messages";
import type { LiveStatus } from "./socket";

export interface LiveListener {
  machines?: (changes: MachineChange[]) => void;
  clouds?: (changes: CloudChange[]) => void;
  schedules?: (changes: DocumentChange[]) => void;
  calendars?: (changes: DocumentChange[]) => void;
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
      this.#tell(listener, message);
    }
  }

  #tell(listener: LiveListener, message: LiveMessage): void {
    switch (message.type) {
      case "machines":
        return listener.machines?.(message.changes);
      case "clouds":
        return listener.clouds?.(message.changes);
      case "schedules":
        return listener.schedules?.(message.changes);
      case "calendars":
        return listener.calendars?.(message.changes);
      case "security":
        return listener.security?.();
    }
  }
}
