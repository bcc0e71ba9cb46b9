import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import type { FieldStep, PlainStep, Step } from '#shared/contract/flow.ts';
import type { NewMessage, RunProgress, RunSituation, RunStepWrite } from '#shared/contract/flow-work.ts';
import { assertNever } from '#shared/errors.ts';
import { saySpan } from '#shared/flow/say-span.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { localFormOf } from '#shared/local-form/local-form.ts';
import { sayMoment } from '#shared/local-form/say-time.ts';
import { convertValue } from '../mapping/convert-value.ts';
import { sayValue } from '../mapping/say-value.ts';
import { planMessage } from './plan-message.ts';
import { planRequest } from './plan-request.ts';
import { stepsAfter } from './steps-after.ts';
import { testCondition } from './test-condition.ts';
import { waitUntil } from './wait-until.ts';
import { type FlowContext, fill, type World } from './world.ts';

const MINUTE = 60_000;

/**
 * Takes a run as far as it comes: to the next wait, to a request whose answer it needs, or to its end. Pure: what is to be written and sent is in
 * the answer, and each step is told in a sentence. The same for the live path and the preview (PR5).
 *
 * @param byOwner The owner said to go on: no wait is asked about any more.
 */
export function advanceRun(situation: RunSituation, context: FlowContext, byOwner = false): RunProgress {
  return new Way(situation, context).go(byOwner);
}

type Ending = Pick<RunProgress, 'state' | 'step' | 'dueAt' | 'sentence'> & { request?: RunProgress['request'] };

/** One stretch of a run, collecting what it does. */
class Way {
  readonly #situation: RunSituation;
  #world: World;
  /** Steps are passed over until the next wait: they come too late, and the owner chose to leave out what does. */
  #skips = false;
  readonly #steps: RunStepWrite[] = [];
  readonly #messages: RunProgress['messages'] = [];
  readonly #fields: RunProgress['fields'] = {};
  readonly #tags: RunProgress['tags'] = [];

  constructor(situation: RunSituation, context: FlowContext) {
    const { contact, tags, isTry, at } = situation;
    this.#situation = situation;
    const channels = isTry ? { ...situation.channels, mode: () => 'test' as const } : situation.channels;
    this.#world = { ...context, contact, tags: new Set(tags), channels, at };
  }

  go(byOwner: boolean): RunProgress {
    const { request = null, ...ending } = this.#resume(byOwner) ?? this.#walk();
    const [steps, messages] = [this.#steps, this.#messages];
    const isTry = this.#situation.isTry;
    return {
      ...{ ...ending, request, steps, messages },
      fields: isTry ? {} : this.#fields,
      tags: isTry ? [] : this.#tags,
    };
  }

  /** Ends the wait at which it stands; an ending where it is not over, or where the flow ends with it. */
  #resume(byOwner: boolean): Ending | null {
    const { config, step: id, dueAt, at } = this.#situation;
    const step = id === null ? undefined : everyStep(config.steps).find((one) => one.id === id);
    if (step?.kind !== 'wait') return null;
    if (byOwner) return this.#pass(step, 'You let it go on.');
    if (step.wait.kind === 'at-field') {
      // The date may have moved since, or be gone: a reminder goes by what is true now.
      const now = waitUntil(step.wait, this.#world);
      if (now.kind === 'until') return this.#waitAt(step, now.at, now.sentence);
      const isGone = this.#world.contact.fields[step.wait.field] === undefined;
      if (isGone && now.ends) return this.#end(step, 'stopped', now.sentence);
    }
    const lateBy = dueAt === null ? 0 : at - dueAt;
    if (lateBy <= config.lateMinutes * MINUTE) return this.#pass(step, 'The wait is over.');
    const late = `It was due on ${sayMoment(dueAt!, localFormOf(this.#world.settings))}, ${saySpan(Math.floor(lateBy / MINUTE))} ago`;
    switch (config.late) {
      case 'run':
        return this.#pass(step, `${late}, and went on late.`);
      case 'skip':
        this.#skips = true;
        return this.#pass(step, `${late}: what came after it was left out, up to the next wait.`);
      case 'ask':
        return { state: 'held', step: step.id, dueAt: null, sentence: `${late}. Let it go on, or end it.` };
      default:
        return assertNever(config.late);
    }
  }

  #pass(step: Step, sentence: string): null {
    this.#tell({ step: step.id, kind: 'wait', state: 'done', sentence });
    return null;
  }

