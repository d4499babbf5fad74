// @ts-check
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { named, t } from "../i18n/text.js";
import { isUp } from "../state/connection.js";
import { face, faces } from "../state/people.js";
import { spacePath } from "../state/route.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";
import { Part } from "./part.js";
import { avatar, typingDots } from "./pieces.js";
import { chosenTheme, chooseTheme, THEMES } from "./theme.js";
import "./dialogs.js";
import "./search.js";

/** @import { SpaceEntry, State } from "../types" */

/** The spaces, what is unread in them, and oneself. */
class Sidebar extends Part {
  menuOpen = false;

  /** @param {State} state */
  select(state) {
    const running = state.spaces.map((one) => (busy(state, one.id) ? one.id : "")).join();
    const ordinals = state.spaces.map((one) => state.open[one.id]?.ordinal).join();
    return [state.me, state.spaces, state.route, state.connection.phase, state.reading, running, ordinals, state.open[state.route.space]?.members];
  }

  render() {
    const { me, spaces } = store.state;
    const others = spaces.filter((one) => !one.member);
    return html`<nav class="sidebar" aria-label=${t("nav.spaces")}>
      <div class="workspace"><span class="workspace-logo">${icon("logo")}</span>
        <div><strong>${t("app.name")}</strong><small>${t("app.tagline")}</small></div></div>
      <button class="jump" @click=${() => this.search()}>${icon("search")}<span>${t("nav.search")}</span><kbd>${MAC ? "⌘" : "Ctrl "}K</kbd></button>
      <div class="sidebar-scroll">
        ${me?.administrator ? html`<a class="nav-row" href="/admin/costs">${icon("chart")}${t("nav.costsAndAdmin")}</a>` : nothing}
        <div class="nav-head"><h2 class="nav-title">${t("nav.spaces")}</h2>
          <button class="icon-button small" aria-label=${t("nav.newSpace")} @click=${() => this.dialog("p-new-space")}>${icon("plus")}</button></div>
        <ul role="list">${repeat(spaces.filter((one) => one.member), (one) => one.id, (one) => this.row(one))}</ul>
        ${others.length > 0 ? html`<div class="nav-head"><h2 class="nav-title">${t("nav.join")}</h2></div>
          <ul role="list">${repeat(others, (one) => one.id, (one) => this.row(one))}</ul>` : nothing}
      </div>
      ${this.foot()}
      <p-new-space></p-new-space><p-search></p-search>
    </nav>`;
  }

  row(/** @type {SpaceEntry} */ space) {
    const { route, reading } = store.state;
    const current = route.page === "space" && route.space === space.id;
    const { messages, mentions } = session.own.unread(space.id);
    const muted = Boolean(reading.muted[space.id]);
    const shown = !space.member ? 0 : muted ? mentions : messages;
    return html`<li><a class="nav-row ${shown > 0 ? "unread" : ""} ${muted ? "muted" : ""}" href=${spacePath(space.id)} aria-current=${current ? "page" : nothing}>
      ${space.hidden ? icon("lock") : html`<span class="hash" aria-hidden="true">#</span>`}
      <span class="grow cut">${space.name}</span>
      ${busy(store.state, space.id) ? html`${typingDots()}<span class="sr-only">${t("nav.running")}</span>` : nothing}
      ${muted ? html`${icon("mute")}<span class="sr-only">${t("nav.muted")}</span>` : nothing}
      ${shown > 0 ? html`<span class="badge" aria-label=${t("nav.unread", { n: messages, mentions })}>${mentions > 0 ? "@" : ""}${shown > 99 ? "99+" : shown}</span>` : nothing}
    </a></li>`;
  }

  foot() {
    const { me, connection } = store.state;
    const here = store.state.open[store.state.route.space];
    const self = here?.members[me?.id ?? ""] ? faces(here)[me?.id ?? ""] : face(me?.id ?? "", me?.name ?? "", false);
    return html`<div class="sidebar-foot">
      ${avatar(self, 24, isUp(connection) ? "online" : "offline")}
      <div class="grow"><strong class="cut">${self.name}</strong><small role="status">${named(`connection.${connection.phase}`)}</small></div>
      <button class="icon-button" aria-label=${t("nav.settings")} aria-expanded=${String(this.menuOpen)} @click=${() => this.toggle()}>${icon("gear")}</button>
      ${this.menuOpen ? html`<div class="menu" role="menu" @click=${() => this.toggle()}>
        ${THEMES.map((theme) => html`<button role="menuitemradio" aria-checked=${String(chosenTheme() === theme)} @click=${() => chooseTheme(theme)}>${icon("sun")}${t(`theme.${theme}`)}</button>`)}
        <button role="menuitem" @click=${() => session.signOut()}>${icon("left")}${t("nav.signOut")}</button>
      </div>` : nothing}
    </div>`;
  }

  /** Opens the box in which one finds spaces and messages. */
  search() {
    this.dialog("p-search");
  }

  dialog(/** @type {string} */ name) {
    /** @type {any} */ (this.querySelector(name)).open();
  }

  toggle() {
    this.menuOpen = !this.menuOpen;
    this.requestUpdate();
  }
}

const MAC = navigator.platform.startsWith("Mac");
const busy = (/** @type {State} */ state, /** @type {string} */ id) => Object.keys(state.open[id]?.turns ?? {}).length > 0;

customElements.define("p-sidebar", Sidebar);
