import { marks, pixels } from "/charts/scale.js";
import { OTHERS, bars, byDay, lastDays } from "/state/costs.js";
import { backoff } from "/net/backoff.js";
import { ulid } from "/net/ulid.js";
import { parse } from "/state/route.js";
import { equal, random, test } from "./harness.js";

test("bars of a day add up to the nano-dollar, small series together", () => {
  const rows = Array.from({ length: 10 }, (_, at) => ({ day: "2026-11-20", key: `a_${at}`, spentNanoUsd: String(10n ** BigInt(at) + 1n), calls: 1 }));

  const { days, series } = byDay(bars(rows), ["2026-11-19", "2026-11-20"]);

  equal(days.map((day) => day.total), [0n, 1_111_111_121n]);
  equal(days[1].parts.reduce((sum, part) => sum + part.spent, 0n), 1_111_111_121n);
  equal([series.length, series.at(-1)], [8, { key: OTHERS, spent: 114n }]);
});

test("the days of a range are all there", () =>
  equal(lastDays(3, Date.parse("2026-03-01T12:00:00Z")), ["2026-02-27", "2026-02-28", "2026-03-01"]));

test("an axis has round marks, at most five above zero, up to the highest bar", () => {
  const chance = random(7);
  for (let round = 0; round < 500; round++) {
    const highest = BigInt(Math.floor(chance() * 10 ** (1 + Math.floor(chance() * 12)))) + 1n;
    const found = marks(highest);
    equal([highest, found.length <= 6, found[0], found.at(-1) >= highest], [highest, true, 0n, true]);
  }
  equal(marks(21_920_000_000n).map(String), ["0", "5000000000", "10000000000", "15000000000", "20000000000", "25000000000"]);
  equal(pixels(5n, 10n, 200), 100);
});

test("waiting grows with every attempt, never beyond its cap, and is spread over all of it", () => {
  equal([0, 1, 2, 9, 1_000].map((attempt) => backoff(attempt, 1)), [500, 1_000, 2_000, 30_000, 30_000]);
  equal(backoff(5, 0), 0);
});

test("a ULID sorts by its time and holds 26 digits", () => {
  equal(ulid(0, new Uint8Array(16)), "00000000000000000000000000");
  equal(ulid(1_469_918_176_385, new Uint8Array(16)).slice(0, 10), "01ARYZ6S41");
  equal([ulid().length, ulid(1) < ulid(2)], [26, true]);
});

test("addresses name pages, and anything else is missing", () => {
  const page = (path) => [parse(path, "").page, parse(path, "").space, parse(path, "").message];
  equal(page("/"), ["home", "", ""]);
  equal(page("/s/sp_a"), ["space", "sp_a", ""]);
  equal(page("/s/sp_a/m/m_1"), ["space", "sp_a", "m_1"]);
  equal(page("/admin/costs"), ["costs", "", ""]);
  equal(["/s", "/s/", "/admin", "/admin/costs/x", "/s/a/b", "/s/%E0%A4%A", "/x"].map((path) => page(path)[0]),
    ["missing", "missing", "missing", "missing", "missing", "space", "missing"]);
});
