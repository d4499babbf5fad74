// @ts-check

/** Values by key. @template T @param {T[]} values @param {(value: T) => string} key @returns {Record<string, T>} */
export const keyed = (values, key) => Object.fromEntries(values.map((one) => [key(one), one]));

/** All but one. @template T @param {Record<string, T>} record @param {string} key @returns {Record<string, T>} */
export function without(record, key) {
  const { [key]: _, ...rest } = record;
  return rest;
}
