// @ts-check
const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address of a link that may be followed, or null. */
export function safeLink(/** @type {string} */ href) {
  try {
    const url = new URL(href);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Where a link leads, for people. */
export const hostOf = (/** @type {string} */ href) => {
  const url = new URL(href);
  return url.host || url.pathname;
};
