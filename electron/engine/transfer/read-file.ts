import type { ZodError } from 'zod';
import {
  WEBHOOK_FILE_FORMAT,
  WEBHOOK_FILE_VERSION,
  type WebhookFile,
  WebhookFileSchema,
} from '#shared/contract/webhook-file.ts';
import { AppError } from '#shared/errors.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';

/** What is said of a file with faults; their places follow. */
export const NOT_RIGHT = 'Something in this file is not right.';

/** Makes of a file of a version one of the next version; by the version it takes. */
export type FileUpgrades = Readonly<Record<number, (file: Record<string, unknown>) => Record<string, unknown>>>;

/** No older version has been given out yet. */
const UPGRADES: FileUpgrades = {};

/** What names the mould of every object: in a file it can only be meant badly, or by mistake. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A file as data of the newest version. Throws INVALID_INPUT with one plain sentence, and for faults within it with their places: text that is no
 * JSON, nested too deeply, repeated or unknown keys, a newer version, and names of fields and flows that the file does not have.
 * `explain` turns a failed schema into places.
 */
export function readFile(text: string, explain: (fault: ZodError) => FileFault[], upgrades = UPGRADES): WebhookFile {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const place = parsed.line === null ? '' : ` (line ${parsed.line})`;
    throw refused(`This file cannot be read: ${parsed.sentence}${place}`);
  }
  if (parsed.repeatedKey !== null)
    throw refused(`The file has “${parsed.repeatedKey.slice(0, 100)}” twice in one place.`);
  if (!isJsonObject(parsed.value) || parsed.value.format !== WEBHOOK_FILE_FORMAT)
    throw refused('This is not a file of Fieldhook webhooks.');
  const unsafe = unsafeKey(parsed.value, '');
  if (unsafe !== null) throw refused(`The file has a key that is not allowed, at ${unsafe}.`);
  const result = WebhookFileSchema.safeParse(upgraded(JSON.parse(text), upgrades));
  if (!result.success) throw refused(NOT_RIGHT, explain(result.error));
  const faults = danglingNames(result.data);
  if (faults.length > 0) throw refused(faults[0]!.message, faults);
  return result.data;
}

interface FileFault {
  pointer: string;
  message: string;
}

function refused(sentence: string, details: FileFault[] = []): AppError {
  return new AppError('INVALID_INPUT', sentence, details);
}

function upgraded(file: Record<string, unknown>, upgrades: FileUpgrades): Record<string, unknown> {
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0)
    throw refused('The file does not say which version it is.');
  if (version > WEBHOOK_FILE_VERSION) {
    throw refused(
      `This file was made by a newer Fieldhook (version ${version} of the file; this one knows up to ${WEBHOOK_FILE_VERSION}). Update Fieldhook first.`,
    );
  }
  let current = file;
  for (let at = version; at < WEBHOOK_FILE_VERSION; at += 1) {
    const upgrade = upgrades[at];
    if (upgrade === undefined) throw refused(`Version ${version} of the file is not known.`);
    current = { ...upgrade(current), version: at + 1 };
  }
  return current;
}

function unsafeKey(value: JsonValue, pointer: string): string | null {
  if (Array.isArray(value)) return firstOf(value.entries(), (item, index) => unsafeKey(item, `${pointer}/${index}`));
  if (!isJsonObject(value)) return null;
  return firstOf(Object.entries(value), (inner, key) =>
    UNSAFE_KEYS.has(key) ? `${pointer}/${key}` : unsafeKey(inner, `${pointer}/${key.slice(0, 100)}`),
  );
}

function firstOf<Key>(
  entries: Iterable<[Key, JsonValue]>,
  look: (value: JsonValue, key: Key) => string | null,
): string | null {
  for (const [key, value] of entries) {
    const found = look(value, key);
    if (found !== null) return found;
  }
  return null;
}

/** Whatever names a field or flow has to find it in the file: it might mean another one where it is imported. */
function danglingNames({ fields, flows, webhooks }: WebhookFile): FileFault[] {
  const fieldKeys = new Set(fields.map(({ key }) => key));
  const flowKeys = new Set(flows.map(({ key }) => key));
  const field = (key: string, who: string, pointer: string) =>
    fieldKeys.has(key) ? [] : [{ pointer, message: `${who} uses the field “${key}”, which is not in the file.` }];
  return [
    ...repeats(fields, '/fields'),
    ...repeats(flows, '/flows'),
    ...flows.flatMap(({ name, config }, index) =>
      fieldsOfSteps(config).flatMap((key) => field(key, `The flow “${name}”`, `/flows/${index}/config/steps`)),
    ),
    ...webhooks.flatMap(({ name, config, tests = [] }, index) => {
      const pointer = `/webhooks/${index}/config`;
      const who = `The webhook “${name}”`;
      const noFlow = config.flow !== null && !flowKeys.has(config.flow);
      return [
        ...config.fields.flatMap((row, at) => field(row.field, who, `${pointer}/fields/${at}/field`)),
        ...tests.flatMap(({ expected }, at) =>
          expected.flatMap(({ fields: read }) =>
            Object.keys(read).flatMap((key) => field(key, who, `/webhooks/${index}/tests/${at}/expected`)),
          ),
        ),
        ...(config.payloadField === null ? [] : field(config.payloadField, who, `${pointer}/payloadField`)),
        ...(noFlow
          ? [
              {
                pointer: `${pointer}/flow`,
                message: `${who} starts the flow “${config.flow}”, which is not in the file.`,
              },
            ]
          : []),
      ];
    }),
  ];
}

function repeats(list: readonly { key: string; name: string }[], pointer: string): FileFault[] {
  const keys = new Set<string>();
  const names = new Set<string>();
  return list.flatMap(({ key, name }, index) => {
    const folded = name.normalize('NFC').toLowerCase();
    const isRepeated = keys.has(key) || names.has(folded);
    keys.add(key);
    names.add(folded);
    return isRepeated ? [{ pointer: `${pointer}/${index}`, message: `“${name}” is in the file twice.` }] : [];
  });
}

/** The fields that steps name by themselves; texts with placeholders are judged by the flow's own check. */
export function fieldsOfSteps({ steps }: WebhookFile['flows'][number]['config']): string[] {
  return everyStep(steps).flatMap((step) => {
    if (step.kind === 'set-field') return [step.field];
    if (step.kind === 'wait' && step.wait.kind === 'at-field') return [step.wait.field];
    return step.kind === 'condition' && step.test.operand.of === 'field' ? [step.test.operand.field] : [];
  });
}
