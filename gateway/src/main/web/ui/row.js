// @ts-check
import { LitElement, html, nothing } from "lit";
import { dayName, fullTime, has, named, t, time } from "../i18n/text.js";
import { markdown, GrowingMarkdown } from "../md/markdown.js";
import { mentioned } from "../state/mentions.js";
import { faceOf } from "../state/people.js";
import { messagePath } from "../state/route.js";
import { session, store } from "./context.js";
import { icon } from "./icons.js";
import { notice } from "./notice.js";
import { amount, avatar, typingDots } from "./pieces.js";

/** @import { Message, Pending, Turn } from "../types" */
/** @import { Row } from "../state/rows.js" */
/** @import { Face } from "../state/people.js" */

const EMOJI = ["👍", "❤️", "😄", "🎉", "👀", "✅"];
const QUOTE_MAX = 120;

/** One row of a timeline. */
class TimelineRow extends LitElement {
  static properties = { row: {}, faces: {}, up: {}, editing: { state: true }, picking: { state: true }, active: { state: true } };

  constructor() {
    super();
    /** @type {Row | null} */
    this.row = null;
    /** @type {Record<string, Face>} */
    this.faces = {};
    /** @type {boolean} */
    this.up = true;
    /** @type {boolean} */
    this.editing = false;
    /** @type {boolean} */
    this.picking = false;
    /** @type {boolean} */
    this.active = false;
    this.growing = new GrowingMarkdown();
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { row } = this;
    switch (row?.type) {
      case "day":
        return html`<div class="day" role="separator">${dayName(row.at, Date.now())}</div>`;
      case "message":
        return this.message(row.message, row.follows);
      case "pending":
        return this.pending(row.pending, row.follows);
      case "draft":
        return this.draft(row.turn);
      case "limit":
      case "notice":
        return notice(row, this.faces);
      default:
        return nothing;
    }
  }

  message(/** @type {Message} */ message, /** @type {boolean} */ follows) {
    const face = faceOf(this.faces, message.author, message.authorKind === "agent");
    const forMe = message.mentions.includes(store.state.me?.id ?? "");
    return html`<article class="message ${follows ? "follows" : ""} ${message.deleted ? "gone" : ""} ${forMe ? "mine-mentioned" : ""}"
        data-message=${message.id} data-seq=${message.seq} tabindex="-1" aria-label="${face.name}, ${time(message.ts)}"
        @pointerenter=${() => (this.active = true)} @pointerleave=${() => this.leave()} @focusin=${() => (this.active = true)}
        @focusout=${() => this.leave()} @keydown=${(/** @type {KeyboardEvent} */ event) => this.pressed(event, message)}>
      ${follows ? html`<span class="message-side number">${time(message.ts)}</span>` : avatar(face)}
      <div>
        ${follows ? nothing : this.head(face, message.ts, this.cost(message))}
        ${message.replyTo ? this.quote(message.replyTo) : nothing}
        ${this.editing ? this.editor(message) : this.body(message)}
        ${this.reactions(message)}${this.chip(message)}
      </div>
      ${this.active && !message.deleted ? this.actions(message) : nothing}
    </article>`;
  }

  /** The actions of a row are in the page only while it is pointed at or has the focus. */
  leave() {
    if (!this.matches(":hover, :focus-within")) {
      this.active = false;
      this.picking = false;
    }
  }