  #walk(): Ending {
    let rest = stepsAfter(this.#situation.config.steps, this.#situation.step);
    for (let step = rest[0]; step !== undefined; step = rest[0]) {
      rest = rest.slice(1);
      if (step.kind === 'condition') {
        const { holds, sentence } = testCondition(step.test, this.#world);
        this.#tell({ step: step.id, kind: 'condition', state: 'done', sentence });
        rest = [...(holds ? step.yes : step.no), ...rest];
        continue;
      }
      const ending = this.#take(step);
      if (ending !== null) return ending;
    }
    return { state: 'done', step: null, dueAt: null, sentence: 'It went through to its end.' };
  }

  /** Null where the flow goes on with the next step. */
  #take(step: PlainStep): Ending | null {
    if (this.#skips && step.kind !== 'wait' && step.kind !== 'stop') {
      this.#tell({
        step: step.id,
        kind: step.kind,
        state: 'skipped',
        sentence: 'Left out: it would have come too late.',
      });
      return null;
    }
    switch (step.kind) {
      case 'send': {
        const message = heldIf(planMessage(step, this.#world), this.#situation.hold.get(step.id));
        this.#messages.push(message);
        const { state } = message;
        const sentence = state === 'queued' ? 'The message was made.' : `Kept back: ${message.sentence}`;
        this.#tell({ step: step.id, kind: 'send', state: state === 'blocked' ? 'failed' : 'done', sentence });
        return null;
      }
      case 'wait': {
        this.#skips = false;
        const waiting = waitUntil(step.wait, this.#world);
        if (waiting.kind === 'until' && this.#situation.isTry) return this.#imagineWait(step, waiting);
        if (waiting.kind === 'until') return this.#waitAt(step, waiting.at, waiting.sentence);
        if (waiting.ends) return this.#end(step, 'stopped', waiting.sentence);
        this.#tell({ step: step.id, kind: 'wait', state: 'done', sentence: waiting.sentence });
        return null;
      }
      case 'set-field':
        this.#tellChange({ step: step.id, kind: 'set-field', ...this.#setField(step) });
        return null;
      case 'tag':
        this.#changeTag(step.id, step.action, step.tag);
        return null;
      case 'http': {
        const planned = planRequest(step, this.#world);
        if (!planned.ok) {
          this.#tell({ step: step.id, kind: 'http', state: 'failed', sentence: planned.sentence });
          return null;
        }
        if (this.#situation.isTry) {
          const sentence = `${new URL(planned.request.url).host} was not asked: this is only a try.`;
          this.#tell({ step: step.id, kind: 'http', state: 'skipped', sentence });
          return null;
        }
        const sentence = `Waits for the answer of ${new URL(planned.request.url).host}.`;
        this.#tell({ step: step.id, kind: 'http', state: 'waiting', sentence });
        return { state: 'waiting', step: step.id, dueAt: null, sentence, request: planned.request };
      }
      case 'stop':
        return this.#end(step, 'stopped', 'The flow ends here.');
      default:
        return assertNever(step);
    }
  }

  #waitAt(step: Step, dueAt: number, sentence: string): Ending {
    this.#tell({ step: step.id, kind: 'wait', state: 'waiting', sentence });
    return { state: 'waiting', step: step.id, dueAt, sentence };
  }

  /** A try knows what it would have set only on its way: it goes through to its end at once, and what comes after a wait sees the time of its end. */
  #imagineWait({ id }: Step, { at, sentence }: { at: number; sentence: string }): null {
    this.#world = { ...this.#world, at };
    this.#tell({ step: id, kind: 'wait', state: 'skipped', sentence: `${sentence} The try did not wait.` });
    return null;
  }

  #end({ id, kind }: PlainStep, state: 'stopped', sentence: string): Ending {
    this.#tell({ step: id, kind, state: 'done', sentence });
    return { state, step: id, dueAt: null, sentence };
  }

  #tell(step: RunStepWrite): void {
    this.#steps.push(step);
  }

  #tellChange(step: RunStepWrite): void {
    const isKept = this.#situation.isTry && step.state === 'done';
    this.#tell(isKept ? { ...step, sentence: `${step.sentence} Only in this try: the contact stays as it is.` } : step);
  }

  #setField(step: FieldStep): Pick<RunStepWrite, 'state' | 'sentence'> {
    const { fields, settings } = this.#world;
    const field = fields.find(({ key }) => key === step.field);
    if (field === undefined) return { state: 'failed', sentence: `There is no field “${step.field}”.` };
    const { key, name, type, isPrivate = false } = field;
    if (step.value === null) {
      this.#put(key, null);
      return { state: 'done', sentence: `“${name}” was cleared.` };
    }
    const read = this.#readValue(step.value, type);
    // What a run tells stands in the log, and a fault quotes the value, too (LG3).
    if (!read.ok) {
      const why = isPrivate ? 'what it would get does not fit this private field.' : read.sentence;
      return { state: 'failed', sentence: `“${name}” keeps what it had: ${why}` };
    }
    this.#put(key, read.value);
    if (isPrivate) return { state: 'done', sentence: `“${name}” was set to a private value.` };
    return { state: 'done', sentence: `“${name}” was set to ${sayValue(read.value, type, localFormOf(settings))}.` };
  }

  /** A text of the owner's as a value of a field, by the rules that read requests (CV). */
  #readValue(template: string, type: FieldType): { ok: true; value: FieldValue } | { ok: false; sentence: string } {
    const filled = fill(template, this.#world, 'value');
    if (!filled.ok) return filled;
    const json = type === 'json' ? parseJson(filled.text) : { ok: true as const, value: filled.text };
    return json.ok
      ? convertValue(json.value, type, { ...localFormOf(this.#world.settings), numberFormat: 'point', pattern: null })
      : json;
  }

  #put(key: string, value: FieldValue | null): void {
    this.#fields[key] = value;
    const { contact } = this.#world;
    this.#world = { ...this.#world, contact: { ...contact, fields: withField(contact.fields, key, value) } };
  }

  #changeTag(step: string, action: 'add' | 'remove', tag: string): void {
    this.#tags.push({ tag, action });
    const tags = new Set(this.#world.tags);
    const had = tags.has(tag);
    if (action === 'add') tags.add(tag);
    else tags.delete(tag);
    this.#world = { ...this.#world, tags };
    const sentence =
      action === 'add'
        ? `${had ? 'Had' : 'Got'} the tag “${tag}”${had ? ' already' : ''}.`
        : `${had ? 'Lost' : 'Did not have'} the tag “${tag}”.`;
    const told = { step, kind: 'tag', state: 'done', sentence } as const;
    if (had === (action === 'add')) this.#tell(told);
    else this.#tellChange(told);
  }
}

/** A message that could go out waits for the owner where its run gives a reason. */
function heldIf(message: NewMessage, hold: string | undefined): NewMessage {
  if (hold === undefined || message.state !== 'queued') return message;
  return { ...message, state: 'held', reason: 'drifted', sentence: hold };
}

export function withField(fields: Record<string, FieldValue>, key: string, value: FieldValue | null) {
  const changed: Record<string, FieldValue> = Object.assign(Object.create(null), fields);
  if (value === null) delete changed[key];
  else changed[key] = value;
  return changed;
}
