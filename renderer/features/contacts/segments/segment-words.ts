import type { SegmentCondition } from '#shared/contract/segment.ts';
import { assertNever } from '#shared/errors.ts';

/** What a condition is about and how, as it is chosen. */
export const KINDS = {
  'field filled': 'has a value in',
  'field blank': 'has no value in',
  'field equals': 'has in a field exactly',
  'field contains': 'has in a field something with',
  'tag has': 'has the tag',
  'tag lacks': 'does not have the tag',
  'activity within': 'sent something in the last … days',
  'activity not-within': 'sent nothing in the last … days',
} as const;
export type Kind = keyof typeof KINDS;

/** A condition as it is typed: everything that any kind may ask for. */
export interface Typed {
  kind: Kind;
  field: string | null;
  text: string;
  days: number;
}

export const FRESH: Typed = { kind: 'field filled', field: null, text: '', days: 30 };

/** What is sent; the engine says what is missing in it. */
export function conditionOf({ kind, field, text, days }: Typed): SegmentCondition {
  const key = field ?? '';
  switch (kind) {
    case 'field filled':
      return { of: 'field', is: 'filled', field: key };
    case 'field blank':
      return { of: 'field', is: 'blank', field: key };
    case 'field equals':
      return { of: 'field', is: 'equals', field: key, text };
    case 'field contains':
      return { of: 'field', is: 'contains', field: key, text };
    case 'tag has':
      return { of: 'tag', is: 'has', tag: text };
    case 'tag lacks':
      return { of: 'tag', is: 'lacks', tag: text };
    case 'activity within':
      return { of: 'activity', is: 'within', days };
    case 'activity not-within':
      return { of: 'activity', is: 'not-within', days };
    default:
      return assertNever(kind);
  }
}

/** What was chosen and typed for a condition that is there. */
export function typedOf(condition: SegmentCondition): Typed {
  switch (condition.of) {
    case 'field': {
      const text = 'text' in condition ? condition.text : '';
      return { ...FRESH, kind: `field ${condition.is}`, field: condition.field, text };
    }
    case 'tag':
      return { ...FRESH, kind: `tag ${condition.is}`, text: condition.tag };
    case 'activity':
      return { ...FRESH, kind: `activity ${condition.is}`, days: condition.days };
    default:
      return assertNever(condition);
  }
}

/** `Everybody whose Colour is “green”, who has the tag “vip” and who sent something in the last 30 days.`; `nameOf` gives a field’s name. */
export function saySegment(conditions: readonly SegmentCondition[], nameOf: (key: string) => string): string {
  const said = conditions.map((condition) => sayCondition(condition, nameOf));
  const last = said.at(-1) ?? '';
  return `Everybody ${said.length < 2 ? last : `${said.slice(0, -1).join(', ')} and ${last}`}.`;
}

function sayCondition(condition: SegmentCondition, nameOf: (key: string) => string): string {
  switch (condition.of) {
    case 'field': {
      const name = nameOf(condition.field);
      if ('text' in condition) {
        return `whose ${name} ${condition.is === 'equals' ? 'is' : 'contains'} “${condition.text}”`;
      }
      return `who ${condition.is === 'filled' ? 'has a value' : 'has no value'} in ${name}`;
    }
    case 'tag':
      return `who ${condition.is === 'has' ? 'has' : 'does not have'} the tag “${condition.tag}”`;
    case 'activity': {
      const days = condition.days === 1 ? 'last day' : `last ${condition.days} days`;
      return condition.is === 'within' ? `who sent something in the ${days}` : `who sent nothing in the ${days}`;
    }
    default:
      return assertNever(condition);
  }
}
