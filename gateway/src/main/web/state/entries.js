// @ts-check
/** @import { SpaceEntry, SpaceModel } from "../types" */

/** The list with a space that was opened before the list heard of it, or of the joining. */
export function listed(/** @type {SpaceEntry[]} */ entries, /** @type {SpaceModel} */ space, /** @type {string} */ me) {
  const entry = entries.find((one) => one.id === space.id);
  const member = me in space.members;
  const { id, name, title, topic, hidden, archived, ordinal, seq } = space;
  if (!entry) {
    return [...entries, { id, name, title, topic, hidden, archived, ordinal, seq, unread: 0, mentions: 0, member }].sort((one, other) => (one.name < other.name ? -1 : 1));
  }
  return entry.member === member ? entries : entries.map((one) => (one === entry ? { ...one, member } : one));
}
