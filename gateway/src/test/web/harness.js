/** @type {{name: string, run: () => unknown}[]} */
const tests = [];

/** Declares a test; its name is a sentence. */
export const test = (name, run) => tests.push({ name, run });

/** Fails unless both are equal, whatever they are made of. */
export function equal(actual, expected) {
  const [one, other] = [text(actual), text(expected)];
  if (one !== other) {
    throw new Error(`expected ${other}\nbut was  ${one}`);
  }
}

/** The names of those tests that are wrong, with what is wrong; null for those that are right. */
export async function run() {
  const results = {};
  for (const { name, run } of tests) {
    try {
      await run();
      results[name] = null;
    } catch (failure) {
      results[name] = String(failure?.stack ?? failure);
    }
  }
  return results;
}

/** Numbers from 0 to 1 that are the same for the same seed. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const text = (value) => JSON.stringify(value, (_, one) => (typeof one === "bigint" ? `${one}n` : sorted(one)));
const sorted = (value) => (value && typeof value === "object" && !Array.isArray(value)
  ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
  : value);
