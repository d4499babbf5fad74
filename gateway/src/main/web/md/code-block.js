// @ts-check
import { LitElement, html } from "lit";
import { t } from "../i18n/text.js";
import { icon } from "../ui/icons.js";

const COLOURED_MAX = 50_000;
const COPIED_MILLIS = 2_000;

/** A block of code: coloured once the colouring has loaded, copied with a button. */
class CodeBlock extends LitElement {
  static properties = { text: {}, language: {}, wrapped: { state: true }, copied: { state: true }, parts: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.text = "";
    /** @type {string} */
    this.language = "";
    /** @type {boolean} */
    this.wrapped = false;
    /** @type {boolean} */
    this.copied = false;
    /** @type {{text: string, type: string}[] | null} */
    this.parts = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("text") || changed.has("language")) {
      this.parts = null;
      this.colour();
    }
  }

  async colour() {
    const { text } = this;
    const language = this.language.trim().toLowerCase();
    if (!language || text.length > COLOURED_MAX) {
      return;
    }
    try {
      const { tokens } = await import("./highlight.js");
      this.parts = text === this.text ? tokens(text, language) : this.parts;
    } catch {
      this.parts = null;
    }
  }

  render() {
    const code = this.parts
      ? this.parts.map((part) => (part.type ? html`<span class="tok-${part.type}">${part.text}</span>` : part.text))
      : this.text;
    return html`<figure class="code ${this.wrapped ? "wrap" : ""}">
      <figcaption class="code-head"><span class="grow">${this.language.toUpperCase() || t("code.plain")}</span>
        <button aria-pressed=${String(this.wrapped)} @click=${() => (this.wrapped = !this.wrapped)}>${t("code.wrap")}</button>
        <button @click=${() => this.copy()}>${icon(this.copied ? "check" : "copy")}${t(this.copied ? "code.copied" : "code.copy")}</button></figcaption>
      <pre tabindex="0"><code>${code}</code></pre></figure>`;
  }

  async copy() {
    await navigator.clipboard.writeText(this.text);
    this.copied = true;
    setTimeout(() => (this.copied = false), COPIED_MILLIS);
  }
}

customElements.define("p-code", CodeBlock);
