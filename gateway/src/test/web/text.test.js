import { render } from "lit";
import { excerpt } from "/md/excerpt.js";
import { GrowingMarkdown, markdown } from "/md/markdown.js";
import { safeLink } from "/md/links.js";
import { mentioned, query, split } from "/state/mentions.js";
import { equal, test } from "./harness.js";

const MEMBERS = [{ id: "u_al", name: "Al", kind: "human" }, { id: "a_alice", name: "Alice", kind: "agent" }, { id: "u_mira", name: "Mira Kovač", kind: "human" }];

function shown(content) {
  const place = document.createElement("div");
  render(content, place);
  return place;
}

const HOSTILE = [
  "<script>window.broken = 1</script>",
  "<img src=x onerror='window.broken = 1'>",
  "[x](javascript:window.broken=1)",
  "[x](JaVaScRiPt:window.broken=1)",
  "[x](data:text/html,<script>window.broken=1</script>)",
  "[x](vbscript:x) <svg onload=window.broken=1>",
  "![x](javascript:window.broken=1)",
  "<a href='javascript:window.broken=1'>x</a>",
  "<javascript:window.broken=1>",
  "| <img src=x onerror=window.broken=1> |\n|---|\n| <iframe srcdoc='x'> |",
  "```html\n<img src=x onerror=window.broken=1>\n```",
  "# <b onclick=window.broken=1>x</b>",
  "\u0000<style>*{display:none}</style>",
  "[x]: javascript:window.broken=1\n\n[x]",
];

test("no message brings markup, a script or an unsafe link of its own", async () => {
  for (const text of HOSTILE) {
    const place = shown(markdown(text));
    document.body.append(place);
    await new Promise((resolve) => setTimeout(resolve));
    const foreign = place.querySelectorAll("script, img, iframe, style, object, embed, [onclick], [onload], [onerror]");
    const unsafe = [...place.querySelectorAll("a")].filter((link) => !/^(https?|mailto):/.test(link.href));
    equal([text, foreign.length, unsafe.length, window.broken], [text, 0, 0, undefined]);
    place.remove();
  }
});

test("raw HTML is shown as it was typed", () =>
  equal(shown(markdown("a <b>bold</b> move")).textContent.trim(), "a <b>bold</b> move"));

test("links are followed only to the web and to mail", () => {
  equal(safeLink("https://example.com/a"), "https://example.com/a");
  equal(safeLink("mailto:a@example.com"), "mailto:a@example.com");
  equal(["javascript:x", " java\nscript:x", "data:text/html,x", "file:///etc/passwd", "//example.com", "/v1/me"].map(safeLink), [null, null, null, null, null, null]);
});

test("Markdown becomes the elements it stands for", () => {
  const place = shown(markdown("# Head\n\n- **one**\n- `two`\n\n| a |\n|---|\n| b |\n\n> quote\n\n[link](https://example.com)"));

  equal(["h3", "li", "strong", "code", "td", "blockquote", "a"].map((name) => place.querySelectorAll(name).length), [1, 2, 1, 1, 1, 1, 1]);
});

test("text that grows ends as the same elements as the whole text", () => {
  const text = "First **bold**.\n\n- one\n- two\n\n```java\nvar a = 1;\n```\n\nSecond paragraph\nwith a line.\n\n1. x\n2. y\n\nThird.\n\nFourth.\n\nFifth and last.";
  const growing = new GrowingMarkdown();
  const place = document.createElement("div");
  for (let end = 1; end <= text.length; end += 3) {
    render(growing.render(text.slice(0, end)), place);
  }
  render(growing.render(text), place);

  equal(outline(place), outline(shown(markdown(text))));
});

const outline = (place) => [...place.querySelectorAll("*")].map((one) => `${one.localName} ${one.children.length === 0 ? one.textContent : ""}`);

test("a mention is a whole name, the longest that fits", () => {
  equal(mentioned("@alice and @Al, not mail@Al.com or @Alicent", MEMBERS), ["a_alice", "u_al"]);
  equal(mentioned("ask @mira kovač.", MEMBERS), ["u_mira"]);
  equal(split("hi @Al", MEMBERS).map((part) => [part.text, part.member?.id ?? null]), [["hi ", null], ["@Al", "u_al"]]);
});

test("only who is mentioned is marked as mentioned", () =>
  equal([...shown(markdown("@Alice and @Al", { mentions: [MEMBERS[1]] })).querySelectorAll(".mention")].map((one) => one.textContent), ["@Alice"]));

test("a message cited by its id is a link to it", () => {
  const place = shown(markdown("We ship on Monday [m_1] and [x] stays", { mentions: [], cite: (id) => `/s/sp_a/m/${id}` }));

  equal([...place.querySelectorAll("a")].map((link) => link.getAttribute("href")), ["/s/sp_a/m/m_1"]);
  equal(place.textContent.includes("and [x] stays"), true);
});

test("a name is completed only after an @ of its own", () => {
  equal(query("hello @al", 9), { start: 6, query: "al" });
  equal(query("@", 1), { start: 0, query: "" });
  equal(query("mail@al", 7), null);
  equal(query("@al and", 7), null);
});

test("an excerpt is what one reads of a text, without its marks and references", () => {
  const text = "Next steps:\n\n1. admin: write the **notes** — admin, 15:59 [m_01M7ZDBX]\n2. nobody yet: check `backup`\n\nOver to @alice.";

  equal(excerpt(text, "notes"), "Next steps: admin: write the notes — admin, 15:59 nobody yet: check backup Over to @alice.");
});

test("an excerpt is cut around the first word that was looked for", () => {
  const cut = excerpt(`${"before ".repeat(30)}needle ${"after ".repeat(60)}`, "needle pin");

  equal(cut.startsWith("…") && cut.endsWith("…") && cut.includes("needle"), true);
  equal(cut.length, 162);
});
