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
export const TRANSFORM_BOXES: Partial<Record<Transform['kind'], { asks: string; example: string }>> = {
  join: { asks: 'Text between the items', example: ', ' },
  extract: { asks: 'Pattern', example: 'Order (\\d+)' },
  default: { asks: 'Text to use instead', example: 'none' },
  template: { asks: 'Text around the value', example: 'Room {{ value }}' },
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
