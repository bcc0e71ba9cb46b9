import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import classes from './private-values.module.css';

/** Says that private values are hidden, or shown, with the way to the other (LG3). Whoever leaves the page leaves them hidden. */
export function PrivateValues({ isShown, onChange }: { isShown: boolean; onChange: (isShown: boolean) => void }) {
  const Icon = isShown ? IconEyeOff : IconEye;
  return (
    <p className={classes.bar}>
      <span>{isShown ? 'Private values are shown.' : 'Private values are hidden.'}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon size={15} aria-hidden />}
        onClick={() => onChange(!isShown)}
      >
        {isShown ? 'Hide private values' : 'Show private values'}
      </Button>
    </p>
  );
}
