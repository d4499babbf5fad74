// @ts-check
/** @import { Feed, Frame, Pull } from "../types" */

/** How many frames wait for a gap to close before they are dropped and asked for again. */
export const HELD_MAX = 256;
/** How many events one pull may ask for. */
export const PULL_MAX = 500;
const FIRST_DELAY_MILLIS = 1_000;
const DELAY_MAX_MILLIS = 30_000;

/** @returns {Feed} */
export const open = (/** @type {string} */ epoch, /** @type {number} */ seq) => ({
  epoch, seq, held: [], pull: null, delayMillis: FIRST_DELAY_MILLIS, duplicates: 0,
});

/**
 * Takes an `ev` or `skip` frame: says which frames to apply now, in order, and what to ask for.
 * @param {Feed} feed
 * @param {Frame} frame
 * @returns {{feed: Feed, apply: Frame[], pull: Pull | null}}
 */
export function offer(feed, frame) {
  if (last(frame) <= feed.seq) {
    return { feed: { ...feed, duplicates: feed.duplicates + 1 }, apply: [], pull: null };
  }
  if (first(frame) > feed.seq + 1) {
    return ask(hold(feed, frame), []);
  }
  const apply = [frame];
  let seq = last(frame);
  const held = [...feed.held];
  while (held.length > 0 && first(held[0]) <= seq + 1) {
    const next = /** @type {Frame} */ (held.shift());
    if (last(next) > seq) {
      apply.push(next);
      seq = last(next);
    }
  }
  const pull = feed.pull && seq < feed.pull.to ? feed.pull : null;
  return ask({ ...feed, seq, held, pull, delayMillis: FIRST_DELAY_MILLIS }, apply);
}

/**
 * Hears that the space's log reaches `head`: asks for a tail that got lost.
 * @param {Feed} feed
 * @param {number} head
 * @returns {{feed: Feed, apply: Frame[], pull: Pull | null}}
 */
export function announce(feed, head) {
  if (head <= feed.seq || feed.held.length > 0 || feed.pull) {
    return { feed, apply: [], pull: null };
  }
  return send(feed, Math.min(head, feed.seq + PULL_MAX), []);
}

/**
 * A pull stayed without an answer for `delayMillis`: asks again, and waits twice as long for the answer.
 * @param {Feed} feed
 * @returns {{feed: Feed, apply: Frame[], pull: Pull | null}}
 */
export function retry(feed) {
  if (!feed.pull) {
    return { feed, apply: [], pull: null };
  }
  const delayMillis = Math.min(feed.delayMillis * 2, DELAY_MAX_MILLIS);
  return send({ ...feed, delayMillis }, feed.pull.to, []);
}

function hold(/** @type {Feed} */ feed, /** @type {Frame} */ frame) {
  if (feed.held.length >= HELD_MAX) {
    return { ...feed, held: [frame], pull: null };
  }
  const at = feed.held.findIndex((other) => first(other) >= first(frame));
  if (at >= 0 && first(feed.held[at]) === first(frame)) {
    return { ...feed, duplicates: feed.duplicates + 1 };
  }
  const held = at < 0 ? [...feed.held, frame] : feed.held.toSpliced(at, 0, frame);
  return { ...feed, held };
}

function ask(/** @type {Feed} */ feed, /** @type {Frame[]} */ apply) {
  if (feed.held.length === 0 || feed.pull) {
    return { feed, apply, pull: null };
  }
  return send(feed, Math.min(first(feed.held[0]) - 1, feed.seq + PULL_MAX), apply);
}

function send(/** @type {Feed} */ feed, /** @type {number} */ to, /** @type {Frame[]} */ apply) {
  const pull = { after: feed.seq, limit: to - feed.seq };
  return { feed: { ...feed, pull: { after: feed.seq, to } }, apply, pull };
}

const first = (/** @type {Frame} */ frame) => (frame.op === "skip" ? frame.from : frame.seq);
const last = (/** @type {Frame} */ frame) => (frame.op === "skip" ? frame.to : frame.seq);
