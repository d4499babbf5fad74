// @ts-check
import { parse } from "../state/route.js";
import { Store, initialState, timeOf } from "../state/store.js";
import { Session } from "./session.js";

/** The one state of this page, and the one who keeps it true. */
export const store = new Store({
  ...initialState(),
  route: parse(location.pathname, location.search),
  details: matchMedia("(min-width: 1100px)").matches,
});
export const session = new Session(store);

/** What time it is for the server. */
export const now = () => timeOf(store.state);
