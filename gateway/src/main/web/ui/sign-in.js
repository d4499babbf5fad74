// @ts-check
import { html, nothing } from "lit";
import { t } from "../i18n/text.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";
import { Part } from "./part.js";
import { go } from "./router.js";

/** Signing in: by the code of a one-time link, which stays behind the # so that no server logs it, or with a name and a password. */
class SignIn extends Part {
  error = "";
  working = false;

  connectedCallback() {
    super.connectedCallback();
    const code = new URLSearchParams(location.hash.slice(1)).get("code");
    if (code) {
      history.replaceState(null, "", "/login");
      this.enter({ code }, t("signIn.linkFailed"));
    }
  }

  render() {
    return html`<main class="sign-in"><div class="sign-in-card">
      <div class="workspace"><span class="workspace-logo">${icon("logo")}</span>
        <div><strong>${t("app.name")}</strong><small>${t("app.tagline")}</small></div></div>
      <h1>${t("signIn.title")}</h1>
      ${this.error ? html`<p class="form-error" role="alert">${this.error}</p>` : nothing}
      <form @submit=${(/** @type {Event} */ event) => this.submit(event)}>
        <label class="field">${t("signIn.name")}<input class="input" name="name" autocomplete="username" required autocapitalize="none" spellcheck="false"></label>
        <label class="field">${t("signIn.password")}<input class="input" name="password" type="password" autocomplete="current-password" required></label>
        <button class="button primary wide" ?disabled=${this.working}>${t(this.working ? "signIn.working" : "signIn.submit")}</button>
      </form>
      <p class="quiet">${t("signIn.hint")}</p>
    </div></main>`;
  }

  submit(/** @type {Event} */ event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.enter({ name: String(form.get("name")), password: String(form.get("password")) }, t("signIn.failed"));
  }

  async enter(/** @type {any} */ proof, /** @type {string} */ refused) {
    this.working = true;
    this.error = "";
    this.requestUpdate();
    try {
      const next = store.state.route.query.get("next") ?? "/";
      await session.signIn(proof);
      go(/^\/(?!\/)/.test(next) ? next : "/", true);
    } catch (problem) {
      const { status, message } = /** @type {import("../net/api.js").Problem} */ (problem);
      this.error = [400, 401, 403, 404, 410, 422].includes(status) ? refused : message || t("error.unknown");
    } finally {
      this.working = false;
      this.requestUpdate();
    }
  }
}

customElements.define("p-sign-in", SignIn);
