// @ts-check
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../i18n/text.js";
import { spacePath } from "../state/route.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";
import { Part } from "./part.js";
import { go } from "./router.js";
import "./details.js";
import "./sidebar.js";
import "./sign-in.js";
import "./space-page.js";

/** @import { State } from "../types" */

const LAST_SPACE_KEY = "parley.space";

/** The whole page: who is signed in decides whether it is the sign-in page, the address which other. */
class AppPage extends Part {
  /** @type {string} */
  problem = "";

  /** @param {State} state */
  select(state) {
    return [state.route, state.started, state.me, state.spaces, state.details, state.pane, state.toasts];
  }

  connectedCallback() {
    this.replaceChildren();
    super.connectedCallback();
    addEventListener("keydown", (event) => this.pressed(event));
    this.start();
  }

  async start() {
    if (store.state.route.page === "sign-in") {
      store.set({ started: true });
      return;
    }
    try {
      this.problem = "";
      if (!(await session.start())) {
        go(`/login?next=${encodeURIComponent(location.pathname)}`, true);
      }
    } catch (problem) {
      this.problem = /** @type {Error} */ (problem).message || t("error.unknown");
      this.requestUpdate();
    }
  }

  updated() {
    const { route, me, spaces } = store.state;
    if (me && route.page === "home" && spaces.length > 0) {
      go(spacePath(lastSpace(spaces)), true);
    }
    if (route.page === "space") {
      localStorage.setItem(LAST_SPACE_KEY, route.space);
    }
    if (route.page === "costs") {
      import("../admin.js");
    }
  }

  render() {
    const { started, me, route, toasts } = store.state;
    if (this.problem) {
      return this.broken();
    }
    if (!started) {
      return html`<div class="boot" aria-busy="true"><div class="boot-side"><i></i><i></i><i></i></div><div class="boot-main"><i></i><i></i></div></div>`;
    }
    return html`
      ${!me || route.page === "sign-in" ? html`<p-sign-in></p-sign-in>` : this.page()}
      <div class="toasts" role="status">
        ${repeat(toasts, (toast) => toast.id, (toast) => html`<div class="toast ${toast.error ? "error" : ""}">
          <span class="grow">${toast.text}</span>
          <button class="icon-button small" aria-label=${t("dialog.close")} @click=${() => session.closeToast(toast.id)}>${icon("close")}</button>
        </div>`)}
      </div>`;
  }

  page() {
    const { route, details, pane } = store.state;
    if (route.page === "costs") {
      return html`<p-costs></p-costs>`;
    }
    const withDetails = route.page === "space" && (details || pane === "overview");
    return html`
      ${route.page === "space" ? html`<a class="skip-link" href="#timeline">${t("app.skip")}</a>` : nothing}
      <div class="shell ${withDetails ? "" : "two"}" data-pane=${route.page === "home" ? "spaces" : pane}>
        <p-sidebar></p-sidebar>
        <main class="pane-main">${route.page === "space" ? html`<p-space></p-space>` : this.nothingHere()}</main>
        ${withDetails ? html`<p-details></p-details>` : nothing}
        ${this.tabs()}
      </div>`;
  }

  tabs() {
    const { me, pane, route } = store.state;
    const here = pane === "chat" ? "spaces" : pane;
    const tab = (/** @type {State["pane"]} */ name, /** @type {any} */ sign, /** @type {string} */ text) => html`
      <button aria-current=${here === name ? "page" : nothing} @click=${() => store.set({ pane: name })}>${sign}${text}</button>`;
    return html`<nav class="tabs-bottom" aria-label=${t("app.name")}>
      ${tab("spaces", icon("chat"), t("nav.spaces"))}
      ${route.page === "space" ? tab("overview", icon("people"), t("nav.overview")) : nothing}
      ${me?.administrator ? html`<a href="/admin/costs">${icon("chart")}${t("nav.costs")}</a>` : nothing}
    </nav>`;
  }

  nothingHere() {
    const home = store.state.route.page === "home";
    return html`<div class="space"><div class="empty">
      <h1>${t(home ? "space.none" : "space.missing")}</h1>
      <p>${t(home ? "space.noneDetail" : "space.missingDetail")}</p>
    </div></div>`;
  }

  broken() {
    return html`<div class="empty" role="alert">
      <h1>${t("error.title")}</h1><p>${this.problem}</p>
      <button class="button primary" @click=${() => this.start()}>${t("error.retry")}</button>
    </div>`;
  }

  pressed(/** @type {KeyboardEvent} */ event) {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k" && store.state.me) {
      event.preventDefault();
      /** @type {any} */ (this.querySelector("p-sidebar"))?.search();
    }
  }
}

function lastSpace(/** @type {State["spaces"]} */ spaces) {
  const last = localStorage.getItem(LAST_SPACE_KEY);
  const mine = spaces.filter((one) => one.member);
  return (mine.find((one) => one.id === last) ?? mine[0] ?? spaces[0]).id;
}

customElements.define("p-app", AppPage);
