// @ts-check
import "./prism.js";
import "prismjs/components/prism-bash.js";
import "prismjs/components/prism-java.js";
import "prismjs/components/prism-json.js";
import "prismjs/components/prism-python.js";
import "prismjs/components/prism-sql.js";
import "prismjs/components/prism-yaml.js";

/** @type {Record<string, string>} */
const ALIASES = { js: "javascript", ts: "javascript", typescript: "javascript", sh: "bash", shell: "bash", py: "python", yml: "yaml", html: "markup", xml: "markup" };

/**
 * Code cut into pieces of one kind each.
 * @returns {{text: string, type: string}[] | null} null for a language that is not known
 */
export function tokens(/** @type {string} */ text, /** @type {string} */ language) {
  const grammar = Prism.languages[ALIASES[language] ?? language];
  return grammar ? flat(Prism.tokenize(text, grammar), "") : null;
}

/** @returns {{text: string, type: string}[]} */
const flat = (/** @type {any} */ token, /** @type {string} */ type) =>
  typeof token === "string" ? [{ text: token, type }]
    : Array.isArray(token) ? token.flatMap((one) => flat(one, type))
      : flat(token.content, token.type);
