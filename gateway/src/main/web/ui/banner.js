// @ts-check
import { html, nothing } from "lit";
import { has, named, t } from "../i18n/text.js";
import { session, store } from "./context.js";
import { Part } from "./part.js";

/** Interruptions shorter than this are not worth a word. */
const QUIET_MILLIS = 1_500;
const SLOW_MILLIS = 10_000;
/** Refusals that signing in again overcomes. */
const SIGN_IN = new Set(["session_expired", "session_revoked", "credentials"]);

/** What is wrong with the connection, and what one can do. */
class Banner extends Part {
  ticking = 0;

  /** @param {import("../types").State} state */
  select(state) {
    return [state.connection];
  }

  connectedCallback() {
    super.connectedCallback();
    this.ticking = window.setInterval(() => store.state.connection.phase !== "live" && this.requestUpdate(), 500);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  render() {
    const { phase, since, retryAt, reason } = store.state.connection;
    const lasted = Date.now() - since;
    switch (phase) {
      case "connecting":
      case "reconnecting":
      case "offline":
        return lasted < QUIET_MILLIS ? nothing : this.down(reason, Math.ceil((retryAt - Date.now()) / 1_000));
      case "lagging":
        return lasted < SLOW_MILLIS ? nothing : html`<div class="banner" role="status">${t("banner.lagging")}</div>`;
      case "refused":
        return this.refused(reason);
      case "live":
        return nothing;
    }
  }

  down(/** @type {string} */ reason, /** @type {number} */ seconds) {
    const why = has(`down.${reason}`) ? named(`down.${reason}`) : t("down.unreachable");
    const when = seconds > 0 ? t("banner.retryIn", { seconds }) : t("banner.retrying");
    return html`<div class="banner" role="status"><span class="grow">${why} ${when} ${t("banner.kept")}</span>
      <button class="button small" @click=${() => session.wake()}>${t("banner.tryNow")}</button></div>`;
  }

  refused(/** @type {string} */ reason) {
    const signIn = SIGN_IN.has(reason);
    const why = has(`refused.${reason}`) ? named(`refused.${reason}`) : t("refused.other", { reason });
    return html`<div class="banner danger" role="alert"><span class="grow">${why}</span>${signIn
      ? html`<a class="button small" href="/login">${t("signIn.submit")}</a>`
      : html`<button class="button small" @click=${() => this.again(reason)}>${t("banner.tryAgain")}</button>`}</div>`;
  }

  /** A page whose person has changed begins anew. */
  again(/** @type {string} */ reason) {
    if (reason === "other_person") {
      location.reload();
    } else {
      session.wake();
    }
  }
}

customElements.define("p-banner", Banner);
