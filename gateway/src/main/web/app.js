// @ts-check
import "./ui/app-page.js";
import { session } from "./ui/context.js";
import { listen } from "./ui/router.js";

listen();
addEventListener("online", () => session.wake());
document.addEventListener("visibilitychange", () => document.hidden || session.wake());
