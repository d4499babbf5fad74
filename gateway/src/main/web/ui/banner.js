// @ts-check
import { html, nothing } from "lit";
import { t } from "../i18n/text.js";
import { session, store } from "./context.js";
import { Part } from "./part.js";

/** Interruptions shorter than this are not worth a word. */
const QUIET_MILLIS = 1_500;
const SLOW_MILLIS = 10_000;

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
      case "offline": {
        const seconds = phase === "offline" ? Math.max(0, Math.ceil((retryAt - Date.now()) / 1_000)) : 0;
        return lasted < QUIET_MILLIS ? nothing : html`<div class="banner" role="status"><span class="grow">${t("banner.offline", { seconds })}</span>
          <button class="button small" @click=${() => session.wake()}>${t("banner.tryNow")}</button></div>`;
      }
      case "catching-up":
        return lasted < SLOW_MILLIS ? nothing : html`<div class="banner" role="status">${t("banner.catchingUp")}</div>`;
      case "expired":
        return html`<div class="banner danger" role="alert"><span class="grow">${t("banner.expired")}</span><a class="button small" href="/login">${t("signIn.submit")}</a></div>`;
      case "refused":
        return html`<div class="banner danger" role="alert"><span class="grow">${t("banner.refused", { reason })}</span>
          <button class="button small" @click=${() => session.wake()}>${t("banner.tryNow")}</button></div>`;
      case "live":
        return nothing;
    }
  }
}

customElements.define("p-banner", Banner);
