// @ts-check
import "./ui/costs-page.js";
