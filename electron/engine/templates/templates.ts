/**
 * What a text says, and how it reads when it is filled in (SN7). Liquid is the owner's, what it is filled with is a stranger's, and either can be such
 * that working on it never ends: so it is done in a thread that is ended then. The text counts as one with a fault.
 */
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { KillableThread } from './killable-thread.ts';
import type { Fault, Filled, Hole, Question, TemplateFacts, TemplateOptions, TextRead } from './messages.ts';
import { seenBy } from './seen-by.ts';
import { StoppedTexts } from './stopped-texts.ts';

/** As it stands here, or as it is built beside this. */
const [ENDING] = /\.[jt]s$/.exec(new URL(import.meta.url).pathname)!;
const thread = new KillableThread<Question, Filled | TextRead>(new URL(`template-thread${ENDING}`, import.meta.url));
const stopped = new StoppedTexts(() => performance.now());

const READ_KEPT = 200;
const read = new Map<string, TextRead>();

const STOPPED: Fault = {
  ok: false,
  reason: 'bad-template',
  sentence: 'The text takes too long to fill in, and had to be stopped. Make it simpler.',
};

/** What is filled in from. `fields` are the custom fields that have a value. */
export interface Facts extends Omit<TemplateFacts, 'payload'> {
  /** Undefined: nothing is known of the request, or nothing started the flow. */
  payload: JsonValue | undefined;
}

export function readTemplate(text: string): TextRead {
  if (!text.includes('{')) return { ok: true, names: [], readings: [] };
  const known = read.get(text);
  if (known !== undefined) return known;
  const answer = ask({ kind: 'read', text }) as TextRead;
  if (answer === STOPPED) return answer;
  if (read.size >= READ_KEPT) read.clear();
  read.set(text, answer);
  return answer;
}

/** @param holes The text is only to be shown, each of these values marked where it is missing; what is missing besides is answered. */
export function renderTemplate(
  text: string,
  { payload, ...facts }: Facts,
  options: TemplateOptions,
  holes: readonly Hole[] | null = null,
): Filled {
  // What has no braces needs no thread.
  if (!text.includes('{')) return { ok: true, text };
  const said = readTemplate(text);
  if (!said.ok) return said;
  const seen = payload === undefined ? null : stringifyJson(seenBy(said.names, payload));
  return ask({ kind: 'fill', text, facts: { ...facts, payload: seen }, options, holes }) as Filled;
}

/** A flow fills the same few texts for one person after the other: one that never ends is not to cost a second for each. */
function ask(question: Question): Filled | TextRead {
  if (stopped.isGivenUp(question.text)) return STOPPED;
  const answer = thread.ask(question);
  if (answer === null) stopped.add(question.text);
  else if (question.kind === 'fill') stopped.remove(question.text);
  return answer ?? STOPPED;
}
