// @ts-check
const COOKIE = "parley_theme";
const YEAR_SECONDS = 31_536_000;
/** @type {Record<string, string>} */
const SCHEMES = { auto: "light dark", light: "light", dark: "dark" };

/** @type {("auto" | "light" | "dark")[]} */
export const THEMES = ["auto", "light", "dark"];

export const chosenTheme = () =>
  THEMES.find((theme) => SCHEMES[theme] === document.documentElement.dataset.theme) ?? "auto";

/** Remembered in a cookie, so that the server renders the next page in it. */
export function chooseTheme(/** @type {"auto" | "light" | "dark"} */ theme) {
  document.documentElement.dataset.theme = SCHEMES[theme];
  document.cookie = `${COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
