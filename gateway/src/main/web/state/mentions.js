// @ts-check
/** @import { Member } from "../types" */

/**
 * Text cut at the names of those it mentions.
 * @param {string} text
 * @param {Member[]} members who may be meant
 * @returns {{text: string, member: Member | null}[]}
 */
export function split(text, members) {
  const names = [...members].sort((one, other) => other.name.length - one.name.length);
  const parts = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const found = text[at] === "@" && !wordAt(text, at - 1) ? names.find((one) => nameAt(text, at + 1, one.name)) : null;
    if (!found) {
      plain += text[at++];
      continue;
    }
    if (plain) {
      parts.push({ text: plain, member: null });
      plain = "";
    }
    const end = at + 1 + found.name.length;
    parts.push({ text: text.slice(at, end), member: found });
    at = end;
  }
  return plain ? [...parts, { text: plain, member: null }] : parts;
}

/** The ids of those whom a text mentions, in order, once each. */
export const mentioned = (/** @type {string} */ text, /** @type {Member[]} */ members) =>
  [...new Set(split(text, members).flatMap((part) => (part.member ? [part.member.id] : [])))];

/**
 * What is being typed after an "@" at the caret, or null.
 * @param {string} text
 * @param {number} caret
 * @returns {{start: number, query: string} | null}
 */
export function query(text, caret) {
  const found = /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,30})$/u.exec(text.slice(0, caret));
  return found ? { start: caret - found[1].length - 1, query: found[1].toLowerCase() } : null;
}

const nameAt = (/** @type {string} */ text, /** @type {number} */ at, /** @type {string} */ name) =>
  text.slice(at, at + name.length).toLowerCase() === name.toLowerCase() && !wordAt(text, at + name.length);

const wordAt = (/** @type {string} */ text, /** @type {number} */ at) => /[\p{L}\p{N}_]/u.test(text[at] ?? "");
