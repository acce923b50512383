// How PowerDown gets into an account, while it is chosen. Pure.
import type { CloudDraft } from "$lib/api/types";

export interface AccessChoice {
  by: "role" | "access_keys";
  /** Empty until typed: the role the launch link makes. */
  role: string;
  keyId: string;
  secret: string;
}

export const accessChoice = (): AccessChoice => ({ by: "role", role: "", keyId: "", secret: "" });

/** The role that the launch link makes in an account. */
export const usualRole = (account: string) =>
  `arn:aws:iam::${/^\d{12}$/.test(account) ? account : "…"}:role/PowerDown`;

export function accessOf(choice: AccessChoice, account: string): CloudDraft["access"] {
  const { by, role, keyId, secret } = choice;
  return by === "role"
    ? { type: by, role_arn: role.trim() || usualRole(account) }
    : { type: by, access_key_id: keyId.trim(), secret_access_key: secret.trim() };
}
