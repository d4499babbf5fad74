// @ts-check
import { backoff } from "./backoff.js";

/** @import { Link, LinkEvent, Phase } from "../types" */

/** The least time between two attempts that are made because somebody or something asked for one. */
export const WAKE_GAP_MILLIS = 2_000;
/** A connection that held so long is a good one: what failed before it counts no more. */
export const STEADY_MILLIS = 10_000;
/** How often a client's own mistake may end a connection before the client stops. */
const REPORTS_MAX = 1;
/** A connection that held so long makes up for a mistake. */
const FORGIVEN_MILLIS = 600_000;

/**
 * What the owner of a link does next: open a connection in place of any other; drop it and open one at `retryAt`;
 * drop it for good; or nothing.
 * @typedef {"open" | "wait" | "stop" | "none"} Act
 * @typedef {{link: Link, act: Act}} Step
 * @typedef {{now: number, random: number}} Moment
 * @typedef {(link: Link, event: any, moment: Moment) => Step} Rule
 */

/** @returns {Link} */
export const idle = () => ({
  phase: "connecting", reason: "", retryAt: 0, since: 0, plugged: true, trying: false, triedAt: -Infinity, notBefore: 0,
  attempt: 0, reports: 0, upAt: 0,
});

/**
 * What follows from what happens, by phase. What does not stand here changes nothing.
 * @type {Record<Phase, Partial<Record<LinkEvent["type"], Rule>>>}
 */
export const TABLE = {
  connecting: { start: open, due: open, wake: soon, plugged: anew, unplugged: cut, welcomed: up, closed: lost },
  reconnecting: { due: open, wake: soon, plugged: anew, unplugged: cut, welcomed: up, closed: lost },
  offline: { due: open, wake: soon, plugged: anew, welcomed: up, closed: lost },
  lagging: { caughtUp: become("live"), unplugged: cut, closed: lost },
  live: { behind: become("lagging"), unplugged: cut, closed: lost },
  refused: { wake: again },
};

/**
 * @param {Link} link
 * @param {LinkEvent} event
 * @param {Moment} moment
 * @returns {Step}
 */
export function next(link, event, moment) {
  const rule = TABLE[link.phase][event.type];
  return rule ? rule(link, event, moment) : { link, act: "none" };
}

/** @type {Rule} */
function open(link, _, { now }) {
  const phase = !link.plugged ? "offline" : link.phase === "connecting" ? "connecting" : "reconnecting";
  return { link: { ...link, phase, retryAt: 0, trying: true, triedAt: now, since: link.since || now }, act: "open" };
}

/** An attempt at once, or as soon as one is allowed; one that is under way is left alone. @type {Rule} */
function soon(link, event, moment) {
  if (link.trying) {
    return { link, act: "none" };
  }
  const at = Math.max(link.triedAt + WAKE_GAP_MILLIS, link.notBefore);
  if (at <= moment.now) {
    return open(link, event, moment);
  }
  return { link: { ...link, retryAt: Math.min(link.retryAt, at) }, act: "wait" };
}

/** There is a network again: an attempt that began without one leads nowhere. @type {Rule} */
function anew(link, event, moment) {
  const phase = link.phase === "offline" ? "reconnecting" : link.phase;
  const stuck = link.trying && !link.plugged;
  return soon({ ...link, phase, plugged: true, trying: link.trying && !stuck, retryAt: stuck ? Infinity : link.retryAt }, event, moment);
}

/** There is no network any more, says the browser; as it may be wrong, attempts go on. @type {Rule} */
function cut(link, _, moment) {
  return wait({ ...link, plugged: false }, link.reason, 0, moment);
}

/** @type {Rule} */
function up(link, _, { now }) {
  return { link: { ...link, phase: "lagging", reason: "", retryAt: 0, trying: false, plugged: true, notBefore: 0, since: now, upAt: now }, act: "none" };
}

/** @returns {Rule} */
function become(/** @type {Phase} */ phase) {
  return (link, _, { now }) => ({ link: { ...link, phase, since: now }, act: "none" });
}

/** @type {Rule} */
function lost(link, { remedy, reason, retryAfterMs = 0 }, moment) {
  const held = link.upAt > 0 ? moment.now - link.upAt : 0;
  const known = { ...link, attempt: held >= STEADY_MILLIS ? 0 : link.attempt };
  const reports = (held >= FORGIVEN_MILLIS ? 0 : link.reports) + (remedy === "report" ? 1 : 0);
  if (remedy === "stop" || reports > REPORTS_MAX) {
    return { link: { ...known, phase: "refused", reason, retryAt: 0, trying: false, reports, upAt: 0, since: moment.now }, act: "stop" };
  }
  return wait({ ...known, reports }, reason, retryAfterMs, moment);
}

/** @returns {Step} */
function wait(/** @type {Link} */ link, /** @type {string} */ reason, /** @type {number} */ atLeast, /** @type {Moment} */ { now, random }) {
  const down = link.phase !== "live" && link.phase !== "lagging";
  const notBefore = now + atLeast;
  return {
    link: {
      ...link, phase: link.plugged ? "reconnecting" : "offline", reason: link.plugged ? reason : "network", trying: false, upAt: 0, notBefore,
      retryAt: Math.max(notBefore, now + backoff(link.attempt, random)), attempt: link.attempt + 1, since: down && link.since ? link.since : now,
    },
    act: "wait",
  };
}

/** A person asks for another attempt after all. @type {Rule} */
function again(link, event, moment) {
  return moment.now - link.triedAt < WAKE_GAP_MILLIS ? { link, act: "none" } : open({ ...link, attempt: 0, reports: 0, since: moment.now }, event, moment);
}
