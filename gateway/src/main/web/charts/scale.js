// @ts-check
const GRID_LINES_MAX = 5;
const STEPS = [1n, 2n, 5n];

/**
 * Round marks from zero to at least `highest`, at most five above zero.
 * @param {bigint} highest
 * @returns {bigint[]}
 */
export function marks(highest) {
  for (let unit = 1n; ; unit *= 10n) {
    for (const factor of STEPS) {
      const step = unit * factor;
      const count = (highest + step - 1n) / step;
      if (count <= BigInt(GRID_LINES_MAX)) {
        return Array.from({ length: Number(count < 1n ? 1n : count) + 1 }, (_, at) => BigInt(at) * step);
      }
    }
  }
}

/** Where `value` lies between nothing and `highest`, in pixels of `length`. */
export const pixels = (/** @type {bigint} */ value, /** @type {bigint} */ highest, /** @type {number} */ length) =>
  (Number((value * 100_000n) / highest) / 100_000) * length;
