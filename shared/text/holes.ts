import { excerptOf } from '../json/excerpt.ts';

/*
 * How a text reads that may not leave because values of it are missing (SN7): each hole is marked, with what is missing as the owner calls it. It is
 * to be looked at and completed, never to be sent.
 */

/** Of a value that is there and reads as nothing. */
export const BLANK_HOLE = '[blank value]';

const HOLE = /\[(?:[^[\]\n]{1,120} is missing|blank value)\]/g;

/** @param what What is missing, as its owner calls it: `first name`. */
export function holeMark(what: string): string {
  return `[${what.replace(/[[\]\n]/g, ' ')} is missing]`;
}

/** What is missing of the request itself, by its steps: `lines.0.name of the request`. */
export function wordsOfPayload(steps: readonly string[]): string {
  return `${excerptOf(steps.join('.'), 80)} of the request`;
}

/** The marks in a text, in their order. */
export function holesIn(text: string): string[] {
  return text.match(HOLE) ?? [];
}

/** The pieces of a text, its marks among them. */
export function splitAtHoles(text: string): { text: string; isHole: boolean }[] {
  const between = text.split(HOLE);
  const marks = holesIn(text);
  return between.flatMap((piece, at) => {
    const mark = marks[at];
    return [
      ...(piece === '' ? [] : [{ text: piece, isHole: false }]),
      ...(mark === undefined ? [] : [{ text: mark, isHole: true }]),
    ];
  });
}
