// @ts-check
import "./ui/app-page.js";
import { session } from "./ui/context.js";
import { listen } from "./ui/router.js";

listen();
addEventListener("online", () => session.network(true));
addEventListener("offline", () => session.network(false));
addEventListener("pagehide", () => session.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => session.looked(!document.hidden));
