// @ts-check
import { html, nothing } from "lit";
import { lexer } from "marked";
import { t } from "../i18n/text.js";
import { split } from "../state/mentions.js";
import { icon } from "../ui/icons.js";
import { hostOf, safeLink } from "./links.js";
import "./code-block.js";

/** @import { Token, Tokens } from "marked" */
/** @import { Member } from "../types" */

const FINISHED_BLOCKS = 2;
/** A message that is referred to by its id. */
export const CITATION = /\[(m_[A-Za-z0-9_]{1,64})\]/;

/**
 * What a text may refer to.
 * @typedef {object} References
 * @property {Member[]} mentions who is mentioned, as the server resolved it
 * @property {(message: string) => string} [cite] the address of a message that is cited by its id
 */

/** @type {References} */
const NONE = { mentions: [] };

/**
 * Markdown as templates. No text becomes markup: raw HTML is shown as what was typed.
 * @param {string} text
 * @param {References} references
 */
export const markdown = (text, references = NONE) =>
  html`<div class="md" dir="auto">${lexer(text, { gfm: true, breaks: true }).map((token) => block(token, references))}</div>`;

/** Markdown that is still being written: what cannot change any more is not read again. */
export class GrowingMarkdown {
  #text = "";
  #committed = 0;
  /** @type {unknown[]} */
  #finished = [];

  /** @param {string} text all of it @param {unknown} end what follows the last character */
  render(text, end = nothing) {
    if (!text.startsWith(this.#text)) {
      this.#committed = 0;
      this.#finished = [];
    }
    this.#text = text;
    const tokens = lexer(text.slice(this.#committed), { gfm: true, breaks: true });
    const done = tokens.length - FINISHED_BLOCKS;
    for (const token of done > 1 ? tokens.splice(0, done) : []) {
      this.#committed += token.raw.length;
      this.#finished = [...this.#finished, block(token, NONE)];
    }
    return html`<div class="md" dir="auto">${this.#finished}${tokens.map((token) => block(token, NONE))}${end}</div>`;
  }
}

/** @returns {unknown} */
function block(/** @type {Token} */ token, /** @type {References} */ references) {
  const inner = () => inline(/** @type {any} */ (token).tokens ?? [], references);
  switch (token.type) {
    case "space":
    case "def":
      return nothing;
    case "paragraph":
      return html`<p>${inner()}</p>`;
    case "text":
      return /** @type {any} */ (token).tokens ? inner() : plain(token.raw, references);
    case "heading":
      return heading(/** @type {Tokens.Heading} */ (token), references);
    case "code":
      return html`<p-code .text=${/** @type {any} */ (token).text} .language=${/** @type {any} */ (token).lang ?? ""}></p-code>`;
    case "blockquote":
      return html`<blockquote>${/** @type {any} */ (token).tokens.map((/** @type {Token} */ one) => block(one, references))}</blockquote>`;
    case "list":
      return list(/** @type {Tokens.List} */ (token), references);
    case "table":
      return table(/** @type {Tokens.Table} */ (token), references);
    case "hr":
      return html`<hr>`;
    default:
      return html`<p>${token.raw}</p>`;
  }
}

function heading(/** @type {Tokens.Heading} */ token, /** @type {References} */ references) {
  const content = inline(token.tokens, references);
  return token.depth === 1 ? html`<h3>${content}</h3>` : token.depth === 2 ? html`<h4>${content}</h4>` : html`<h5>${content}</h5>`;
}

function list(/** @type {Tokens.List} */ token, /** @type {References} */ references) {
  const items = token.items.map((item) => html`<li>${item.task
    ? html`<input type="checkbox" disabled ?checked=${item.checked}>` : nothing}${item.tokens.filter((one) => one.type !== "checkbox").map((one) => block(one, references))}</li>`);
  return token.ordered ? html`<ol start=${token.start || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

function table(/** @type {Tokens.Table} */ token, /** @type {References} */ references) {
  const side = (/** @type {number} */ at) => token.align[at] ?? "";
  return html`<div class="table-box" tabindex="0"><table>
    <thead><tr>${token.header.map((cell, at) => html`<th class=${side(at)}>${inline(cell.tokens, references)}</th>`)}</tr></thead>
    <tbody>${token.rows.map((row) => html`<tr>${row.map((cell, at) => html`<td class=${side(at)}>${inline(cell.tokens, references)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** @returns {unknown[]} */
const inline = (/** @type {Token[]} */ tokens, /** @type {References} */ references) => tokens.map((token) => span(token, references));

function span(/** @type {Token} */ token, /** @type {References} */ references) {
  const inner = () => inline(/** @type {any} */ (token).tokens ?? [], references);
  switch (token.type) {
    case "strong":
      return html`<strong>${inner()}</strong>`;
    case "em":
      return html`<em>${inner()}</em>`;
    case "del":
      return html`<del>${inner()}</del>`;
    case "codespan":
      return html`<code>${/** @type {any} */ (token).text}</code>`;
    case "br":
      return html`<br>`;
    case "link":
      return link(/** @type {Tokens.Link} */ (token), inner());
    case "image":
      return image(/** @type {Tokens.Image} */ (token));
    case "escape":
      return /** @type {any} */ (token).text;
    case "text":
      return /** @type {any} */ (token).tokens ? inner() : plain(/** @type {any} */ (token).text ?? token.raw, references);
    default:
      return token.raw;
  }
}

function link(/** @type {Tokens.Link} */ token, /** @type {unknown} */ content) {
  const href = safeLink(token.href);
  return href
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow" title=${hostOf(href)}>${content}</a>`
    : token.raw;
}

function image(/** @type {Tokens.Image} */ token) {
  const href = safeLink(token.href);
  const text = t("image.show", { name: token.text || token.href });
  return href
    ? html`<a class="image-link" href=${href} target="_blank" rel="noopener noreferrer nofollow" title=${hostOf(href)}>${icon("image")}${text}</a>`
    : token.raw;
}

function plain(/** @type {string} */ text, /** @type {References} */ { mentions, cite }) {
  const parts = mentions.length === 0 ? [{ text, member: null }] : split(text, mentions);
  return parts.map((part) => (part.member ? html`<span class="mention">${part.text}</span>` : cite ? cited(part.text, cite) : part.text));
}

/** Text in which the messages it cites are links; what is between the ids stands at the even places. */
const cited = (/** @type {string} */ text, /** @type {(message: string) => string} */ cite) =>
  text.split(CITATION).map((part, at) => (at % 2 === 0 ? part
    : html`<a class="citation" href=${cite(part)} aria-label=${t("message.cited")} title=${t("message.cited")}>${icon("reply")}</a>`));
