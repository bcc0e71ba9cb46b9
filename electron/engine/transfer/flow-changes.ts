// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { FlowConfig, SendStep, Step } from '#shared/contract/flow.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import type { ImportChange } from '#shared/contract/webhook-file.ts';
import { assertNever } from '#shared/errors.ts';
import { saySpan } from '#shared/flow/say-span.ts';
import { COMPARISON_WORDS, type StepWords, sayField, sayOperand, sayWait } from '#shared/flow/say-step.ts';
import { type PlacedStep, placedSteps } from './placed-steps.ts';

/**
 * What differs between two flows, a line a step or setting, in whole: a change at the end of a long text shows too. Steps are the same one by their
 * id and branch. `before` null: what the flow does. Header values are not told, since those that matter are in no file.
 */
export function flowChanges(before: FlowConfig | null, after: FlowConfig, words: StepWords): ImportChange[] {
  const old = before === null ? [] : linesOf(before.steps, words);
  const now = linesOf(after.steps, words);
  const [oldByKey, nowByKey] = [byKey(old), byKey(now)];
  const changed = now.flatMap(({ key, place, text }): ImportChange[] => {
    const was = oldByKey.get(key);
    return was?.text === text ? [] : [{ what: place, before: was?.text ?? null, after: text }];
  });
  const gone = old.flatMap(({ key, place, text }): ImportChange[] =>
    nowByKey.has(key) ? [] : [{ what: `${place} here`, before: text, after: null }],
  );
  return [...changed, ...gone, ...order(old, now), ...settings(before, after)];
}

type Line = Omit<PlacedStep, 'step'> & { text: string };

function byKey(lines: readonly Line[]): Map<string, Line> {
  return new Map(lines.map((line) => [line.key, line]));
}

function linesOf(steps: readonly Step[], words: StepWords): Line[] {
  return placedSteps(steps).map(({ step, key, place }) => ({ key, place, text: stepText(step, words) }));
}

/** Steps that are in both may stand in another order. */
function order(old: readonly Line[], now: readonly Line[]): ImportChange[] {
  const [oldByKey, nowByKey] = [byKey(old), byKey(now)];
  const kept = now.filter(({ key }) => oldByKey.has(key));
  const before = old.filter(({ key }) => nowByKey.has(key)).map(({ key }) => key);
  if (kept.every(({ key }, index) => key === before[index])) return [];
  const places = (keys: readonly string[]) => keys.map((key) => nowByKey.get(key)!.place).join(' · ');
  return [{ what: 'Order of the steps', before: places(before), after: places(kept.map(({ key }) => key)) }];
}

function settings(before: FlowConfig | null, after: FlowConfig): ImportChange[] {
  const now = settingLines(after);
  const old = settingLines(before ?? FlowConfigSchema.parse({}));
  return Object.entries(now).flatMap(([what, is]) => {
    const was = old[what] ?? null;
    return was === is ? [] : [{ what, before: before === null ? null : was, after: is }];
  });
}

const LATE = { run: 'run late', skip: 'are left out', ask: 'wait for you' } as const;

function settingLines({ coolDownHours, late, lateMinutes }: FlowConfig): Record<string, string> {
  return {
    'The same contact again': coolDownHours === null ? 'at once' : `after ${saySpan(coolDownHours * 60)}`,
    'Steps that fell due unseen': `${LATE[late]} when more than ${saySpan(lateMinutes)} late`,
  };
}

function stepText(step: Step, words: StepWords): string {
  const { fields } = words;
  switch (step.kind) {
    case 'send':
      return sendText(step);
    case 'wait': {
      const wait = sayWait(step.wait, words);
      if (step.wait.kind !== 'at-field') return wait;
      return `${wait}; when that has passed, ${step.wait.otherwise === 'stop' ? 'stop' : 'go on'}`;
    }
    case 'condition': {
      const { operand, comparison, value } = step.test;
      const compared = comparison === 'exists' || comparison === 'missing' ? '' : ` “${value}”`;
      return `If ${sayOperand(operand, fields)} ${COMPARISON_WORDS[comparison]}${compared}`;
    }
    case 'set-field':
      return step.value === null
        ? `Clear ${sayField(step.field, fields)}`
        : `Set ${sayField(step.field, fields)} to “${step.value}”`;
    case 'tag':
      return `${step.action === 'add' ? 'Add' : 'Remove'} the tag “${step.tag}”`;
    case 'http': {
      const headers = step.headers.map(({ name }) => name).join(', ');
      const again = step.canRepeat ? '; may be asked again, by its Idempotency-Key' : '';
      return `${step.method} ${step.url}${headers && `, with ${headers}`}${step.body && `: “${step.body}”`}${again}`;
    }
    case 'stop':
      return 'Stop here';
    default:
      return assertNever(step);
  }
}

function sendText({ channel, subject, text, language, approved }: SendStep): string {
  const about = subject === '' ? '' : ` about “${subject}”`;
  const voice = channel === 'voice' ? ` in ${language}` : '';
  const variables = Object.entries(approved?.variables ?? {}).map(([name, value]) => `${name}: “${value}”`);
  const template = approved ? `; approved template ${[approved.name, ...variables].join(', ')}` : '';
  const by = channel === 'contact' ? 'Message on the contact’s own channel' : MESSAGE_CHANNEL_WORDS[channel];
  return `${by}${voice}${about}: “${text}”${template}`;
}
