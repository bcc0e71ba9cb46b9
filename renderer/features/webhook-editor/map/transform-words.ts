import type { Transform } from '#shared/contract/transform.ts';

/** In the order in which they are usually wanted. */
export const TRANSFORM_KINDS = [
  'trim',
  'lower',
  'upper',
  'first-word',
  'last-word',
  'join',
  'extract',
  'default',
  'template',
] as const satisfies Transform['kind'][];

/** `asks` names the box of those that need a text. */
export const TRANSFORM_WORDS: Record<Transform['kind'], { label: string; asks?: string; example?: string }> = {
  trim: { label: 'Without blanks around it' },
  lower: { label: 'In lower case' },
  upper: { label: 'In upper case' },
  'first-word': { label: 'First word only' },
  'last-word': { label: 'Last word only' },
  join: { label: 'Join a list with', asks: 'Text between the items', example: ', ' },
  extract: { label: 'Only what fits', asks: 'Pattern', example: 'Order (\\d+)' },
  default: { label: 'If there is nothing, use', asks: 'Text to use instead', example: 'none' },
  template: { label: 'Put into a text', asks: 'Text around the value', example: 'Room {{ value }}' },
};

/** As it is when it has just been added: it changes nothing yet that nobody asked for. */
export function freshTransform(kind: Transform['kind']): Transform {
  switch (kind) {
    case 'join':
      return { kind, separator: ', ' };
    case 'extract':
      return { kind, pattern: '.+' };
    case 'default':
      return { kind, text: 'none' };
    case 'template':
      return { kind, text: '{{ value }}' };
    default:
      return { kind };
  }
}

/** The text that it is told; null where it needs none. */
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

export function withText(transform: Transform, text: string): Transform {
  switch (transform.kind) {
    case 'join':
      return { ...transform, separator: text };
    case 'extract':
      return { ...transform, pattern: text };
    case 'default':
    case 'template':
      return { ...transform, text };
    default:
      return transform;
  }
}
