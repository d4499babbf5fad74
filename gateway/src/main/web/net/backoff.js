// @ts-check
const BASE_MILLIS = 500;
const CAP_MILLIS = 30_000;

/**
 * How long to wait before an attempt: full jitter, so that many clients never come back at once.
 * @param {number} attempt 0 for the first
 * @param {number} random 0 to 1
 */
export const backoff = (attempt, random) =>
  Math.round(random * Math.min(CAP_MILLIS, BASE_MILLIS * 2 ** Math.min(attempt, 10)));
