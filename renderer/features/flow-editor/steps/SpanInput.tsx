import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import classes from '../flow-editor.module.css';

const UNITS = [
  { value: '1', one: 'minute', several: 'minutes' },
  { value: '60', one: 'hour', several: 'hours' },
  { value: '1440', one: 'day', several: 'days' },
];

/** A span of time as a number and a unit; in minutes outside. */
export function SpanInput({
  label,
  minutes,
  least,
  onChange,
}: {
  label: string;
  minutes: number;
  least: 0 | 1;
  onChange: (minutes: number) => void;
}) {
  // Two hours stay two hours, also when one types a number on the way that would be whole days.
  const [unit, setUnit] = useState(() => (minutes > 0 && minutes % 1440 === 0 ? 1440 : minutes % 60 === 0 ? 60 : 1));
  const isWhole = minutes % unit === 0;
  const shown = isWhole ? unit : 1;
  return (
    <div className={classes.span}>
      <NumberInput
        aria-label={label}
        w={90}
        min={least}
        max={Math.floor(525_600 / shown)}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        data-draft
        value={minutes / shown}
        onChange={(count) => typeof count === 'number' && count >= least && onChange(count * shown)}
      />
      <Select
        aria-label={`Unit of ${label.toLowerCase()}`}
        w={112}
        data={UNITS.map(({ value, one, several }) => ({ value, label: minutes === shown ? one : several }))}
        value={String(shown)}
        onChange={(chosen) => {
          if (chosen === null) return;
          setUnit(Number(chosen));
          onChange(Math.min(525_600, (minutes / shown) * Number(chosen)));
        }}
      />
    </div>
  );
}