  pressed(/** @type {KeyboardEvent} */ event, /** @type {Message} */ message) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "r") {
      event.preventDefault();
      this.reply(message);
    }
    if (event.key === "e" && message.author === store.state.me?.id) {
      event.preventDefault();
      this.editing = true;
    }
  }

  head(/** @type {Face} */ face, /** @type {number} */ at, /** @type {unknown} */ end) {
    return html`<header class="message-head"><span class="name">${face.name}</span>
      ${face.agent ? html`<span class="tag">${t("message.agent")}</span>` : nothing}
      <time datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${time(at)}</time>${end}</header>`;
  }

  cost(/** @type {Message} */ message) {
    if (!message.cost) {
      return nothing;
    }
    const exact = message.cost.kind === "exact";
    return html`${amount(message.cost.nanoUsd, "cost")}${exact ? nothing : html`<span class="tag warn">${t("message.estimated")}</span>`}`;
  }

  body(/** @type {Message} */ message) {
    if (message.deleted) {
      return html`<p class="message-body">${t("message.deleted")}</p>`;
    }
    return html`<div class="message-body">${markdown(message.text, this.references(message.mentions))}</div>
      ${message.edited ? html`<span class="edited">${t("message.edited")}</span>` : nothing}`;
  }

  references(/** @type {string[]} */ mentions) {
    const members = this.model()?.members ?? {};
    const { space } = store.state.route;
    return {
      mentions: mentions.flatMap((id) => (members[id] ? [members[id]] : [])),
      cite: (/** @type {string} */ message) => messagePath(space, message),
    };
  }

  quote(/** @type {string} */ id) {
    const original = this.model()?.messages.find((one) => one.id === id);
    if (!original) {
      return nothing;
    }
    const name = faceOf(this.faces, original.author).name;
    return html`<a class="quote cut" href=${messagePath(store.state.route.space, id)}>${icon("reply")}<strong>${name}</strong>
      <span class="cut">${original.deleted ? t("message.deleted") : original.text.slice(0, QUOTE_MAX)}</span></a>`;
  }

  reactions(/** @type {Message} */ message) {
    const entries = Object.entries(message.reactions);
    const me = store.state.me?.id ?? "";
    return entries.length === 0 ? nothing : html`<div class="reactions">${entries.map(([emoji, who]) => html`
      <button class="reaction" aria-pressed=${String(who.includes(me))} title=${who.map((id) => faceOf(this.faces, id).name).join(", ")}
        @click=${() => this.react(message, emoji, !who.includes(me))}>${emoji} <span class="number">${who.length}</span></button>`)}</div>`;
  }

  chip(/** @type {Message} */ message) {
    if (!message.turn || !message.usage) {
      return nothing;
    }
    const tokens = (message.usage.in ?? 0) + (message.usage.out ?? 0);
    return html`<div><div class="run-chip number">${icon("check")}
      ${message.model ? html`<span>${message.model}</span>` : nothing}
      ${message.tookMillis === null ? nothing : html`<span>${t("message.seconds", { seconds: (message.tookMillis / 1_000).toFixed(1) })}</span>`}
      <span>${t("message.tokens", { n: tokens })}</span></div></div>`;
  }

  actions(/** @type {Message} */ message) {
    const own = message.author === store.state.me?.id;
    const button = (/** @type {any} */ sign, /** @type {string} */ label, /** @type {() => void} */ action) =>
      html`<button class="icon-button small" aria-label=${label} title=${label} @click=${action}>${sign}</button>`;
    return html`<div class="actions" role="toolbar" aria-label=${t("message.actions")}>
      ${button(icon("smile"), t("message.react"), () => (this.picking = !this.picking))}
      ${button(icon("reply"), t("message.reply"), () => this.reply(message))}
      ${button(icon("link"), t("message.copyLink"), () => this.copyLink(message))}
      ${own ? nothing : button(icon("unread"), t("message.markUnread"), () => session.own.markUnread(store.state.route.space, message.seq))}
      ${own ? html`${button(icon("pen"), t("message.edit"), () => (this.editing = true))}
        ${button(icon("trash"), t("message.delete"), () => this.erase(message))}` : nothing}
      ${this.picking ? html`<div class="menu">${EMOJI.map((emoji) => html`<button aria-label=${t("message.reactWith", { emoji })}
        @click=${() => this.react(message, emoji, true)}>${emoji}</button>`)}</div>` : nothing}
    </div>`;
  }

  pending(/** @type {Pending} */ pending, /** @type {boolean} */ follows) {
    const face = faceOf(this.faces, store.state.me?.id ?? "");
    const failed = pending.state === "failed";
    return html`<article class="message ${failed ? "failed" : "pending"} ${follows ? "follows" : ""}" data-key=${pending.key} aria-busy=${String(!failed)}>
      ${follows ? html`<span></span>` : avatar(face)}
      <div>
        ${follows ? nothing : this.head(face, pending.at, nothing)}
        <div class="message-body">${markdown(pending.text, this.references(pending.mentions))}</div>
        <div class="message-foot">${this.progress(pending)}</div>
      </div>
    </article>`;
  }

  /** How far one's own message has got, and what can be done about it; what is not on its way can be taken back. */
  progress(/** @type {Pending} */ pending) {
    const discard = html`<button class="text-button danger" @click=${() => session.discard(pending.key)}>${t("message.discard")}</button>`;
    switch (pending.state) {
      case "queued":
        return html`${icon("clock")}${t(this.up ? "message.queued" : "message.offline")}${this.up ? nothing : discard}`;
      case "sent":
        return html`${icon("clock")}${t("message.sent")}`;
      case "confirmed":
        return html`${icon("check")}${t("message.confirmed")}`;
      case "failed": {
        const reason = has(`failed.${pending.code}`) ? named(`failed.${pending.code}`) : pending.error || pending.code;
        return html`${icon("warn")}${t("message.failed", { reason })}
          <button class="text-button" @click=${() => session.retry(pending)}>${t("message.retry")}</button>${discard}`;
      }
    }
  }

  draft(/** @type {Turn} */ turn) {
    const face = faceOf(this.faces, turn.agent, true);
    const text = turn.draft?.text ?? "";
    const caret = html`<span class="caret" aria-hidden="true"></span>`;
    return html`<article class="message draft" aria-busy="true" aria-label=${face.name} data-turn=${turn.turn}>
      ${avatar(face)}
      <div>
        <header class="message-head"><span class="name">${face.name}</span><span class="tag">${t("message.agent")}</span>
          <span class="writing">${typingDots()}${t(text ? "turn.writing" : "turn.thinking")}</span>
          <button class="stop" aria-label=${t("turn.stopAgent", { name: face.name })} @click=${() => session.stop(store.state.route.space, turn.turn)}>${icon("stop")}${t("turn.stop")}</button></header>
        ${text ? html`<div class="message-body" aria-live="off">${this.growing.render(text, caret)}</div>` : nothing}
      </div>
    </article>`;
  }

  /** Who edits wants to write at once, behind what stands there. */
  updated(/** @type {Map<string, unknown>} */ changed) {
    if (changed.has("editing") && this.editing) {
      const field = /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    }
  }

  editor(/** @type {Message} */ message) {
    return html`<form @submit=${(/** @type {Event} */ event) => this.save(event, message)} @keydown=${(/** @type {KeyboardEvent} */ event) => this.keyed(event)}>
      <textarea class="input" name="text" rows="3" aria-label=${t("message.edit")}>${message.text}</textarea>
      <div class="message-foot"><button class="button small primary">${t("message.save")}</button>
        <button class="button small" type="button" @click=${() => (this.editing = false)}>${t("message.cancel")}</button></div>
    </form>`;
  }

  keyed(/** @type {KeyboardEvent} */ event) {
    if (event.key === "Escape") {
      this.editing = false;
    }
    if (event.key === "Enter" && event.target instanceof HTMLTextAreaElement && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      /** @type {HTMLFormElement} */ (event.currentTarget).requestSubmit();
    }
  }

  async save(/** @type {Event} */ event, /** @type {Message} */ message) {
    event.preventDefault();
    const text = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("text")).trim();
    this.editing = false;
    if (text && text !== message.text) {
      const members = Object.values(this.model()?.members ?? {});
      await session.edit(store.state.route.space, message.id, text, mentioned(text, members), message.rev);
    }
  }

  erase(/** @type {Message} */ message) {
    if (confirm(t("dialog.delete"))) {
      session.erase(store.state.route.space, message.id);
    }
  }

  reply(/** @type {Message} */ message) {
    this.dispatchEvent(new CustomEvent("p-reply", { bubbles: true, detail: message.id }));
  }

  react(/** @type {Message} */ message, /** @type {string} */ emoji, /** @type {boolean} */ on) {
    this.picking = false;
    session.react(store.state.route.space, message.id, emoji, on);
  }

  async copyLink(/** @type {Message} */ message) {
    await navigator.clipboard.writeText(location.origin + messagePath(store.state.route.space, message.id));
    session.toast(t("message.linkCopied"));
  }

  model() {
    return store.state.open[store.state.route.space];
  }
}

customElements.define("p-row", TimelineRow);
