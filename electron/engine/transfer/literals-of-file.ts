// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import type { Step } from '#shared/contract/flow.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import type { Transform } from '#shared/contract/transform.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import type { Literal, LiteralGroup, WebhookFile } from '#shared/contract/webhook-file.ts';
import { assertNever } from '#shared/errors.ts';
import { type FieldNames, sayField } from '#shared/flow/say-step.ts';
import { looksLike } from './looks-like.ts';
import { placedSteps } from './placed-steps.ts';

type Said = Pick<Literal, 'what' | 'text'>;

/**
 * The texts in a file that its owner has written, grouped by the webhook or flow that they stand in: whoever gets the file reads them. Read from the
 * file itself, so what was left out of it is not here either. Not told: texts made of nothing but placeholders, paths made of plain names, and the
 * samples and the payloads of tests, whose values are made up.
 */
export function literalsOf({ webhooks, flows, fields }: WebhookFile): LiteralGroup[] {
  const names = new Map(fields.map(({ key, name }) => [key, name]));
  const list = (what: string, named: readonly { name: string }[]) => ({
    what,
    text: named.map(({ name }) => name).join(' · '),
  });
  const groups: { of: LiteralGroup['of']; name: string; said: Said[] }[] = [
    ...flows.map(({ name, config }) => ({
      of: 'flow' as const,
      name,
      said: placedSteps(config.steps).flatMap(({ step, place }) =>
        stepTexts(step, names).map(({ what, text }) => ({ what: `${place}: ${what}`, text })),
      ),
    })),
    ...webhooks.map(({ name, config, tests = [] }) => ({
      of: 'webhook' as const,
      name,
      said: [...webhookTexts(config, names), ...(tests.length > 0 ? [list('Tests', tests)] : [])],
    })),
    {
      of: 'names',
      name: '',
      said: [list('Webhooks', webhooks), list('Flows', flows), list('Fields', fields)],
    },
  ];
  return groups.flatMap(({ of, name, said }) => {
    const literals = said
      .filter(({ text }) => !isOnlyPlaceholders(text))
      .map(({ what, text }) => ({ what, text, looksLike: looksLike(text) }));
    return literals.length === 0 ? [] : [{ of, name, literals }];
  });
}

/** `{{ field.start }}` tells nothing; `{{ field.start | default: "soon" }}` does. */
function isOnlyPlaceholders(text: string): boolean {
  return /^\s*(?:\{\{-?\s*[\w.]+\s*-?\}\}\s*)*$/.test(text);
}

function stepTexts(step: Step, fields: FieldNames): Said[] {
  switch (step.kind) {
    case 'send':
      return [
        { what: 'subject', text: step.subject },
        { what: 'text', text: step.text },
        { what: 'approved template', text: step.approved?.name ?? '' },
        ...Object.entries(step.approved?.variables ?? {}).map(([name, text]) => ({ what: `variable ${name}`, text })),
      ];
    case 'condition': {
      const { operand, value } = step.test;
      const asked = operand.of === 'payload' ? pathText('path in the request', operand.path) : [];
      const tag = operand.of === 'tag' ? [{ what: 'tag', text: operand.tag }] : [];
      return [...asked, ...tag, { what: 'compared with', text: value }];
    }
    case 'set-field':
      return [{ what: `value of ${sayField(step.field, fields)}`, text: step.value ?? '' }];
    case 'tag':
      return [{ what: 'tag', text: step.tag }];
    case 'http':
      return [
        { what: 'address', text: step.url },
        ...step.headers.map(({ name, value }) => ({ what: 'header', text: value === '' ? name : `${name}: ${value}` })),
        { what: 'body', text: step.body },
      ];
    case 'wait':
    case 'stop':
      return [];
    default:
      return assertNever(step);
  }
}

function webhookTexts(
  { identity, profile, fields, itemsPath, openStrings, verify }: WebhookConfig,
  names: FieldNames,
): Said[] {
  return [
    ...IDENTITY_SLOTS.flatMap((slot) => pathText(`path of ${SLOT_LABELS[slot]}`, identity[slot])),
    ...PROFILE_SLOTS.flatMap((slot) => pathText(`path of ${SLOT_LABELS[slot]}`, profile[slot])),
    ...fields.flatMap(({ field, path, pattern, transforms = [] }) => {
      const name = sayField(field, names);
      return [
        ...pathText(`path of ${name}`, path),
        { what: `how ${name} is written`, text: pattern ?? '' },
        ...transforms.flatMap((transform) => transformText(transform, name)),
      ];
    }),
    ...pathText('path of the list', itemsPath),
    ...openStrings.flatMap((path) => pathText('path of a text read as JSON', path)),
    ...Object.entries(verify)
      .filter(([key]) => VERIFY_TEXTS.has(key))
      .map(([, value]) => ({ what: 'proof of the sender', text: typeof value === 'string' ? value : '' })),
  ];
}

/** What of a proof its owner writes; the rest is chosen from lists. */
const VERIFY_TEXTS: ReadonlySet<string> = new Set([
  ...['username', 'header', 'prefix', 'template'],
  ...['idHeader', 'timestampHeader', 'topicHeader'],
]);

/** Names in quotes and filters may hold anything. */
function pathText(what: string, path: string | null): Said[] {
  return path !== null && /['"?]/.test(path) ? [{ what, text: path }] : [];
}

function transformText(transform: Transform, field: string): Said[] {
  switch (transform.kind) {
    case 'default':
      return [{ what: `${field} where nothing is there`, text: transform.text }];
    case 'template':
      return [{ what: `text around ${field}`, text: transform.text }];
    case 'extract':
      return [{ what: `pattern looked for in ${field}`, text: transform.pattern }];
    case 'join':
      return [{ what: `between the parts of ${field}`, text: transform.separator }];
    default:
      return [];
  }
}
