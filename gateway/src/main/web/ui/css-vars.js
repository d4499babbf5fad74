// @ts-check
import { directive, Directive } from "lit/directive.js";
import { noChange } from "lit";

/** Sets CSS variables on an element: a policy against inline styles blocks style attributes, not this. */
class CssVars extends Directive {
  /** @param {Record<string, string>} vars */
  render(vars) {
    return vars ? noChange : noChange;
  }

  /** @param {import("lit/directive.js").ElementPart} part @param {[Record<string, string>]} values */
  update(part, [vars]) {
    const { style } = /** @type {HTMLElement} */ (part.element);
    Object.entries(vars).forEach(([name, value]) => style.setProperty(name, value));
    return noChange;
  }
}

export const cssVars = directive(CssVars);
