import { Button } from '@mantine/core';
import classes from './first-steps.module.css';

/** The way on, at the place where every step has it. `form`: the id of the form that going on sends. */
export function StepButtons({
  form,
  isSaving,
  onBack,
  onSkip,
}: {
  form: string;
  isSaving: boolean;
  onBack: (() => void) | null;
  onSkip: () => void;
}) {
  return (
    <div className={classes.buttons}>
      <Button type="submit" form={form} loading={isSaving}>
        Save and go on
      </Button>
      <Button variant="default" onClick={onSkip}>
        Skip this step
      </Button>
      {onBack && (
        <Button variant="subtle" onClick={onBack}>
          Back
        </Button>
      )}
    </div>
  );
}
