import type { Field } from '#shared/contract/field.ts';
import { VALUE_PLACE } from '#shared/contract/transform.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import { AppError, type ErrorDetail } from '#shared/errors.ts';
import { cutAtItem } from '#shared/json-path/one-item.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { isSamePlace } from '#shared/json-path/path.ts';
import { isPattern } from '#shared/text/extract-text.ts';

/** What a configuration must keep to before it is saved. Throws INVALID_INPUT with every fault; pointers go into `{ config }`. */
export function checkConfig(config: WebhookConfig, fields: readonly Field[], flows: readonly { key: string }[]): void {
  const details = [
    ...faultyPaths(config),
    ...faultyList(config),
    ...faultyOpenings(config),
    ...faultyRows(config, fields),
    ...faultyTransforms(config),
    ...faultyPayloadField(config, fields),
    ...faultyFlow(config, flows),
  ];
  if (details.length > 0) throw new AppError('INVALID_INPUT', undefined, details);
}

function faultyPaths({ identity, profile, fields }: WebhookConfig): ErrorDetail[] {
  return [
    ...IDENTITY_SLOTS.flatMap((slot) => faultyPath(identity[slot], `/config/identity/${slot}`)),
    ...PROFILE_SLOTS.flatMap((slot) => faultyPath(profile[slot], `/config/profile/${slot}`)),
    ...fields.flatMap((row, index) => faultyPath(row.path, `/config/fields/${index}/path`)),
  ];
}

function faultyPath(path: string | null, pointer: string): ErrorDetail[] {
  const parsed = path === null ? null : parsePath(path);
  return parsed === null || parsed.ok ? [] : [{ pointer, message: parsed.message, column: parsed.column }];
}

function faultyFlow({ flow }: WebhookConfig, flows: readonly { key: string }[]): ErrorDetail[] {
  if (flow === null || flows.some(({ key }) => key === flow)) return [];
  return [{ pointer: '/config/flow', message: `There is no flow “${flow}”.` }];
}

/** RC3: the list whose items are worked on one by one stands in one place. */
function faultyList({ itemsPath }: WebhookConfig): ErrorDetail[] {
  return faultyPlace(itemsPath, '/config/itemsPath', 'The path to the list is made of names and positions only.');
}

/** RC3: a text to open stands in one place, or in one of each item. */
function faultyOpenings({ openStrings, itemsPath }: WebhookConfig): ErrorDetail[] {
  const parsed = itemsPath === null ? null : parsePath(itemsPath);
  const list = parsed?.ok ? parsed.singular : null;
  return openStrings.flatMap((path, index) => {
    const cut = list && cutAtItem(path, list.length);
    if (list && cut && isSamePlace(cut.list, list)) return [];
    const message = 'The path to a text that is opened is made of names and positions only.';
    return faultyPlace(path, `/config/openStrings/${index}`, message);
  });
}

/** A path that must lead to one place at most. */
function faultyPlace(path: string | null, pointer: string, message: string): ErrorDetail[] {
  const parsed = path === null ? null : parsePath(path);
  return parsed?.ok && parsed.singular === null ? [{ pointer, message }] : faultyPath(path, pointer);
}

function faultyRows(config: WebhookConfig, fields: readonly Field[]): ErrorDetail[] {
  const known = new Set(fields.map((field) => field.key));
  const filled = new Set<string>();
  return config.fields.flatMap((row, index) => {
    const pointer = `/config/fields/${index}/field`;
    if (!known.has(row.field)) return [{ pointer, message: `There is no field “${row.field}”.` }];
    if (filled.has(row.field)) return [{ pointer, message: 'Another row already fills this field.' }];
    filled.add(row.field);
    return [];
  });
}

/** CV9: a pattern that nothing could be searched for, and a template that would lose the value. */
function faultyTransforms({ fields }: WebhookConfig): ErrorDetail[] {
  return fields.flatMap(({ transforms = [] }, row) =>
    transforms.flatMap((transform, index) => {
      const pointer = `/config/fields/${row}/transforms/${index}`;
      if (transform.kind === 'extract' && (transform.pattern === '' || !isPattern(transform.pattern))) {
        return [{ pointer: `${pointer}/pattern`, message: 'Text cannot be searched for this pattern.' }];
      }
      if (transform.kind === 'template' && transform.text.search(VALUE_PLACE) < 0) {
        return [{ pointer: `${pointer}/text`, message: 'The text has no {{ value }} in it.' }];
      }
      if (transform.kind === 'default' && transform.text.trim() === '') {
        return [{ pointer: `${pointer}/text`, message: 'Say what is to be used instead.' }];
      }
      return [];
    }),
  );
}

function faultyPayloadField({ payloadField, fields: rows }: WebhookConfig, fields: readonly Field[]): ErrorDetail[] {
  if (payloadField === null) return [];
  const pointer = '/config/payloadField';
  const field = fields.find((known) => known.key === payloadField);
  if (!field) return [{ pointer, message: `There is no field “${payloadField}”.` }];
  if (field.type !== 'json') return [{ pointer, message: 'Only a JSON field can hold a whole payload.' }];
  if (rows.some((row) => row.field === payloadField)) return [{ pointer, message: 'A row already fills this field.' }];
  return [];
}
