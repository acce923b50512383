// The calls of a person about themselves: password, second factor, sessions; and without a session,
// the links that mails carry.
import { search, segment } from "./request";
import type { Transport } from "./transport";
import type { OwnSession, Page, RecoveryCodes, SecondFactor, SecondFactorDraft } from "./types";

export class AccountCalls {
  readonly #http: Transport;

  constructor(http: Transport) {
    this.#http = http;
  }

  /** Ends all other sessions. */
  changePassword = (current: string, fresh: string) =>
    this.#http.call<void>("PUT", "/password", { body: { current, new: fresh } });

  /** Sends a mail, if the address is known; the answer doesn't say. */
  forgotPassword = (email: string) =>
    this.#http.call<void>("POST", "/password-resets", { body: { email }, session: false });

  resetPassword = (token: string, password: string) =>
    this.#http.call<void>("POST", "/password-resets/confirmation", {
      body: { token, password },
      session: false,
    });

  secondFactor = () => this.#http.call<SecondFactor>("GET", "/second-factor");

  /** A secret for an app; it counts once a code of it was confirmed. */
  beginSecondFactor = () => this.#http.call<SecondFactorDraft>("POST", "/second-factor");

  confirmSecondFactor = (code: string) =>
    this.#http.call<RecoveryCodes>("POST", "/second-factor/confirmation", { body: { code } });

  /** Fresh ones; the old ones end. */
  recoveryCodes = (code: string) =>
    this.#http.call<RecoveryCodes>("POST", "/second-factor/recovery-codes", { body: { code } });

  removeSecondFactor = (code: string) =>
    this.#http.call<void>("POST", "/second-factor/removal", { body: { code } });

  sessions = (cursor?: string) =>
    this.#http.call<Page<OwnSession>>("GET", `/sessions${search({ cursor })}`);

  endSession = (id: string) => this.#http.call<void>("DELETE", `/sessions/${segment(id)}`);

  /** Everywhere, here too. */
  endAllSessions = () => this.#http.call<void>("DELETE", "/sessions");
}
