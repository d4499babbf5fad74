// @ts-check
/** @import { Draft } from "../types" */

/**
 * Adds a piece of streamed text. Offsets count UTF-16 units.
 * @param {Draft | null} draft
 * @param {{try?: number, offset: number, text: string}} piece
 * @returns {{draft: Draft | null, missing: boolean}} `missing` says that text before the piece has not arrived
 */
export function append(draft, piece) {
  const attempt = piece.try ?? 1;
  if (draft && attempt < draft.attempt) {
    return { draft, missing: false };
  }
  const text = draft && draft.attempt === attempt ? draft.text : "";
  if (piece.offset > text.length) {
    return { draft: { attempt, text }, missing: true };
  }
  const known = text.length - piece.offset;
  if (known >= piece.text.length && draft?.attempt === attempt) {
    return { draft, missing: false };
  }
  return { draft: { attempt, text: text + piece.text.slice(known) }, missing: false };
}
