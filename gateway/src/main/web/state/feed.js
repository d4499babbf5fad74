// @ts-check
/** @import { Feed, Frame, Pull } from "../types" */

/** How many frames wait for a gap to close before they are dropped and asked for again. */
export const HELD_MAX = 256;
/** How many events one pull may ask for. */
export const PULL_MAX = 500;
const FIRST_DELAY_MILLIS = 1_000;
const DELAY_MAX_MILLIS = 30_000;

/** @typedef {{feed: Feed, apply: Frame[], pull: Pull | null}} Step what to apply now, in order, and what to ask for */

/** @returns {Feed} */
export const open = (/** @type {string} */ epoch, /** @type {number} */ seq) => ({
  epoch, seq, head: seq, held: [], pull: null, delayMillis: FIRST_DELAY_MILLIS, duplicates: 0,
});

/** Whether everything that is known to be in the log has been applied. */
export const complete = (/** @type {Feed} */ feed) => feed.seq >= feed.head;

/**
 * Takes an `ev` or `skip` frame.
 * @param {Feed} feed
 * @param {Frame} frame
 * @returns {Step}
 */
export function offer(feed, frame) {
  const head = Math.max(feed.head, last(frame));
  if (last(frame) <= feed.seq) {
    return { feed: { ...feed, duplicates: feed.duplicates + 1 }, apply: [], pull: null };
  }
  if (first(frame) > feed.seq + 1) {
    return ask(hold({ ...feed, head }, frame), []);
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
  return ask({ ...feed, seq, head, held, pull, delayMillis: FIRST_DELAY_MILLIS }, apply);
}

/**
 * Hears that the space's log reaches `head`: asks for a tail that got lost.
 * @param {Feed} feed
 * @param {number} head
 * @returns {Step}
 */
export const announce = (feed, head) => ask({ ...feed, head: Math.max(feed.head, head) }, []);

/**
 * A pull stayed without an answer for `delayMillis`: asks again for what is still missing of it, and waits twice as long.
 * @param {Feed} feed
 * @returns {Step}
 */
export function retry(feed) {
  if (!feed.pull) {
    return { feed, apply: [], pull: null };
  }
  const delayMillis = Math.min(feed.delayMillis * 2, DELAY_MAX_MILLIS);
  return send({ ...feed, delayMillis }, feed.pull.to, []);
}

function hold(/** @type {Feed} */ feed, /** @type {Frame} */ frame) {
  const at = feed.held.findIndex((other) => first(other) >= first(frame));
  if (at >= 0 && first(feed.held[at]) === first(frame)) {
    return { ...feed, duplicates: feed.duplicates + 1 };
  }
  if (feed.held.length >= HELD_MAX) {
    return { ...feed, held: [], pull: null };
  }
  const held = at < 0 ? [...feed.held, frame] : feed.held.toSpliced(at, 0, frame);
  return { ...feed, held };
}

/** Asks for the one range that is missing next, unless it has been asked for. */
function ask(/** @type {Feed} */ feed, /** @type {Frame[]} */ apply) {
  const missing = feed.held.length > 0 ? first(feed.held[0]) - 1 : feed.head;
  if (feed.pull || missing <= feed.seq) {
    return { feed, apply, pull: null };
  }
  return send(feed, Math.min(missing, feed.seq + PULL_MAX), apply);
}

function send(/** @type {Feed} */ feed, /** @type {number} */ to, /** @type {Frame[]} */ apply) {
  const pull = { after: feed.seq, limit: to - feed.seq };
  return { feed: { ...feed, pull: { after: feed.seq, to } }, apply, pull };
}

const first = (/** @type {Frame} */ frame) => (frame.op === "skip" ? frame.from : frame.seq);
const last = (/** @type {Frame} */ frame) => (frame.op === "skip" ? frame.to : frame.seq);
