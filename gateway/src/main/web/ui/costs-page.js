// @ts-check
import { html, nothing } from "lit";
import { fullTime, named, number, t, time } from "../i18n/text.js";
import { get } from "../net/api.js";
import { bars, byDay, lastDays, OTHERS } from "../state/costs.js";
import { money } from "../state/money.js";
import { face } from "../state/people.js";
import { spacePath } from "../state/route.js";
import * as wire from "../state/wire.js";
import { store } from "./context.js";
import { icon } from "./icons.js";
import { Part } from "./part.js";
import { amount, avatar, legend } from "./pieces.js";
import { go } from "./router.js";
import "../charts/bars.js";

/** @import { AgentInfo, State } from "../types" */

const RANGES = [1, 7, 30, 90];
const GROUPS = /** @type {const} */ (["agent", "model", "space"]);
const PAGE = 50;
const REFRESH_MILLIS = 15_000;

/** What calls to models have cost: sums, days, and every call. */
class CostsPage extends Part {
  /** @type {any} */
  summary = null;
  /** @type {any[]} */
  series = [];
  /** @type {any[]} */
  calls = [];
  /** @type {Record<string, AgentInfo>} */
  agents = {};
  next = "";
  error = "";
  wanted = "";
  updatedAt = 0;
  asTable = false;
  ticking = 0;

  /** @param {State} state */
  select(state) {
    return [state.route, state.spaces];
  }

  get days() {
    const days = Number(store.state.route.query.get("days"));
    return RANGES.includes(days) ? days : 30;
  }

