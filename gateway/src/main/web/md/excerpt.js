// @ts-check
import { lexer } from "marked";
import { CITATION } from "./markdown.js";

/** @import { Token } from "marked" */

const LENGTH_MAX = 160;

/** What somebody reads of a text, without its marks and references. */
const plain = (/** @type {string} */ text) =>
  lexer(text, { gfm: true }).map(words).join(" ").replaceAll(new RegExp(CITATION, "g"), "").replaceAll(/\s+/g, " ").trim();

/** @returns {string} */
function words(/** @type {Token} */ token) {
  const within = "tokens" in token && token.tokens ? token.tokens : "items" in token ? token.items : null;
  const between = token.type === "list" || token.type === "list_item" ? " " : "";
  return within ? within.map(words).join(between) : "text" in token ? token.text : token.raw;
}

/** The part of a text around the first word that was looked for. */
export function excerpt(/** @type {string} */ text, /** @type {string} */ asked) {
  const all = plain(text);
  const at = all.toLowerCase().indexOf(asked.trim().toLowerCase().split(/\s+/)[0]);
  const from = Math.max(0, at - LENGTH_MAX / 4);
  return `${from > 0 ? "…" : ""}${all.slice(from, from + LENGTH_MAX)}${all.length > from + LENGTH_MAX ? "…" : ""}`;
}
