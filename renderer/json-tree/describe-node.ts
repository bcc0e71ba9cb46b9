import { sayCount } from '#renderer/ui/say-count.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { kindOf } from '#shared/json/value-kind.ts';
import { childCount, isSection, type TreeModel } from './model.ts';
import { recogniseValue } from './recognise-value.ts';

/** The row's name: a key, `#3` in a list, `101–200` for a section. */
export function nameOf(model: TreeModel, node: number): string {
  const section = model.sections.get(node);
  if (section) return `${sayCount(section.from + 1)}–${sayCount(section.to)}`;
  const step = model.steps[node] ?? null;
  if (step === null) return 'Payload';
  return typeof step === 'number' ? `#${sayCount(step + 1)}` : step;
}

/** The word beside the type's colour: `list · 3`, `e-mail`, `number`. */
export function typeWords(model: TreeModel, node: number): string {
  const value = model.values[node]!;
  const kind = kindOf(value);
  switch (kind) {
    case 'list':
      return isSection(model, node) ? 'section' : `list · ${sayCount((value as JsonValue[]).length)}`;
    case 'object':
      return `group · ${sayCount(childCount(model, node))}`;
    case 'yes-no':
      return 'yes/no';
    case 'nothing':
      return 'nothing';
    default:
      return recogniseValue(value, model.steps[node] ?? null)?.words ?? kind;
  }
}
