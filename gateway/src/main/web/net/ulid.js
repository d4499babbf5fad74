// @ts-check
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: 48 bits of time, then 80 random ones. */
export function ulid(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(16))) {
  let text = "";
  for (let rest = now, at = 0; at < 10; at++) {
    text = DIGITS[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text + Array.from(random, (byte) => DIGITS[byte % 32]).join("");
}
