// @ts-check
import { without } from "./records.js";

/** @import { Frame, Reading, SpaceEntry, SpaceModel } from "../types" */

/** Stands where a space would, for one's own log. */
export const ME = "me";

/** @returns {Reading} somebody who has read nothing */
export const nothingRead = () => ({ known: false, revision: 0, read: {}, drafts: {}, muted: {} });

/** What one keeps for oneself, as a snapshot of one's own log tells it. @returns {Reading} */
export const fromSnapshot = (/** @type {any} */ data) => ({
  known: true,
  revision: data.rev ?? 0,
  read: Object.fromEntries((data.read ?? []).map((/** @type {any} */ one) => [one.space, one.upTo])),
  drafts: Object.fromEntries((data.drafts ?? []).map((/** @type {any} */ one) => [one.space, one.text])),
  muted: Object.fromEntries((data.muted ?? []).map((/** @type {string} */ space) => [space, true])),
});

/**
 * The same after one event of one's own log.
 * @param {Reading} reading
 * @param {Frame} frame
 * @returns {Reading}
 */
export function apply(reading, frame) {
  const { space, upTo, rev, text } = frame.data ?? {};
  switch (frame.type) {
    case "read.set":
      return readTo(reading, space, upTo);
    case "read.unset":
      return { ...reading, revision: Math.max(reading.revision, rev), read: { ...reading.read, [space]: upTo } };
    case "draft.set":
      return { ...reading, drafts: { ...reading.drafts, [space]: text } };
    case "draft.cleared":
      return { ...reading, drafts: without(reading.drafts, space) };
    case "space.muted":
      return { ...reading, muted: { ...reading.muted, [space]: true } };
    case "space.unmuted":
      return { ...reading, muted: without(reading.muted, space) };
    default:
      return reading;
  }
}

/** A marker moves forward only. */
export const readTo = (/** @type {Reading} */ reading, /** @type {string} */ space, /** @type {number} */ upTo) =>
  ({ ...reading, read: { ...reading.read, [space]: Math.max(upTo, reading.read[space] ?? 0) } });

/**
 * What is known after it was told how things stand: a marker that was moved here and has not been told of yet stays,
 * unless something was marked unread meanwhile.
 * @param {Reading} before
 * @param {Reading} now
 * @returns {Reading}
 */
export function told(before, now) {
  return now.revision > before.revision ? now : Object.entries(before.read).reduce((reading, [space, upTo]) => readTo(reading, space, upTo), now);
}

/** How far a space is read; null while that is not known. */
export const markerOf = (/** @type {Reading} */ reading, /** @type {string} */ space) =>
  reading.read[space] ?? (reading.known ? 0 : null);

/**
 * What is unread of a space: counted here as far back as this page knows the messages, and by the server before that.
 * @param {SpaceEntry | undefined} entry
 * @param {SpaceModel | undefined} space
 * @param {number | null} upTo the read marker
 * @param {string} me
 */
export function unread(entry, space, upTo, me) {
  const listed = { messages: entry?.unread ?? 0, mentions: entry?.mentions ?? 0 };
  if (!space) {
    return listed;
  }
  const known = upTo !== null && knows(space, upTo, me);
  const since = space.messages.slice(firstAfter(space, known ? upTo : (entry?.seq ?? space.seq), me));
  const others = since.filter((one) => one.author !== me);
  const before = known ? { messages: 0, mentions: 0 } : listed;
  return {
    messages: before.messages + others.length,
    mentions: before.mentions + others.filter((one) => one.mentions.includes(me)).length,
  };
}

/** Whether all messages after a place are in memory. */
export const knows = (/** @type {SpaceModel} */ space, /** @type {number} */ upTo, /** @type {string} */ me) =>
  space.complete || firstAfter(space, upTo, me) > 0 || upTo >= space.seq;

/** Where the messages begin that came after a place, and after one has joined. */
function firstAfter(/** @type {SpaceModel} */ space, /** @type {number} */ upTo, /** @type {string} */ me) {
  const joined = space.members[me]?.joinedAt ?? 0;
  return space.messages.findLastIndex((one) => one.seq <= upTo || one.ts < joined) + 1;
}
