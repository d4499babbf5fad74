// @ts-check
/** @import { Spending } from "../types" */

const NANO_PER_USD = 1_000_000_000n;
/** Below a dollar at most this many decimals are shown. */
const DECIMALS_MAX = 4;

/**
 * Nano-dollars as people read them: two decimals from a dollar on, two to four below, and never "$0.00" for
 * something that is not nothing.
 * @param {bigint | string | number} nano
 */
export function money(nano) {
  const value = BigInt(nano);
  const sign = value < 0n ? "−" : "";
  const amount = value < 0n ? -value : value;
  if (amount === 0n) {
    return "$0.00";
  }
  const small = rounded(amount, DECIMALS_MAX);
  if (small === 0n) {
    return `< ${sign}$0.0001`;
  }
  if (small < 10_000n) {
    const digits = small.toString().padStart(DECIMALS_MAX, "0");
    return `${sign}$0.${digits.replace(/0{1,2}$/, "")}`;
  }
  const cents = rounded(amount, 2);
  const whole = (cents / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}$${whole}.${(cents % 100n).toString().padStart(2, "0")}`;
}

/** Nano-dollars to the last digit. */
export function exact(/** @type {bigint | string | number} */ nano) {
  const value = BigInt(nano);
  const amount = value < 0n ? -value : value;
  const fraction = (amount % NANO_PER_USD).toString().padStart(9, "0");
  return `${value < 0n ? "−" : ""}$${amount / NANO_PER_USD}.${fraction}`;
}

/** The sum of amounts; those that are missing count as nothing. */
export const sum = (/** @type {Iterable<string | bigint | null | undefined>} */ amounts) => {
  let total = 0n;
  for (const amount of amounts) {
    total += BigInt(amount ?? 0);
  }
  return total;
};

/**
 * Amounts as they are shown beside their sum: rounded so that they add up to what `money` shows of it.
 * @param {bigint[]} amounts
 */
export function parts(amounts) {
  const total = sum(amounts);
  const unit = unitOf(rounded(total, DECIMALS_MAX) < 10_000n ? DECIMALS_MAX : 2);
  const down = amounts.map((amount) => amount / unit);
  const missing = Number((total + unit / 2n) / unit - sum(down));
  const nearest = amounts.map((_, at) => at).sort((one, other) => Number((amounts[other] % unit) - (amounts[one] % unit)));
  nearest.slice(0, missing).forEach((at) => (down[at] += 1n));
  return amounts.map((amount, at) => (down[at] === 0n ? amount : down[at] * unit));
}

/** What a space has spent and may still spend. @param {Spending | null} spending */
export function spendable(spending) {
  const left = BigInt(spending?.leftNanoUsd ?? 0);
  return BigInt(spending?.spentNanoUsd ?? 0) + (left > 0n ? left : 0n);
}

/** How much of `whole` is `part`, 0 to 1. */
export function share(/** @type {bigint | string} */ part, /** @type {bigint | string | null} */ whole) {
  const of = BigInt(whole ?? 0);
  if (of <= 0n) {
    return 0;
  }
  return Math.min(1, Math.max(0, Number((BigInt(part) * 10_000n) / of) / 10_000));
}

function rounded(/** @type {bigint} */ nano, /** @type {number} */ decimals) {
  const unit = unitOf(decimals);
  return (nano + unit / 2n) / unit;
}

const unitOf = (/** @type {number} */ decimals) => NANO_PER_USD / 10n ** BigInt(decimals);
