// @ts-check
/** @import { AgentInfo, SpaceModel, Turn } from "../types" */

const COLOURS = 8;

/** @typedef {{id: string, name: string, agent: boolean, colour: number, initials: string}} Face */

/** How somebody looks everywhere: humans round, agents square, each in one colour. */
export function face(/** @type {string} */ id, /** @type {string} */ name, /** @type {boolean} */ agent, colour = 0) {
  return { id, name, agent, colour: colour || colourOf(id), initials: initials(name, agent) };
}

/** @returns {Record<string, Face>} */
export function faces(/** @type {SpaceModel} */ space) {
  const agents = Object.values(space.members).filter((member) => member.kind === "agent")
    .map((member) => face(member.id, member.name, true, space.agents[member.id]?.colour));
  const taken = new Set(agents.map((agent) => agent.colour));
  const humans = Object.values(space.members).filter((member) => member.kind === "human")
    .map((member) => {
      const colour = freeColour(member.id, taken);
      taken.add(colour);
      return face(member.id, member.name, false, colour);
    });
  return Object.fromEntries([...humans, ...agents].map((one) => [one.id, one]));
}

/** Somebody who may have left: their id stands for their name. */
export const faceOf = (/** @type {Record<string, Face>} */ known, /** @type {string} */ id, agent = false) =>
  known[id] ?? face(id, id.replace(/^[a-z]_/, ""), agent || id.startsWith("a_"));

/**
 * What an agent does now.
 * @param {AgentInfo | undefined} agent
 * @param {Turn[]} turns open turns of the space
 * @param {string} id
 */
export function activity(agent, turns, id) {
  const turn = turns.find((one) => one.agent === id);
  if (turn) {
    return HELD_UP[agent?.state ?? ""] ?? (turn.draft?.text ? "writing" : toolOf(agent) ? "tool" : "thinking");
  }
  if (agent && !agent.enabled) {
    return "off";
  }
  if (agent && spent(agent)) {
    return "paused_budget";
  }
  return HELD_UP[agent?.state ?? ""] ?? (agent?.state === "failed" ? "failed" : "idle");
}

/** @type {Record<string, string>} */
const HELD_UP = { waiting_approval: "waiting", paused_budget: "paused_budget" };

/** The tool that an agent uses now; empty where it uses none. */
export const toolOf = (/** @type {AgentInfo | undefined} */ agent) =>
  (agent?.state.startsWith("tool:") ? agent.state.slice("tool:".length) : "");

/** Whether somebody is there, as far as a page knows; one is there oneself while one is connected. */
export const presenceOf = (/** @type {SpaceModel} */ space, /** @type {string} */ id, here = false) =>
  space.presence[id]?.state ?? (here ? "active" : "offline");

/** Whether an agent has a budget and nothing left of it. */
export const spent = (/** @type {AgentInfo} */ agent) =>
  agent.limitNanoUsd !== null && agent.leftNanoUsd !== null && BigInt(agent.leftNanoUsd) <= 0n;

/** A colour that no agent here has, where there is one. */
function freeColour(/** @type {string} */ id, /** @type {Set<number>} */ taken) {
  const first = colourOf(id);
  for (let step = 0; step < COLOURS; step++) {
    const colour = ((first - 1 + step) % COLOURS) + 1;
    if (!taken.has(colour)) {
      return colour;
    }
  }
  return first;
}

function colourOf(/** @type {string} */ id) {
  let hash = 7;
  for (const character of id) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  }
  return (hash % COLOURS) + 1;
}

function initials(/** @type {string} */ name, /** @type {boolean} */ agent) {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  const letters = agent || words.length < 2 ? [words[0]] : [words[0], words.at(-1)];
  return letters.map((word) => [...(word ?? "?")][0]).join("").toUpperCase();
}
