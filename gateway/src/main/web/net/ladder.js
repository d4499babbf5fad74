// @ts-check

/** Chances of a way that has carried a connection before; one that never has gets a single chance. */
const CHANCES = 3;

/**
 * Which of several ways to the server is tried next, best first.
 * @typedef {object} Ladder
 * @property {number} rung
 * @property {number} failures in a row
 * @property {boolean[]} proven
 */

/** @returns {Ladder} */
export const ladder = (/** @type {number} */ ways) => ({ rung: 0, failures: 0, proven: Array(ways).fill(false) });

/** A connection came about. @param {Ladder} now @returns {Ladder} */
export const held = (now) => ({ ...now, failures: 0, proven: now.proven.with(now.rung, true) });

/** A connection that had come about is gone: the best way is tried first again. @param {Ladder} now @returns {Ladder} */
export const gone = (now) => ({ ...now, rung: 0, failures: 0 });

/** The best way was tried beside another one, and carries the connection from now on. @param {Ladder} now @returns {Ladder} */
export const climbed = (now) => ({ ...now, rung: 0, failures: 0 });

/**
 * An attempt led to nothing.
 * @param {Ladder} now
 * @param {boolean} answered whether the server is there all the same, so that it is the way that does not lead to it
 * @returns {Ladder}
 */
export function failed(now, answered) {
  if (!answered) {
    return now;
  }
  const failures = now.failures + 1;
  if (failures < (now.proven[now.rung] ? CHANCES : 1)) {
    return { ...now, failures };
  }
  return { ...now, rung: (now.rung + 1) % now.proven.length, failures: 0 };
}
