// @ts-check
import { sum } from "./money.js";

const SERIES_MAX = 7;

/** @typedef {{day: string, key: string, spent: bigint, calls: number}} Bar */
/** @typedef {{day: string, total: bigint, parts: {key: string, spent: bigint}[]}} Day */

/** The key under which small series are shown together. */
export const OTHERS = "\u0000others";

/**
 * Bars by day, every day of the range there, the costliest series by themselves.
 * @param {Bar[]} bars
 * @param {string[]} days
 * @returns {{days: Day[], series: {key: string, spent: bigint}[]}}
 */
export function byDay(bars, days) {
  const totals = new Map();
  bars.forEach((bar) => totals.set(bar.key, (totals.get(bar.key) ?? 0n) + bar.spent));
  const ranked = [...totals].sort(([, one], [, other]) => (one < other ? 1 : -1));
  const alone = new Set(ranked.slice(0, SERIES_MAX).map(([key]) => key));
  const rest = sum(ranked.slice(SERIES_MAX).map(([, spent]) => spent));
  const series = ranked.slice(0, SERIES_MAX).map(([key, spent]) => ({ key, spent }));
  if (ranked.length > SERIES_MAX) {
    series.push({ key: OTHERS, spent: rest });
  }
  return { series, days: days.map((day) => dayOf(day, bars, series, alone)) };
}

/**
 * @param {string} day
 * @param {Bar[]} bars
 * @param {{key: string}[]} series
 * @param {Set<string>} alone
 * @returns {Day}
 */
function dayOf(day, bars, series, alone) {
  const ofDay = bars.filter((bar) => bar.day === day);
  const parts = series.map(({ key }) => ({
    key, spent: sum(ofDay.filter((bar) => (alone.has(bar.key) ? bar.key : OTHERS) === key).map((bar) => bar.spent)),
  }));
  return { day, parts: parts.filter((part) => part.spent > 0n), total: sum(ofDay.map((bar) => bar.spent)) };
}

/** The days of the last `count` days in UTC, oldest first, as 2026-11-21. */
export const lastDays = (/** @type {number} */ count, /** @type {number} */ now) =>
  Array.from({ length: count }, (_, at) => new Date(now - (count - 1 - at) * 86_400_000).toISOString().slice(0, 10));

/** @returns {Bar[]} */
export const bars = (/** @type {any[]} */ rows) => rows.map((row) => ({
  day: row.day, key: row.key ?? "", spent: BigInt(row.spentNanoUsd ?? row.nanoUsd ?? row.spent ?? 0), calls: row.calls ?? 0,
}));
