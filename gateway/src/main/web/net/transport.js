// @ts-check
/** @import { Frame } from "../types" */

/**
 * One way to exchange frames with the server, and one connection made on it.
 * @typedef {object} Transport
 * @property {(frame: Frame) => void} send only once it is open
 * @property {() => void} close for good; nothing is heard of it after
 */

/**
 * Who hears of a connection: that the server is there, that it is open, its frames, and last its end, once.
 * @typedef {object} Hearing
 * @property {() => void} reached
 * @property {() => void} opened
 * @property {(frame: Frame) => void} heard
 * @property {(end: End) => void} closed
 */

/**
 * How a connection ended: with a close code, or without one by an answer of HTTP that refused it.
 * @typedef {object} End
 * @property {number} [code]
 * @property {any} [problem]
 */

/** @typedef {(hearing: Hearing) => Transport} Way */

/** The frames in a text of one or several lines; what is none is left out. @returns {Frame[]} */
export const framesIn = (/** @type {string} */ text) => text.split("\n").flatMap((line) => {
  try {
    const frame = JSON.parse(line);
    return typeof frame?.op === "string" ? [frame] : [];
  } catch {
    return [];
  }
});
