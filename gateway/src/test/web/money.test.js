import { exact, money, parts, share, sum } from "/state/money.js";
import { equal, test } from "./harness.js";

test("money from a dollar on has two decimals", () => {
  equal(money("1840000000"), "$1.84");
  equal(money("1234567890123"), "$1,234.57");
  equal(money("999995000000"), "$1,000.00");
});

test("money below a dollar has two to four decimals", () => {
  equal(money("940000000"), "$0.94");
  equal(money("500000000"), "$0.50");
  equal(money("87000000"), "$0.087");
  equal(money("4200000"), "$0.0042");
  equal(money("123456789"), "$0.1235");
});

test("money that is not nothing is never shown as nothing", () => {
  equal(money(0), "$0.00");
  equal(money(1), "< $0.0001");
  equal(money("50000"), "$0.0001");
  equal(money("49999"), "< $0.0001");
});

test("money rounds up to a whole dollar in one form", () => equal(money("999960000"), "$1.00"));

test("money below zero keeps its sign", () => equal(money("-4200000"), "−$0.0042"));

test("the exact amount has every digit", () => {
  equal(exact("2310001"), "$0.002310001");
  equal(exact("312482310123"), "$312.482310123");
});

test("sums of amounts larger than a double holds are exact", () =>
  equal(sum(["9007199254740993", null, "1"]), 9007199254740994n));

test("parts are shown so that they add up to what is shown of the whole", () => {
  const shown = (/** @type {bigint[]} */ ...amounts) => [...parts(amounts), sum(amounts)].map(money);
  equal(shown(340_000n, 240_000n), ["$0.0004", "$0.0002", "$0.0006"]);
  equal(shown(345_000n, 249_000n, 246_000n), ["$0.0003", "$0.0003", "$0.0002", "$0.0008"]);
  equal(shown(1_006_000_000n, 524_000_000n), ["$1.01", "$0.52", "$1.53"]);
  equal(shown(), ["$0.00"]);
});

test("a part that is not nothing is never shown as nothing", () => {
  equal(parts([1_000n, 900_000n]).map(money), ["< $0.0001", "$0.0009"]);
  equal(parts([3_000_000n, 5_000_000_000n]).map(money), ["$0.003", "$5.00"]);
});

test("a share is between nothing and all", () => {
  equal(share("5", "10"), 0.5);
  equal(share("20", "10"), 1);
  equal(share("5", null), 0);
});
