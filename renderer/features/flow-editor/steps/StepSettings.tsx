// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import type { Step } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import { ConditionSettings } from './ConditionSettings.tsx';
import { FieldSettings } from './FieldSettings.tsx';
import { HttpSettings } from './HttpSettings.tsx';
import { SendSettings } from './SendSettings.tsx';
import { TagSettings } from './TagSettings.tsx';
import { WaitSettings } from './WaitSettings.tsx';

/** The settings of a step, by its kind. */
export function StepSettings({ step }: { step: Step }) {
  switch (step.kind) {
    case 'send':
      return <SendSettings step={step} />;
    case 'wait':
      return <WaitSettings step={step} />;
    case 'condition':
      return <ConditionSettings step={step} />;
    case 'set-field':
      return <FieldSettings step={step} />;
    case 'tag':
      return <TagSettings step={step} />;
    case 'http':
      return <HttpSettings step={step} />;
    case 'stop':
      return null;
    default:
      return assertNever(step);
  }
}
