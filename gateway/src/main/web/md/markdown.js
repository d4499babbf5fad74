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

/**
 * Markdown as templates. No text becomes markup: raw HTML is shown as what was typed.
 * @param {string} text
 * @param {Member[]} mentions who is mentioned, as the server resolved it
 */
export const markdown = (text, mentions = []) =>
  html`<div class="md" dir="auto">${lexer(text, { gfm: true, breaks: true }).map((token) => block(token, mentions))}</div>`;

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
      this.#finished = [...this.#finished, block(token, [])];
    }
    return html`<div class="md" dir="auto">${this.#finished}${tokens.map((token) => block(token, []))}${end}</div>`;
  }
}

/** @returns {unknown} */
function block(/** @type {Token} */ token, /** @type {Member[]} */ mentions) {
  const inner = () => inline(/** @type {any} */ (token).tokens ?? [], mentions);
  switch (token.type) {
    case "space":
    case "def":
      return nothing;
    case "paragraph":
      return html`<p>${inner()}</p>`;
    case "text":
      return /** @type {any} */ (token).tokens ? inner() : plain(token.raw, mentions);
    case "heading":
      return heading(/** @type {Tokens.Heading} */ (token), mentions);
    case "code":
      return html`<p-code .text=${/** @type {any} */ (token).text} .language=${/** @type {any} */ (token).lang ?? ""}></p-code>`;
    case "blockquote":
      return html`<blockquote>${/** @type {any} */ (token).tokens.map((/** @type {Token} */ one) => block(one, mentions))}</blockquote>`;
    case "list":
      return list(/** @type {Tokens.List} */ (token), mentions);
    case "table":
      return table(/** @type {Tokens.Table} */ (token), mentions);
    case "hr":
      return html`<hr>`;
    default:
      return html`<p>${token.raw}</p>`;
  }
}

function heading(/** @type {Tokens.Heading} */ token, /** @type {Member[]} */ mentions) {
  const content = inline(token.tokens, mentions);
  return token.depth === 1 ? html`<h3>${content}</h3>` : token.depth === 2 ? html`<h4>${content}</h4>` : html`<h5>${content}</h5>`;
}

function list(/** @type {Tokens.List} */ token, /** @type {Member[]} */ mentions) {
  const items = token.items.map((item) => html`<li>${item.task
    ? html`<input type="checkbox" disabled ?checked=${item.checked}>` : nothing}${item.tokens.filter((one) => one.type !== "checkbox").map((one) => block(one, mentions))}</li>`);
  return token.ordered ? html`<ol start=${token.start || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

function table(/** @type {Tokens.Table} */ token, /** @type {Member[]} */ mentions) {
  const side = (/** @type {number} */ at) => token.align[at] ?? "";
  return html`<div class="table-box" tabindex="0"><table>
    <thead><tr>${token.header.map((cell, at) => html`<th class=${side(at)}>${inline(cell.tokens, mentions)}</th>`)}</tr></thead>
    <tbody>${token.rows.map((row) => html`<tr>${row.map((cell, at) => html`<td class=${side(at)}>${inline(cell.tokens, mentions)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** @returns {unknown[]} */
const inline = (/** @type {Token[]} */ tokens, /** @type {Member[]} */ mentions) => tokens.map((token) => span(token, mentions));

function span(/** @type {Token} */ token, /** @type {Member[]} */ mentions) {
  const inner = () => inline(/** @type {any} */ (token).tokens ?? [], mentions);
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
      return /** @type {any} */ (token).tokens ? inner() : plain(/** @type {any} */ (token).text ?? token.raw, mentions);
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

function plain(/** @type {string} */ text, /** @type {Member[]} */ mentions) {
  return mentions.length === 0
    ? text
    : split(text, mentions).map((part) => (part.member ? html`<span class="mention">${part.text}</span>` : part.text));
}
