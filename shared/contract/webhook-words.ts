import type { Transform } from './transform.ts';
import type { WebhookConfig } from './webhook.ts';

/** What the choices of a webhook are called, in its editor and where an import is compared with it. */
export const IDENTIFICATION_WORDS: Record<WebhookConfig['identification'], string> = {
  compatible: 'The first identifier that fits',
  careful: 'All of them have to agree',
};

export const ON_MATCH_WORDS: Record<WebhookConfig['onMatch'], string> = {
  'fill-blanks': 'Fill in what is blank',
  overwrite: 'Take the request’s values',
  leave: 'Leave the contact alone',
};

export const NUMBER_FORMAT_WORDS: Record<WebhookConfig['numberFormat'], string> = {
  point: '1,234.50',
  comma: '1.234,50',
};

export const TRANSFORM_WORDS: Record<Transform['kind'], string> = {
  trim: 'Without blanks around it',
  lower: 'In lower case',
  upper: 'In upper case',
  'first-word': 'First word only',
  'last-word': 'Last word only',
  join: 'Join a list with',
  extract: 'Only what fits',
  default: 'If there is nothing, use',
  template: 'Put into a text',
};

/** The text that a change of a value is told; null where it needs none. */
export function textOfTransform(transform: Transform): string | null {
  switch (transform.kind) {
    case 'join':
      return transform.separator;
    case 'extract':
      return transform.pattern;
    case 'default':
    case 'template':
      return transform.text;
    default:
      return null;
  }
}

/** `Join a list with “, ”` */
export function sayTransform(transform: Transform): string {
  const text = textOfTransform(transform);
  return text === null ? TRANSFORM_WORDS[transform.kind] : `${TRANSFORM_WORDS[transform.kind]} “${text}”`;
}
