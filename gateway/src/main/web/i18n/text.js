// @ts-check
import { en } from "./en.js";

/**
 * A text of the pages.
 * @param {keyof typeof en} key
 * @param {Record<string, any>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = en[key];
  return typeof text === "function" ? text(/** @type {any} */ (values)) : text;
}

/** Whether there is a text for a key made at run time. */
export const has = (/** @type {string} */ key) => key in en;

/** A text for a key made at run time, or the key's last word where there is none. */
export const named = (/** @type {string} */ key) =>
  has(key) ? t(/** @type {keyof typeof en} */ (key)) : (key.split(".").at(-1) ?? key).replaceAll("_", " ");

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const time = (/** @type {number} */ at) => clock.format(at);
export const fullTime = (/** @type {number} */ at) => moment.format(at);
export const number = (/** @type {number} */ value) => whole.format(value);
export const shortNumber = (/** @type {number} */ value) => compact.format(value);
/** "21 Nov" for a day written as 2026-11-21. */
export const dayOfMonth = (/** @type {string} */ day) => shortDay.format(new Date(`${day}T00:00:00Z`));
export const dayKey = (/** @type {number} */ at) => new Date(at).toDateString();

/** "Today", "Yesterday" or the date. */
export function dayName(/** @type {number} */ at, /** @type {number} */ now) {
  const midnight = (/** @type {number} */ value) => new Date(value).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days > -2 && days < 1) {
    const text = relative.format(days, "day");
    return text[0].toUpperCase() + text.slice(1);
  }
  return weekday.format(at);
}

/** "6 min", "2 h", "3 days". */
export function span(/** @type {number} */ millis) {
  const minutes = Math.max(1, Math.round(millis / 60_000));
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
