// @ts-check
/** @import { SpaceEntry, SpaceModel } from "../types" */

/** The list with a space that was opened before the list heard of it, or of the joining. */
export function listed(/** @type {SpaceEntry[]} */ entries, /** @type {SpaceModel} */ space, /** @type {string} */ me) {
  const entry = entries.find((one) => one.id === space.id);
  const member = me in space.members;
  const { id, name, title, topic, hidden, archived, ordinal } = space;
  if (!entry) {
    return [...entries, { id, name, title, topic, hidden, archived, ordinal, member }].sort((one, other) => (one.name < other.name ? -1 : 1));
  }
  return entry.member === member ? entries : entries.map((one) => (one === entry ? { ...one, member } : one));
}

/** How far each space was read: what this browser remembers, or all of it where it remembers nothing. */
export function seenOf(/** @type {SpaceEntry[]} */ found, /** @type {Record<string, number>} */ known, /** @type {Record<string, number>} */ kept) {
  const entries = found.filter((one) => one.member).map((one) => [one.id, known[one.id] ?? kept[one.id]]);
  return Object.fromEntries(entries.filter(([, ordinal]) => ordinal !== undefined));
}
