// @ts-check
/** @import { Frame, Passing } from "../types" */

/** What passes in a space: tables that are followed by their version, in one life of the server's side. */

/** @returns {Passing} */
export const fromSnapshot = (/** @type {any} */ data) => data ?? {};

/**
 * Whether a change follows what is known. One from 0 on is the whole table, and follows anything.
 * @param {Passing} known
 * @param {Frame} frame
 */
export function follows(known, frame) {
  const [incarnation, version] = known[frame.model] ?? [];
  return isWhole(frame) || (frame.incarnation === incarnation && frame.base === version);
}

/** @returns {Passing} */
export const after = (/** @type {Passing} */ known, /** @type {Frame} */ frame) =>
  ({ ...known, [frame.model]: [frame.incarnation, frame.version] });

export const isWhole = (/** @type {Frame} */ frame) => !frame.base;

/**
 * A table after a change that follows.
 * @template T
 * @param {Record<string, T>} rows
 * @param {Frame} frame
 * @returns {Record<string, T>}
 */
export function changed(rows, frame) {
  const next = isWhole(frame) ? {} : { ...rows };
  for (const id of frame.del ?? []) {
    delete next[id];
  }
  return { ...next, ...frame.set };
}
