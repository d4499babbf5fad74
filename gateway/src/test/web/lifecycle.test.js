import { remedyOf, remedyOfRefusal } from "/net/closing.js";
import { TABLE, STEADY_MILLIS, WAKE_GAP_MILLIS, idle, next } from "/net/lifecycle.js";
import { equal, test } from "./harness.js";

const NOW = 1_000_000;
const moment = (now = NOW, random = 1) => ({ now, random });
const CLOSED = { type: "closed", remedy: "resume", reason: "unreachable" };
const STOPPED = { type: "closed", remedy: "stop", reason: "session_expired" };
const REPORTED = { type: "closed", remedy: "report", reason: "client_error" };
const PHASES = {
  connecting: { ...idle(), trying: true, triedAt: NOW - 3_000, since: NOW - 3_000 },
  reconnecting: { ...idle(), phase: "reconnecting", retryAt: NOW + 9_000, triedAt: NOW - 3_000, since: NOW - 5_000, attempt: 3 },
  offline: { ...idle(), phase: "offline", plugged: false, retryAt: NOW + 9_000, triedAt: NOW - 3_000, since: NOW - 5_000, attempt: 3 },
  lagging: { ...idle(), phase: "lagging", triedAt: NOW - 3_000, upAt: NOW - 2_000, since: NOW - 2_000, attempt: 2 },
  live: { ...idle(), phase: "live", triedAt: NOW - 30_000, upAt: NOW - 29_000, since: NOW - 29_000, attempt: 2 },
  refused: { ...idle(), phase: "refused", triedAt: NOW - 3_000, since: NOW - 3_000 },
};
const EVENTS = {
  start: { type: "start" }, due: { type: "due" }, wake: { type: "wake" }, plugged: { type: "plugged" }, unplugged: { type: "unplugged" },
  welcomed: { type: "welcomed" }, caughtUp: { type: "caughtUp" }, behind: { type: "behind" }, closed: CLOSED, stopped: STOPPED, reported: REPORTED,
};

/** What follows where anything does; "-" stands for nothing. */
const EXPECTED = {
  //              start              due                  wake                 plugged              unplugged       welcomed        caughtUp     behind          closed               stopped         reported
  connecting:   ["connecting open", "connecting open",   "-",                 "connecting none",   "offline wait", "lagging none", "-",         "-",            "reconnecting wait", "refused stop", "reconnecting wait"],
  reconnecting: ["-",               "reconnecting open", "reconnecting open", "reconnecting open", "offline wait", "lagging none", "-",         "-",            "reconnecting wait", "refused stop", "reconnecting wait"],
  offline:      ["-",               "offline open",      "offline open",      "reconnecting open", "-",            "lagging none", "-",         "-",            "offline wait",      "refused stop", "offline wait"],
  lagging:      ["-",               "-",                 "-",                 "-",                 "offline wait", "-",            "live none", "-",            "reconnecting wait", "refused stop", "reconnecting wait"],
  live:         ["-",               "-",                 "-",                 "-",                 "offline wait", "-",            "-",         "lagging none", "reconnecting wait", "refused stop", "reconnecting wait"],
  refused:      ["-",               "-",                 "reconnecting open", "-",                 "-",            "-",            "-",         "-",            "-",                 "-",            "-"],
};

test("a connection goes from phase to phase as the table says, and nowhere else", () => {
  equal(Object.keys(TABLE), Object.keys(EXPECTED));
  for (const [phase, row] of Object.entries(EXPECTED)) {
    const found = Object.values(EVENTS).map((event) => {
      const { link, act } = next(PHASES[phase], event, moment());
      return link === PHASES[phase] && act === "none" ? "-" : `${link.phase} ${act}`;
    });
    equal([phase, found], [phase, row]);
  }
});

test("the ranges of close codes say what to do; those that are known say why", () => {
  const remedies = [4000, 4001, 4002, 4003, 4099, 4100, 4101, 4102, 4103, 4104, 4199, 4200, 4205, 4299, 1000, 1001, 1006, 1011, 4300].map((code) => remedyOf(code).remedy);

  equal(remedies, ["resume", "resume", "resume", "resume", "resume", "resume", "stop", "stop", "stop", "stop", "stop", "report", "report", "report", "resume", "resume", "resume", "resume", "resume"]);
  equal([4000, 4101, 4103, 4299].map((code) => remedyOf(code).reason), ["drain", "session_expired", "account_disabled", "client_error"]);
});

