// @ts-check

/**
 * What a client does about the end of a connection: go on where it was; tell of its own mistake and try once more;
 * or stop until a person does something.
 * @typedef {"resume" | "report" | "stop"} Remedy
 */

/** A silence that the client itself ended. */
export const SILENT = 4002;
/** A connection that ended without saying why. */
export const LOST = 1006;

/** @type {Record<number, [Remedy, string]>} */
const BY_CODE = {
  4000: ["resume", "drain"],
  4001: ["resume", "overloaded"],
  4002: ["resume", "silence"],
  4003: ["resume", "no_progress"],
  4100: ["resume", "ticket"],
  4101: ["stop", "session_expired"],
  4102: ["stop", "session_revoked"],
  4103: ["stop", "account_disabled"],
  4104: ["stop", "replaced"],
};

/**
 * What a close code asks for; one that is not known by its range: 41xx credentials, 42xx a mistake of the client,
 * anything else passes.
 * @param {number} code
 * @returns {{remedy: Remedy, reason: string}}
 */
export function remedyOf(code) {
  const [remedy, reason] = BY_CODE[code] ?? byRange(code);
  return { remedy, reason };
}

/** @returns {[Remedy, string]} */
function byRange(/** @type {number} */ code) {
  switch (Math.floor(code / 100)) {
    case 41:
      return ["stop", "credentials"];
    case 42:
      return ["report", "client_error"];
    default:
      return ["resume", code === 1001 ? "going_away" : "unreachable"];
  }
}

/**
 * What the refusal of an attempt over HTTP asks for.
 * @param {{status?: number, code?: string}} problem
 * @returns {{remedy: Remedy, reason: string}}
 */
export function remedyOfRefusal({ status = 0, code = "" }) {
  if (status === 401) {
    return { remedy: "stop", reason: "session_expired" };
  }
  if (status === 403 && code && code !== "unknown") {
    return { remedy: "stop", reason: code };
  }
  return { remedy: "resume", reason: status === 429 || status === 503 ? "overloaded" : "unreachable" };
}
