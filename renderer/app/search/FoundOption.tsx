import { Combobox, Kbd } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import classes from './quick-search.module.css';
import type { Found } from './use-found.ts';

export function FoundOption({ id, label, hint, keys = [], Icon }: Found) {
  return (
    <Combobox.Option value={id} className={classes.option}>
      <Icon size={18} stroke={1.75} aria-hidden className={classes.icon} />
      <span className={classes.label}>
        <PlainText text={label} />
      </span>
      {hint && (
        <span className={classes.hint}>
          <PlainText text={hint} />
        </span>
      )}
      {keys.length > 0 && (
        <span className={classes.hint}>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </span>
      )}
    </Combobox.Option>
  );
}
