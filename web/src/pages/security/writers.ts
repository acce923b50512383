// Who appends to the audit trail, as people read it: the portal, or the scheduler in a cloud's region.
import type { Named } from "$lib/api/types";

/** `Production, eu-central-1` for `cld_…:eu-central-1`; what is unknown stays as it is. */
export function writerName(writer: string, clouds: readonly Named[]): string {
  if (writer === "portal") return "The portal";
  const [id = "", region] = writer.split(":");
  const name = clouds.find((cloud) => cloud.id === id)?.name ?? id;
  return region ? `${name}, ${region}` : name;
}
