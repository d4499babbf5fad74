// @ts-check
import Prism from "prismjs";

/** The languages' files look for a global of this name. */
globalThis.Prism = Prism;
globalThis.Prism.manual = true;
