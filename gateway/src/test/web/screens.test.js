import { Screens } from "/net/screens.js";
import { equal, test } from "./harness.js";

const space = (id, size) => ({ id, members: Object.fromEntries(Array.from({ length: size }, (_, i) => [`u_${i}`, {}])) });

function screens() {
  const world = { sent: [], up: true };
  world.screens = new Screens((frame) => world.up && Boolean(world.sent.push(frame)));
  return world;
}

test("of a crowd the server is told whom the tabs show, once each, and again only when that changes", () => {
  const { screens: all, sent } = screens();
  const crowd = space("sp_a", 101);

  all.show("tab 1", crowd, ["u_2", "u_1"]);
  all.show("tab 2", crowd, ["u_2", "u_3"]);
  all.show("tab 2", crowd, ["u_3"]);

  equal(sent.map((frame) => frame.visible), [["u_1", "u_2"], ["u_1", "u_2", "u_3"]]);
  equal(sent[0].op, "act");
});

test("it names as many as the server takes", () => {
  const { screens: all, sent } = screens();
  const crowd = space("sp_a", 200);

  all.show("tab", crowd, Object.keys(crowd.members));

  equal(sent[0].visible.length, 50);
});

test("where everybody is told of everybody there is nothing to say", () => {
  const { screens: all, sent } = screens();

  all.show("tab", space("sp_a", 100), ["u_1"]);
  all.show("tab", undefined, ["u_1"]);

  equal(sent, []);
});

test("a server that follows the space anew is told again, and one that could not be told is told then", () => {
  const world = screens();
  const crowd = space("sp_a", 101);
  world.up = false;
  world.screens.show("tab", crowd, ["u_1"]);
  world.up = true;

  world.screens.again(crowd);
  world.screens.again(crowd);

  equal(world.sent.map((frame) => frame.visible), [["u_1"], ["u_1"]]);
});

test("a tab that is gone shows nobody", () => {
  const { screens: all, sent } = screens();
  const crowd = space("sp_a", 101);
  all.show("tab 1", crowd, ["u_1"]);
  all.show("tab 2", crowd, ["u_2"]);

  all.forget("tab 1");
  all.again(crowd);

  equal(sent.at(-1).visible, ["u_2"]);
});
