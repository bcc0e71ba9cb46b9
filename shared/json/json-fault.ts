export type JsonFaultReason = 'bad-json' | 'too-deep' | 'too-many-nodes';

/** Why a text cannot be read. It never leaves this folder: parseJson turns it into an answer. */
export class JsonFault extends Error {
  readonly reason: JsonFaultReason;
  /** Where, in UTF-16 units from 0. */
  readonly at: number;

  constructor(reason: JsonFaultReason, sentence: string, at: number) {
    super(sentence);
    this.reason = reason;
    this.at = at;
  }
}

/** The sentence for a place where the name of an object’s member should stand. */
export function missingName(text: string, at: number): string {
  switch (text.charAt(at)) {
    case '}':
      return 'There is a comma too many before this }.';
    case "'":
      return 'Names must stand in double quotation marks, not single ones.';
    default:
      return missing('A name in double quotation marks', text, at);
  }
}

/** The sentence for a place where a value should stand. */
export function missingValue(text: string, at: number): string {
  switch (text.charAt(at)) {
    case ']':
    case '}':
      return `A value is missing before this ${text.charAt(at)}, or there is a comma too many.`;
    case "'":
      return 'Text must stand in double quotation marks, not single ones.';
    case '/':
      return 'Comments are not allowed in JSON.';
    default:
      return missing('A value', text, at);
  }
}

function missing(what: string, text: string, at: number): string {
  return at >= text.length ? `${what} is expected, but the text ends.` : `${what} is expected here.`;
}
