// Whether somebody else has saved, or deleted, the document that is being edited here.
import type { DocumentChange } from "./messages";

export class Overtaken {
  /** The newest that was heard of it. */
  #heard = $state<number | "removed">();

  /** Takes what the socket says of documents of this kind. */
  hear(id: string | undefined, changes: readonly DocumentChange[]): void {
    for (const change of changes) {
      if (change.id !== id || this.#heard === "removed") continue;
      this.#heard = change.removed ? "removed" : Math.max(this.#heard ?? 0, change.version ?? 0);
    }
  }

  /** What took the place of a version: a newer one, or nothing; `undefined` while it is the newest. */
  since(version: number | undefined): number | "removed" | undefined {
    const heard = this.#heard;
    if (heard === undefined || version === undefined) return undefined;
    return heard === "removed" || heard > version ? heard : undefined;
  }
}

/** The same in words, for whoever has changed it meanwhile. */
export function overtakenInWords(theirs: number | "removed", what: string): string {
  return theirs === "removed"
    ? `Somebody else has deleted this ${what} meanwhile.`
    : `Somebody else saved version ${theirs} meanwhile.`;
}