  get by() {
    return GROUPS.find((one) => one === store.state.route.query.get("by")) ?? "agent";
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = `${t("costs.title")} · ${t("app.name")}`;
    this.ticking = window.setInterval(() => document.hidden || this.load(), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  willUpdate() {
    const wanted = `${this.days} ${this.by}`;
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      this.load();
    }
  }

  async load() {
    const { days, by, wanted } = this;
    try {
      const [summary, series, calls, agents] = await Promise.all([
        get(`/v1/costs/summary?days=${days}`),
        get(`/v1/costs/series?days=${days}&by=${by}&zone=UTC`),
        get(`/v1/costs/calls?days=${days}&limit=${PAGE}`),
        get("/v1/agents"),
      ]);
      if (wanted !== this.wanted) {
        return;
      }
      this.error = "";
      this.summary = summary;
      this.series = wire.rows(series, "series");
      this.calls = wire.rows(calls, "calls");
      this.next = calls.next ?? (this.calls.length === PAGE ? this.calls.at(-1)?.id : "") ?? "";
      this.agents = Object.fromEntries(wire.rows(agents, "agents").map(wire.agent).map((one) => [one.id, one]));
      this.updatedAt = Date.now();
    } catch (problem) {
      this.error = /** @type {Error} */ (problem).message || t("error.unknown");
    }
    this.requestUpdate();
  }

  render() {
    return html`<div class="shell admin" data-pane="admin">
      <nav class="sidebar admin-nav" aria-label=${t("nav.observe")}>
        <div class="workspace"><span class="workspace-logo">${icon("logo")}</span><div><strong>${t("app.name")}</strong><small>${t("app.tagline")}</small></div></div>
        <a class="nav-row" href="/">${icon("chat")}${t("nav.backToChat")}</a>
        <div class="nav-head">${t("nav.observe")}</div>
        <a class="nav-row" href="/admin/costs" aria-current="page">${icon("chart")}${t("nav.costs")}</a>
      </nav>
      <main class="admin-page">
        ${this.head()}
        <div class="admin-body">
          ${this.error ? html`<div class="banner danger" role="alert"><span class="grow">${t("error.title")} ${this.error}</span>
            <button class="button small" @click=${() => this.load()}>${t("error.retry")}</button></div>` : nothing}
          ${this.summary ? html`${this.tiles()}${this.daily()}${this.table()}` : this.error ? nothing : html`<div class="skeleton" aria-busy="true"><i></i><i></i><i></i></div>`}
        </div>
      </main>
      <nav class="tabs-bottom" aria-label=${t("app.name")}><a href="/">${icon("chat")}${t("nav.spaces")}</a>
        <a href="/admin/costs" aria-current="page">${icon("chart")}${t("nav.costs")}</a></nav>
    </div>`;
  }

  head() {
    const range = t(/** @type {any} */ (`costs.days.${this.days}`));
    return html`<header class="admin-head">
      <h1>${t("costs.title")}</h1>
      <span class="note grow cut">${this.updatedAt ? t("costs.updated", { range, time: time(this.updatedAt) }) : nothing}</span>
      <div class="segments" role="group" aria-label=${t("costs.range")}>${RANGES.map((days) => html`<button aria-pressed=${String(days === this.days)}
        @click=${() => this.show(days, this.by)}>${t(/** @type {any} */ (`costs.days.${days}`))}</button>`)}</div>
      <button class="button" @click=${() => this.save()}>${t("costs.export")}</button>
    </header>`;
  }

  tiles() {
    const { spentNanoUsd, heldNanoUsd, suspenseNanoUsd, calls, estimatedCalls, unpricedCalls } = this.summary;
    const perCall = calls > 0 ? t("costs.perCall", { cost: money(BigInt(spentNanoUsd) / BigInt(calls)) }) : t("costs.noSpend");
    const tile = (/** @type {string} */ name, /** @type {unknown} */ value, /** @type {string} */ note) =>
      html`<section class="card tile"><h2>${name}</h2><strong>${value}</strong><small>${note}</small></section>`;
    return html`<div class="tiles">
      ${tile(t("costs.spent"), amount(spentNanoUsd, "spent"), perCall)}
      ${tile(t("costs.calls"), number(calls), t("costs.callsNote", { estimated: estimatedCalls ?? 0, unpriced: unpricedCalls ?? 0 }))}
      ${tile(t("costs.held"), amount(heldNanoUsd), t("costs.heldNote"))}
      ${tile(t("costs.suspense"), amount(suspenseNanoUsd), t("costs.suspenseNote"))}
    </div>`;
  }

  daily() {
    const { days, series } = byDay(bars(this.series), lastDays(Math.max(this.days, 2), Date.now()));
    const looks = Object.fromEntries(series.map(({ key }, at) => [key, this.look(key, at)]));
    const title = t("costs.daily", { by: t(/** @type {any} */ (`costs.byWord.${this.by}`)) });
    return html`<section class="card" aria-label=${title}>
      <div class="card-head"><h2>${title}</h2>
        <button class="text-button" @click=${() => this.flip()}>${t(this.asTable ? "costs.asChart" : "costs.asTable")}</button>
        <div class="segments" role="group" aria-label=${t("costs.by")}>${GROUPS.map((by) => html`<button aria-pressed=${String(by === this.by)}
          @click=${() => this.show(this.days, by)}>${t(`costs.by.${by}`)}</button>`)}</div></div>
      ${this.asTable ? this.dayTable(days, looks) : html`<p-bars .days=${days} .looks=${looks} .label=${title}></p-bars>`}
      ${legend(series.map(({ key, spent }) => ({ ...looks[key], spent })))}
    </section>`;
  }

  dayTable(/** @type {import("../state/costs.js").Day[]} */ days, /** @type {Record<string, {name: string}>} */ looks) {
    return html`<div class="table-scroll" tabindex="0"><table class="table"><thead><tr><th>${t("costs.day")}</th>${Object.values(looks).map((look) => html`<th class="end">${look.name}</th>`)}<th class="end">${t("costs.total")}</th></tr></thead>
      <tbody>${days.map((day) => html`<tr><td>${day.day}</td>${Object.keys(looks).map((key) => html`<td class="end">${amount(day.parts.find((part) => part.key === key)?.spent)}</td>`)}<td class="end">${amount(day.total)}</td></tr>`)}</tbody></table></div>`;
  }

  look(/** @type {string} */ key, /** @type {number} */ at) {
    if (key === OTHERS) {
      return { name: t("costs.other"), colour: 8 };
    }
    if (this.by === "agent") {
      const agent = this.agents[key] ?? this.agents[key.replace(/^agent:/, "")];
      const { name, colour } = face(agent?.id ?? key, agent?.name ?? key, true, agent?.colour);
      return { name, colour };
    }
    const space = this.by === "space" ? store.state.spaces.find((one) => one.id === key) : null;
    return { name: space ? `# ${space.name}` : key, colour: (at % 8) + 1 };
  }

  table() {
    return html`<section class="card" aria-label=${t("costs.recent")}>
      <div class="card-head"><h2>${t("costs.recent")}</h2><span class="note">${t("costs.recentNote")}</span></div>
      <div class="table-scroll" tabindex="0"><table class="table">
        <thead><tr><th>${t("costs.time")}</th><th>${t("costs.agent")}</th><th>${t("costs.space")}</th><th>${t("costs.model")}</th>
          <th class="end">${t("costs.tokensIn")}</th><th class="end">${t("costs.tokensOut")}</th><th>${t("costs.kind")}</th><th class="end">${t("costs.cost")}</th></tr></thead>
        <tbody>${this.calls.map((call) => this.call(call))}
          ${this.calls.length === 0 ? html`<tr><td colspan="8" class="quiet">${t("costs.noCalls")}</td></tr>` : nothing}</tbody>
      </table></div>
      ${this.next ? html`<div class="table-foot"><button class="button small" @click=${() => this.more()}>${t("costs.more")}</button></div>` : nothing}
    </section>`;
  }

  call(/** @type {any} */ call) {
    const agent = this.agents[call.agent];
    const who = face(call.agent ?? "", agent?.name ?? call.agent ?? "", true, agent?.colour);
    const space = store.state.spaces.find((one) => one.id === call.space);
    const at = wire.millis(call.at ?? call.ts);
    return html`<tr><td class="number" title=${fullTime(at)}>${time(at)}</td><td><span class="who">${avatar(who, 18)}${who.name}</span></td>
      <td>${call.space ? html`<a href=${spacePath(call.space)}># ${space?.name ?? call.space}</a>` : nothing}</td><td>${call.model}</td>
      <td class="end">${number(call.tokensIn ?? call.usage?.in ?? 0)}</td><td class="end">${number(call.tokensOut ?? call.usage?.out ?? 0)}</td>
      <td><span class="tag ${call.kind === "exact" ? "" : "warn"}">${named(`kind.${wire.word(call.kind)}`)}</span></td>
      <td class="end">${amount(call.costNanoUsd ?? call.cost?.nanoUsd ?? call.cost)}</td></tr>`;
  }

  async more() {
    const page = await get(`/v1/costs/calls?days=${this.days}&limit=${PAGE}&before=${encodeURIComponent(this.next)}`);
    const rows = wire.rows(page, "calls");
    this.calls = [...this.calls, ...rows];
    this.next = page.next ?? (rows.length === PAGE ? rows.at(-1).id : "") ?? "";
    this.requestUpdate();
  }

  show(/** @type {number} */ days, /** @type {string} */ by) {
    go(`/admin/costs?days=${days}&by=${by}`);
  }

  flip() {
    this.asTable = !this.asTable;
    this.requestUpdate();
  }

  /** Saves exactly the calls of the range that is shown. */
  async save() {
    const response = await fetch(`/v1/costs/calls?days=${this.days}`, { headers: { Accept: "text/csv" } });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `parley-costs-${this.days}d.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

customElements.define("p-costs", CostsPage);