test("who is not signed in or not allowed stops; whoever cannot be reached is tried again", () => {
  equal([{ status: 401 }, { status: 403, code: "account_disabled" }, { status: 403 }, { status: 503 }, { status: 0 }].map((problem) => remedyOfRefusal(problem).remedy),
    ["stop", "stop", "resume", "resume", "resume"]);
});

test("attempts wait longer and longer, to half a minute, and never end", () => {
  let link = { ...idle(), trying: true };
  const waits = [];
  for (let attempt = 0; attempt < 1_000; attempt++) {
    link = next(link, CLOSED, moment()).link;
    waits.push(link.retryAt - NOW);
    link = next(link, { type: "due" }, moment()).link;
  }

  equal(waits.slice(0, 8), [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  equal([waits.at(-1), link.phase, link.trying], [30_000, "reconnecting", true]);
});

test("the wait is any part of its longest, so that many clients do not come back at once", () => {
  equal([0, 0.25, 1].map((random) => next(PHASES.reconnecting, CLOSED, moment(NOW, random)).link.retryAt - NOW), [0, 1_000, 4_000]);
});

test("a connection that held makes up for earlier failures; one that ended at once does not", () => {
  const after = (held) => next({ ...PHASES.live, attempt: 5, upAt: NOW - held }, CLOSED, moment()).link.retryAt - NOW;

  equal([after(STEADY_MILLIS), after(STEADY_MILLIS - 1)], [500, 16_000]);
});

test("the server may ask for a longer wait, and nobody overrules it", () => {
  const { link } = next(PHASES.live, { ...CLOSED, retryAfterMs: 15_000 }, moment());

  equal(link.retryAt, NOW + 15_000);
  equal(next(link, { type: "wake" }, moment(NOW + 5_000)).link.retryAt, NOW + 15_000);
});

test("who comes back or gets a network again is connected at once, at most every two seconds", () => {
  const early = { ...PHASES.reconnecting, triedAt: NOW - 500 };

  const { link, act } = next(early, { type: "wake" }, moment());

  equal([act, link.retryAt], ["wait", early.triedAt + WAKE_GAP_MILLIS]);
  equal(next(link, { type: "wake" }, moment(link.retryAt)).act, "open");
});

test("without a network attempts go on, as the browser may be wrong", () => {
  const { link } = next(PHASES.live, { type: "unplugged" }, moment());
  const trying = next(link, { type: "due" }, moment());
  const failed = next(trying.link, CLOSED, moment());

  equal([link.phase, link.reason, link.retryAt > NOW, trying.act, trying.link.phase], ["offline", "network", true, "open", "offline"]);
  equal([failed.link.phase, failed.link.reason, failed.act], ["offline", "network", "wait"]);
});

test("an attempt that began without a network is given up for a new one once there is one", () => {
  const stuck = { ...PHASES.offline, trying: true, retryAt: 0 };

  equal([next(stuck, { type: "plugged" }, moment()).act, next({ ...stuck, plugged: true, phase: "reconnecting" }, { type: "plugged" }, moment()).act], ["open", "none"]);
});

test("a mistake of the client is tried once more and then no more, however the connection began in between", () => {
  const first = next(PHASES.live, REPORTED, moment()).link;
  const back = next(next(first, { type: "due" }, moment()).link, { type: "welcomed" }, moment()).link;
  const second = next(back, REPORTED, moment(NOW + 60_000));

  equal([first.phase, second.link.phase, second.act, second.link.reason], ["reconnecting", "refused", "stop", "client_error"]);
});

test("a person may try again after all", () => {
  equal(next(PHASES.refused, { type: "wake" }, moment()).act, "open");
  equal(next({ ...PHASES.refused, triedAt: NOW - 100 }, { type: "wake" }, moment()).act, "none");
});

test("an outage is one, however many attempts are made in it", () => {
  let { link } = next(PHASES.live, CLOSED, moment());
  link = next(link, { type: "due" }, moment(NOW + 500)).link;
  link = next(link, CLOSED, moment(NOW + 900)).link;

  equal(link.since, NOW);
});
